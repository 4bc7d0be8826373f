/** An event as its editor changes it. Pure. */
import {
  type EventBody,
  MOST_PARTY,
  type Rule,
  type SignUpRule,
  WEEKDAYS,
  type Weekday,
} from '../../contract/events.ts';
import type { Words } from '../../contract/trails.ts';
import type { Areas } from '../../i18n/keys.ts';
import { tidyOr, tidyWords } from '../editor/tidy.ts';

/** Words of the event pages; those of the editors stand behind them. */
export type EventWords = Areas['console_events'];
export type EventEditorWords = Areas['console_editor'] & EventWords;

export const AUDIENCES = ['public', 'children', 'families', 'elderly', 'schools', 'enterprises', 'drivers'] as const;

/** What the database takes (app.event_problems). */
export const MOST = {
  title: 60,
  summary: 300,
  text: 4_000,
  organiser: 120,
  partners: 300,
  where: 160,
  access: 300,
  picture_alt: 200,
} as const;
export const RANGES = {
  capacity: [1, 10_000],
  waiting: [0, 10_000],
  party: [1, MOST_PARTY],
  opens_days: [0, 365],
  closes_hours: [0, 720],
  helpers: [0, 1_000],
} as const;
export const MOST_INTERVAL = 12;
export const MOST_COUNT = 800;
/** Further dates, and dates left out, of one event. */
export const MOST_DATES = 400;

export const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** A local time as a number that can be reckoned with: Shanghai has no DST, so that days are all alike. NaN for none. */
export const localMs = (local: string): number => Date.parse(`${local.slice(0, 16)}:00Z`);
/** The local time of such a number: `2026-11-28T09:00`. */
export const localAt = (ms: number): string => new Date(ms).toISOString().slice(0, 16);
export const dayOf = (local: string): string => local.slice(0, 10);
export const timeOf = (local: string): string => local.slice(11, 16);
/** Its moment as the database says it. */
export const momentOf = (local: string): string => new Date(localMs(local) - 8 * 3_600_000).toISOString();
/** The city's time of a moment. */
export const localOf = (moment: string): string => localAt(Date.parse(moment) + 8 * 3_600_000);
/** Weekday, Monday first: 0–6. */
export const weekdayAt = (ms: number): number => (new Date(ms).getUTCDay() + 6) % 7;
export const weekdayOf = (local: string): Weekday => WEEKDAYS[weekdayAt(localMs(local))] ?? 'MO';
/** Which weekday of its month a day is: "2SA". */
export const nthOf = (local: string): string => `${Math.ceil(Number(local.slice(8, 10)) / 7)}${weekdayOf(local)}`;

const none = (): Words => ({ 'zh-Hans': '' });

/** The next Saturday morning after a day: when most things happen. */
function saturday(today: string): string {
  const ms = localMs(`${today}T09:00`);
  return localAt(ms + (((5 - weekdayAt(ms) + 7) % 7) + 7) * DAY_MS);
}

/** A new event: once, an hour and a half on a Saturday, for everybody, without sign-up. */
export function emptyEvent(place: string, today: string): EventBody {
  const start = saturday(today);
  return {
    title: none(),
    summary: none(),
    text: none(),
    picture: null,
    picture_alt: null,
    type: '',
    entries: [],
    topics: [],
    campaign: null,
    place,
    organiser: none(),
    partners: null,
    venue: null,
    where: null,
    position: null,
    audience: ['public'],
    spoken: ['zh'],
    accessible: false,
    access: null,
    size: 'normal',
    all_day: false,
    start,
    end: localAt(localMs(start) + 90 * MINUTE_MS),
    rule: null,
    dates: [],
    except: [],
    sign_up: null,
  };
}

export const usualSignUp = (): SignUpRule => ({
  capacity: 80,
  waiting: 20,
  party: 4,
  opens_days: null,
  closes_hours: 2,
  helpers: 0,
});

/** A rule as one begins with it: on the weekday of the start, without end. */
export const usualRule = (freq: Rule['freq'], start: string): Rule => ({
  freq,
  interval: 1,
  days: freq === 'weekly' ? [weekdayOf(start)] : freq === 'monthly' ? [nthOf(start)] : [],
  until: null,
  count: null,
});

/** Another start: the end follows by the same time, and a rule that stood on the old weekday stands on the new one. */
export function moveStart(body: EventBody, start: string): EventBody {
  if (Number.isNaN(localMs(start))) return body;
  const length = localMs(body.end) - localMs(body.start);
  const end = localAt(localMs(start) + (length >= 0 ? length : 0));
  const { rule } = body;
  const swap = (name: (local: string) => string) =>
    rule?.days.length === 1 && rule.days[0] === name(body.start) ? [name(start)] : (rule?.days ?? []);
  const days = rule?.freq === 'weekly' ? swap(weekdayOf) : rule?.freq === 'monthly' ? swap(nthOf) : [];
  const time = timeOf(start);
  // further dates and exceptions are those of the series: they begin at its hour
  const shift = (one: string) => (timeOf(one) === timeOf(body.start) ? `${dayOf(one)}T${time}` : one);
  return {
    ...body,
    start,
    end,
    rule: rule && { ...rule, days },
    dates: body.dates.map(shift),
    except: body.except.map(shift),
  };
}

/** Whole days begin at midnight; back again they are a morning. */
export function setAllDay(body: EventBody, all_day: boolean): EventBody {
  const at = (local: string, time: string) => `${dayOf(local)}T${time}`;
  const next = all_day
    ? { start: at(body.start, '00:00'), end: at(body.end, '00:00') }
    : { start: at(body.start, '09:00'), end: at(body.end, '10:30') };
  const shift = (one: string) => `${dayOf(one)}T${timeOf(next.start)}`;
  return { ...body, all_day, ...next, dates: body.dates.map(shift), except: body.except.map(shift) };
}

const sorted = (list: readonly string[]) => [...new Set(list)].sort();

/** What is saved: no blanks around texts, no empty ones, dates in their order, nothing of a rule that is not there. */
export function tidyEvent(body: EventBody): EventBody {
  const { rule } = body;
  const order = (day: string) => Number(day.slice(0, -2)) * 10 + WEEKDAYS.indexOf(day.slice(-2) as Weekday);
  return {
    ...body,
    title: tidyWords(body.title),
    summary: tidyWords(body.summary),
    text: tidyWords(body.text),
    picture_alt: body.picture ? tidyOr(body.picture_alt) : null,
    organiser: tidyWords(body.organiser),
    partners: tidyOr(body.partners),
    where: tidyOr(body.where),
    access: tidyOr(body.access),
    audience: AUDIENCES.filter((one) => body.audience.includes(one)),
    rule: rule && { ...rule, days: [...new Set(rule.days)].sort((a, b) => order(a) - order(b)) },
    dates: sorted(body.dates),
    except: sorted(body.except),
  };
}
