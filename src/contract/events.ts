/**
 * Events, their dates (sessions), tickets and attendance as phone, console and database share them.
 * SQL twins: supabase/migrations/*_events*.sql, *_sessions.sql, *_tickets.sql, *_door.sql, *_reports.sql, *_briefs.sql.
 */
import type { Position, Words } from './trails.ts';

export * from './reports.ts';
export * from './tickets.ts';

/** Weekdays as RFC 5545 writes them. */
export const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
export type Weekday = (typeof WEEKDAYS)[number];
/** Dates of a series are laid out this many days ahead, and at most so many of one event. */
export const HORIZON_DAYS = 400;
export const MOST_SESSIONS = 800;
/** People on one ticket. */
export const MOST_PARTY = 20;
/** A visitor's scan of the event's code counts from this long before the start until this long after the end. */
export const SCAN_MARGIN_MINUTES = 120;

/** A rule of RFC 5545 as far as the editor offers it; what goes beyond is written out as `dates`. Shanghai has no DST. */
export interface Rule {
  freq: 'daily' | 'weekly' | 'monthly';
  /** every so many days, weeks (from Monday) or months: 1–12 */
  interval: number;
  /** weekly: weekdays (empty: that of the start); monthly: n-th weekdays ("2SA", "-1FR"; empty: the start's day of the month) */
  days: string[];
  /** last day (inclusive), or number of dates; both null: without end */
  until: string | null;
  count: number | null;
}

/** Sign-up to each date of an event. */
export interface SignUpRule {
  /** people per date */
  capacity: number;
  /** people who may wait when it is full */
  waiting: number;
  /** people on one ticket, at most MOST_PARTY */
  party: number;
  /** opens so many days before a date (null: at once), closes so many hours before it */
  opens_days: number | null;
  closes_hours: number;
  /** volunteers wanted per date: tickets of their own (0: none) */
  helpers: number;
}

/** Body of a document of kind `event`; the key is the slug. Times are local to Shanghai, `YYYY-MM-DDTHH:MM`. */
export interface EventBody {
  title: Words;
  summary: Words;
  /** Markdown without HTML, at most 4,000 characters */
  text: Words;
  picture: string | null;
  picture_alt: Words | null;
  /** keys of register entries of the types event_type, six_entry, topic, campaign (src/contract/registers.ts) */
  type: string;
  entries: string[];
  topics: string[];
  campaign: string | null;
  /** where it counts: code of a county, town or community */
  place: string;
  organiser: Words;
  partners: Words | null;
  /** key of a venue, or where else it is (a bus, a temple fair); position is optional */
  venue: string | null;
  where: Words | null;
  position: Position | null;
  audience: ('public' | 'children' | 'families' | 'elderly' | 'schools' | 'enterprises' | 'drivers')[];
  /** languages spoken there: zh, wenzhou, en … as words of the register type `spoken` */
  spoken: string[];
  accessible: boolean;
  access: Words | null;
  size: 'normal' | 'large';
  all_day: boolean;
  /** all-day events: 00:00 of the first and of the last day */
  start: string;
  end: string;
  rule: Rule | null;
  /** further starts, after the first; and starts that never were (EXDATE), each a date of this event */
  dates: string[];
  except: string[];
  sign_up: SignUpRule | null;
}

export const SESSION_STATES = ['planned', 'cancelled', 'held', 'not_held'] as const;
export type SessionState = (typeof SESSION_STATES)[number];

/**
 * One date of an event. `origin` is its first announced start and names it for ever, wherever it is moved. Instants are UTC,
 * `YYYY-MM-DDTHH:MM:SSZ`; whole days end at the midnight after the last one.
 */
