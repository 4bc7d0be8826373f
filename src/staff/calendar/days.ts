/** Days of the calendar: ISO days of the city, months as `2026-11`. Pure. */
import type { ContentDay } from '../documents.ts';

export const WHATS = ['opens', 'closes', 'goes_live', 'expires', 'law_expires', 'check_due'] as const;
export type What = (typeof WHATS)[number];

/** Today in the city, wherever the reader is. */
export const today = (now = Date.now()): string => new Date(now + 28_800_000).toISOString().slice(0, 10);

export const monthOf = (day: string): string => day.slice(0, 7);

/** The month so many later (or, below zero, earlier). */
export function shift(month: string, by: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7);
}

/** First and last day of so many months. */
export function span(month: string, months: number): { from: string; to: string } {
  const after = Date.parse(`${shift(month, months)}-01`);
  return { from: `${month}-01`, to: new Date(after - 86_400_000).toISOString().slice(0, 10) };
}

/** Weeks of a month from Monday to Sunday; days of its neighbours are null. */
export function weeks(month: string): (string | null)[][] {
  const { from, to } = span(month, 1);
  const before = (new Date(from).getUTCDay() + 6) % 7;
  const cells: (string | null)[] = Array(before).fill(null);
  for (let day = 1; day <= Number(to.slice(8)); day++) cells.push(`${month}-${String(day).padStart(2, '0')}`);
  while (cells.length % 7) cells.push(null);
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
}

export interface Group {
  what: What;
  items: ContentDay[];
}

/** Entries of each day, those of one sort together: three hundred facts checked on one day are one line. */
export function grouped(entries: readonly ContentDay[], shown: ReadonlySet<What>): Map<string, Group[]> {
  const days = new Map<string, Group[]>();
  for (const entry of entries) {
    if (!shown.has(entry.what)) continue;
    const groups = days.get(entry.day) ?? [];
    const group = groups.find(({ what }) => what === entry.what);
    if (group) group.items.push(entry);
    else groups.push({ what: entry.what, items: [entry] });
    days.set(entry.day, groups);
  }
  for (const groups of days.values()) {
    groups.sort((a, b) => WHATS.indexOf(a.what) - WHATS.indexOf(b.what));
    // F2 before F10
    for (const { items } of groups) items.sort((a, b) => a.key.localeCompare(b.key, 'en', { numeric: true }));
  }
  return new Map([...days].sort(([a], [b]) => (a < b ? -1 : 1)));
}
