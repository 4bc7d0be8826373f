import type { BatchRow, RegisterType } from '../../contract/registers.ts';
import { type BadCell, HEADER_WITHIN, letters, type TableRow } from '../exchange/table.ts';
import { Refused } from '../roster/refused.ts';
import { type Column, columnBy, columnsOf, headingOf, idOf, isPerson, isRequired } from './columns.ts';
import { readEntry } from './entry.ts';
import { placeFinder } from './names.ts';
import { REGISTER_LIMITS, type RegisterProblem, type RegisterRead, type Surroundings } from './types.ts';

const TOTAL = /^(全[市区县])?(合计|总计|小计|汇总|total)/i;

export const problem = (
  row: number,
  column: string,
  code: string,
  params: RegisterProblem['params'] = {},
  level: RegisterProblem['level'] = 'error',
): RegisterProblem => ({ row, column, code, params, level });

/** The row that names the columns: the title's, and one more. */
export function findHeader(rows: TableRow[], columns: readonly Column[]): number | null {
  const index = rows.slice(0, HEADER_WITHIN).findIndex(({ cells }) => {
    const found = cells.map((cell) => columnBy(cell, columns));
    return found.some((column) => column?.part === 'title') && found.filter(Boolean).length > 1;
  });
  return index < 0 ? null : index;
}

/** Makes entries of the rows below the header. `broken`: rows whose quotes do not close. */
export function readRows(
  rows: TableRow[],
  type: RegisterType,
  around: Surroundings,
  { bad = [], broken = new Set() }: { bad?: BadCell[]; broken?: ReadonlySet<number> } = {},
): Omit<RegisterRead, 'format'> {
  const columns = columnsOf(type);
  const at = findHeader(rows, columns);
  const header = at === null ? null : rows[at];
  if (at === null || !header) throw new Refused('no_title', { word: headingOf(columns[0] as Column).replace('*', '') });
  const problems: RegisterProblem[] = [];
  const places = new Map<string, number>();
  header.cells.forEach((cell, i) => {
    const column = columnBy(cell, columns);
    const word = cell.trim().slice(0, 40);
    if (!column && isPerson(cell)) throw new Refused('person_column', { word });
    if (column && places.has(idOf(column))) throw new Refused('column_twice', { word });
    if (column) places.set(idOf(column), i);
    else if (word) problems.push(problem(header.at, word, 'unknown_column', { word }, 'note'));
  });
  const missing = columns.find((column) => isRequired(column) && !places.has(idOf(column)));
  if (missing) throw new Refused('no_column', { word: headingOf(missing).replace('*', '') });
  const known = columns.filter((column) => places.has(idOf(column)));
  const title = (column: Column) => header.cells[places.get(idOf(column)) ?? -1]?.trim() || headingOf(column);

  const body = rows
    .slice(at + 1)
    .filter(({ cells }) => known.some((one) => cells[places.get(idOf(one)) ?? -1]?.trim()));
  if (body.length > REGISTER_LIMITS.rows) throw new Refused('too_many_rows', { most: REGISTER_LIMITS.rows });
  const spoilt = new Set<number>(broken);
  for (const row of broken) problems.push(problem(row, '', 'bad_quotes'));
  for (const { at: row, column, code } of bad) {
    const own = known.find((one) => places.get(idOf(one)) === column);
    if (row <= header.at || !own) continue;
    spoilt.add(row);
    problems.push(problem(row, title(own), code, { cell: `${letters(column)}${row}` }));
  }

  const find = placeFinder(around.places);
  const seen = new Map<string, number>();
  const good: BatchRow[] = [];
  let found = 0;
  for (const { at: row, cells } of body) {
    if (TOTAL.test((cells.find((text) => text?.trim()) ?? '').trim())) {
      problems.push(problem(row, '', 'total_row', {}, 'note'));
      continue;
    }
    found++;
    if (spoilt.has(row)) continue;
    const before = problems.filter(({ level }) => level === 'error').length;
    const entry = readEntry(row, type, known, around, find, {
      cell: (column) => cells[places.get(idOf(column)) ?? -1] ?? '',
      tell: (column, { code, params }, level = 'error') =>
        problems.push(problem(row, title(column), code, params, level)),
    });
    const other = seen.get(entry.key);
    if (other)
      problems.push(
        problem(row, '', known.some(({ part }) => part === 'key') ? 'same_key' : 'same_row', { row: other }),
      );
    seen.set(entry.key, other ?? row);
    if (problems.filter(({ level }) => level === 'error').length === before) good.push(entry);
  }
  if (!found && !problems.some(({ level }) => level === 'error')) throw new Refused('nothing_found');
  return { rows: good, problems: problems.sort((a, b) => a.row - b.row), found };
}
