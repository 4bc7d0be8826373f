/** A roster as a file brings it: schools with their pupils by grade. */
export const SCHOOL_KINDS = [
  'primary',
  'junior',
  'senior',
  'nine',
  'complete',
  'twelve',
  'vocational',
  'special',
] as const;
export type SchoolKind = (typeof SCHOOL_KINDS)[number];

export const ROSTER_LIMITS = {
  /** size of the chosen file: enrolments of a whole city, packed */
  bytes: 20 * 1024 * 1024,
  /** bytes of the files of a OneRoster package that are read */
  inflated: 100 * 1024 * 1024,
  /** schools in a file; the database has the same */
  rows: 10_000,
  name: 60,
  pupils: 9_999,
  /** the page ends the worker after this long */
  milliseconds: 20_000,
} as const;

/** A place below which schools stand. */
export interface County {
  code: string;
  name: string;
}

/** A school as it is sent: `row` is its row in the file. */
export interface RosterRow {
  row: number;
  code: string;
  name: string;
  county: string;
  kind: SchoolKind;
  /** pupils by grade 1–12; grades without pupils are left out */
  grades: Record<string, number>;
}

/** What the file as a whole, or a row of it, is refused for, or what is worth knowing (`level` note). */
export interface RosterProblem {
  /** row of the sheet, the header counts; 0: the file */
  row: number;
  column: string;
  /** sentence `p_<code>` of area console_schools, for files as such also of console_exchange */
  code: string;
  params: Record<string, string | number>;
  level: 'error' | 'note';
}

export interface RosterRead {
  format: 'xlsx' | 'csv' | 'oneroster' | null;
  rows: RosterRow[];
  problems: RosterProblem[];
  /** schools, good or bad, that the file has */
  found: number;
}
