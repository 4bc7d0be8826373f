/** A series of a calendar file as dates in the city's time, and as our rule where it says exactly the same. */
import type ICAL from 'ical.js';
import type { Rule } from '../../../contract/events.ts';
import { horizonOf, ruleStarts } from '../dates.ts';
import { DAY_MS, dayOf, localAt, MOST_COUNT, MOST_INTERVAL, nthOf, weekdayOf } from '../event.ts';
import { ICS_LIMITS } from './types.ts';
import { cityMs, localOf, SHANGHAI_MS, type Zone } from './zones.ts';

export class TooOften extends Error {}
export class BadRule extends Error {}

/** Longest pause that anybody means; the iterator steps through longer ones day by day, and would not come back. */
const MOST_STEP = 400;

export interface Starts {
  /** local times of the city, in order */
  starts: string[];
  /** there are more behind the horizon */
  more: boolean;
  /** last day of the series, where it has one */
  until: string | null;
}

/** Starts by a rule of RFC 5545, reckoned in its own zone and told in the city's time, up to the horizon. */
export function startsOf(recur: ICAL.Recur, first: ICAL.Time, zone: Zone, today: string): Starts {
  if (!['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'].includes(recur.freq)) throw new TooOften();
  if (recur.interval > MOST_STEP) throw new BadRule();
  // 9999-12-31 is how some programs write "for ever"
  const until = recur.until && recur.until.year <= 2100 ? recur.until : null;
  // the last moment: a day ends with its last minute, a time is one of its zone
  const last = until ? cityMs(until, zone) + (until.isDate ? DAY_MS - 1 : 0) : Number.POSITIVE_INFINITY;
  const end = until && { until: dayOf(localAt(last)) };
  const told = (more: boolean): Starts => ({ starts, more, until: end?.until ?? null });
  const own = recur.clone();
  // without it the iterator would compare local times with one of UTC
  if (recur.until) own.until = null as unknown as ICAL.Time;
  const horizon = horizonOf(today);
  const starts: string[] = [];
  const iterator = own.iterator(first);
  const utc = first.zone?.tzid === 'UTC';
  for (let step = 0; step < ICS_LIMITS.steps; step++) {
    const next = iterator.next();
    if (!next) return told(false);
    const local = localOf(next);
    const city = first.isDate ? local : (utc ? local : zone.toUtc(local)) + SHANGHAI_MS;
    if (city > last) return told(false);
    const start = localAt(city);
    if (dayOf(start) > horizon) return told(true);
    starts.push(start);
  }
  throw new TooOften();
}

const FREQ = { DAILY: 'daily', WEEKLY: 'weekly', MONTHLY: 'monthly' } as const;

/**
 * Our rule for a series that begins at `starts[0]`; null when there is none that lays out exactly these dates. `skipped` dates
 * of it lie before them.
 */
export function ruleOf(
  recur: ICAL.Recur,
  { starts, more, until }: Starts,
  skipped: number,
  today: string,
): Rule | null {
  const start = starts[0];
  const freq = FREQ[recur.freq as keyof typeof FREQ];
  const interval = recur.interval || 1;
  if (!start || !freq || interval > MOST_INTERVAL) return null;
  const nths = [...new Set(starts.map(nthOf))];
  const lasts = new Set(starts.map((one) => `-1${weekdayOf(one)}`));
  const days: string[][] =
    freq === 'daily' ? [[]] : freq === 'weekly' ? [[...new Set(starts.map(weekdayOf))]] : [nths, [...lasts]];
  const end = more
    ? { until, count: recur.count ? Math.min(recur.count - skipped, MOST_COUNT) : null }
    : { until: dayOf(starts.at(-1) ?? start), count: null };
  // as many days as the series names itself: two dates alone would fit many rules
  const most = Math.max(1, (recur.parts['BYDAY'] as string[] | undefined)?.length ?? 1);
  for (const own of days) {
    const rule: Rule = { freq, interval, days: own, ...end };
    if (own.length <= most && ruleStarts({ start, rule }, horizonOf(today)).join() === starts.join()) return rule;
  }
  return null;
}
