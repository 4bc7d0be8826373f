import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { passTime } from '../world/clock.ts';
import { callAs, closeDatabases, type Database, freshDatabase } from '../world/database.ts';
import { PERSONAS } from '../world/personas.ts';
import { begin, peopleWait } from '../world/races.ts';
import { differences, send, text } from '../world/records.ts';
import * as world from '../world/tickets.ts';

const { cancel, doorScan, inHours, local, myEvents, putEvent, putScans, signUp, signup, ticketDifferences } = world;
const GUO = PERSONAS.guo.id;
const JIANG = PERSONAS.jiang.id;

let db: Database;
beforeAll(async () => {
  db = await freshDatabase({ seeded: true });
});
afterAll(closeDatabases);

/** An event within the hour, at which one may both sign up and scan the printed code. */
const soon = (slug: string, up: Parameters<typeof signUp>[0] = {}) =>
  putEvent(db, slug, {
    start: local(inHours(1)),
    end: local(inHours(3)),
    sign_up: signUp({ capacity: 100, waiting: 100, party: 20, ...up }),
  });
const personOf = (me: string) => db.value<string>('select person from private.person_link where sign_in = $1', [me]);
const attended = async (me: string) => (await myEvents(db, me))?.attended;
async function attend(me: string, event: string): Promise<string[]> {
  const { token } = await db.as<{ token: string }>(GUO, 'select api.event_code($1)', [event]);
  return send(db, me, [text({ kind: 'attend', event, token })]);
}
const allIsWell = async () => [...(await ticketDifferences(db)), ...(await differences(db))];

describe('people of one passport', () => {
  it('may be more than a ticket holds: of two phones that became one, and of tickets taken one after the other', async () => {
    const origin = await soon('many');
    const [a, b] = [randomUUID(), randomUUID()];
    await signup(db, a, 'many', origin, { party: 12 });
    await signup(db, b, 'many', origin, { party: 15 });
    await db.sql.query('select app.merge_person($1, $2)', [await personOf(a), await personOf(b)]);
    expect(await attend(b, 'many')).toEqual(['accepted']);
    expect(await attended(b)).toMatchObject([{ people: 27 }]);
    const c = randomUUID();
    const first = await signup(db, c, 'many', origin, { party: 15 });
    await cancel(db, c, first.id);
    const second = await signup(db, c, 'many', origin, { party: 15 });
    const scans = [first, second].map(({ code }) => doorScan('many', origin, code, { people: 15 }));
    expect(await putScans(db, JIANG, scans), 'staff let both parties in').toEqual(['accepted', 'accepted']);
    expect(await attended(c)).toMatchObject([{ people: 30 }]);
    expect(await allIsWell()).toEqual([]);
  });

  it('stay what they were when the ticket is taken back afterwards, or its owner leaves', async () => {
    const origin = await soon('stays');
    const [a, b] = [randomUUID(), randomUUID()];
    const ticket = await signup(db, a, 'stays', origin, { party: 4 });
    await signup(db, b, 'stays', origin, { party: 3 });
    await attend(a, 'stays');
    await attend(b, 'stays');
    expect(await cancel(db, a, ticket.id)).toEqual(['accepted']);
    expect(await attended(a)).toMatchObject([{ people: 4 }]);
    expect((await world.ticketOf(db, a, ticket.id))?.state).toBe('taken');
    await db.as(b, 'select api.erase_me()');
    expect(await db.rows(`select people from app.attendance where event = 'stays' order by 1`)).toEqual([
      { people: 3 },
      { people: 4 },
    ]);
    expect(await allIsWell()).toEqual([]);
  });

  it('are those of the ticket, whether it came after them or waits', async () => {
    const origin = await soon('order', { capacity: 20, waiting: 20 });
    const [a, b, c] = [randomUUID(), randomUUID(), randomUUID()];
    await attend(a, 'order');
    expect(await attended(a)).toMatchObject([{ people: 1 }]);
    const full = await signup(db, a, 'order', origin, { party: 20 });
    expect(await attended(a)).toMatchObject([{ people: 20 }]);
    await signup(db, b, 'order', origin, { party: 5 });
    await attend(b, 'order');
    const other = await signup(db, c, 'order', origin, { party: 1 });
    await cancel(db, c, other.id);
    await cancel(db, a, full.id);
    expect(await attended(b)).toMatchObject([{ people: 5 }]);
    expect(await allIsWell()).toEqual([]);
  });
});

