/** What the page of tests asks of the backend. All reject with `BackendError`. */
import { staffRpc } from '../../backend/staff.ts';
import type { ClassTests, TestResult } from '../../contract/class-tests.ts';
import type { Locale } from '../../contract/locales.ts';

export const classTests = (of: string, locale: Locale) => staffRpc<ClassTests>('tests', { class: of, locale });
export const testResult = (test: string, locale: Locale) => staffRpc<TestResult>('test_result', { test, locale });
/** Rejects with in_use when somebody has opened it. */
export const dropTest = (test: string) => staffRpc('drop_test', { test });

export interface NewTest {
  opens_at: string;
  closes_at: string;
  minutes: number | null;
  questions: number;
}
export const makeTest = (of: string, test: NewTest) => staffRpc<{ id: string }>('make_test', { class: of, ...test });
