/** What a duty still lacks, named place by place and month by month. Pure. */
import type { DutyCoverage } from '../../contract/registers.ts';
import { formatMonth, formatShortMonth } from '../../i18n/format.ts';
import type { Locale } from '../../i18n/locale.ts';
import { fill } from '../../ui/fill.ts';
import type { RegisterWords } from './calls.ts';
import { inWords } from './say.ts';

export const STATES = ['done', 'planned', 'missing', 'open'] as const;
export type CellState = (typeof STATES)[number];
/** Signs beside the words: colour says nothing by itself. */
export const SIGNS: Record<CellState, string> = { done: '✓', planned: '◷', missing: '✗', open: '○' };

/** 6月 · 1–2月 · 第二季度 · 2025 */
export function sayPeriod(words: RegisterWords, locale: Locale, every: DutyCoverage['every'], start: string): string {
  if (every === 'year') return start.slice(0, 4);
  if (every === 'quarter') return fill(words.quarter, { n: Math.ceil(Number(start.slice(5, 7)) / 3) });
  if (every === 'month') return formatShortMonth(locale, start);
  const next = new Date(Date.parse(start) + 32 * 86_400_000).toISOString().slice(0, 10);
  return `${formatShortMonth(locale, start)}–${formatShortMonth(locale, next)}`;
}

/** Periods of whole names: in a list a month stands with its year. */
const longPeriod = (words: RegisterWords, locale: Locale, every: DutyCoverage['every'], start: string): string =>
  every === 'month'
    ? formatMonth(locale, start)
    : every === 'year'
      ? start.slice(0, 4)
      : `${start.slice(0, 4)} ${sayPeriod(words, locale, every, start)}`;

/** Periods that follow each other become one: 2026年1月–10月. */
function runs(
  words: RegisterWords,
  locale: Locale,
  every: DutyCoverage['every'],
  starts: string[],
  at: number[],
): string[] {
  const found: [number, number][] = [];
  for (const i of at) {
    const last = found.at(-1);
    if (last && last[1] === i - 1 && starts[i]?.slice(0, 4) === starts[last[0]]?.slice(0, 4)) last[1] = i;
    else found.push([i, i]);
  }
  return found.map(([first, last]) => {
    const from = longPeriod(words, locale, every, starts[first] ?? '');
    return first === last ? from : `${from}–${sayPeriod(words, locale, every, starts[last] ?? '')}`;
  });
}

export interface Lack {
  place: string;
  parent: string;
  name: string;
  periods: string[];
}

/** Places with the periods that are in a state, in the order of the table. */
export const lacks = (words: RegisterWords, locale: Locale, coverage: DutyCoverage, state: CellState): Lack[] =>
  coverage.places.flatMap(({ place, name, parent, state: states }) => {
    const at = states.flatMap((one, i) => (one === state ? [i] : []));
    const periods = runs(words, locale, coverage.every, coverage.periods, at);
    return periods.length ? [{ place, name: inWords(locale, name), parent: inWords(locale, parent), periods }] : [];
  });

/** The list as one sends it on: a line for each place. */
export const lackText = (words: RegisterWords, title: string, list: readonly Lack[]): string =>
  [
    title,
    ...list.map(({ parent, name, periods }) => `${parent} ${name}${words.colon}${periods.join(words.comma)}`),
  ].join('\n');
