import Papa from 'papaparse';
import type { QuestionDraft } from '../sheet.ts';
import { COLUMNS } from '../sheet-columns.ts';
import { writeRow } from '../sheet-write.ts';
import { LIMITS } from './limits.ts';
import { problem, Refused } from './problem.ts';
import { findHeader, HEADER_WITHIN, readTable, type TableRow } from './table.ts';
import { decode } from './text.ts';
import type { ReadOptions, ReadResult } from './types.ts';

/** What a spreadsheet could take for a formula; full-width signs are formulas to some East Asian versions. */
const ACTIVE = /^'*[=+\-@\t\r\n＝＋－＠]/;

/** A text that no spreadsheet runs: an apostrophe goes before a sign that starts formulas. `unguard` takes it away. */
export const guard = (text: string): string => (ACTIVE.test(text) ? `'${text}` : text);
export const unguard = (text: string): string => (text.startsWith("'") && ACTIVE.test(text) ? text.slice(1) : text);

/** Reads questions from comma, semicolon or tab separated text. */
export function readCsv(bytes: Uint8Array, options: Partial<ReadOptions> = {}): ReadResult {
  const { rows, broken } = readCells(decode(bytes), (first) => findHeader(first) !== null);
  const result = readTable('csv', rows, options);
  if (!broken.size) return result;
  return {
    ...result,
    questions: result.questions.filter(({ row }) => !broken.has(row)),
    problems: [...[...broken].map((row) => problem(row, '', 'bad_quotes')), ...result.problems],
  };
}

/** Rows of separated text as they stand there, and those whose quotes do not close; `isHeader` knows a header among the first. */
export function readCells(text: string, isHeader: (rows: TableRow[]) => boolean) {
  const rows: TableRow[] = [];
  const broken = new Set<number>();
  let at = 0;
  Papa.parse<string[]>(text, {
    delimiter: delimiterOf(text, isHeader),
    step: ({ data, errors }) => {
      at++;
      if (errors.some(({ type }) => type === 'Quotes')) broken.add(at);
      let width = data.length;
      while (width && !data[width - 1]?.trim()) width--;
      if (width > LIMITS.columns) throw new Refused('too_many_columns', { most: LIMITS.columns, row: at });
      if (!width) return;
      if (rows.length > LIMITS.rows + 20) throw new Refused('too_many_rows', { most: LIMITS.rows });
      rows.push({ at, cells: data.slice(0, width).map(unguard) });
    },
  });
  return { rows, broken };
}

/** The sign between cells is the one by which a header shows: guessing by counts fails where texts are full of signs. */
function delimiterOf(text: string, isHeader: (rows: TableRow[]) => boolean): string {
  const shows = (delimiter: string) => {
    const { data } = Papa.parse<string[]>(text.slice(0, 20_000), { delimiter, preview: HEADER_WITHIN });
    return isHeader(data.map((cells, i) => ({ at: i + 1, cells })));
  };
  return [',', '\t', ';'].find(shows) ?? ',';
}

/** All questions in the template's columns: UTF-8 with its mark, CRLF, nothing that a spreadsheet would run. */
export function writeCsv(questions: QuestionDraft[], columns: readonly string[] = COLUMNS): Uint8Array {
  const rows = questions.map(writeRow).map((row) => columns.map((column) => guard(row[column] ?? '')));
  const text = Papa.unparse({ fields: [...columns], data: rows }, { newline: '\r\n' });
  return new TextEncoder().encode(`\uFEFF${text}\r\n`);
}
