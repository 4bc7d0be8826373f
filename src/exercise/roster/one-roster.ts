/**
 * OneRoster 1.1 and 1.2 as CSV: schools from orgs.csv, grades from classes.csv, pupils as rows of enrollments.csv, of which
 * only class and role are looked at. users.csv and demographics.csv are never opened: no name and no birth date of a
 * pupil is even unpacked.
 */
import Papa from 'papaparse';
import { openZip, type Zip } from '../exchange/zip.ts';
import { kindByGrades } from './columns.ts';
import { Refused } from './refused.ts';
import { problem } from './rows.ts';
import { type County, ROSTER_LIMITS, type RosterProblem, type RosterRead, type RosterRow } from './types.ts';

const READ = ['manifest.csv', 'orgs.csv', 'classes.csv', 'enrollments.csv'];
const nameOf = (path: string) => path.slice(path.lastIndexOf('/') + 1).toLowerCase();

/** The package with nothing in it but what is read. */
export const openOneRoster = (bytes: Uint8Array): Zip =>
  openZip(bytes, { most: ROSTER_LIMITS.inflated, wanted: (name) => READ.includes(nameOf(name)) });

/** Hands over the wanted columns of a file (those with “?” may be missing), row by row; false when there is no such file. */
function eachRow(zip: Zip, file: string, wanted: string[], take: (cells: string[], line: number) => void): boolean {
  const name = zip.names.find((path) => nameOf(path) === file);
  const text = name && zip.text(name);
  if (!text) return false;
  let places: number[] | null = null;
  let line = 0;
  Papa.parse<string[]>(text.replace(/^\uFEFF/, ''), {
    delimiter: ',',
    skipEmptyLines: true,
    step: ({ data }) => {
      line++;
      if (places)
        return take(
          places.map((place) => data[place]?.trim() ?? ''),
          line,
        );
      const names = data.map((cell) => cell.trim().toLowerCase());
      places = wanted.map((column) => names.indexOf(column.toLowerCase().replace('?', '')));
      const missing = wanted.find((column, i) => places?.[i] === -1 && !column.endsWith('?'));
      if (missing) throw new Refused('oneroster_column', { file, word: missing });
    },
  });
  return true;
}

export function readOneRoster(zip: Zip, counties: readonly County[]): Omit<RosterRead, 'format'> {
  const problems: RosterProblem[] = [];
  eachRow(zip, 'manifest.csv', ['propertyName', 'value'], ([property, value]) => {
    // A delta says what has changed: as a roster it would be nearly empty.
    if (/^file\.(orgs|classes|enrollments)$/i.test(property ?? '') && value?.toLowerCase() === 'delta')
      throw new Refused('oneroster_delta');
  });
  const schools = new Map<string, { row: number; name: string; code: string; grades: Record<string, number> }>();
  const hasOrgs = eachRow(
    zip,
    'orgs.csv',
    ['sourcedId', 'status?', 'name', 'type', 'identifier'],
    ([id, status, name, type, code], row) => {
      if (id && type?.toLowerCase() === 'school' && status !== 'tobedeleted')
        schools.set(id, { row, name: name ?? '', code: code ?? '', grades: {} });
    },
  );
  const classes = readClasses(zip, schools, problems);
  const hasPupils =
    classes &&
    eachRow(zip, 'enrollments.csv', ['classSourcedId', 'role'], ([id, role]) => {
      const own = role?.toLowerCase() === 'student' && classes.get(id ?? '');
      if (own) own.grades[own.grade] = (own.grades[own.grade] ?? 0) + 1;
    });
  if (!hasOrgs || !classes || !hasPupils) throw new Refused('oneroster_files');
  if (schools.size > ROSTER_LIMITS.rows) throw new Refused('too_many_rows', { most: ROSTER_LIMITS.rows });

  const known = new Set(counties.map(({ code }) => code));
  const seen = new Map<string, number>();
  const rows: RosterRow[] = [];
  for (const { row, name, code, grades } of schools.values()) {
    const before = problems.length;
    const tell = (column: string, rule: string, params = {}) => problems.push(problem(row, column, rule, params));
    const county = code.slice(0, 6);
    if (!/^\d{10}$/.test(code)) tell('identifier', code ? 'code_form' : 'empty', { word: code.slice(0, 30) });
    else if (seen.has(code)) tell('identifier', 'same_code', { row: seen.get(code) ?? 0 });
    else if (!known.has(county)) tell('identifier', 'county_of_code', { word: county });
    seen.set(code, row);
    if (!name) tell('name', 'empty');
    const had = Object.keys(grades).map(Number);
    if (!had.length) tell('grades', 'no_pupils');
    for (const pupils of Object.values(grades))
      if (pupils > ROSTER_LIMITS.pupils) tell('grades', 'pupils_form', { word: pupils, most: ROSTER_LIMITS.pupils });
    if (problems.length === before) rows.push({ row, code, name, county, kind: kindByGrades(had), grades });
  }
  if (!schools.size) throw new Refused('nothing_found');
  return { rows, problems: problems.sort((a, b) => a.row - b.row), found: schools.size };
}

interface Class {
  grade: number;
  /** of its school */
  grades: Record<string, number>;
}

/** Classes by id. A pupil sits in one homeroom and in many courses: where there are homerooms, only these count. */
function readClasses(
  zip: Zip,
  schools: ReadonlyMap<string, { grades: Record<string, number> }>,
  problems: RosterProblem[],
) {
  const all: { id: string; homeroom: boolean; said: boolean; own: Class }[] = [];
  const mixed: number[] = [];
  const found = eachRow(
    zip,
    'classes.csv',
    ['sourcedId', 'status?', 'grades', 'classType?', 'schoolSourcedId'],
    ([id, status, grades, type, school], row) => {
      const at = schools.get(school ?? '');
      if (!id || !at || status === 'tobedeleted') return;
      const taught = (grades ?? '')
        .split(',')
        .map((grade) => Number(grade))
        .filter((grade) => grade >= 1 && grade <= 12);
      const homeroom = type?.toLowerCase() === 'homeroom';
      if (taught.length > 1 && (homeroom || !type)) mixed.push(row);
      if (taught.length !== 1) return;
      all.push({ id, homeroom, said: !!type, own: { grade: taught[0] ?? 0, grades: at.grades } });
    },
  );
  if (!found) return null;
  if (mixed.length)
    problems.push(problem(0, 'classes.csv', 'grades_mixed', { count: mixed.length, row: mixed[0] ?? 0 }));
  const homerooms = all.some(({ homeroom }) => homeroom);
  if (!homerooms && all.some(({ said }) => said)) throw new Refused('oneroster_homeroom');
  return new Map(all.filter(({ homeroom }) => homeroom || !homerooms).map(({ id, own }) => [id, own]));
}
