/**
 * Events, their dates (sessions), tickets and attendance as phone, console and database share them.
 * SQL twins: supabase/migrations/*_events*.sql, *_sessions.sql, *_tickets.sql, *_door.sql, *_reports.sql, *_briefs.sql.
 */
import type { Position, Words } from './trails.ts';

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
  changes: { origin: string; starts_at: string; ends_at: string; cancelled: boolean }[];
}

/** A ticket as its owner's phone sees it (`api.my_tickets`). */
export interface Ticket {
  /** id of the sign-up record */
  id: string;
  event: string;
  title: string;
  where: string;
  origin: string;
  starts_at: string;
  ends_at: string;
  all_day: boolean;
  session_state: SessionState;
  as: 'guest' | 'helper';
  party: number;
  /** full: neither a place nor room to wait was left when the sign-up arrived · again: there was a ticket for that date already */
  state: 'taken' | 'waiting' | 'cancelled' | 'full' | 'again';
  /** the ticket's code: also on a phone that did not make it */
  code: string;
  /** people ahead in the queue; null: not waiting */
  ahead: number | null;
  came: boolean;
}
/** `api.my_events`: tickets not older than 180 days, and dates attended (with or without a ticket). */
export interface MyEvents {
  tickets: Ticket[];
  attended: { event: string; title: string; origin: string; day: string; people: number; helper: boolean }[];
}

/** What a ticket's QR carries behind `/events/<slug>#t=`: 80 bits, Crockford's base32, made on the phone. */
export const TICKET_PATTERN = /^[0-9A-HJKMNP-TV-Z]{16}$/;
/** What an event's printed code carries behind `/events/<slug>#in=`: 128 random bits, base64url. */
export const EVENT_TOKEN_PATTERN = /^[A-Za-z0-9_-]{22}$/;

/** What a door needs to scan without network (`api.door`): no ticket can be made from it. */
export interface Door {
  event: string;
  title: Words;
  origin: string;
  starts_at: string;
  ends_at: string;
  state: SessionState;
  capacity: number | null;
  server_now: string;
  /** hash: first 32 hex digits of the SHA-256 of the code; scans: on which devices it was let in already, as they arrived */
  tickets: {
    hash: string;
    as: 'guest' | 'helper';
    party: number;
    state: Ticket['state'];
    scans: {
      id: string;
      device: string;
      at: string;
      people: number;
      by: string;
      verdict: Exclude<ScanVerdict, 'seen' | 'unknown'>;
    }[];
  }[];
  /** scans of codes that no ticket has */
  strangers: number;
}
/** One scan at a door, made on the device, kept there until the server has answered. */
export interface DoorScan {
  id: string;
  event: string;
  origin: string;
  /** of the device, random, kept by the browser */
  device: string;
  hash: string;
  /** who came of the party */
  people: number;
  /** milliseconds since the scan was made */
  age: number;
}
/** accepted: counted · double: the party was inside already; kept and shown, counts nothing · unknown: a code that nobody holds */
export type ScanVerdict = 'accepted' | 'seen' | 'double' | 'unknown';

/** 余, 逾: over · 近: nearly · 突破: passed · sums of several: mixed. A qualifier is never dropped. */
export const QUALIFIERS = ['exact', 'over', 'nearly', 'passed', 'mixed'] as const;
export type Qualifier = (typeof QUALIFIERS)[number];
export interface Figure {
  value: number;
  qualifier: Qualifier;
}

/** What staff record of a date that is over; a later report replaces the former, all are kept. */
export interface ReportBody {
  held: boolean;
  /** 人: persons, everybody once; 人次: person-times */
  count: (Figure & { how: 'counted' | 'estimated'; unit: 'persons' | 'person_times' }) | null;
  /** item: key of a register entry of type `material`, or slug of a gift with the counter whose stock it came from */
  materials: (Omit<Figure, 'value'> & {
    item: string;
    counter: string | null;
    out: number;
    handed: number;
    back: number;
  })[];
  /** team: key of a register entry of type `team` */
  shifts: { team: string; people: number; minutes: number }[];
  /** at most 400 characters, no names */
  note: string | null;
}

/** Body of a document of kind `brief`; the key is <slug>-<yyyymmdd>. Figures are those at the time of drafting, made by the server. */
export interface BriefBody {
  event: string;
  origin: string;
  title: Words;
  /** Markdown */
  text: Words;
  figures: BriefFigures;
  pictures: { hash: string; alt: Words /** who agreed to being shown, or why nobody had to */; consent: string }[];
}
export interface BriefFigures {
  drafted_at: string;
  counted: ReportBody['count'];
  /** people let in by ticket or own scan */
  scanned: number;
  signed_up: number;
  materials: { name: Words; handed: number; qualifier: Qualifier }[];
  helpers: { people: number; minutes: number };
  teams: { name: Words; people: number; minutes: number }[];
  /** knowledge quizzes answered that day in the county by people who attended: n people, questions right of asked; null below 10 people */
  quiz: { people: number; correct: number; total: number } | null;
}

/** `api.brief`: a published brief in one language. */
export interface BriefPage {
  event: string;
  origin: string;
  starts_at: string;
  ends_at: string;
  all_day: boolean;
  event_title: string;
  title: string;
  /** Markdown */
  text: string;
  where: string;
  district: { code: string; name: string };
  organiser: string;
  figures: Omit<BriefFigures, 'materials' | 'teams'> & {
    materials: { name: string; handed: number; qualifier: Qualifier }[];
    teams: { name: string; people: number; minutes: number }[];
  };
  pictures: { src: string; alt: string }[];
  published_at: string;
}

/** The next eight characters of printed calendars are stable: UID of a feed entry. */
export const eventUid = (slug: string, host: string): string => `${slug}@${host}`;
