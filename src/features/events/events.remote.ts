import { serverRpc } from '../../backend/server.ts';
import type { BriefPage, EventCard, EventFilter, EventPage } from '../../contract/events.ts';
import type { Locale } from '../../contract/locales.ts';

interface Named {
  key: string;
  name: string;
}
/** What coming events can be narrowed down by. */
export interface EventFilters {
  districts: { code: string; name: string }[];
  types: Named[];
  spoken: Named[];
  campaigns: Named[];
}

/** A page of dates from now on, or of the days that are asked for. */
export const eventDates = (filter: EventFilter, locale: Locale, size: number, after: string | null = null) =>
  serverRpc<{ items: EventCard[]; next: string | null }>('events', { filter, locale, size, after });

/** Every date of a month, `2026-06`. */
export const eventMonth = (month: string, filter: EventFilter, locale: Locale) =>
  serverRpc<EventCard[]>('event_month', { month: `${month}-01`, filter, locale });

export const eventFilters = (locale: Locale) => serverRpc<EventFilters>('event_filters', { locale });

/** One event with its dates, or null. */
export const eventPage = (slug: string, locale: Locale) => serverRpc<EventPage | null>('event', { slug, locale });

/** The published brief of a date, or null. */
export const eventBrief = (event: string, origin: string, locale: Locale) =>
  serverRpc<BriefPage | null>('brief', { event, origin, locale });

/** Districts of the city. */
export const districts = (locale: Locale) => serverRpc<{ code: string; name: string }[]>('districts', { locale });
