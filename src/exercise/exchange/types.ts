import type { Stage } from '../../contract/content.ts';
import type { QuestionDraft } from '../sheet.ts';
import type { Problem } from './problem.ts';

export const FORMATS = ['xlsx', 'csv', 'gift', 'aiken', 'moodle', 'qti3', 'qti21'] as const;
export type Format = (typeof FORMATS)[number];

/** What a file does not say itself: chosen in the preview. */
export interface ReadOptions {
  pool: QuestionDraft['pool'];
  /** knowledge point 1–10; null: a file has to say it */
  kp: number | null;
  stages: Stage[];
  difficulty: number;
  /** day of the import, ISO */
  checked_on: string;
  /** facts that the questions rest on, and the day from which that holds: most tools know neither */
  facts?: string[];
  valid_from?: string | null;
}

export interface ReadQuestion {
  draft: QuestionDraft;
  /** row of the sheet or line of the file */
  row: number;
  /** file in a package, category, or the item's own name; '' in sheets */
  where: string;
}

export interface ReadResult {
  format: Format | null;
  questions: ReadQuestion[];
  problems: Problem[];
  /** questions, good or bad, that the file has */
  found: number;
}

export interface WriteResult {
  /** several when one would pass the limits for reading */
  files: Uint8Array[];
  /** without the part before the dot */
  extension: string;
  type: string;
  /** codes of the questions that the format cannot carry */
  left_out: string[];
}
