/** What an event's printed code says of its time and place. Pure. */
import type { EventPage } from '../../contract/events.ts';
import type { Locale } from '../../contract/locales.ts';
import { dayName } from '../calendar/names.ts';
import { dayOf, type EventWords, localOf } from './event.ts';
import { hoursText, whenText } from './say.ts';

/** Of a series its rule, else its next date; then where. */
export function posterLine(words: EventWords, locale: Locale, page: EventPage, now: number): string {
  const next = page.sessions.find(({ ends_at, state }) => state === 'planned' && Date.parse(ends_at) > now);
  const shown = next ?? page.sessions.at(-1);
  if (!shown) return page.where;
  const start = localOf(shown.starts_at);
  const end = page.all_day ? start : localOf(shown.ends_at);
  const about = { start, end, all_day: page.all_day };
  const when = page.rule
    ? whenText(words, { ...about, rule: { ...page.rule, until: null, count: null }, dates: [], except: [] })
        .split(words.join_parts)
        .slice(0, -1)
        .join(words.join_parts)
    : `${dayName(locale, dayOf(start))} ${hoursText(words, about)}`;
  return `${when} · ${page.where}`;
}
