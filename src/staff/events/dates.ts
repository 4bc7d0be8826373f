/** The dates of an event as they will be, reckoned in the browser. Pure; the database's are app.dates_of (*_events.sql). */
import {
  type EventBody,
  HORIZON_DAYS,
  MOST_SESSIONS,
  type Rule,
  WEEKDAYS,
  type Weekday,
} from '../../contract/events.ts';
import { DAY_MS, dayOf, localAt, localMs, weekdayAt, weekdayOf } from './event.ts';

type Series = Pick<EventBody, 'start' | 'rule' | 'dates' | 'except'>;

const HOUR_OF = (ms: number) => ms % DAY_MS;
const monthOf = (ms: number, by: number) => {
  const day = new Date(ms);
  return Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + by, 1);
};

/** The n-th weekday of the month that begins at `first`; undefined where it has none. */
function nth(first: number, day: string): number | undefined {
  const weekday = WEEKDAYS.indexOf(day.slice(-2) as Weekday);
  const n = Number(day.slice(0, -2));
  const next = monthOf(first, 1);
  const last = next - DAY_MS;
  const at =
    n < 0
      ? last - ((weekdayAt(last) - weekday + 7) % 7) * DAY_MS + (n + 1) * 7 * DAY_MS
      : first + ((weekday - weekdayAt(first) + 7) % 7) * DAY_MS + (n - 1) * 7 * DAY_MS;
  return at >= first && at < next ? at : undefined;
}

/** Starts of one turn of the rule: a day, a week from Monday, a month. */
function turn(start: number, rule: Rule, k: number): number[] {
  const by = k * rule.interval;
  if (rule.freq === 'daily') return [start + by * DAY_MS];
  if (rule.freq === 'weekly') {
    const monday = start - weekdayAt(start) * DAY_MS + by * 7 * DAY_MS;
    const days = rule.days.length ? rule.days : [weekdayOf(localAt(start))];
    return days.map((day) => monday + WEEKDAYS.indexOf(day as Weekday) * DAY_MS);
  }
  const first = monthOf(start, by);
  // months without the thirty-first are passed over
  const same = first + (new Date(start).getUTCDate() - 1) * DAY_MS;
  const named = rule.days.length
    ? rule.days.map((day) => nth(first, day))
    : [same < monthOf(first, 1) ? same : undefined];
  return named.flatMap((at) => (at === undefined ? [] : [at + HOUR_OF(start)]));
}

/** Starts by the rule alone, in order, up to the end of a day; without a rule only the start. Dates left out count as well. */
export function ruleStarts({ start, rule }: Pick<Series, 'start' | 'rule'>, until: string): string[] {
  const first = localMs(start);
  if (Number.isNaN(first)) return [];
  if (!rule) return dayOf(start) <= until ? [start] : [];
  const last = rule.until && rule.until < until ? rule.until : until;
  const most = Math.min(rule.count ?? MOST_SESSIONS, MOST_SESSIONS);
  const found: string[] = [];
  // twelve turns without a date (the fifth Friday of every twelfth month) are the longest that a rule may pause
  for (let k = 0, empty = 0; found.length < most && empty < 60; k++) {
    const own = [...new Set(turn(first, rule, k))].sort((a, b) => a - b).filter((at) => at >= first);
    empty = own.length ? 0 : empty + 1;
    for (const at of own) {
      const local = localAt(at);
      if (dayOf(local) > last) return found;
      if (found.length < most) found.push(local);
    }
  }
  return found;
}

export interface Coming {
  start: string;
  /** by the rule, added by hand, or left out by hand */
  as: 'rule' | 'extra' | 'off';
}

/** The dates from a day to another: those of the rule, further ones, and those left out, marked. */
export function datesBetween(series: Series, from: string, to: string): Coming[] {
  const off = new Set(series.except);
  // the first date is one of the series even where its rule does not say so
  const ruled = [...new Set([series.start, ...ruleStarts(series, to)])].filter((start) => dayOf(start) <= to);
  const own = ruled.map((start): Coming => ({ start, as: off.has(start) ? 'off' : 'rule' }));
  const known = new Set(own.map(({ start }) => start));
  const further = series.dates
    .filter((start) => !known.has(start) && dayOf(start) <= to)
    .map((start): Coming => ({ start, as: off.has(start) ? 'off' : 'extra' }));
  return [...own, ...further]
    .filter(({ start }) => dayOf(start) >= from)
    .sort((a, b) => (a.start < b.start ? -1 : 1))
    .slice(0, MOST_SESSIONS);
}

/** Days laid out ahead by the database. */
export const horizonOf = (today: string): string =>
  new Date(Date.parse(today) + HORIZON_DAYS * DAY_MS).toISOString().slice(0, 10);

/** The next dates that take place, at most so many. Dates named one by one have no horizon. */
export function nextDates(series: Series, today: string, most: number): Coming[] {
  const far = series.rule ? horizonOf(today) : '9999';
  const last = [far, ...series.dates.map(dayOf)].sort().at(-1) ?? far;
  return datesBetween(
    { ...series, rule: series.rule && { ...series.rule, until: earliest(series.rule.until, far) } },
    today,
    last,
  )
    .filter(({ as }) => as !== 'off')
    .slice(0, most);
}

const earliest = (a: string | null, b: string) => (a && a < b ? a : b);

/** A press on a date: one of the rule is left out or comes back, a further one goes, an empty day gets one. */
export function pressDate<B extends Series>(body: B, start: string): B {
  const without = (list: readonly string[]) => list.filter((one) => one !== start);
  if (body.except.includes(start)) return { ...body, except: without(body.except) };
  if (body.dates.includes(start)) return { ...body, dates: without(body.dates) };
  const ruled = start === body.start || ruleStarts(body, dayOf(start)).includes(start);
  return ruled
    ? { ...body, except: [...body.except, start].sort() }
    : { ...body, dates: [...body.dates, start].sort() };
}

/** Without what is no date of the series any more: a left-out day of another rule, a further date that the rule now has. */
export function tidySeries<B extends Series>(body: B): B {
  const last = [...body.except, ...body.dates].sort().at(-1);
  if (!last) return body;
  const ruled = new Set([body.start, ...ruleStarts(body, dayOf(last))]);
  const dates = body.dates.filter((one) => one > body.start && !ruled.has(one));
  return { ...body, dates, except: body.except.filter((one) => ruled.has(one)) };
}
