import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callAs, closeDatabases, type Database, freshDatabase } from '../world/database.ts';
import { PERSONAS } from '../world/personas.ts';
import { differences, send, text } from '../world/records.ts';
import { dice } from '../world/residents.ts';
import * as world from '../world/tickets.ts';

const { cancel, inHours, local, moment, myEvents, placesOf, putEvent, signUp, signup, ticketDifferences, ticketOf } =
  world;

let db: Database;
beforeAll(async () => {
  db = await freshDatabase({ seeded: true });
});
afterAll(closeDatabases);
const GUO = PERSONAS.guo.id;
const state = async (me: string, { id }: { id: string }) => (await ticketOf(db, me, id))?.state;

describe('three hundred sign-ups, a hundred cancellations, eighty places and fifty to wait', () => {
  it('never take more than eighty, move up in order, and give nobody two places', async () => {
    const seed = Date.now() % 1e6;
    const random = dice(seed);
    const origin = await putEvent(db, 'crowded', { sign_up: signUp({ capacity: 80, waiting: 50, party: 3 }) });
    const people = Array.from({ length: 300 }, () => ({
      me: randomUUID(),
      party: 1 + Math.floor(random() * 3),
      cancels: false,
    }));
    for (const [i, one] of people.entries()) one.cancels = i % 3 === 0;
    const clients: pg.Client[] = await Promise.all(Array.from({ length: 12 }, () => db.connect()));

    // What anybody could see at any moment, every 10 ms, on a connection of its own.
    const sampler = await db.connect();
    const samples: { taken: number; counted: number; waiting: number }[] = [];
    let over = false;
    const sampling = (async () => {
      while (!over) {
        const { rows } = await sampler.query(`select s.taken, s.waiting,
          (select coalesce(sum(t.party), 0)::int from app.ticket t where t.event = s.event and t.state = 'taken') as counted
          from app.session s where s.event = 'crowded'`);
        samples.push(rows[0]);
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    })();

    const jobs: ((client: pg.Client) => Promise<void>)[] = [];
    const run = async (client: pg.Client) => {
      for (let job = jobs.shift(); job; job = jobs.shift()) await job(client);
    };
    for (const one of people) {
      jobs.push(async (client) => {
        const done = await signup(client, one.me, 'crowded', origin, { party: one.party });
        expect(done.verdict).toBe('accepted');
        // every third one takes it back again, some at once and some later
        if (!one.cancels) return;
        jobs.splice(Math.floor(random() * 40), 0, async (other) => {
          expect(await cancel(other, one.me, done.id)).toEqual(['accepted']);
        });
      });
    }
    await Promise.all(clients.map(run));
    over = true;
    await sampling;

    expect(samples.length).toBeGreaterThan(20);
    expect(Math.max(...samples.map(({ taken }) => taken)), `seed ${seed}`).toBeLessThanOrEqual(80);
    expect(Math.max(...samples.map(({ counted }) => counted)), `seed ${seed}`).toBeLessThanOrEqual(80);
    expect(Math.max(...samples.map(({ waiting }) => waiting)), `seed ${seed}`).toBeLessThanOrEqual(50);
    expect(await ticketDifferences(db), `seed ${seed}`).toEqual([]);
    const tickets = await db.rows<{ id: string; seq: string; state: string; party: number }>(
      `select id, seq, state, party from app.ticket where event = 'crowded' order by seq`,
    );
    expect(tickets).toHaveLength(300);
    // first come, first in: whoever waits asked later than everybody who has a place
    const last = Math.max(...tickets.filter((t) => t.state === 'taken').map((t) => Number(t.seq)));
    const waits = tickets.filter((t) => t.state === 'waiting').map((t) => Number(t.seq));
    expect(
      waits.every((seq) => seq > last),
      `seed ${seed}`,
    ).toBe(true);
    // and nobody waits who would fit
    const [places] = await placesOf(db, 'crowded');
    const first = tickets.find((t) => t.state === 'waiting');
    expect((places?.taken ?? 0) + (first?.party ?? 81)).toBeGreaterThan(80);
    const twice = await db.rows(
      `select person from app.ticket where event = 'crowded' and state in ('taken', 'waiting') group by person having count(*) > 1`,
    );
    expect(twice).toEqual([]);
    expect(await differences(db)).toEqual([]);
    for (const client of [...clients, sampler]) await client.end();
  }, 90_000);
});

describe('one ticket', () => {
  it('has a place, or waits behind others, or finds the date full', async () => {
    const origin = await putEvent(db, 'small', { sign_up: signUp({ capacity: 4, waiting: 3 }) });
    const [a, b, c, d, e] = Array.from({ length: 5 }, () => randomUUID()) as [string, string, string, string, string];
    const first = await signup(db, a, 'small', origin, { party: 3 });
    const second = await signup(db, b, 'small', origin, { party: 2 });
    // one place is free, but somebody waits already
    const third = await signup(db, c, 'small', origin, { party: 1 });
    const fourth = await signup(db, d, 'small', origin, { party: 1 });
    expect([first, second, third, fourth].map(({ verdict }) => verdict)).toEqual(Array(4).fill('accepted'));
    expect(await state(a, first)).toBe('taken');
    expect(await ticketOf(db, b, second.id)).toMatchObject({ state: 'waiting', ahead: 0, party: 2, code: second.code });
    expect(await ticketOf(db, c, third.id)).toMatchObject({ state: 'waiting', ahead: 2 });
    expect(await state(d, fourth)).toBe('full');
    await cancel(db, a, first.id);
    expect([await state(a, first), await state(b, second), await state(c, third)]).toEqual([
      'cancelled',
      'taken',
      'taken',
    ]);
    expect(await placesOf(db, 'small')).toMatchObject([{ taken: 3, waiting: 0 }]);
    // somebody else's sign-up is not theirs to take back
    await cancel(db, e, second.id);
    expect(await state(b, second)).toBe('taken');
    expect(await ticketDifferences(db)).toEqual([]);
  });

  it('is one per person and date; after taking it back one may ask again', async () => {
    const origin = await putEvent(db, 'once', { sign_up: signUp() });
    const me = randomUUID();
    const first = await signup(db, me, 'once', origin);
    const again = await signup(db, me, 'once', origin);
    expect([await state(me, first), await state(me, again)]).toEqual(['taken', 'again']);
    await cancel(db, me, first.id);
    const third = await signup(db, me, 'once', origin);
    expect(await state(me, third)).toBe('taken');
    expect(await placesOf(db, 'once')).toMatchObject([{ taken: 1 }]);
  });

  it('is settled in the order of its records when a phone was offline', async () => {
    const origin = await putEvent(db, 'offline', { sign_up: signUp({ capacity: 2, waiting: 0 }) });
    const me = randomUUID();
    const ids = [randomUUID(), randomUUID(), randomUUID()] as const;
    const asks = (id: string, party: number) =>
      text({ id, kind: 'signup', event: 'offline', origin, party, as: 'guest', ticket: world.ticketCode() });
    const batch = [asks(ids[0], 2), text({ kind: 'cancel', signup: ids[0] }), asks(ids[1], 1)];
    expect(await send(db, me, batch, { ages: [3000, 2000, 1000] })).toEqual(Array(3).fill('accepted'));
    expect((await myEvents(db, me))?.tickets.map((t) => t.state).sort()).toEqual(['cancelled', 'taken']);
    expect(await send(db, me, batch)).toEqual(Array(3).fill('seen'));
    expect(await placesOf(db, 'offline')).toMatchObject([{ taken: 1 }]);
  });

  it('of one code is one, also when it comes twice in one batch', async () => {
    const [first, second] = [
      await putEvent(db, 'twin-1', { sign_up: signUp() }),
      await putEvent(db, 'twin-2', { sign_up: signUp() }),
    ];
    const me = randomUUID();
    const ticket = world.ticketCode();
    const asks = (event: string, origin: string) =>
      text({ kind: 'signup', event, origin, party: 2, as: 'guest', ticket });
    const batch = [asks('twin-1', first), asks('twin-2', second), text({ kind: 'round', quiz: 'daily', asked: 5 })];
    expect(await send(db, me, batch, { ages: [3000, 2000, 1000] })).toEqual(Array(3).fill('accepted'));
    expect((await myEvents(db, me))?.tickets).toMatchObject([{ event: 'twin-1', state: 'taken' }]);
    expect(await placesOf(db, 'twin-2')).toMatchObject([{ taken: 0 }]);
    expect(await ticketDifferences(db)).toEqual([]);
  });

  it('of a volunteer takes no seat of a guest', async () => {
    const origin = await putEvent(db, 'helped', { sign_up: signUp({ capacity: 1, waiting: 0, helpers: 1 }) });
    const people = [randomUUID(), randomUUID(), randomUUID()] as const;
    const helper = await signup(db, people[0], 'helped', origin, { as: 'helper' });
    const late = await signup(db, people[1], 'helped', origin, { as: 'helper' });
    const guest = await signup(db, people[2], 'helped', origin);
    expect([await state(people[0], helper), await state(people[1], late), await state(people[2], guest)]).toEqual([
      'taken',
      'full',
      'taken',
    ]);
    expect(await placesOf(db, 'helped')).toMatchObject([{ taken: 1, helping: 1 }]);
  });

  it('is refused for what is not offered, too early, too late or cancelled', async () => {
    const origin = await putEvent(db, 'window', {
      start: local(inHours(72)),
      end: local(inHours(73)),
      sign_up: signUp({ opens_days: 1, closes_hours: 12, party: 2 }),
    });
    const none = await putEvent(db, 'no-sign-up');
    const soon = await putEvent(db, 'soon', {
      start: local(inHours(6)),
      end: local(inHours(7)),
      sign_up: signUp({ closes_hours: 12 }),
    });
    const gone = await putEvent(db, 'called-off', { sign_up: signUp() });
    await db.as(GUO, `select api.change_session('called-off', $1, 'cancel', null, null, null, $2)`, [
      gone,
      JSON.stringify({ 'zh-Hans': '台风' }),
    ]);
    const verdict = async (...args: [string, string, object?]) => (await signup(db, randomUUID(), ...args)).verdict;
    expect(await verdict('window', origin)).toBe('rejected:too_early');
    expect(await verdict('soon', soon)).toBe('late');
    expect(await verdict('called-off', gone)).toBe('closed');
    expect(await verdict('no-sign-up', none)).toBe('rejected:unknown_event');
    expect(await verdict('nowhere', none)).toBe('rejected:unknown_event');
    expect(await verdict('no-sign-up', moment('2031-01-01T00:00:00Z'))).toBe('rejected:unknown_event');
    const open = await putEvent(db, 'parties', { sign_up: signUp({ party: 2 }) });
    expect(await verdict('parties', open, { party: 3 })).toBe('rejected:bad_field');
    expect(await verdict('parties', open, { as: 'helper' })).toBe('rejected:unknown_event');
    const mine = await signup(db, randomUUID(), 'parties', open);
    expect(await verdict('parties', open, { code: mine.code })).toBe('conflict');
  });
});

describe('places of a date', () => {
  it('that grow let in who waits; that shrink take nobody’s place away', async () => {
    const origin = await putEvent(db, 'resized', { sign_up: signUp({ capacity: 3, waiting: 10 }) });
    const people = Array.from({ length: 6 }, () => randomUUID());
    const tickets: Awaited<ReturnType<typeof signup>>[] = [];
    for (const me of people) tickets.push(await signup(db, me, 'resized', origin));
    const places = (n: number) =>
      db.as(GUO, `select api.change_session('resized', $1, 'capacity', null, null, $2, null)`, [origin, n]);
    await places(5);
    const states = async () => {
      const all = [];
      for (const [i, me] of people.entries()) all.push(await state(me, tickets[i]!));
      return all;
    };
    expect(await states()).toEqual(['taken', 'taken', 'taken', 'taken', 'taken', 'waiting']);
    await places(2);
    expect(await states()).toEqual(['taken', 'taken', 'taken', 'taken', 'taken', 'waiting']);
    await cancel(db, people[0]!, tickets[0]!.id);
    expect(await states()).toEqual(['cancelled', 'taken', 'taken', 'taken', 'taken', 'waiting']);
    expect(await ticketDifferences(db)).toEqual([]);
  });

  it('are not kept for a party that is larger than all of them', async () => {
    const origin = await putEvent(db, 'too-large', { sign_up: signUp({ capacity: 4, waiting: 10 }) });
    const [a, b, c] = [randomUUID(), randomUUID(), randomUUID()];
    const first = await signup(db, a, 'too-large', origin, { party: 4 });
    const large = await signup(db, b, 'too-large', origin, { party: 3 });
    await db.as(GUO, `select api.change_session('too-large', $1, 'capacity', null, null, 2, null)`, [origin]);
    await cancel(db, a, first.id);
    const small = await signup(db, c, 'too-large', origin, { party: 1 });
    expect([await state(b, large), await state(c, small)]).toEqual(['waiting', 'taken']);
    expect(await ticketDifferences(db)).toEqual([]);
  });

  it('come free when their owner is erased', async () => {
    const origin = await putEvent(db, 'left', { sign_up: signUp({ capacity: 1, waiting: 1 }) });
    const [a, b] = [randomUUID(), randomUUID()];
    await signup(db, a, 'left', origin);
    const waiting = await signup(db, b, 'left', origin);
    await db.as(a, 'select api.erase_me()');
    expect(await state(b, waiting)).toBe('taken');
    expect(await ticketDifferences(db)).toEqual([]);
  });
});

it('nobody learns of tickets but their owner', async () => {
  const origin = await putEvent(db, 'mine', { sign_up: signUp() });
  const [a, b] = [randomUUID(), randomUUID()];
  await signup(db, a, 'mine', origin);
  await send(db, b, [text({ kind: 'round', quiz: 'daily', asked: 5 })]);
  expect((await myEvents(db, b))?.tickets).toEqual([]);
  expect((await myEvents(db, a))?.tickets).toHaveLength(1);
  await expect(callAs(db.sql, null, `select api.my_events('zh-Hans')`)).rejects.toMatchObject({ code: '42501' });
});
