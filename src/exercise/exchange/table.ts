import { readSheet, type SheetRow } from '../sheet.ts';
import { columnOf } from '../sheet-columns.ts';
import { LIMITS } from './limits.ts';
import { type Problem, problem, Refused } from './problem.ts';
import type { Format, ReadOptions, ReadResult } from './types.ts';

/** One row of a sheet as it stands there; rows without any text need not be given. */
export interface TableRow {
  /** as a spreadsheet counts, from 1 */
  at: number;
  cells: string[];
}
/** A cell whose content is not taken: `column` counts from 0. */
export interface BadCell {
  at: number;
  column: number;
  code: 'formula' | 'cell_error';
}

/** Titles and remarks may stand above the header. */
export const HEADER_WITHIN = 20;

/** The row that names the columns, or null: a stem and an answer are what no sheet of questions can do without. */
export function findHeader(rows: TableRow[]): number | null {
  const index = rows.slice(0, HEADER_WITHIN).findIndex(({ cells }) => {
    const names = cells.map(columnOf);
    return names.includes('题干') && names.includes('答案');
  });
  return index < 0 ? null : index;
}

/** Makes questions of the rows below the header. */
export function readTable(
  format: Format,
  rows: TableRow[],
  options: Partial<ReadOptions>,
  bad: BadCell[] = [],
): ReadResult {
  const header = findHeader(rows);
  if (header === null) throw new Refused('no_header');
  const top = rows[header] as TableRow;
  const names = top.cells.map(columnOf);
  const problems: Problem[] = [];
  top.cells.forEach((cell, i) => {
    if (cell.trim() && (!names[i] || names.indexOf(names[i]) !== i))
      problems.push(problem(top.at, cell.trim().slice(0, 40), 'unknown_column', { word: cell.trim().slice(0, 40) }));
  });

  const body = rows.slice(header + 1).filter(({ cells }) => names.some((name, i) => name && cells[i]?.trim()));
  if (body.length > LIMITS.rows) throw new Refused('too_many_rows', { most: LIMITS.rows });
  const spoilt = new Set<number>();
  for (const { at, column, code } of bad) {
    const name = names[column];
    if (at <= top.at || !name) continue;
    spoilt.add(at);
    problems.push(problem(at, name, code, { cell: `${letters(column)}${at}` }));
  }
  const sheet = body.map(({ cells }): SheetRow => {
    const row: SheetRow = {};
    names.forEach((name, i) => {
      if (name && names.indexOf(name) === i) row[name] = cells[i] ?? '';
    });
    return row;
  });
  const read = readSheet(sheet, options, (index) => body[index]?.at ?? 0);
  const told = read.problems.filter(({ row }) => !spoilt.has(row));
  return {
    format,
    questions: read.questions.filter(({ row }) => !spoilt.has(row)).map((each) => ({ ...each, where: '' })),
    problems: [...problems, ...told].sort((a, b) => a.row - b.row),
    found: new Set([...body.map(({ at }) => at), ...spoilt]).size,
  };
}

/** Column letters of a spreadsheet: 0 → A, 26 → AA. */
export function letters(column: number): string {
  const rest = Math.floor(column / 26);
  return (rest ? letters(rest - 1) : '') + String.fromCharCode(65 + (column % 26));
}
