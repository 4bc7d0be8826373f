import type { BadCell, TableRow } from '../exchange/table.ts';
import { HEADER_WITHIN, letters } from '../exchange/table.ts';
import { clean } from '../exchange/text.ts';
import { type Column, columnOf, isPerson, kindByGrades, kindOf, plain } from './columns.ts';
import { Refused } from './refused.ts';
import { type County, ROSTER_LIMITS, type RosterProblem, type RosterRead, type RosterRow } from './types.ts';

/** The database refuses the same in a school's name. */
const SIGNS = /[<>{}\\|^~`$=@;*%#!?\n\t[\]]|^[-+]/;
const TOTAL = /^(全[市区县])?(合计|总计|小计|汇总)/;

export const problem = (
  row: number,
  column: string,
  code: string,
  params: RosterProblem['params'] = {},
  level: RosterProblem['level'] = 'error',
): RosterProblem => ({ row, column, code, params, level });

/** The rows that name the columns: one, or two where a merged cell stands above the grades. */
export function findHeader(
  rows: TableRow[],
): { columns: (Column | null)[]; cells: string[]; at: number; next: number } | null {
  for (const [i, { cells, at }] of rows.slice(0, HEADER_WITHIN).entries()) {
    const columns = cells.map(columnOf);
    if (!columns.includes('code') && !columns.includes('name')) continue;
    if (columns.filter(Boolean).length < 2 && !cells.some(isPerson)) continue;
    const below = rows[i + 1];
    const deeper = below?.cells.map(columnOf) ?? [];
    if (!below || !deeper.some((column) => column?.startsWith('g'))) return { columns, cells, at, next: i + 1 };
    const width = Math.max(columns.length, deeper.length);
    const both = Array.from({ length: width }, (_, c) => columns[c] ?? deeper[c] ?? null);
    const said = Array.from({ length: width }, (_, c) => (deeper[c] && !columns[c] ? below.cells[c] : cells[c]) ?? '');
    return { columns: both, cells: said, at: below.at, next: i + 2 };
  }
  return null;
}

/** Makes schools of the rows below the header. `broken`: rows whose quotes do not close. */
export function readRows(
  rows: TableRow[],
  counties: readonly County[],
  { bad = [], broken = new Set() }: { bad?: BadCell[]; broken?: ReadonlySet<number> } = {},
): Omit<RosterRead, 'format'> {
  const header = findHeader(rows);
  if (!header)
    throw new Refused(
      rows.slice(0, HEADER_WITHIN).some(({ cells }) => cells.some(isPerson)) ? 'person_list' : 'no_header',
    );
  if (header.cells.some(isPerson)) throw new Refused('person_list');
  const { columns } = header;
  for (const column of ['code', 'name'] as const) if (!columns.includes(column)) throw new Refused('no_header');
  if (!columns.some((column) => column?.startsWith('g'))) throw new Refused('no_grades');

  const problems: RosterProblem[] = [];
  header.cells.forEach((cell, i) => {
    const word = cell.trim().slice(0, 40);
    const twin = columns[i] ? columns.indexOf(columns[i]) : i;
    if (word && twin !== i) throw new Refused('column_twice', { word });
    if (word && !columns[i] && !TOTAL.test(plain(word)))
      problems.push(problem(header.at, word, 'unknown_column', { word }, 'note'));
  });
  const place = (wanted: Column) => columns.indexOf(wanted);
  const title = (column: Column) => header.cells[place(column)]?.trim() ?? '';

  const body = rows.slice(header.next).filter(({ cells }) => columns.some((column, i) => column && cells[i]?.trim()));
  if (body.length > ROSTER_LIMITS.rows) throw new Refused('too_many_rows', { most: ROSTER_LIMITS.rows });
  const spoilt = new Set<number>(broken);
  for (const row of broken) problems.push(problem(row, '', 'bad_quotes'));
  for (const { at, column, code } of bad) {
    if (at <= header.at || !columns[column]) continue;
    spoilt.add(at);
    problems.push(problem(at, header.cells[column]?.trim() ?? '', code, { cell: `${letters(column)}${at}` }));
  }

  const byName = new Map(
    counties.flatMap(({ code, name }) => [
      [code, code],
      [plain(name), code],
      [plain(name).replace(/[区县市]$/, ''), code],
    ]),
  );
  const seen = new Map<string, number>();
  const good: RosterRow[] = [];
  let found = 0;
  for (const { at, cells } of body) {
    const cell = (column: Column) => clean(cells[place(column)] ?? '');
    if (!cell('code') && TOTAL.test(plain(cells.find((text) => text?.trim()) ?? ''))) {
      problems.push(problem(at, '', 'total_row', {}, 'note'));
      continue;
    }
    found++;
    if (spoilt.has(at)) continue;
    const before = problems.length;
    const tell = (column: Column, code: string, params: RosterProblem['params'] = {}) =>
      problems.push(problem(at, title(column) || title('code'), code, params));

    const code = cell('code').normalize('NFKC').replace(/\s/g, '');
    if (!/^\d{10}$/.test(code)) tell('code', code ? 'code_form' : 'empty', { word: code.slice(0, 30) });
    else if (seen.has(code)) tell('code', 'same_code', { row: seen.get(code) ?? 0 });
    else seen.set(code, at);

    const name = cell('name').normalize('NFC');
    if (!name) tell('name', 'empty');
    else if (name.length > ROSTER_LIMITS.name) tell('name', 'too_long', { most: ROSTER_LIMITS.name });
    else if (SIGNS.test(name)) tell('name', 'name_signs');

    const word = cell('county');
    const county = word ? byName.get(plain(word)) : byName.get(code.slice(0, 6));
    if (!county) {
      if (word) tell('county', 'county_unknown', { word: word.slice(0, 30) });
      else if (/^\d{10}$/.test(code)) tell('code', 'county_of_code', { word: code.slice(0, 6) });
    } else if (/^\d{10}$/.test(code) && !code.startsWith(county))
      tell('code', 'county_differs', { code: county, county: word });

    const grades = readGrades(columns, cells, (column, rule, params) => tell(column, rule, params));
    const had = Object.keys(grades).map(Number);
    if (!had.length && problems.length === before)
      tell(columns.find((column) => column?.startsWith('g')) as Column, 'no_pupils');
    const kind = cell('kind') ? kindOf(cell('kind')) : had.length ? kindByGrades(had) : null;
    if (cell('kind') && !kind) tell('kind', 'kind_unknown', { word: cell('kind').slice(0, 30) });
    if (problems.length === before && kind && county) good.push({ row: at, code, name, county, kind, grades });
  }
  if (!found && !problems.some(({ level }) => level === 'error')) throw new Refused('nothing_found');
  return { rows: good, problems: problems.sort((a, b) => a.row - b.row), found };
}

function readGrades(
  columns: (Column | null)[],
  cells: string[],
  tell: (column: Column, code: string, params: RosterProblem['params']) => void,
): Record<string, number> {
  const grades: Record<string, number> = {};
  columns.forEach((column, i) => {
    if (!column?.startsWith('g')) return;
    const text = (cells[i] ?? '').normalize('NFKC').replace(/[\s,人]/g, '');
    if (/^([-—–/]*|无)$/.test(text)) return;
    const pupils = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    if (!(pupils <= ROSTER_LIMITS.pupils))
      tell(column, 'pupils_form', { word: text.slice(0, 20), most: ROSTER_LIMITS.pupils });
    else if (pupils > 0) grades[column.slice(1)] = pupils;
  });
  return grades;
}
