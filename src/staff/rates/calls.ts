/** Rates of class hours and ticked checklists, as the console asks for them. Both reject with `BackendError`. */
import { staffRpc } from '../../backend/staff.ts';
import type { CourseRates } from '../../contract/course-rates.ts';
import type { Areas } from '../../i18n/keys.ts';
import type { Locale } from '../../i18n/locale.ts';

export type RatesWords = Areas['console_rates'];

export const askRates = (place: string, year: string, locale: Locale) =>
  staffRpc<CourseRates>('course_rates', { place, year, locale });

/** Checklists of a school year: by county or school, items that are ticked, and schools that have ticked all of them. */
export interface Checks {
  checklists: { slug: string; title: Partial<Record<Locale, string>>; items: number }[];
  rows: { code: string; schools: number; done: Record<string, number>; whole: Record<string, number> }[];
}
export const askChecks = (place: string, year: string) => staffRpc<Checks>('school_checks', { place, year });
