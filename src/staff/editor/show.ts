/** A field's value as text that people read: for differences, conflicts and old revisions. */
import type { Areas } from '../../i18n/keys.ts';
import type { Field } from './fields.ts';
import { LETTERS } from './question.ts';

export interface Names {
  words: Areas['console_editor'];
  bank: Areas['console_bank'];
  topics: Record<number, string>;
  /** what the questions of a quiz ask, by key */
  questions?: ReadonlyMap<string, { title: string }>;
  /** values of a kind of document that need words of their own; undefined: as below */
  show?: (name: string, value: unknown) => string | undefined;
}

/** What a field is called, with its language. */
export function fieldName({ words }: Names, { name, locale }: Field): string {
  const label = (words as Record<string, string>)[`field_${name}`] ?? name;
  return locale ? `${label} · ${words[`lang_${locale}`]}` : label;
}

const FAMILY: Record<string, string> = {
  pool: 'pool',
  purpose: 'pool',
  kind: 'kind',
  stages: 'stage',
  status: 'state',
};

/** The value in words; '' where there is none. */
export function showValue(names: Names, { name }: Field, value: unknown): string {
  if (value === undefined || value === null) return '';
  const shown = names.show?.(name, value);
  if (shown !== undefined) return shown;
  const word = (family: string, key: unknown) =>
    (names.bank as Record<string, string>)[`${family}_${key}`] ?? String(key);
  if (name === 'options' && Array.isArray(value)) return value.map((text, i) => `${LETTERS[i]}. ${text}`).join('\n');
  if (name === 'pictures' && Array.isArray(value))
    return value.map((hash, i) => `${LETTERS[i]}. ${String(hash).slice(0, 12)}`).join('\n');
  if (name === 'kp') return `${value} ${names.topics[Number(value)] ?? ''}`.trim();
  if (name === 'items' && Array.isArray(value)) return value.map((key, i) => item(names, i + 1, key)).join('\n');
  const own = (names.words as Record<string, string>)[`${name}_${value}`];
  if ((name === 'difficulty' || name === 'spread') && own) return own;
  // moments are kept with the city's offset
  if (name.endsWith('_at')) return String(value).slice(0, 16).replace('T', ' ');
  if (name === 'seconds') return `${value} s`;
  const family = FAMILY[name];
  if (Array.isArray(value)) return value.map((one) => (family ? word(family, one) : String(one))).join('、');
  if (typeof value === 'object') return JSON.stringify(value);
  return family ? word(family, value) : String(value);
}

/** A question of a quiz: its place, what it asks, its key. */
function item({ questions }: Names, place: number, key: unknown): string {
  const title = questions?.get(String(key))?.title;
  return title ? `${place}. ${title} (${key})` : `${place}. ${key}`;
}
