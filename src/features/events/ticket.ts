/** Tickets as a phone keeps and shows them. Pure. */
import {
  EVENT_TOKEN_PATTERN,
  type EventPage,
  type Session,
  type SessionState,
  TICKET_PATTERN,
  type Ticket,
} from '../../contract/events.ts';
import type { ParticipationRecord } from '../../contract/records.ts';

/** Draft of the tickets of this phone. */
export const TICKETS_KEY = 'events:tickets';

/** Why a sign-up was not taken. */
export const REFUSALS = ['full', 'again', 'closed', 'late', 'too_early', 'refused'] as const;
export type Refusal = (typeof REFUSALS)[number];
/** noted: on this phone only · delivered: the database has it, whether there is a place has not been heard yet */
export type TicketState = 'noted' | 'delivered' | Ticket['state'] | Refusal;

/** A ticket on this phone. Its code names it: the record's id is known a moment later. */
export interface Kept extends Omit<Ticket, 'id' | 'state'> {
  /** of the sign-up's record; null when the browser was killed before it could be kept */
  id: string | null;
  /** when it was made, by the phone's clock */
  at: number;
  state: TicketState;
  /** it was taken back here; the database has not answered yet */
  leaving: boolean;
}

/** A row of the outbox, as `exportQueue` gives it. */
export interface Row {
  state: string;
  verdict: string | null;
  record: ParticipationRecord;
}

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** 80 random bits as sixteen characters; `bytes`: sixteen random ones. */
export const codeOf = (bytes: Uint8Array): string =>
  Array.from(bytes.subarray(0, 16), (b) => CROCKFORD[b & 31]).join('');

/** `7K3M 9QTZ …`: as people read it out. */
export const grouped = (code: string): string => code.replace(/(.{4})(?=.)/g, '$1 ');

/** The code or token that an address brought along. */
export function broughtBy(hash: string): { ticket: string } | { token: string } | null {
  const [, kind, value = ''] = /^#(t|in)=(.+)$/.exec(hash) ?? [];
  if (kind === 't' && TICKET_PATTERN.test(value)) return { ticket: value };
  return kind === 'in' && EVENT_TOKEN_PATTERN.test(value) ? { token: value } : null;
}

/** How records write an instant. */
export const instant = (iso: string): string => new Date(iso).toISOString().replace(/\.\d+Z$/, 'Z');

/** The file of one date for one's calendar; `page`: its event's address. */
export const dateFile = (page: string, origin: string): string => `${page}.ics?date=${instant(origin)}`;

/** Whether a party could sign up to a date now, and what would become of it as far as the phone can tell. */
export function chanceOf(session: Session, now: number, as: Kept['as'], party: number) {
  const { places, opens_at, closes_at } = session;
  if (session.state !== 'planned' || Date.parse(session.ends_at) <= now) return 'past';
  if (!places) return 'none';
  if (closes_at && Date.parse(closes_at) <= now) return 'closed';
  if (opens_at && Date.parse(opens_at) > now) return 'later';
  if (as === 'helper') return places.helping + party <= places.helpers ? 'open' : 'full';
  if (places.waiting === 0 && places.taken + party <= places.capacity) return 'open';
  return places.waiting + party <= places.may_wait ? 'waiting' : 'full';
}
export type Chance = ReturnType<typeof chanceOf>;

/** Places that are still free, never less than none. */
export const freeOf = (session: Session): number =>
  session.places ? Math.max(0, session.places.capacity - session.places.taken) : 0;

/** A ticket as it is made on the phone. */
export function newTicket(
  event: Pick<EventPage, 'slug' | 'title' | 'where' | 'all_day'>,
  session: Session,
  made: Pick<Kept, 'code' | 'party' | 'as' | 'at'>,
): Kept {
  const { origin, starts_at, ends_at, state } = session;
  const { slug, title, where, all_day } = event;
  const about = { event: slug, title, where, all_day, origin, starts_at, ends_at, session_state: state };
  return { ...about, ...made, id: null, state: 'noted', leaving: false, ahead: null, came: false };
}

/** Why a record was refused. */
export function refusalOf(verdict: string | null): Refusal {
  const word = (verdict ?? '').replace('rejected:', '');
  return REFUSALS.find((one) => one === word) ?? 'refused';
}

