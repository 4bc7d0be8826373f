import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { setClock } from '../world/clock.ts';
import { callAs, closeDatabases, type Database, freshDatabase } from '../world/database.ts';
import { smallCity } from '../world/forms.ts';
import { insertPersonas, PERSONAS } from '../world/personas.ts';
import { differences, send } from '../world/records.ts';
import { dice } from '../world/residents.ts';
import { classFigures, join, LESSONS, lesson, openClass, SCHOOL, smallSchools } from '../world/schools.ts';

/** Teachers, pupils and the administrator at the same class in the same moment. */
let db: Database;
let empty: string;
const [KNOW] = LESSONS;
const { dai, sun } = PERSONAS;
beforeAll(async () => {
  const first = await freshDatabase();
  await smallCity(first);
  await insertPersonas(first.sql);
  await setClock(first, '2026-10-12T09:00:00+08:00');
  await first.sql.query('update private.deployment set second_factor = false');
  await smallSchools(first);
  empty = first.name;
  await first.sql.end();
});
beforeEach(async () => {
  db = await freshDatabase({ of: empty });
});
afterAll(closeDatabases);

const JOIN = 'select api.join_class($1, $2)';
const HOLD = `select api.hold_hour($1, '${KNOW}', 'paper', '2026-10-12', $2, $3)`;
const CLOSE = 'select api.close_class($1)';
const SEATS = 'select api.set_class_seats($1, $2)';
const CODE = 'select api.set_class_code($1, 7)';

