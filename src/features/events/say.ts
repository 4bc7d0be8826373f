/** Dates of the calendar in words, in the city's time. Pure. */
import type { EventCard, Session } from '../../contract/events.ts';
import type { Locale } from '../../contract/locales.ts';
import type { Areas } from '../../i18n/keys.ts';
import { dayOf, plusDays } from './events.ts';

export type EventWords = Areas['events'];

const TAG: Record<Locale, string> = { 'zh-Hans': 'zh-CN', 'zh-Hant': 'zh-TW', en: 'en-GB' };
const timeZone = 'Asia/Shanghai';
/** Making a formatter costs more than all dates of a page. */
const formats = new Map<string, Intl.DateTimeFormat>();
function format(locale: Locale, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  const known = formats.get(key) ?? new Intl.DateTimeFormat(TAG[locale], options);
  formats.set(key, known);
  return known;
}
const noon = (day: string) => new Date(`${day}T04:00:00Z`);

/** 6月26日周五 / Fri 26 June */
export const sayDay = (locale: Locale, day: string): string =>
  format(locale, { month: 'long', day: 'numeric', weekday: 'short', timeZone }).format(noon(day));
/** 2026年6月26日 / 26 June 2026 */
export const sayDate = (locale: Locale, day: string): string =>
  format(locale, { year: 'numeric', month: 'long', day: 'numeric', timeZone }).format(noon(day));
/** 2026年6月 / June 2026 */
export const sayMonth = (locale: Locale, month: string): string =>
  format(locale, { year: 'numeric', month: 'long', timeZone }).format(noon(`${month}-15`));
/** 6月 / Jun */
export const sayShortMonth = (locale: Locale, day: string): string =>
  format(locale, { month: 'short', timeZone }).format(noon(day));
/** 周一 … / Monday …, short or long */
export const sayWeekdays = (locale: Locale, weekday: 'short' | 'long' | 'narrow'): string[] =>
  Array.from({ length: 7 }, (_, i) => format(locale, { weekday, timeZone }).format(noon(plusDays('2026-06-01', i))));
/** 19:00 */
export const sayClock = (locale: Locale, instant: string): string =>
  format(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone }).format(new Date(instant));

/** 到 21:00: what stands below the hour of the beginning. */
export function sayEnd(
  locale: Locale,
  words: EventWords,
  { starts_at, ends_at }: Pick<EventCard, 'starts_at' | 'ends_at'>,
): string {
  const last = dayOf(Math.max(Date.parse(starts_at), Date.parse(ends_at) - 1));
  const clock = sayClock(locale, ends_at);
  return words.until.replace('{{when}}', last > dayOf(starts_at) ? `${sayDay(locale, last)} ${clock}` : clock);
}

/** 19:00–21:00; over several days with the day of the end. */
export function sayHours(
  locale: Locale,
  words: EventWords,
  { starts_at, ends_at, all_day }: Pick<EventCard, 'starts_at' | 'ends_at' | 'all_day'>,
): string {
  const last = dayOf(Math.max(Date.parse(starts_at), Date.parse(ends_at) - 1));
  const long = last > dayOf(starts_at);
  if (all_day) return long ? words.until.replace('{{when}}', sayDay(locale, last)) : words.all_day;
  const end = sayClock(locale, ends_at);
  return `${sayClock(locale, starts_at)}–${long ? `${sayDay(locale, last)} ` : ''}${end}`;
}

/** What has to be known of a date beside its hour; null when it takes place as announced. */
export function sayState(words: EventWords, { state, moved }: Pick<Session, 'state' | 'moved'>): string | null {
  if (state === 'cancelled') return words.cancelled;
  if (state === 'not_held') return words.not_held;
  if (state === 'held') return words.held;
  return moved ? words.moved : null;
}
