/** Entries of registers for tests: rows as a console sends them, and how a batch gets signed. */
import type { EntryBody, FieldDefinition, RegisterType, RowProblem } from '../../src/contract/registers.ts';
import type { Database } from './database.ts';
import { PERSONAS, type Persona } from './personas.ts';

export type Row = { row: number; act?: 'put' | 'remove'; key: string } & Partial<Omit<EntryBody, 'key'>>;

export const exact = (value: number) => ({ value, qualifier: 'exact' as const });
export const over = (value: number) => ({ value, qualifier: 'over' as const });

/** The n-th row of a file: an entry with nothing but a name. */
export const row = (n: number, more: Partial<Row> = {}): Row => ({
  row: n,
  key: `row-${n}`,
  place: '330302',
  title: { 'zh-Hans': `第${n}条` },
  ...more,
});

const field = (name: string, kind: FieldDefinition['kind'], more: Partial<FieldDefinition> = {}): FieldDefinition => ({
  name,
  kind,
  label: { 'zh-Hans': name },
  required: false,
  ...more,
});

/** A type with a field of every kind and a measure of every sort. */
export const everyKind = (more: Partial<RegisterType> = {}): RegisterType => ({
  key: 'everything',
  family: 'list',
  name: { 'zh-Hans': '样样有' },
  unit: { 'zh-Hans': '条' },
  open: false,
  position: 900,
  fields: [
    field('about', 'words', { most: 20 }),
    field('number', 'text', { most: 10 }),
    field('units', 'number', { most: 100 }),
    field('checked', 'day'),
    field('link', 'link'),
    field('sort', 'choice', { options: [{ key: 'a', name: { 'zh-Hans': '甲' } }] }),
    field('topics', 'choices', { of: 'topic' }),
    field('smart', 'flag'),
    field('picture', 'media'),
    field('position', 'position'),
  ],
  measures: [
    { name: 'people', label: { 'zh-Hans': '人' }, unit: { 'zh-Hans': '人' }, sort: 'stock' },
    { name: 'visits', label: { 'zh-Hans': '参观' }, unit: { 'zh-Hans': '人次' }, sort: 'flow' },
  ],
  ...more,
});

/** Calls of a persona. */
export const caller =
  (db: Database) =>
  <T>(who: Persona | 'nobody', call: string, values: unknown[] = []) =>
    db.as<T>(who === 'nobody' ? null : PERSONAS[who].id, `select ${call}`, values);

interface Batch {
  by?: Persona;
  place?: string;
  as_of?: string;
  source?: string;
  expected?: number;
}
export async function openBatch(
  db: Database,
  type: string,
  { by = 'guo', place = '330302', as_of = '2026-01-01', source = '区禁毒办', expected = 1 }: Batch = {},
) {
  const { batch } = await caller(db)<{ batch: string }>(by, 'api.open_batch($1, $2, $3, $4, $5)', [
    type,
    place,
    as_of,
    source,
    expected,
  ]);
  return batch;
}
export const addRows = async (db: Database, batch: string, rows: unknown, by: Persona = 'guo') =>
  (await caller(db)<{ problems: RowProblem[] }>(by, 'api.add_batch_rows($1, $2)', [batch, JSON.stringify(rows)]))
    .problems;
export const signBatch = (db: Database, batch: string, by: Persona = 'he') =>
  caller(db)<{ done: boolean; problems: RowProblem[] }>(by, 'api.sign_batch($1)', [batch]);

/** A batch that 郭姐 brings in and 何科 signs, in calls of at most 200 rows as the console sends them. */
export async function signed(db: Database, type: string, rows: Row[], batch: Batch = {}): Promise<string> {
  const id = await openBatch(db, type, { ...batch, expected: rows.length });
  for (let i = 0; i < rows.length; i += 200) {
    const problems = await addRows(db, id, rows.slice(i, i + 200), batch.by);
    if (problems.length) throw new Error(JSON.stringify(problems.slice(0, 5)));
  }
  const done = await signBatch(db, id);
  if (!done.done) throw new Error(JSON.stringify(done.problems.slice(0, 5)));
  return id;
}
