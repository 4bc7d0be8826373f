/** One row of a sheet as an entry. */
import type { Figure } from '../../contract/events.ts';
import type { BatchRow, RegisterType } from '../../contract/registers.ts';
import type { Words } from '../../contract/trails.ts';
import { codeFor } from '../exchange/text.ts';
import { type Column, isRequired } from './columns.ts';
import { type Edge, readDay } from './day.ts';
import { readFigure } from './figure.ts';
import type { FindPlace } from './names.ts';
import {
  type ChoiceName,
  isUnclear,
  REGISTER_LIMITS,
  type RegisterProblem,
  type Surroundings,
  type Unclear,
} from './types.ts';
import { readText, readValue } from './values.ts';

/** Keys as the database takes them. */
export const ENTRY_KEY = /^[a-z0-9][a-z0-9_-]{0,59}$/;
/** Measure words by which entries themselves are counted; 人次 is none. */
const COUNTING = [...'个处座家所间条支场次项部件名人位份册块辆艘块面台'];
/** Hands over cells, hears what is wrong with them. */
export interface Reader {
  tell: (column: Column, found: Unclear, level?: RegisterProblem['level']) => void;
  cell: (column: Column) => string;
}

export function readEntry(
  row: number,
  type: RegisterType,
  known: readonly Column[],
  around: Surroundings,
  find: FindPlace,
  { cell, tell }: Reader,
): BatchRow {
  const entry: BatchRow = {
    row,
    act: 'put',
    key: '',
    place: around.place,
    title: {},
    from: null,
    to: null,
    number: { value: 1, qualifier: 'exact' },
    fields: {},
    measures: {},
  };
  for (const column of known) {
    const text = cell(column);
    if (!text.trim()) {
      if (isRequired(column)) tell(column, { code: 'empty', params: {} });
      continue;
    }
    const take = <T>(read: T | Unclear, put: (value: T) => void) =>
      isUnclear(read) ? tell(column, read) : put(read as T);
    if (column.part === 'title')
      take(readText(text, REGISTER_LIMITS.title), (value) => {
        entry.title[column.locale ?? 'zh-Hans'] = value;
      });
    else if (column.part === 'key') entry.key = text.normalize('NFKC').trim().toLowerCase();
    else if (column.part === 'place')
      readPlace(
        text,
        find,
        (code) => (entry.place = code),
        (found) => tell(column, found),
      );
    else if (column.part === 'from' || column.part === 'to') {
      const edge: Edge = column.part === 'from' ? 'first' : 'last';
      take(readDay(text, edge), (read) => {
        entry[column.part as 'from' | 'to'] = read?.day ?? null;
        if (read?.whole) tell(column, { code: 'day_edge', params: { word: text.trim(), day: read.day } }, 'note');
      });
    } else if (column.part === 'number')
      take<Figure | null>(readFigure(text, [...Object.values(type.unit), ...COUNTING, '场次']), (figure) => {
        if (figure) entry.number = figure;
      });
    else if (column.part === 'measure')
      take<Figure | null>(readFigure(text, Object.values(column.measure.unit)), (figure) => {
        if (figure) entry.measures[column.measure.name] = figure;
      });
    else if (column.part === 'field')
      putField(entry, column, readValue(column.field, text, choicesOf(column, around)), (found) => tell(column, found));
  }
  if (entry.from && entry.to && entry.to < entry.from)
    tell(known.find(({ part }) => part === 'to') as Column, { code: 'ends_before', params: { from: entry.from } });
  const keyColumn = known.find(({ part }) => part === 'key');
  if (!entry.key) entry.key = keyFor(type.key, entry);
  else if (keyColumn && !ENTRY_KEY.test(entry.key))
    tell(keyColumn, { code: 'key_form', params: { word: entry.key.slice(0, 40) } });
  return entry;
}

/**
 * The key of an entry that came without one: the same for the same name, place and first day, so that a file read twice
 * makes no doubles. A placement's key stands in addresses and has no dash.
 */
export const keyFor = (type: string, { title, place, from }: Pick<BatchRow, 'title' | 'place' | 'from'>): string => {
  const code = codeFor(title['zh-Hans'] ?? '', `${type} ${place} ${from ?? ''}`).slice(2);
  return type === 'placement' ? code.slice(-10) : `e-${code}`;
};

export const choicesOf = (
  column: Column & { part: 'field' },
  around: Pick<Surroundings, 'choices'>,
): readonly ChoiceName[] =>
  column.field.of
    ? (around.choices[column.field.of] ?? [])
    : (column.field.options ?? []).map(({ key, name }) => ({ key, names: Object.values(name as Words) as string[] }));

function readPlace(text: string, find: FindPlace, put: (code: string) => void, tell: (found: Unclear) => void): void {
  const found = find(text);
  const word = text.trim().slice(0, 30);
  if (!found) tell({ code: 'place_unknown', params: { word } });
  else if ('twice' in found) tell({ code: 'place_twice', params: { word, codes: found.twice.slice(0, 4).join(' ') } });
  else put(found.code);
}

function putField(
  entry: BatchRow,
  column: Column & { part: 'field' },
  read: unknown,
  tell: (found: Unclear) => void,
): void {
  const { name, kind } = column.field;
  if (isUnclear(read)) tell(read);
  else
    entry.fields[name] =
      kind === 'words' ? { ...(entry.fields[name] as Words), [column.locale ?? 'zh-Hans']: read as string } : read;
}