/** Begins a call and leaves its transaction open; answers what it answers. */
async function begin(client: pg.Client, who: string, sql: string, values: unknown[]): Promise<unknown> {
  await client.query('begin');
  await client.query('set local role authenticated');
  await client.query(`select set_config('request.jwt.claims', $1, true)`, [JSON.stringify({ sub: who })]);
  return Object.values((await client.query(sql, values)).rows[0] as object)[0];
}
/** What a call came to, also while it still waits: its answer, or the word of its refusal. */
function told(call: Promise<unknown>) {
  const said: { now: unknown; end: Promise<unknown> } = { now: 'waits', end: Promise.resolve() };
  said.end = call.then(
    (answer) => (said.now = answer),
    (error: Error) => (said.now = error.message),
  );
  return said;
}
/** Until a call has ended, or waits for a lock. */
async function settled(said: { now: unknown }): Promise<void> {
  for (let tries = 0; tries < 300 && said.now === 'waits'; tries++) {
    const waiting = await db.value<number>(
      `select count(*)::int from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    if (waiting > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
/** Two calls: the first has been answered and is not yet committed when the second one is made. Answers both. */
async function beside(one: [string, string, unknown[]], other: [string, string, unknown[]]): Promise<unknown[]> {
  const [first, second] = [await db.connect(), await db.connect()];
  const answer = await begin(first, ...one);
  const said = told(callAs(second, ...other));
  await settled(said);
  await first.query('commit');
  await said.end;
  return [answer, said.now];
}
const seatsOf = (id: string) =>
  db
    .rows<{ seat: number }>('select seat from app.seat where class = $1 order by 1', [id])
    .then((rows) => rows.map(({ seat }) => seat));

describe('a class that ends', () => {
  it('while a pupil takes a seat leaves nobody in it, whoever was first', async () => {
    const one = await openClass(db);
    const pupil = randomUUID();
    expect(await beside([pupil, JOIN, [one.code, 5]], [sun.id, CLOSE, [one.id]])).toMatchObject([
      { seat: 5 },
      { done: true },
    ]);
    expect(await seatsOf(one.id)).toEqual([]);
    const two = await openClass(db, 45, { number: 3 });
    const [, late] = await beside([sun.id, CLOSE, [two.id]], [randomUUID(), JOIN, [two.code, 5]]);
    expect(late).toMatchObject({ message: 'not_found' });
    expect(await seatsOf(two.id)).toEqual([]);
    expect(await classFigures(db)).toEqual({ pupil: 1 });
    expect(await differences(db)).toEqual([]);
  });

  it('while an hour is entered leaves nobody in it, and the hour counts if it was first', async () => {
    const one = await openClass(db);
    expect(await beside([dai.id, HOLD, [one.id, [1, 2], []]], [sun.id, CLOSE, [one.id]])).toMatchObject([
      { counted: 2 },
      { done: true },
    ]);
    const two = await openClass(db, 45, { number: 3 });
    expect(await beside([sun.id, CLOSE, [two.id]], [dai.id, HOLD, [two.id, [1, 2], []]])).toMatchObject([
      { done: true },
      'not_open',
    ]);
    expect([await seatsOf(one.id), await seatsOf(two.id)]).toEqual([[], []]);
    expect(await classFigures(db)).toEqual({ pupil: 2, hour1: 2 });
    expect(await differences(db)).toEqual([]);
  });

  it('while its code is renewed has no code', async () => {
    const { id } = await openClass(db);
    const [made] = await beside([dai.id, CODE, [id]], [sun.id, CLOSE, [id]]);
    const { code } = made as { code: string };
    expect(await db.value('select count(*)::int from private.class_code_day where class = $1', [id])).toBe(0);
    expect((await join(db, randomUUID(), code, 1)).message).toBe('not_found');
  });

  it('while a pupil’s last block arrives keeps the hour, and knows no seat', async () => {
    const { id, code } = await openClass(db);
    const pupil = randomUUID();
    await join(db, pupil, code, 5);
    const batch = 'select api.record_participation(1, null, now(), $1)';
    const [, closed] = await beside([pupil, batch, [lesson(KNOW)]], [sun.id, CLOSE, [id]]);
    expect(closed).toMatchObject({ done: true });
    expect(await seatsOf(id)).toEqual([]);
    expect(await classFigures(db)).toEqual({ pupil: 1, hour1: 1 });
    expect(await differences(db)).toEqual([]);
  });
});

describe('a class that changes', () => {
  it('gets no fewer seats than are just being filled', async () => {
    const one = await openClass(db);
    expect(await beside([dai.id, HOLD, [one.id, [45], []]], [sun.id, SEATS, [one.id, 40]])).toMatchObject([
      { counted: 1 },
      'in_use',
    ]);
    const two = await openClass(db, 45, { number: 3 });
    const [, late] = await beside([sun.id, SEATS, [two.id, 40]], [dai.id, HOLD, [two.id, [45], []]]);
    expect(late).toBe('bad_argument');
    const [, pupil] = await beside([sun.id, SEATS, [two.id, 30]], [randomUUID(), JOIN, [two.code, 31]]);
    expect(pupil).toEqual({ problem: 'no_such_seat', seats: 30 });
    expect(await seatsOf(two.id)).toEqual([]);
  });

  it('lets in who typed the old code before it was renewed, and nobody after', async () => {
    const { id, code } = await openClass(db);
    const [joined] = await beside([randomUUID(), JOIN, [code, 5]], [dai.id, CODE, [id]]);
    expect(joined).toMatchObject({ seat: 5 });
    expect((await join(db, randomUUID(), code, 6)).message).toBe('not_found');
    expect(await seatsOf(id)).toEqual([5]);
  });
});

it('everything at once: nobody waits in a circle, nobody sits twice or in a class that ended, figures hold', async () => {
  const seed = Date.now() % 1e6;
  const random = dice(seed);
  const number = (most: number) => 1 + Math.floor(random() * most);
  const rooms: Awaited<ReturnType<typeof openClass>>[] = [];
  for (const n of [11, 12, 13]) rooms.push(await openClass(db, 12, { number: n }));
  const pupils = Array.from({ length: 20 }, () => randomUUID());
  const one = <T>(all: readonly T[]): T => all[number(all.length) - 1]!;
  const staff = () => one([dai.id, sun.id]);
  const seats = (n: number) => [...new Set(Array.from({ length: n }, () => number(12)))];
  const ACTS: ((client: pg.Client) => Promise<unknown>)[] = [
    (client) => callAs(client, one(pupils), JOIN, [one(rooms).code, number(12)]),
    (client) => callAs(client, one(pupils), JOIN, [one(rooms).code, number(12)]),
    (client) => callAs(client, one(pupils), JOIN, [one(rooms).code, number(12)]),
    (client) => send(client, one(pupils), lesson(one(LESSONS))),
    (client) => callAs(client, staff(), HOLD, [one(rooms).id, seats(6), []]),
    (client) => callAs(client, staff(), HOLD, [one(rooms).id, [], seats(6)]),
    (client) => callAs(client, staff(), 'select api.move_seat($1, $2, $3)', [one(rooms).id, number(12), number(12)]),
    (client) => callAs(client, staff(), 'select api.reopen_seat($1, $2, true)', [one(rooms).id, number(12)]),
    (client) => callAs(client, staff(), 'select api.free_seat($1, $2)', [one(rooms).id, number(12)]),
    (client) => callAs(client, staff(), SEATS, [one(rooms).id, 8 + number(4)]),
    (client) => callAs(client, staff(), `select api.class_certificates($1, 'en', true)`, [one(rooms).id]),
    (client) => callAs(client, one(pupils), 'select api.leave_class()'),
    (client) => callAs(client, staff(), 'select api.erase_seat($1, $2)', [one(rooms).id, number(12)]),
  ];
  const jobs = Array.from({ length: 500 }, () => one(ACTS));
  jobs[300] = (client) => callAs(client, sun.id, CLOSE, [rooms[0]!.id]);
  jobs[350] = async (client) => {
    await setClock(db, '2027-10-12T09:00:00+08:00');
    await client.query('select app.end_old_classes()');
  };
  jobs.splice(351);
  const codes: string[] = [];
  await Promise.all(
    (await Promise.all(Array.from({ length: 8 }, () => db.connect()))).map(async (client) => {
      for (let job = jobs.shift(); job; job = jobs.shift())
        await job(client).catch((error: { code?: string }) => codes.push(error.code ?? String(error)));
    }),
  );
  const own = ['PT404', 'PT409', 'PT422', 'PT429'];
  expect(
    codes.filter((code) => !own.includes(code)),
    `seed ${seed}`,
  ).toEqual([]);
  const wrong = await db.rows(
    `select s.seat from app.seat s join app.class c on c.id = s.class where c.closed_at is not null or s.seat > c.seats`,
  );
  expect(wrong, `seed ${seed}`).toEqual([]);
  expect(await db.value('select count(*)::int from app.class where school = $1 and closed_at is null', [SCHOOL])).toBe(
    0,
  );
  expect(await differences(db), `seed ${seed}`).toEqual([]);
  await db.value('select app.rebuild_rollups()');
  expect(await differences(db), `seed ${seed}`).toEqual([]);
}, 120_000);
