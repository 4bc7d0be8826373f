/** Entries of a register as a file brings them. */
import type { BatchRow } from '../../contract/registers.ts';

export const REGISTER_LIMITS = {
  /** rows in one file; the database has the same (BATCH_ROWS) */
  rows: 5_000,
  bytes: 2 * 1024 * 1024,
  title: 80,
  words: 300,
  text: 200,
  /** largest figure: a thousand million */
  number: 1_000_000_000,
  /** the page ends the worker after this long */
  milliseconds: 20_000,
} as const;

/** A place that rows may name: by its code, or by a name that only one place has. */
export interface PlaceName {
  code: string;
  /** all its names, in all languages */
  names: string[];
  /** code of the place above; null: the top */
  parent: string | null;
}

/** Words that a choice may take from another register. */
export interface ChoiceName {
  key: string;
  names: string[];
}

/** What the reader must know beyond the type itself. */
export interface Surroundings {
  /** place of the batch: rows that name none count there */
  place: string;
  places: readonly PlaceName[];
  /** by register, for fields with `of` */
  choices: Readonly<Record<string, readonly ChoiceName[]>>;
}

/** What is wrong with the file or a row of it, or worth knowing (`note`). */
export interface RegisterProblem {
  /** row of the sheet, the header counts; 0: the file */
  row: number;
  /** its column as the file names it */
  column: string;
  /** sentence `p_<code>` of area console_registers, for files as such also of console_exchange */
  code: string;
  params: Record<string, string | number>;
  level: 'error' | 'note';
}

export interface RegisterRead {
  format: 'xlsx' | 'csv' | null;
  rows: BatchRow[];
  problems: RegisterProblem[];
  /** rows, good or bad, that the file has */
  found: number;
}

/** Why a cell cannot be taken: code and params of the sentence. */
export interface Unclear {
  code: string;
  params: Record<string, string | number>;
}
export const unclear = (code: string, params: Unclear['params'] = {}): Unclear => ({ code, params });
export const isUnclear = (value: unknown): value is Unclear =>
  typeof value === 'object' && value !== null && 'code' in value && 'params' in value;
