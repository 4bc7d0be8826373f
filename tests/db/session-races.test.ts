import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { SessionChange } from '../../src/contract/events.ts';
import { setClock } from '../world/clock.ts';
import { callAs, closeDatabases, type Database, freshDatabase } from '../world/database.ts';
import { eventBody, eventWords, momentOf, putEvent, weekly } from '../world/events.ts';
import { PERSONAS } from '../world/personas.ts';
import { signup, ticketDifferences } from '../world/tickets.ts';

/** The office changes an event while people sign up to it: nobody waits in a circle, and every place is somebody's. */
let db: Database;
const DAYS = ['2026-11-28', '2026-12-05', '2026-12-12'];
const body = (capacity: number, end = '11:00') =>
  eventBody({
    rule: weekly({ count: 3 }),
    end: `2026-11-28T${end}`,
    sign_up: { capacity, waiting: 200, party: 3, opens_days: null, closes_hours: 0, helpers: 0 },
  });
beforeAll(async () => {
  db = await freshDatabase({ seeded: true });
  await eventWords(db);
  await setClock(db, '2026-11-22T12:00:00+08:00');
  await putEvent(db, 'busy', body(20));
});
afterAll(closeDatabases);

it('publishing, moving and enlarging dates while people sign up loses no ticket and no place', async () => {
  const clients = await Promise.all(Array.from({ length: 6 }, () => db.connect()));
  const jobs: ((client: pg.Client) => Promise<unknown>)[] = [];
  for (let i = 0; i < 60; i++) {
    const origin = momentOf(`${DAYS[i % 3]}T09:00`);
    jobs.push((client) => signup(client, randomUUID(), 'busy', origin, { party: 1 + (i % 3) }));
  }
  const publish = (capacity: number, end: string, revision: number) => (client: pg.Client) =>
    client.query('select app.put_event($1)', [JSON.stringify({ ...body(capacity, end), slug: 'busy', revision })]);
  const places = (day: string, capacity: number) => (client: pg.Client) =>
    callAs<SessionChange>(
      client,
      PERSONAS.guo.id,
      `select api.change_session('busy', $1, 'capacity', capacity => $2)`,
      [...[momentOf(`${day}T09:00`), capacity]],
    );
  const move = (to: string) => (client: pg.Client) =>
    callAs<SessionChange>(client, PERSONAS.guo.id, `select api.change_session('busy', $1, 'move', $2, $3)`, [
      ...[momentOf('2026-12-05T09:00'), momentOf(`2026-12-06T${to}:00`), momentOf(`2026-12-06T${to}:30`)],
    ]);
  const office = [
    ...[publish(25, '11:30', 2), places('2026-11-28', 30), move('14'), publish(28, '12:00', 3), move('16')],
    ...[places('2026-12-12', 45), publish(35, '11:00', 4), places('2026-12-05', 18)],
  ];
  for (const [i, act] of office.entries()) jobs.splice(5 + i * 7, 0, act);
  await Promise.all(
    clients.map(async (client) => {
      for (let job = jobs.shift(); job; job = jobs.shift()) await job(client);
    }),
  );
  expect(await ticketDifferences(db)).toEqual([]);
  const rows = await db.rows<{ taken: number; capacity: number; waiting: number; tickets: number; first: number }>(
    `select s.taken, s.capacity, s.waiting, count(t.id)::int as tickets,
       coalesce(min(t.party) filter (where t.state = 'waiting' and t.seq = (select min(w.seq) from app.ticket w
         where w.event = s.event and w.origin = s.origin and w.state = 'waiting')), 99)::int as first
     from app.session s left join app.ticket t on t.event = s.event and t.origin = s.origin
     where s.event = 'busy' group by s.event, s.origin, s.taken, s.capacity, s.waiting order by s.origin`,
  );
  expect(rows.map(({ tickets }) => tickets)).toEqual([20, 20, 20]);
  // whoever is first in the queue would not fit any more
  for (const { taken, capacity, first } of rows) expect(taken + first).toBeGreaterThan(capacity);
  expect(rows.map(({ capacity }) => capacity)).toEqual([30, 18, 45]);
}, 60_000);
