/** The door of one date: what a scanned code means here and now, told from what this device knows. Pure. */
import { type Door, EVENT_TOKEN_PATTERN, TICKET_PATTERN } from '../../contract/events.ts';
import { canonical } from '../counter/scan.ts';

/** A door's list as this device keeps it. */
export interface Listed {
  door: Door;
  /** by this device's clock, ms */
  fetched: number;
}

/** A scan of this device. `n` is given by its disk. */
export interface Scanned {
  n?: number;
  id: string;
  event: string;
  origin: string;
  device: string;
  hash: string;
  people: number;
  /** this device's clocks when it was made, as the outbox keeps them */
  wall: number;
  mono: number;
  session: string;
  state: 'queued' | 'acked';
}

/** One scan of a ticket, wherever it was made. */
export interface Entry {
  id: string;
  at: number;
  people: number;
  /** name of the colleague; empty: this device, not delivered yet */
  by: string;
  here: boolean;
  /** the party was inside already */
  double: boolean;
}

export type Read =
  | { kind: 'ticket'; code: string; event: string | null }
  | { kind: 'event_code' }
  | { kind: 'nothing' };

/** What was scanned or typed. Addresses are only read, never opened. */
export function readTicket(typed: string): Read {
  const text = typed.normalize('NFKC').trim();
  const [, event = null, kind, value = ''] = /^https?:\/\/[^\s]*\/events\/([a-z0-9-]+)#(t|in)=(\S+)$/i.exec(text) ?? [];
  if (kind?.toLowerCase() === 'in')
    return EVENT_TOKEN_PATTERN.test(value) ? { kind: 'event_code' } : { kind: 'nothing' };
  const code = canonical(kind ? value : text);
  return TICKET_PATTERN.test(code)
    ? { kind: 'ticket', code, event: event?.toLowerCase() ?? null }
    : { kind: 'nothing' };
}

type Listing = Door['tickets'][number];

/** All scans of a ticket in their order; what the party had let in before makes a later one a double. */
export function entriesOf(
  ticket: Pick<Listing, 'hash' | 'party' | 'scans'>,
  scans: readonly Scanned[],
  device: string,
): Entry[] {
  const known = new Set(ticket.scans.map(({ id }) => id));
  const all = [
    ...ticket.scans.map((scan) => ({ ...scan, at: Date.parse(scan.at), here: scan.device === device })),
    ...scans
      .filter((scan) => scan.hash === ticket.hash && !known.has(scan.id))
      .map(({ id, wall, people }) => ({ id, at: wall, people, by: '', here: true, verdict: null })),
  ];
  let inside = 0;
  return all.map(({ id, at, people, by, here, verdict }) => {
    // the database's word holds; what it has not heard yet comes after
    const double = verdict ? verdict === 'double' : inside + people > ticket.party;
    if (!double) inside += people;
    return { id, at, people, by, here, double };
  });
}

export const insideOf = (entries: readonly Entry[]): number =>
  entries.reduce((sum, { people, double }) => sum + (double ? 0 : people), 0);

export type Word =
  | 'let_in'
  | 'rest'
  | 'inside'
  | 'waiting'
  | 'cancelled'
  | 'full'
  | 'other_date'
  | 'other_event'
  | 'unknown'
  | 'no_list';

/** What to do with whoever holds a code. */
export interface Judged {
  word: Word;
  /** people that may come in now */
  people: number;
  party: number;
  helper: boolean;
  /** people of the party that are inside, and the scan that let them in last */
  inside: number;
  last: Entry | null;
  /** where the ticket is for instead */
  elsewhere: Pick<Door, 'title' | 'starts_at'> | null;
}

interface Known {
  /** of the date at whose door this device stands */
  here: Listed | undefined;
  /** of other dates, as far as this device has them */
  others: readonly Listed[];
  scans: readonly Scanned[];
  device: string;
}

const NOBODY = { people: 0, party: 0, helper: false, inside: 0, last: null, elsewhere: null };

/** Judges a ticket. `event`: what the scanned address says itself that it is for; null when only a code was typed. */
export function judge(hash: string, event: string | null, { here, others, scans, device }: Known): Judged {
  if (!here) return { ...NOBODY, word: 'no_list' };
  const at = here.door;
  const ticket = at.tickets.find((one) => one.hash === hash);
  if (!ticket) {
    const other = others.find(({ door }) =>
      door.tickets.some((one) => one.hash === hash && one.state !== 'cancelled'),
    )?.door;
    if (other) return { ...NOBODY, word: other.event === at.event ? 'other_date' : 'other_event', elsewhere: other };
    return event && event !== at.event
      ? { ...NOBODY, word: 'other_event' }
      : { ...NOBODY, word: 'unknown', people: 1, party: 20 };
  }
  const mine = scans.filter((scan) => scan.event === at.event && scan.origin === at.origin);
  const entries = entriesOf(ticket, mine, device);
  const inside = insideOf(entries);
  const { party, state } = ticket;
  const rest = Math.max(0, party - inside);
  const last = entries.filter(({ double }) => !double).at(-1) ?? null;
  const known = { people: rest, party, helper: ticket.as === 'helper', inside, last, elsewhere: null };
  if (inside > 0) return { ...known, word: rest > 0 ? 'rest' : 'inside' };
  return {
    ...known,
    word: state === 'taken' ? 'let_in' : state === 'waiting' || state === 'cancelled' ? state : 'full',
  };
}

/** People are let in at once, without another touch; everybody else is for the clerk to decide. */
export const isClear = ({ word }: Pick<Judged, 'word'>): boolean => word === 'let_in';
/** Scans that are kept even when nobody decides anything: what it was, the office finds out afterwards. */
export const mayEnter = ({ word }: Pick<Judged, 'word'>): boolean =>
  ['let_in', 'rest', 'waiting', 'cancelled', 'full', 'unknown'].includes(word);

export interface Tally {
  signed: number;
  inside: number;
  waiting: number;
  helpers: number;
  helping: number;
  /** people of codes that nobody holds */
  strangers: number;
  /** tickets that two doors let in, each with its scans */
  doubles: { hash: string; party: number; entries: Entry[] }[];
}

/** Figures of a door: the database's, and what this device has scanned since. */
export function tally({ door }: Listed, scans: readonly Scanned[], device: string): Tally {
  const mine = scans.filter((scan) => scan.event === door.event && scan.origin === door.origin);
  const listed = new Set(door.tickets.map(({ hash }) => hash));
  const sum: Tally = {
    signed: 0,
    inside: 0,
    waiting: 0,
    helpers: 0,
    helping: 0,
    strangers: door.strangers,
    doubles: [],
  };
  for (const ticket of door.tickets) {
    const entries = entriesOf(ticket, mine, device);
    const inside = insideOf(entries);
    if (ticket.as === 'helper') {
      sum.helpers += ticket.state === 'taken' ? ticket.party : 0;
      sum.helping += inside;
    } else {
      sum.signed += ticket.state === 'taken' ? ticket.party : 0;
      sum.waiting += ticket.state === 'waiting' && inside === 0 ? ticket.party : 0;
      sum.inside += inside;
    }
    if (entries.some(({ double }) => double)) sum.doubles.push({ hash: ticket.hash, party: ticket.party, entries });
  }
  sum.strangers += mine.filter(({ hash, state }) => state === 'queued' && !listed.has(hash)).length;
  return sum;
}
