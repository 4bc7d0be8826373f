/** End-of-term tests of classes as phone, console and database share them. SQL twin: supabase/migrations/*_tests.sql. */
import type { Question } from './content.ts';
import type { ClassName } from './courses.ts';

export const TEST_QUESTIONS = { least: 10, most: 20 } as const;
/** A pair of forms has them by seats: A for odd ones, B for even ones. */
export const FORMS = ['A', 'B'] as const;
export type Form = (typeof FORMS)[number];

/** `api.tests(class, locale)`. */
export interface ClassTests {
  class: ClassName & { seats: number; closed: boolean };
  /** questions that one form may have at most; the bank may have fewer than twenty pairs for the stage */
  most: number;
  tests: TestCard[];
}
export interface TestCard {
  id: string;
  opens_at: string;
  closes_at: string;
  /** null: without a timer */
  seconds: number | null;
  questions: number;
  state: 'planned' | 'open' | 'closed';
  opened: number;
  handed_in: number;
}

/** `api.test_result(test, locale)`; while the test goes on its figures move by five of a form at once. */
export interface TestResult {
  id: string;
  opens_at: string;
  closes_at: string;
  closed: boolean;
  questions: number;
  handed_in: number;
  /** seats that have handed in, and the others that are taken */
  done: number[];
  waiting: number[];
  /** `right[i]`: how many had i questions right; null below five */
  scores: { n: number; mean: number; right: number[] } | null;
  forms: { form: Form; n: number; questions: TestQuestion[] }[];
}
export interface TestQuestion {
  place: number;
  kp: number;
  difficulty: number;
  /** from five handed in of this form on */
  n?: number;
  right?: number;
  /** with its key and explanation, after the test has closed */
  question?: Question;
}