describe('tickets of a date that is over', () => {
  it('move nobody up when one is taken back', async () => {
    const origin = await soon('over', { capacity: 1, waiting: 1, party: 1 });
    const [a, b] = [randomUUID(), randomUUID()];
    const first = await signup(db, a, 'over', origin);
    const second = await signup(db, b, 'over', origin);
    await passTime(db, '6 hours');
    await cancel(db, a, first.id);
    await passTime(db, '-6 hours');
    expect((await world.ticketOf(db, b, second.id))?.state).toBe('waiting');
    expect(await ticketDifferences(db)).toEqual([]);
  });
});

describe('at the same moment', () => {
  it('a passport is joined while the door scans its ticket: the scan holds whom the ticket belongs to then', async () => {
    const origin = await soon('joining');
    const [a, b] = [randomUUID(), randomUUID()];
    const { code } = await signup(db, a, 'joining', origin, { party: 2 });
    await send(db, b, [text({ kind: 'round', quiz: 'daily', asked: 5 })]);
    const [source, target] = [await personOf(a), await personOf(b)];
    const [merging, door] = await Promise.all([db.connect(), db.connect()]);
    await merging.query('begin');
    await merging.query('select app.merge_person($1, $2)', [source, target]);
    const scans = JSON.stringify([doorScan('joining', origin, code, { people: 2 })]);
    const scanned = begin(door, JIANG, 'select api.put_scans($1)', [scans]);
    await peopleWait(db, 1);
    await merging.query('commit');
    await scanned;
    expect(
      await db.value('select pg_try_advisory_xact_lock(hashtextextended($1, 2))', [target]),
      'nobody else writes for this person meanwhile',
    ).toBe(false);
    await door.query('commit');
    expect(await attended(b)).toMatchObject([{ people: 2 }]);
    expect(await allIsWell()).toEqual([]);
  });

  it('doors scan, owners take back and leave, others sign up: every place is somebody’s, nobody counts twice', async () => {
    const origin = await soon('rush', { capacity: 12, waiting: 60, party: 3 });
    const clients = await Promise.all(Array.from({ length: 6 }, () => db.connect()));
    const jobs: ((client: pg.Client) => Promise<unknown>)[] = [];
    const people = Array.from({ length: 30 }, () => randomUUID());
    for (const [i, me] of people.entries())
      jobs.push(async (client) => {
        const { id, code, verdict } = await signup(client, me, 'rush', origin, { party: 1 + (i % 3) });
        expect(verdict).toBe('accepted');
        const scan = doorScan('rush', origin, code);
        jobs.push(
          (other) => putScans(other, JIANG, [scan]),
          (other) => putScans(other, GUO, [scan]),
        );
        if (i % 3 === 0) jobs.push((other) => cancel(other, me, id));
        if (i % 5 === 0) jobs.push((other) => callAs(other, me, 'select api.erase_me()'));
      });
    await Promise.all(
      clients.map(async (client) => {
        for (let job = jobs.shift(); job; job = jobs.shift()) await job(client);
      }),
    );
    expect(await allIsWell()).toEqual([]);
    const [places] = await world.placesOf(db, 'rush');
    expect(places?.taken).toBeLessThanOrEqual(12);
    expect(
      await db.rows(
        `select ticket from app.scan where event = 'rush' and verdict = 'accepted' group by 1 having count(*) > 1`,
      ),
    ).toEqual([]);
  }, 60_000);
});
