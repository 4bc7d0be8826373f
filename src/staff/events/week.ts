/** The week at the desk, and what stands in it. Pure. */
import type { AgendaRow } from '../../contract/events.ts';
import { DAY_MS, dayOf, localAt, localMs, localOf, weekdayAt } from './event.ts';

/** Days back in which dates without a report are looked for: with a week, no more than the agenda answers. */
export const BACK_DAYS = 90;

const shiftDay = (day: string, by: number): string => dayOf(localAt(localMs(`${day}T00:00`) + by * DAY_MS));

/** Monday to Sunday around a day. */
export function weekOf(day: string): { from: string; to: string } {
  const from = shiftDay(day, -weekdayAt(localMs(`${day}T00:00`)));
  return { from, to: shiftDay(from, 6) };
}
export const nextWeek = (from: string, by: 1 | -1): string => shiftDay(from, by * 7);
export const backFrom = (today: string): string => shiftDay(today, -BACK_DAYS);

/** Dates by the day on which they begin, in order. */
export function byDay<S extends Pick<AgendaRow, 'starts_at'>>(rows: readonly S[]): [day: string, rows: S[]][] {
  const days = new Map<string, S[]>();
  for (const row of rows) {
    const day = dayOf(localOf(row.starts_at));
    days.set(day, [...(days.get(day) ?? []), row]);
  }
  return [...days].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** What the address asks for: a place, a day of a week, or one event. */
export function wantedOf(search: string, today: string): { place: string; from: string; event: string } {
  const query = new URLSearchParams(search);
  const day = query.get('w') ?? '';
  const event = query.get('e') ?? '';
  return {
    place: /^\d{6,12}$/.test(query.get('p') ?? '') ? (query.get('p') ?? '') : '',
    from: weekOf(/^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day)) ? day : today).from,
    event: /^[a-z0-9][a-z0-9-]{1,39}$/.test(event) ? event : '',
  };
}

/** From when to when a date is, as residents read it. */
export function timesOf(row: Pick<AgendaRow, 'starts_at' | 'ends_at'>): { start: string; end: string } {
  return { start: localOf(row.starts_at), end: localOf(row.ends_at) };
}

export const dateAddress = (prefix: string, event: string, origin: string): string =>
  `${prefix}/staff/date?e=${event}&o=${encodeURIComponent(origin)}`;
