/**
 * Registers: whatever an office counts that no participation record counts – venues, teams, works, channels, honours,
 * documents, past activities, duties – as entries of data-defined types, each with its place, date and source.
 * SQL twins: supabase/migrations/*_registers*.sql, *_venues.sql, *_works.sql, *_channels.sql, *_duties.sql, *_activities.sql.
 */
import type { Figure } from './events.ts';
import type { Words } from './trails.ts';

/**
 * What a field holds. words: text in the product's languages · text: one line, one language · number · day · link (https) ·
 * choice and choices: of `options`, or keys of another register (`of`) · flag · media: hash of an uploaded picture · position
 */
export const FIELD_KINDS = [
  'words',
  'text',
  'number',
  'day',
  'link',
  'choice',
  'choices',
  'flag',
  'media',
  'position',
] as const;
export interface FieldDefinition {
  name: string;
  kind: (typeof FIELD_KINDS)[number];
  label: Words;
  required: boolean;
  options?: { key: string; name: Words }[];
  of?: string;
  /** longest text, largest number */
  most?: number;
}
/** stock: how many there are on a day (the newest dated figure holds) · flow: how many in a period (figures add up) */
export interface MeasureDefinition {
  name: string;
  label: Words;
  /** 人, 人次, 份, 场次 … */
  unit: Words;
  sort: 'stock' | 'flow';
}

/** venue: a place to go to (shown on /venues) · term: a word that events and others choose from · list: everything else */
export const FAMILIES = ['venue', 'term', 'list'] as const;
export interface RegisterType {
  key: string;
  family: (typeof FAMILIES)[number];
  name: Words;
  /** measure word: 座, 处, 支 … */
  unit: Words;
  /** entries are shown to the public */
  open: boolean;
  fields: FieldDefinition[];
  measures: MeasureDefinition[];
  position: number;
}

/**
 * One entry. It counts from `from` to `to` (days, inclusive; null: always, still). `number` is how many it stands for: 1, or a
 * figure stated as a whole ("2500余家") that is not listed one by one.
 */
export interface EntryBody {
  key: string;
  place: string;
  title: Words;
  from: string | null;
  to: string | null;
  number: Figure;
  /** values by field name */
  fields: Record<string, unknown>;
  /** figures by measure name, as of the batch's day (stock) or of `from` (flow) */
  measures: Record<string, Figure>;
}
/** A live entry as lists show it. */
export interface Entry extends EntryBody {
  id: string;
  type: string;
  source: string;
  as_of: string;
  signed_by: string;
  signed_at: string;
  ended: boolean;
}

/** Entries come in batches – one or 5,000 rows – that a second person signs. */
export const BATCH_ROWS = 5000;
/** Rows in one call. */
export const CALL_ROWS = 200;
export interface EntryBatch {
  id: string;
  type: string;
  place: string;
  as_of: string;
  source: string;
  state: 'draft' | 'signed';
  expected: number;
  rows: number;
  fresh: number;
  changed: number;
  removed: number;
  made_by: string;
  made_at: string;
  mine: boolean;
  signed_by: string | null;
  signed_at: string | null;
}
/** `act`: put (new or changed, by key) or remove (it never was; an end is a `to`). */
export interface BatchRow extends EntryBody {
  row: number;
  act: 'put' | 'remove';
}
export interface RowProblem {
  row: number;
  field: string;
  rule: string;
}

/** A venue on /venues. */
export interface VenueCard {
  key: string;
  type: { key: string; name: string };
  name: string;
  district: { code: string; name: string };
  address: string | null;
  position: [number, number] | null;
  /** positions invented for the demo city */
  illustrative: boolean;
  accessible: boolean;
  bookable: boolean;
  number: Figure;
}
export interface VenuePage extends VenueCard {
  text: string | null;
  hours: string | null;
  access: string | null;
  facilities: string[];
  level: string | null;
  capacity: number | null;
  opened: string | null;
  closed: string | null;
  /** of the place, not of a person */
  phone: string | null;
  link: string | null;
  picture: string | null;
  picture_alt: string | null;
  source: string;
  as_of: string;
}

export const BOOKING_STATES = ['asked', 'agreed', 'declined', 'cancelled', 'visited', 'missed'] as const;
/**
 * A school's visit to a bookable venue: asked by the school's staff (`ask_booking`), answered by the office of the venue's
 * place (`answer_booking`), which afterwards writes down that they came (`visit_booking`). `bookings(place, venue)` has
 * those of the caller's schools and venues. No pupil is named.
 */
export interface Booking {
  id: string;
  /** keys and codes, with their names */
  venue: string;
  venue_name: Words;
  place: string;
  school: string;
  school_name: Words;
  /** Asia/Shanghai: YYYY-MM-DD, HH:MM */
  day: string;
  from_time: string;
  to_time: string;
  pupils: number;
  state: (typeof BOOKING_STATES)[number];
  asked_by: string;
  asked_at: string;
  answered_by: string | null;
  answered_at: string | null;
  /** what the office wrote with its answer */
  note: string | null;
  /** people the venue holds at once; null: one group at a time */
  capacity: number | null;
  /** pupils of other agreed visits that overlap */
  beside: number;
}

/** A work on /works. `link` or `picture`. */
export interface WorkCard {
  key: string;
  kind: { key: string; name: string };
  title: string;
  maker: string | null;
  made: string | null;
  text: string | null;
  link: string | null;
  picture: string | null;
  picture_alt: string | null;
}
/** A public vote on works: one per person and round. Results are shown when it is over. */
export interface VoteRound {
  key: string;
  title: string;
  from: string;
  to: string;
  state: 'coming' | 'open' | 'over';
  works: string[];
  /** most votes first; from 72 hours after the end, when the last vote of a phone without network has come */
  results: { work: string; votes: number }[] | null;
}

/** A placement's code behind `?ch=`; the first one a phone meets goes along with its records. */
export const CHANNEL_PATTERN = /^[a-z0-9]{4,16}$/;

/** Coverage of a duty (a register entry of type `duty`). */
export interface DutyCoverage {
  key: string;
  title: Words;
  every: 'month' | 'two_months' | 'quarter' | 'year';
  least: number;
  level: 'county' | 'town' | 'community';
  periods: string[];
  places: {
    place: string;
    name: Words;
    parent: Words;
    held: number[];
    planned: number[] /** per period */;
    state: ('done' | 'planned' | 'missing' | 'open')[];
  }[];
  done: number;
  due: number;
}
