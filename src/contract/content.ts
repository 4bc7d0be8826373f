import type { Choice } from './records.ts';

/** Public content as the `api` functions return it, already in one language. */

export const QUESTION_KINDS = ['single', 'multiple', 'judge', 'picture', 'sort'] as const;
export type QuestionKind = (typeof QUESTION_KINDS)[number];
export const STAGES = ['primary', 'junior', 'senior', 'adult'] as const;
export type Stage = (typeof STAGES)[number];
export type Purpose = 'practice' | 'contest' | 'monitoring';

export interface QuestionOption {
  /** A, B, C… as shown; for a sorting question the item's place */
  letter: string;
  text: string;
  /** address of a picture (`/media/<hash>`); `text` is then its alternative text */
  picture?: string;
}

export interface Question {
  code: string;
  rev: number;
  kind: QuestionKind;
  /** knowledge point 1–10 */
  kp: number;
  stem: string;
  options: QuestionOption[];
  /** names of the two boxes A and B of a sorting question */
  boxes?: [string, string];
  /** practice only; contest and monitoring keys never leave the database */
  answer?: Choice;
  explanation?: string;
  /** law or publication with article, and when it was last checked (ISO date) */
  source?: { text: string; checked: string };
}

export interface KnowledgePoint {
  code: number;
  name: string;
  /** two to four characters for chips and seals */
  short: string;
}

export interface QuizCard {
  slug: string;
  purpose: Purpose;
  title: string;
  summary: string;
  questions: number;
  kp?: number;
  /** contests and monitoring forms */
  opens_at?: string;
  closes_at?: string;
}

export interface QuizPage extends QuizCard {
  /** practice and monitoring; contests draw on opening */
  items: Question[];
  /** monitoring form's version and threshold m of K */
  version?: number;
  threshold?: number;
  /** contest rules */
  tries?: number;
  draw?: number;
  /** null: no timer */
  seconds?: number | null;
}

/** `api.open_contest`: an attempt that the server opened; options are permuted for this attempt. */
export interface ContestAttempt {
  /** server's clock when it answered, ISO 8601 */
  server_now: string;
  attempt: string;
  opened_at: string;
  closes_at: string;
  /** seconds on the timer, null when switched off */
  seconds: number | null;
  try_no: number;
  tries: number;
  items: Question[];
}

/** `api.contest_result`: graded by the server; keys and explanations only after the contest has closed. */
export interface ContestResult {
  state: 'open' | 'graded' | 'missed';
  correct?: number;
  total?: number;
  /** per item, shown after closing */
  review?: { code: string; yours: Choice; key: Choice; explanation: string }[];
}

export interface District {
  code: string;
  name: string;
}

export interface ContentState {
  /** moves with every publication */
  revision: number;
  /** next moment at which public content changes by itself (a validity, a window, midnight), ISO 8601 */
  boundary: string;
}