/** A ticket with what its record and the database say about it by now. `mine`: undefined when nobody could be asked. */
export function settled(ticket: Kept, rows: readonly Row[], mine: readonly Ticket[] | undefined): Kept {
  const row = rows.find(({ record }) => record.kind === 'signup' && record.ticket === ticket.code);
  const own = mine?.find(({ code }) => code === ticket.code);
  const id = own?.id ?? row?.record.id ?? ticket.id;
  const back = rows.find(({ record }) => record.kind === 'cancel' && record.signup === id);
  const leaving = back?.state === 'queued';
  if (own) return { ...ticket, ...own, leaving };
  if (back?.state === 'acked') return { ...ticket, id, leaving, state: 'cancelled', ahead: null };
  const heard = ticket.state !== 'noted' && ticket.state !== 'delivered';
  const state = row?.state === 'rejected' ? refusalOf(row.verdict) : row?.state === 'acked' ? 'delivered' : 'noted';
  return { ...ticket, id, leaving, state: heard || !row ? ticket.state : state };
}

const KEPT_DAYS = 180;

/** All tickets of this phone and of this person, each once; those that are long over are let go. */
export function merged(kept: readonly Kept[], rows: readonly Row[], mine: readonly Ticket[] | undefined, now: number) {
  const fresh = (mine ?? []).filter(({ code }) => !kept.some((ticket) => ticket.code === code));
  const all = [
    ...kept.map((ticket) => settled(ticket, rows, mine)),
    ...fresh.map((own): Kept => settled({ ...own, at: 0, leaving: false }, rows, mine)),
  ];
  return all.filter(({ ends_at }) => now - Date.parse(ends_at) < KEPT_DAYS * 86_400_000);
}

export const isRefused = (state: TicketState): state is Refusal => (REFUSALS as readonly string[]).includes(state);

/** Worth showing at a door: not taken back, not refused, and the date is not over. */
export const isValid = (ticket: Kept, now: number): boolean =>
  ticket.state !== 'cancelled' &&
  !isRefused(ticket.state) &&
  ticket.session_state === 'planned' &&
  Date.parse(ticket.ends_at) > now;

/** The next first; what came to nothing stays in sight for a day. */
export function coming(tickets: readonly Kept[], now: number): Kept[] {
  return tickets
    .filter(
      (ticket) =>
        Date.parse(ticket.ends_at) > now && (isValid(ticket, now) || now - ticket.at < 86_400_000 || lost(ticket)),
    )
    .sort((a, b) => a.starts_at.localeCompare(b.starts_at));
}
/** Somebody counts on it, and the date was cancelled. */
const lost = ({ state, session_state }: Kept) =>
  session_state === ('cancelled' satisfies SessionState) && (state === 'taken' || state === 'waiting');

const TAG: Record<string, string> = { 'zh-Hans': 'zh-CN', 'zh-Hant': 'zh-TW', en: 'en-GB' };
const timeZone = 'Asia/Shanghai';

/** 11月28日周六 09:00–11:00, in the city's time, on every phone. */
export function when(locale: string, { starts_at, ends_at, all_day }: Pick<Kept, 'starts_at' | 'ends_at' | 'all_day'>) {
  const tag = TAG[locale] ?? 'zh-CN';
  const day = (iso: string) =>
    new Date(iso).toLocaleDateString(tag, { month: 'long', day: 'numeric', weekday: 'short', timeZone });
  const clock = (iso: string) =>
    new Date(iso).toLocaleTimeString(tag, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone });
  // whole days end at the midnight after
  const [from, to] = [day(starts_at), day(all_day ? new Date(Date.parse(ends_at) - 1).toISOString() : ends_at)];
  if (all_day) return from === to ? from : `${from} – ${to}`;
  return from === to
    ? `${from} ${clock(starts_at)}–${clock(ends_at)}`
    : `${from} ${clock(starts_at)} – ${to} ${clock(ends_at)}`;
}
/** 11月28日 09:00 */
export const moment = (locale: string, iso: string): string =>
  new Date(iso).toLocaleString(TAG[locale] ?? 'zh-CN', {
    month: 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  });
/** 2026年11月28日, of a day as YYYY-MM-DD. */
export const dayOf = (locale: string, day: string): string =>
  new Date(`${day}T12:00:00+08:00`).toLocaleDateString(TAG[locale] ?? 'zh-CN', {
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    timeZone,
  });