export interface Session {
  origin: string;
  starts_at: string;
  ends_at: string;
  state: SessionState;
  moved: boolean;
  /** why it was moved or cancelled, in the reader's language */
  note: string | null;
  /** null: no sign-up */
  places: {
    capacity: number;
    taken: number;
    waiting: number;
    may_wait: number;
    helpers: number;
    helping: number;
  } | null;
  /** of sign-up; null: without */
  opens_at: string | null;
  closes_at: string | null;
  /** a published brief of this date */
  brief: boolean;
}

/** A date as its office sees it (`api.event_sessions`). */
export interface StaffSession extends Session {
  /** why it was moved or cancelled, in all languages */
  words: Words | null;
  /** it is over, and nobody has told yet whether it was held */
  unreported: boolean;
}
/** `api.agenda`: dates of a place and below. */
export interface AgendaRow extends StaffSession {
  event: string;
  title: Words;
  all_day: boolean;
  type: string;
  place: string;
  place_name: Words;
}
/** `api.change_session`: `over` people have a place beyond a lowered capacity and keep it; `promoted` left the queue. */
export interface SessionChange {
  session: StaffSession;
  over: number;
  promoted: number;
}
/** `api.session_places`, asked by the phone itself: counts change while pages are cached. */
export type SessionPlaces = Pick<Session, 'origin' | 'state' | 'places'>;

/** A date in a list: agenda, month. */
export interface EventCard {
  slug: string;
  origin: string;
  starts_at: string;
  ends_at: string;
  all_day: boolean;
  state: SessionState;
  moved: boolean;
  title: string;
  type: { key: string; name: string };
  /** name of the venue or of the place in words; district is the county's name */
  where: string;
  place: string;
  district: { code: string; name: string };
  children: boolean;
  accessible: boolean;
  sign_up: 'none' | 'open' | 'waiting' | 'full' | 'closed' | 'later';
}

/** What /events asks for; all optional. `from` and `to` are days, Asia/Shanghai. */
export interface EventFilter {
  from?: string;
  to?: string;
  district?: string;
  type?: string;
  spoken?: string;
  campaign?: string;
  children?: boolean;
  accessible?: boolean;
}

/** `/events/<slug>`: EventBody in one language, with names instead of keys and its dates from 60 days ago on, and older ones with a brief. */
export interface EventPage {
  slug: string;
  revision: number;
  status: 'published' | 'withdrawn';
  title: string;
  summary: string;
  text: string;
  picture?: string;
  picture_alt?: string;
  type: { key: string; name: string };
  campaign?: { key: string; name: string };
  topics: string[];
  organiser: string;
  partners?: string;
  venue?: { key: string; name: string };
  where: string;
  address?: string;
  position?: Position;
  district: { code: string; name: string };
  audience: EventBody['audience'];
  spoken: string[];
  accessible: boolean;
  access?: string;
  all_day: boolean;
  rule: Rule | null;
  party: number | null;
  sessions: Session[];
}

/** A date by itself, as calendars copy it. */
export interface FeedDate {
  origin: string;
  starts_at: string;
  ends_at: string;
  cancelled: boolean;
}
/** One event of a feed, localized: what RFC 5545 needs. `changes`: dates moved or cancelled by themselves. */
export interface FeedEvent {
  slug: string;
  sequence: number;
  published_at: string;
  updated_at: string;
  status: 'published' | 'withdrawn';
  title: string;
  summary: string;
  where: string;
  position?: Position;
  categories: string[];
  all_day: boolean;
  /** as in EventBody: local times; whole days: 00:00 of the first and of the last day */
  start: string;
  end: string;
  rule: Rule | null;
  dates: string[];
  except: string[];
  /** only dates that the rule or the lists above have */
  changes: FeedDate[];
  /** the date that was asked for by itself */
  only?: FeedDate;
}

/** UID of a feed entry, the same for ever; of a date that is saved by itself one of its own. */
export const eventUid = (slug: string, host: string, date?: FeedDate): string =>
  `${slug}${date ? `.${date.origin.replace(/\W/g, '')}` : ''}@${host}`;
