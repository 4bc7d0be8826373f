/** Figures, names and values of registers as sentences have them. */
import type { Figure } from '../../contract/events.ts';
import type { FieldDefinition, RegisterType } from '../../contract/registers.ts';
import type { Words } from '../../contract/trails.ts';
import { formatDate, formatNumber } from '../../i18n/format.ts';
import type { Locale } from '../../i18n/locale.ts';
import { fill } from '../../ui/fill.ts';
import type { RegisterWords } from './calls.ts';

export const inWords = (locale: Locale, words: Words | null | undefined): string =>
  words?.[locale] ?? words?.['zh-Hans'] ?? '';

/** Chinese reports say 28.7万余 and 突破100万; round numbers below that stay as they are. */
function shortNumber(locale: Locale, value: number): string {
  if (locale === 'en' || value < 10_000 || value % 1_000) return formatNumber(locale, value);
  return `${formatNumber(locale, value / 10_000, value % 10_000 ? 1 : 0)}${locale === 'zh-Hant' ? '萬' : '万'}`;
}

/** 189支 · 2,500余家 · 突破100万人次 · more than 2,500 leaflets. The qualifier is never left out. */
export function sayFigure(words: RegisterWords, locale: Locale, { value, qualifier }: Figure, unit?: Words): string {
  const n = qualifier === 'exact' ? formatNumber(locale, value) : shortNumber(locale, value);
  const of = inWords(locale, unit);
  const text = fill(words[`figure_${qualifier}`], { n, unit: of });
  return text.trim();
}

/** A value of a field, as a list shows it. `names`: names of choices from other registers, by key. */
export function sayValue(
  words: RegisterWords,
  locale: Locale,
  field: FieldDefinition,
  value: unknown,
  names: ReadonlyMap<string, string> = new Map(),
): string {
  if (value === null || value === undefined || value === '') return '';
  const choice = (key: unknown) =>
    names.get(`${key}`) ?? inWords(locale, field.options?.find((one) => one.key === key)?.name) ?? `${key}`;
  switch (field.kind) {
    case 'words':
      return inWords(locale, value as Words);
    case 'day':
      return formatDate(locale, `${value}`);
    case 'number':
      return formatNumber(locale, Number(value), Number.isInteger(value) ? 0 : 2);
    case 'flag':
      return value ? words.yes : words.no;
    case 'choice':
      return choice(value) || `${value}`;
    case 'choices':
      return (value as string[]).map((key) => choice(key) || key).join(words.comma);
    case 'position':
      return (value as number[]).join(', ');
    default:
      return `${value}`;
  }
}

/** From when to when an entry counts; empty: always. */
export function sayDays(words: RegisterWords, locale: Locale, from?: string | null, to?: string | null): string {
  if (from && to)
    return from === to
      ? formatDate(locale, from)
      : fill(words.days_both, { from: formatDate(locale, from), to: formatDate(locale, to) });
  if (from) return fill(words.days_from, { from: formatDate(locale, from) });
  return to ? fill(words.days_to, { to: formatDate(locale, to) }) : '';
}

/** Groups in which /staff/registers shows the types. */
export const GROUPS = ['venues', 'teams', 'works', 'documents', 'activities', 'duties', 'others', 'terms'] as const;
export type Group = (typeof GROUPS)[number];
const OF: Record<string, Group> = {
  team: 'teams',
  social_worker: 'teams',
  ambassador: 'teams',
  partner: 'teams',
  grid: 'teams',
  work: 'works',
  vote_round: 'works',
  placement: 'works',
  media_account: 'works',
  brand: 'works',
  document: 'documents',
  honour: 'documents',
  ranking: 'documents',
  village_checklist: 'documents',
  activity: 'activities',
  competition: 'activities',
  duty: 'duties',
};
export const groupOf = ({ key, family }: Pick<RegisterType, 'key' | 'family'>): Group =>
  family === 'venue' ? 'venues' : family === 'term' ? 'terms' : (OF[key] ?? 'others');
