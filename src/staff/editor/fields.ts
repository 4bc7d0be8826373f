/** The fields of a document one by one: what comparing, merging and reading a revision go by. Pure. */
import { LOCALES, type Locale } from '../../contract/locales.ts';
import { POINT_KINDS } from '../../contract/trails.ts';
import type { Kind } from '../documents.ts';

export interface Field {
  /** word of the area console_editor: `field_<name>` */
  name: string;
  path: readonly string[];
  locale?: Locale;
}

const plain = (names: string): Field[] => names.split(' ').map((name) => ({ name, path: [name] }));
const spoken = (name: string, before: readonly string[], after: readonly string[] = []): Field[] =>
  LOCALES.map((locale) => ({ name, locale, path: [...before, locale, ...after] }));

const FIELDS: Record<Kind, readonly Field[]> = {
  question: [
    ...plain('kind'),
    ...['stem', 'options', 'boxes'].flatMap((name) => spoken(name, ['words'], [name])),
    ...plain('answer'),
    ...plain('pictures'),
    ...spoken('explanation', ['explanation']),
    ...spoken('source', ['words'], ['source']),
    ...plain('pool kp stages difficulty facts valid_from valid_to checked_on'),
  ],
  quiz: [
    ...spoken('title', ['title']),
    ...spoken('summary', ['summary']),
    ...plain('purpose kp opens_at closes_at tries draw spread seconds version threshold items position'),
  ],
  fact: [
    ...spoken('words', ['words']),
    ...plain('kp source link article valid_from valid_to checked_on checked_by status'),
  ],
  trail: [
    ...['title', 'summary', 'hours', 'access', 'leads_to'].flatMap((name) => spoken(name, [name])),
    ...plain('ordered positions length_m minutes speed opens_on closes_on path points'),
  ],
  game: [
    ...spoken('title', ['title']),
    ...spoken('intro', ['intro']),
    ...plain('kind boxes steps kp facts checked_on'),
  ],
  gift: [
    ...spoken('name', ['name']),
    ...spoken('text', ['text']),
    ...plain('picture'),
    ...spoken('picture_alt', ['picture_alt']),
    ...['trail', 'grade', 'strong', 'points', 'quiz', 'first'].map((name) => ({
      name: `rule_${name}`,
      path: ['rule', name],
    })),
    ...plain('per_person opens_at closes_at'),
  ],
  lesson: [
    ...['title', 'summary', 'goals', 'notes'].flatMap((name) => spoken(name, [name])),
    ...plain('course blocks kps facts checked_on'),
  ],
  course: [...['title', 'summary'].flatMap((name) => spoken(name, [name])), ...plain('stage lessons')],
  checklist: [...spoken('title', ['title']), ...plain('year source items')],
  event: [
    ...['title', 'summary', 'text'].flatMap((name) => spoken(name, [name])),
    ...plain('start end all_day rule dates except place venue'),
    ...spoken('where', ['where']),
    ...plain('position type entries topics campaign'),
    ...['organiser', 'partners'].flatMap((name) => spoken(name, [name])),
    ...plain('audience spoken accessible'),
    ...spoken('access', ['access']),
    ...plain('size sign_up picture'),
    ...spoken('picture_alt', ['picture_alt']),
  ],
  brief: [...['title', 'text'].flatMap((name) => spoken(name, [name])), ...plain('event origin figures pictures')],
  points: [
    ...plain('daily'),
    ...POINT_KINDS.flatMap((kind) =>
      ['points', 'daily'].map((part) => ({ name: `${kind}_${part}`, path: ['kinds', kind, part] })),
    ),
  ],
};

export const fieldsOf = (kind: Kind): readonly Field[] => FIELDS[kind];
export const idOf = (field: Field): string => field.path.join('.');

/** What stands at a field; undefined where nothing does. */
export function getField(body: unknown, { path }: Field): unknown {
  let at: unknown = body;
  for (const key of path) at = (at as Record<string, unknown> | null | undefined)?.[key];
  return at ?? undefined;
}

/** The body with another value at a field; `undefined` takes it away. */
export function putField<B>(body: B, { path }: Field, value: unknown): B {
  const put = (at: unknown, [key, ...rest]: readonly string[]): unknown => {
    if (key === undefined) return value;
    const copy = { ...(at as Record<string, unknown> | null | undefined) };
    const inner = put(copy[key], rest);
    if (inner !== undefined) copy[key] = inner;
    // top-level fields stay, as null: the database knows bodies by their full set
    else if (rest.length === 0 && path.length === 1) copy[key] = null;
    else delete copy[key];
    return copy;
  };
  return put(body, path) as B;
}

/** Equal as the database sees it: the order of keys does not count, absent is null. */
export function same(a: unknown, b: unknown): boolean {
  if (a === b || (a ?? null) === (b ?? null)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || !a || !b) return false;
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every((key) => same((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]));
}

/** Fields in which two bodies differ. */
export const changedFields = (kind: Kind, before: unknown, after: unknown): Field[] =>
  fieldsOf(kind).filter((field) => !same(getField(before, field), getField(after, field)));
