/** Tickets to dates of events, and the doors at which they are shown. SQL twins: *_tickets.sql, *_attendance.sql, *_door.sql. */
import type { SessionState } from './events.ts';
import type { Words } from './trails.ts';

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
