/** An entry while it is being written: figures are texts until they are read. Pure. */
import type { Figure } from '../../contract/events.ts';
import type { BatchRow, EntryBody, RegisterType, RowProblem } from '../../contract/registers.ts';
import { keyFor } from '../../exercise/register/entry.ts';
import { readFigure, writeFigure } from '../../exercise/register/figure.ts';
import { isUnclear } from '../../exercise/register/types.ts';

export interface Draft extends Omit<EntryBody, 'number' | 'measures'> {
  number: string;
  measures: Record<string, string>;
}
/** A field's problem with the code of its sentence. */
export interface DraftProblem {
  field: string;
  code: string;
  params: Record<string, string | number>;
}

export const emptyDraft = (place: string): Draft => ({
  key: '',
  place,
  title: { 'zh-Hans': '' },
  from: null,
  to: null,
  number: '',
  fields: {},
  measures: {},
});

/**
 * What stands, as a draft. A figure of a stock is dated: it is written anew or stays what it was on its day. One of a flow is
 * stated as a whole each time.
 */
export const draftOf = (type: RegisterType, entry: EntryBody): Draft => ({
  key: entry.key,
  place: entry.place,
  title: entry.title,
  from: entry.from,
  to: entry.to,
  number: entry.number.value === 1 && entry.number.qualifier === 'exact' ? '' : writeFigure(entry.number),
  fields: entry.fields,
  measures: Object.fromEntries(
    type.measures.flatMap(({ name, sort }) => {
      const figure = entry.measures[name];
      return figure && sort === 'flow' ? [[name, writeFigure(figure)]] : [];
    }),
  ),
});

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

/** The words that say something; null when none does. */
function written(words: Record<string, string>): Record<string, string> | null {
  const said = Object.entries(words).flatMap(([locale, text]) => (text.trim() ? [[locale, text.trim()]] : []));
  return said.length ? Object.fromEntries(said) : null;
}

/** The row of a batch that a draft makes, or what is wrong with it. */
export function rowOf(type: RegisterType, draft: Draft): { row: BatchRow; problems: DraftProblem[] } {
  const problems: DraftProblem[] = [];
  const figure = (field: string, text: string, units: string[]): Figure | null => {
    const read = readFigure(text, units);
    if (!isUnclear(read)) return read;
    problems.push({ field, ...read });
    return null;
  };
  const missing = (field: string) => problems.push({ field, code: 'empty', params: {} });
  const fields: Record<string, unknown> = {};
  for (const { name, kind, required } of type.fields) {
    const value =
      kind === 'words' ? written((draft.fields[name] ?? {}) as Record<string, string>) : (draft.fields[name] ?? null);
    if (!isEmpty(value)) fields[name] = typeof value === 'string' ? value.trim() : value;
    else if (required) missing(name);
    if (kind === 'words' && value && !(value as Record<string, string>)['zh-Hans']) missing(name);
  }
  const title = written(draft.title as Record<string, string>) ?? {};
  if (!title['zh-Hans']) missing('title');
  if (draft.from && draft.to && draft.to < draft.from)
    problems.push({ field: 'to', code: 'ends_before', params: { from: draft.from } });
  const row: BatchRow = {
    row: 1,
    act: 'put',
    key: draft.key.trim() || keyFor(type.key, { title, place: draft.place, from: draft.from }),
    place: draft.place,
    title,
    from: draft.from,
    to: draft.to,
    number: figure('number', draft.number, Object.values(type.unit)) ?? { value: 1, qualifier: 'exact' },
    fields,
    measures: Object.fromEntries(
      type.measures.flatMap(({ name, unit }) => {
        const read = figure(name, draft.measures[name] ?? '', Object.values(unit));
        return read ? [[name, read]] : [];
      }),
    ),
  };
  return { row, problems };
}

/** What the server found, as problems of fields. */
export const serverProblems = (problems: readonly RowProblem[]): (DraftProblem & { server: true })[] =>
  problems.map(({ field, rule }) => ({ field: field.split('.')[0] ?? field, code: rule, params: {}, server: true }));
