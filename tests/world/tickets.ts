/** What phones, clerks and the office do with the dates of an event. */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { EventBody, MyEvents, ReportBody, SignUpRule, Ticket } from '../../src/contract/events.ts';
import { callAs, type Database } from './database.ts';
import { eventBody } from './events.ts';
import { send, text } from './records.ts';

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** A ticket's code, as a phone makes it. */
export const ticketCode = (): string => Array.from(randomBytes(16), (byte) => CROCKFORD[byte % 32]).join('');
/** How a door names a ticket. */
export const hashOf = (code: string): string => createHash('sha256').update(code).digest('hex').slice(0, 32);
/** A moment as records name it. */
export const moment = (at: Date | string): string => `${new Date(at).toISOString().slice(0, 19)}Z`;
/** Wall clock of Shanghai of a moment, as event bodies have it. */
export const local = (at: Date): string => new Date(at.getTime() + 8 * 3600e3).toISOString().slice(0, 16);
/** A full hour so many hours from now. */
export const inHours = (hours: number): Date => new Date(Math.floor(Date.now() / 3600e3 + hours) * 3600e3);

export const signUp = (changes: Partial<SignUpRule> = {}): SignUpRule => ({
  capacity: 10,
  waiting: 5,
  party: 5,
  opens_days: null,
  closes_hours: 0,
  helpers: 0,
  ...changes,
});

/** Publishes an event (tomorrow for two hours, in 鹿城区) and answers the origin of its first date. */
export async function putEvent(db: Database, slug: string, changes: Partial<EventBody> = {}): Promise<string> {
  const body = eventBody({
    start: local(inHours(24)),
    end: local(inHours(26)),
    rule: null,
    dates: [],
    except: [],
    sign_up: null,
    place: '330302',
    ...changes,
  });
  await db.sql.query(`select app.load_document('event', $1, $2, $3, true)`, [slug, body.place, JSON.stringify(body)]);
  return moment(`${body.start}:00+08:00`);
}

export interface SignedUp {
  id: string;
  code: string;
  verdict: string;
}
/** Signs a party up; what becomes of it stands in `ticketOf`. */
export async function signup(
  at: Database | pg.Client,
  me: string,
  event: string,
  origin: string,
  more: { party?: number; as?: 'guest' | 'helper'; code?: string } = {},
): Promise<SignedUp> {
  const code = more.code ?? ticketCode();
  const id = randomUUID();
  const record = { id, kind: 'signup', event, origin, party: more.party ?? 1, as: more.as ?? 'guest', ticket: code };
  const [verdict = ''] = await send(at, me, [text(record)]);
  return { id, code, verdict };
}
export const cancel = (at: Database | pg.Client, me: string, id: string) =>
  send(at, me, [text({ kind: 'cancel', signup: id })]);

export const myEvents = (db: Database, me: string) => db.as<MyEvents | null>(me, `select api.my_events('zh-Hans')`);
export const ticketOf = async (db: Database, me: string, id: string): Promise<Ticket | undefined> =>
  (await myEvents(db, me))?.tickets.find((ticket) => ticket.id === id);

/** A scan of a door, as the device keeps it. */
export const doorScan = (event: string, origin: string, code: string, more: object = {}) => ({
  id: randomUUID(),
  event,
  origin,
  device: '5ca40000-0000-4000-8000-000000000001',
  hash: hashOf(code),
  people: 1,
  age: 0,
  ...more,
});
export const putScans = async (at: Database | pg.Client, who: string, scans: object[]) =>
  (
    await callAs<{ id: string; verdict: string }[]>('sql' in at ? at.sql : at, who, 'select api.put_scans($1)', [
      JSON.stringify(scans),
    ])
  ).map(({ verdict }) => verdict);

export const reportBody = (changes: Partial<ReportBody> = {}): ReportBody => ({
  held: true,
  count: { value: 40, qualifier: 'exact', how: 'counted', unit: 'persons' },
  materials: [],
  shifts: [],
  note: null,
  ...changes,
});

/** Dates of an event with their places. */
export const placesOf = (db: Database, event: string) =>
  db.rows<{ taken: number; waiting: number; helping: number; state: string }>(
    'select taken, waiting, helping, state from app.session where event = $1 order by origin',
    [event],
  );
/** What differs between running counts, tickets and ledger; empty when all is well. */
export const ticketDifferences = async (db: Database): Promise<string[]> =>
  (await db.rows<{ line: string }>('select v::text as line from app.verify_tickets() v')).map(({ line }) => line);
