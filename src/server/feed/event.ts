/** One event as RFC 5545 has it, built as jCal (RFC 7265) and written by ical.js. Pure. */
import ICAL from 'ical.js';
import { eventUid, type FeedDate, type FeedEvent, type Rule } from '../../contract/events.ts';
import { LOCALE_PREFIX, type Locale } from '../../contract/locales.ts';

/** ical.js does not count the blank that a folded line begins with: 74 of its octets are 75 on the wire. */
ICAL.foldLength = 74;

export const ZONE = 'Asia/Shanghai';
/** China has had one time and no summer time since 1991. */
const OFFSET_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;

export type Property = [name: string, params: Record<string, string>, type: string, ...values: unknown[]];
export type Component = [name: string, properties: Property[], components: Component[]];

/** What a feed is made for. */
export interface Place {
  /** public address of the site, without a slash at the end */
  site: string;
  locale: Locale;
  /** how a cancelled date is announced in words: `{{title}}` is filled; many calendars show STATUS nowhere */
  cancelled: string;
}

/** Text without what no calendar can hold; line breaks are kept as one character. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken away
export const clean = (text: string) => text.replace(/\r\n?/g, '\n').replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, ' ');

/** A component in bytes' order: folded by octets, lines end in CRLF. */
export const written = (component: Component): string => ICAL.stringify([component]);

const local = (instant: string) => new Date(Date.parse(instant) + OFFSET_MS).toISOString().slice(0, 19);
const utc = (instant: string) => `${new Date(instant).toISOString().slice(0, 19)}Z`;
const nextDay = (day: string) => new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);

/** DTSTART, EXDATE … at local times `YYYY-MM-DDTHH:MM[:SS]`; of a whole day only the date. */
function at(name: string, allDay: boolean, ...times: string[]): Property {
  return allDay
    ? [name, {}, 'date', ...times.map((time) => time.slice(0, 10))]
    : [name, { tzid: ZONE }, 'date-time', ...times.map((time) => `${time}:00`.slice(0, 19))];
}

/** First moment and the one after the last: of whole days the day after (RFC 5545 §3.6.1). */
const lasting = (allDay: boolean, start: string, end: string): Property[] => [
  at('dtstart', allDay, start),
  at('dtend', allDay, end),
];

function recurrence({ freq, interval, days, until, count }: Rule, allDay: boolean): Property {
  return [
    'rrule',
    {},
    'recur',
    {
      freq: freq.toUpperCase(),
      ...(interval > 1 && { interval }),
      ...(days.length > 0 && { byday: days }),
      // the last day counts; beside a TZID the end has to be said in UTC
      ...(until && { until: allDay ? until : `${until}T15:59:59Z` }),
      ...(count && { count }),
    },
  ];
}

/** What all components of an event share. */
function common(event: FeedEvent, { site, locale, cancelled }: Place, off: boolean, only?: FeedDate): Property[] {
  const { slug, title, summary, where, position, categories } = event;
  const url = `${site}${LOCALE_PREFIX[locale]}/events/${slug}`;
  const text = (name: string, value: string): Property => [name, {}, 'text', clean(value)];
  return [
    text('uid', eventUid(slug, new URL(site).hostname, only)),
    ['dtstamp', {}, 'date-time', utc(event.updated_at)],
    ['created', {}, 'date-time', utc(event.published_at)],
    ['last-modified', {}, 'date-time', utc(event.updated_at)],
    ['sequence', {}, 'integer', event.sequence],
    text('status', off ? 'CANCELLED' : 'CONFIRMED'),
    text('summary', off ? cancelled.replace('{{title}}', () => title) : title),
    text('description', [summary, url].filter(Boolean).join('\n\n')),
    ...(where ? [text('location', where)] : []),
    ...(position ? [['geo', {}, 'float', [position[1], position[0]]] satisfies Property] : []),
    ...(categories.length > 0 ? [['categories', {}, 'text', ...categories.map(clean)] satisfies Property] : []),
    ['url', {}, 'uri', url],
  ];
}

/**
 * A date that is saved by itself is an event of its own, with a UID made of its first announced start: RECURRENCE-ID names
 * an instance of a recurring event (RFC 5545 §3.8.4.4), and whoever saves one date has no such event – calendars drop an
 * instance whose series they do not know. Saved anew it is brought up to date under that UID by its SEQUENCE (RFC 5546
 * §2.1.4), and the series can be kept beside it. The only date of an event is that event.
 */
function alone(event: FeedEvent, place: Place, single: boolean): Component {
  const { all_day: allDay, start, changes, only } = event;
  const itself = single && (!only || local(only.origin) === `${start}:00`);
  const date = itself ? changes[0] : only;
  const off = event.status === 'withdrawn' || !!date?.cancelled;
  const times = date
    ? lasting(allDay, local(date.starts_at), local(date.ends_at))
    : lasting(allDay, start, endOf(event));
  return ['vevent', [...common(event, place, off, itself ? undefined : date), ...times], []];
}

/** An event names its last day, a date of it the midnight after. */
const endOf = ({ all_day, end }: FeedEvent) => (all_day ? nextDay(end.slice(0, 10)) : end);

/**
 * The components of an event: itself, and one for each of its dates that was moved or cancelled by itself. A date that
 * was cancelled stays, as a withdrawn event does: what vanished from a feed would stay in calendars that fetched it.
 */
export function components(event: FeedEvent, place: Place): Component[] {
  const { all_day: allDay, start, rule, dates, except, changes } = event;
  const single = !rule && dates.length === 0;
  // RECURRENCE-ID needs a set of dates: an event of one date is moved and cancelled as a whole
  if (single || event.only) return [alone(event, place, single)];
  const withdrawn = event.status === 'withdrawn';
  const series: Property[] = [
    ...common(event, place, withdrawn),
    ...lasting(allDay, start, endOf(event)),
    ...(rule ? [recurrence(rule, allDay)] : []),
    // not every calendar counts the start among dates that no rule makes
    ...(dates.length > 0 ? [at('rdate', allDay, ...(rule ? [] : [start]), ...dates)] : []),
    ...(except.length > 0 ? [at('exdate', allDay, ...except)] : []),
  ];
  return [
    ['vevent', series, []],
    ...changes.map(({ origin, starts_at, ends_at, cancelled }): Component => {
      const own = [at('recurrence-id', allDay, local(origin)), ...lasting(allDay, local(starts_at), local(ends_at))];
      return ['vevent', [...common(event, place, withdrawn || cancelled), ...own], []];
    }),
  ];
}
