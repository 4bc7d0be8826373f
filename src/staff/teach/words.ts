import type { ClassName } from '../../contract/courses.ts';
import type { Areas } from '../../i18n/keys.ts';
import { fill } from '../../ui/fill.ts';

export type TeachWords = Areas['teach'];

/** 五年级2班 */
export function className(words: TeachWords, { grade, number }: Pick<ClassName, 'grade' | 'number'>): string {
  return fill(words.class_name, { grade: words[`grade_${grade as 1}`] ?? grade, number });
}

/** 2026–2027 学年, from its first day. */
export function yearName(words: TeachWords, year: string): string {
  const from = Number(year.slice(0, 4));
  return fill(words.year_name, { from, to: from + 1 });
}

/** First day of the school year that a day belongs to. */
export const schoolYear = (day: string): string =>
  `${Number(day.slice(0, 4)) - (day.slice(5) < '09-01' ? 1 : 0)}-09-01`;

/** The day on which an hour of this school year may have been held last: today, or the year's end when that has passed. */
export const lastDay = (year: string, today: string): string => {
  const end = `${Number(year.slice(0, 4)) + 1}-08-31`;
  return today < end ? today : end;
};

/** XXXX-XXXX */
export const showCode = (code: string): string => `${code.slice(0, 4)}-${code.slice(4)}`;

/** Id of the class that the address names, `?c=<uuid>`; null without one. */
export function classOfPage(search: string): string | null {
  const id = new URLSearchParams(search).get('c') ?? '';
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id) ? id : null;
}

/** Whole numbers from the first to the last, both included. */
export const range = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at);

/** 1–6、8、11–12: seats as short as they can be read out. */
export function seatList(seats: readonly number[], separator: string): string {
  const sorted = [...new Set(seats)].sort((a, b) => a - b);
  const runs: [number, number][] = [];
  for (const seat of sorted) {
    const last = runs.at(-1);
    if (last && seat === last[1] + 1) last[1] = seat;
    else runs.push([seat, seat]);
  }
  return runs
    .map(([from, to]) => (from === to ? `${from}` : to === from + 1 ? `${from}${separator}${to}` : `${from}–${to}`))
    .join(separator);
}
