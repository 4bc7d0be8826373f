/** What the console asks about events, their dates, and the registers that they choose from. All reject with `BackendError`. */
import { staffRpc } from '../../backend/staff.ts';
import type {
  AgendaRow,
  EventPage,
  ReportBody,
  SessionChange,
  SessionState,
  StaffSession,
} from '../../contract/events.ts';
import type { Locale } from '../../contract/locales.ts';
import type { Entry, VenueCard } from '../../contract/registers.ts';
import type { Words } from '../../contract/trails.ts';
import type { Problem } from '../documents.ts';

/** A place that events are put at: the city, its counties, their towns and communities. */
export interface PlaceRow {
  code: string;
  level: 'city' | 'county' | 'town' | 'community';
  parent: string | null;
  name: Words;
}
export const placesBelow = (place: string) => staffRpc<PlaceRow[]>('register_places', { place });

/** Registers of words that events choose from. */
export type Terms = 'event_type' | 'six_entry' | 'topic' | 'campaign' | 'spoken' | 'material' | 'team';
export const termsOf = (type: Terms) =>
  staffRpc<{ items: Entry[] }>('register', { type, filter: {}, after: null, size: 200 }).then(({ items }) => items);

export const findVenues = (q: string, district: string | null, locale: Locale) =>
  staffRpc<{ items: VenueCard[] }>('venues', {
    filter: { q, ...(district ? { district } : {}) },
    after: null,
    size: 8,
    locale,
  }).then(({ items }) => items);
export const venueName = (key: string, locale: Locale) => staffRpc<{ name: string } | null>('venue', { key, locale });

export const publishedEvent = (slug: string, locale: Locale) => staffRpc<EventPage | null>('event', { slug, locale });

/** At most 100 days. */
export const agenda = (place: string, from_day: string, to_day: string) =>
  staffRpc<AgendaRow[]>('agenda', { place, from_day, to_day });
export const eventSessions = (event: string) => staffRpc<StaffSession[]>('event_sessions', { event });

export const ACTS = ['move', 'cancel', 'restore', 'capacity'] as const;
export type Act = (typeof ACTS)[number];
export interface Change {
  act: Act;
  starts_at: string | null;
  ends_at: string | null;
  capacity: number | null;
  note: Words | null;
}
export const changeSession = (event: string, origin: string, change: Change) =>
  staffRpc<SessionChange>('change_session', { event, origin, ...change });

export interface Counts {
  taken: number;
  waiting: number;
  helping: number;
  scanned: number;
  self: number;
  helpers: number;
  minutes: number;
  doubles: number;
  strangers: number;
}
export interface FormerReport {
  at: string;
  by: string;
  body: ReportBody;
}
export interface SessionReport {
  state: SessionState;
  counts: Counts;
  report: ReportBody | null;
  history: FormerReport[];
}
export const sessionReport = (event: string, origin: string) =>
  staffRpc<SessionReport>('session_report', { event, origin });
export const reportSession = (event: string, origin: string, report: ReportBody) =>
  staffRpc<{ problems: Problem[] }>('report_session', { event, origin, report });
export const draftBrief = (event: string, origin: string) =>
  staffRpc<{ key: string }>('draft_brief', { event, origin });

/** The printed code of an event; made on first use. With `renew` the old one stops at once. */
export const eventCode = (event: string, renew = false) => staffRpc<{ token: string }>('event_code', { event, renew });
