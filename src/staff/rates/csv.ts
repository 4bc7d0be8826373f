/** The page as a file: counts and denominators, from which every rate is made again. Loaded when it is asked for. */
import Papa from 'papaparse';
import type { CourseCounts, CourseRates } from '../../contract/course-rates.ts';
import { guard } from '../../exercise/exchange/csv.ts';
import type { RatesWords } from './calls.ts';

const COUNTS = [
  'schools',
  'schools_registered',
  'schools_unlisted',
  'schools_idle',
  'pupils',
  'pupils_registered',
  'begun',
  'done',
  'hours',
  'how_device',
  'how_projector',
  'how_paper',
  'contest',
  'contest_pass',
  'contest_excellent',
  'contest_perfect',
  'contest_correct',
  'contest_total',
  'learned_correct',
  'learned_total',
  'recall_pupils',
  'recall_correct',
  'recall_total',
] as const;

const cellsOf = (row: CourseCounts, name: string) => {
  const counts: Record<string, unknown> = {
    ...row,
    ...Object.fromEntries(Object.entries(row.how).map(([how, n]) => [`how_${how}`, n])),
  };
  return [row.code, name, ...COUNTS.map((key) => String(counts[key]))];
};

/** UTF-8 with its mark, CRLF, nothing that a spreadsheet would run. The place itself is the first row, with its roster. */
export function writeRates(
  { year, total, rows }: CourseRates,
  words: RatesWords,
  nameOf: (row: CourseCounts) => string,
) {
  const fields = ['csv_year', 'csv_code', 'csv_name', ...COUNTS.map((key) => `csv_${key}` as const)] as const;
  const roster = ['csv_as_of', 'csv_source', 'csv_signed_by', 'csv_signed_on'] as const;
  const signed = total.roster;
  const data = [
    [
      year,
      ...cellsOf(total, total.name),
      ...(signed ? [signed.as_of, signed.source, signed.signed_by, signed.signed_on] : []),
    ],
    ...rows.map((row) => [year, ...cellsOf(row, nameOf(row))]),
  ].map((cells) => cells.map(guard));
  const text = Papa.unparse({ fields: [...fields, ...roster].map((key) => words[key]), data }, { newline: '\r\n' });
  return new TextEncoder().encode(`\uFEFF${text}\r\n`);
}
