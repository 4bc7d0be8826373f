/** The calendar as visitors ask for it: days of Shanghai, what an address asks, months as weeks. Pure. */
import type { EventCard, EventFilter } from '../../contract/events.ts';

const OFFSET_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;

/** Day in Shanghai (`2026-06-26`) of an instant; there is no summer time. */
export const dayOf = (instant: string | number): string =>
  new Date((typeof instant === 'number' ? instant : Date.parse(instant)) + OFFSET_MS).toISOString().slice(0, 10);
/** The day so many days later. */
export const plusDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
/** 0 is Monday, as calendars in China begin. */
export const weekday = (day: string): number => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
/** The month so many months later: `2026-06`. */
export function plusMonths(month: string, months: number): string {
  const [year = 0, nth = 0] = month.split('-').map(Number);
  return new Date(Date.UTC(year, nth - 1 + months, 1)).toISOString().slice(0, 7);
}
/** Days on which a date takes place; one that ends at midnight does not reach into the next day. */
export function daysOf({ starts_at, ends_at }: Pick<EventCard, 'starts_at' | 'ends_at'>): string[] {
  const first = dayOf(starts_at);
  const last = dayOf(Math.max(Date.parse(starts_at), Date.parse(ends_at) - 1));
  const days = [first];
  while (days.length < 62 && days.at(-1)! < last) days.push(plusDays(days.at(-1)!, 1));
  return days;
}

/** What a date's brief is called in addresses: its day, and where one day has two dates, the hour. */
export function briefName({ origin }: { origin: string }, all: readonly { origin: string }[]): string {
  const day = dayOf(origin);
  const alone = all.every((one) => one.origin === origin || dayOf(one.origin) !== day);
  return alone
    ? day
    : `${day}-${new Date(Date.parse(origin) + OFFSET_MS).toISOString().slice(11, 16).replace(':', '')}`;
}

/** Months that can be looked at: a year back, and as far as dates are laid out (HORIZON_DAYS). */
export const MONTHS = { back: 12, ahead: 13 };
/** Dates on one page of the agenda. */
export const PAGE = 50;

const KEY = /^[a-z0-9][a-z0-9_-]{0,59}$/;
const DAY = /^20\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;
const TEXTS = {
  when: new RegExp(`^(?:today|weekend|${DAY.source.slice(1, -1)})$`),
  district: /^\d{6}$/,
  type: KEY,
  spoken: KEY,
  campaign: KEY,
} as const;
const TICKS = ['children', 'accessible'] as const;

/** What the address of /events asks for. */
export interface Asked extends Partial<Record<keyof typeof TEXTS, string>> {
  children?: true;
  accessible?: true;
  /** the month's view */
  month?: string;
  /** further pages of the agenda */
  after?: string;
}

/** Reads a query; what it cannot be is passed over. */
export function asked(query: URLSearchParams, today: string): Asked {
  const found: Asked = {};
  for (const [name, pattern] of Object.entries(TEXTS) as [keyof typeof TEXTS, RegExp][]) {
    const value = query.get(name) ?? '';
    if (pattern.test(value)) found[name] = value;
  }
  for (const name of TICKS) if (query.get(name) === '1') found[name] = true;
  const month = query.get('month') ?? '';
  if (/^20\d\d-(?:0[1-9]|1[0-2])$/.test(month)) {
    const [first, last] = [plusMonths(today.slice(0, 7), -MONTHS.back), plusMonths(today.slice(0, 7), MONTHS.ahead)];
    found.month = month < first ? first : month > last ? last : month;
  }
  const after = query.get('after') ?? '';
  if (after && after.length <= 200 && !found.month) found.after = after;
  return found;
}

/** The query of what is asked for, changed here and there; empty, or beginning with `?`. */
export function queryOf(all: Asked, change: { [name in keyof Asked]?: string | undefined } = {}): string {
  const own = { ...all, after: undefined, ...change };
  const kept = Object.entries(own).flatMap(([name, value]) =>
    value ? [[name, value === true ? '1' : String(value)]] : [],
  );
  return kept.length > 0 ? `?${new URLSearchParams(kept)}` : '';
}

/** How much is narrowed down beyond days. */
export const narrowed = ({ district, type, spoken, campaign, children, accessible }: Asked): number =>
  [district, type, spoken, campaign, children, accessible].filter(Boolean).length;

/** What the database is asked; without days everything from now on. */
export function filterOf({ when, month: _month, after: _after, ...rest }: Asked, today: string): EventFilter {
  if (!when) return rest;
  if (when === 'today') return { ...rest, from: today, to: today };
  if (when !== 'weekend') return { ...rest, from: when, to: when };
  const sunday = plusDays(today, 6 - weekday(today));
  const saturday = plusDays(sunday, -1);
  return { ...rest, from: today > saturday ? today : saturday, to: sunday };
}

/** Cards under their days, in order; what began earlier stands under the first day that is shown. */
export function agendaOf(cards: readonly EventCard[], from: string): { day: string; cards: EventCard[] }[] {
  const days = new Map<string, EventCard[]>();
  for (const card of cards) {
    const start = dayOf(card.starts_at);
    const day = start < from ? from : start;
    days.set(day, [...(days.get(day) ?? []), card]);
  }
  return [...days].sort(([a], [b]) => (a < b ? -1 : 1)).map(([day, own]) => ({ day, cards: own }));
}

export interface MonthDay {
  day: string;
  cards: EventCard[];
}
/** A month as weeks from Monday; days of other months are null. What begins on a day stands before what goes on. */
export function weeksOf(month: string, cards: readonly EventCard[]): (MonthDay | null)[][] {
  const on = new Map<string, EventCard[]>();
  for (const card of cards) {
    for (const day of daysOf(card)) {
      const own = on.get(day);
      if (own) own.push(card);
      else on.set(day, [card]);
    }
  }
  const first = `${month}-01`;
  const weeks: (MonthDay | null)[][] = [];
  for (let monday = plusDays(first, -weekday(first)); monday.slice(0, 7) <= month; monday = plusDays(monday, 7)) {
    const days = Array.from({ length: 7 }, (_, i) => plusDays(monday, i));
    const cardsOf = (day: string) => {
      const own = on.get(day) ?? [];
      const begins = (card: EventCard) => dayOf(card.starts_at) === day;
      return [...own.filter(begins), ...own.filter((card) => !begins(card))];
    };
    weeks.push(days.map((day) => (day.startsWith(month) ? { day, cards: cardsOf(day) } : null)));
  }
  return weeks;
}
