import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callAs, closeDatabases, type Database, freshDatabase } from '../world/database.ts';
import { begin, peopleWait } from '../world/races.ts';
import { answer, differences, round, send, text } from '../world/records.ts';
import { dice } from '../world/residents.ts';

let db: Database;
beforeAll(async () => {
  db = await freshDatabase({ seeded: true });
});
afterAll(closeDatabases);

const form = (answers = Array(10).fill('A')) =>
  text({ kind: 'monitor', quiz: 'awareness', version: 1, answers, ms: Array(10).fill(4000) });
const outcomesOf = async (signIn: string) =>
  (
    await db.rows<{ outcome: string }>(
      `select p.outcome from app.participation p join private.person_link l using (person)
       where l.sign_in = $1 and p.kind = 'monitor' order by 1`,
      [signIn],
    )
  ).map(({ outcome }) => outcome);

const RECORD = 'select api.record_participation(1, null, now(), $1)';

describe('at the same moment', () => {
  it('thirty connections hand in overlapping batches in any order: no deadlock, each record once', async () => {
    const seed = Date.now() % 1e6;
    const random = dice(seed);
    const records = Array.from({ length: 240 }, () => (random() < 0.5 ? answer() : round()));
    const shuffled = (n: number) =>
      records
        .map((record) => [random(), record] as const)
        .sort((a, b) => a[0] - b[0])
        .slice(0, n)
        .map(([, record]) => record);
    const clients = await Promise.all(Array.from({ length: 30 }, () => db.connect()));
    const verdicts = await Promise.all(
      clients.map(async (client) => {
        const signIn = randomUUID();
        const all: string[] = [];
        for (let i = 0; i < 8; i++) all.push(...(await send(client, signIn, shuffled(40))));
        return all;
      }),
    );
    const counted = verdicts.flat();
    const ids = records.map((record) => (JSON.parse(record) as { id: string }).id);
    const inLedger = await db.value<number>('select count(*)::int from app.participation where id = any ($1)', [ids]);
    expect(new Set(counted), `seed ${seed}`).toEqual(new Set(['accepted', 'seen']));
    expect(counted.filter((verdict) => verdict === 'accepted')).toHaveLength(inLedger);
    expect(await differences(db)).toEqual([]);
    for (const client of clients) await client.end();
  }, 60_000);

  it('two first attempts of one person at a form count one', async () => {
    const [first, second] = await Promise.all([db.connect(), db.connect()]);
    const me = randomUUID();
    await send(db, me, [answer()]);
    await begin(first, me, RECORD, [[form()]]);
    const other = send(second, me, [form()]);
    await peopleWait(db, 1);
    await first.query('commit');
    expect(await other).toEqual(['accepted']);
    expect(await outcomesOf(me)).toEqual(['monitor', 'monitor_again']);
    expect(await differences(db)).toEqual([]);
  });

  it('two first calls of a new sign-in make one person', async () => {
    const [first, second] = await Promise.all([db.connect(), db.connect()]);
    const me = randomUUID();
    await begin(first, me, RECORD, [[form()]]);
    const other = send(second, me, [form(), answer()]);
    await peopleWait(db, 1);
    await first.query('commit');
    expect(await other).toEqual(['accepted', 'accepted']);
    expect(await db.value('select count(*)::int from private.person_link where sign_in = $1', [me])).toBe(1);
    expect(await outcomesOf(me)).toEqual(['monitor', 'monitor_again']);
    expect(await differences(db)).toEqual([]);
  });

  it('forty people hand in the same form twice at once: forty first attempts, forty others', async () => {
    const clients = await Promise.all(Array.from({ length: 8 }, () => db.connect()));
    const before = await db.value<number>(
      `select coalesce(sum(records), 0)::int from app.figure where kind = 'monitor'`,
    );
    for (let i = 0; i < 40; i += 4) {
      const people = Array.from({ length: 4 }, () => randomUUID());
      await Promise.all(clients.map((client, n) => send(client, people[n >> 1]!, [form()])));
    }
    const after = await db.value<number>(
      `select coalesce(sum(records), 0)::int from app.figure where kind = 'monitor'`,
    );
    expect(after - before).toBe(40);
    expect(await differences(db)).toEqual([]);
  });

  it('a passport is merged while its old phone hands in: the record goes to the right person, locked', async () => {
    const [merging, late, third] = await Promise.all([db.connect(), db.connect(), db.connect()]);
    const [owner, young] = [randomUUID(), randomUUID()];
    const key = `key-${randomUUID()}`;
    await send(db, owner, [answer()]);
    await db.as(owner, 'select api.register_recovery($1)', [createHash('sha256').update(key).digest('hex')]);
    await send(db, young, [answer()]);
    // While the merge is open, a record of the young phone waits for its old person, one of the owner's phone for its own.
    await begin(merging, young, 'select api.reclaim($1)', [key]);
    const waiting = send(late, young, [form()]);
    await peopleWait(db, 1);
    const begun = begin(third, owner, RECORD, [[form()]]);
    await peopleWait(db, 2);
    await merging.query('commit');
    await begun;
    // Now both have the same person, and the later one must wait for the earlier.
    await peopleWait(db, 1);
    await third.query('commit');
    expect(await waiting).toEqual(['accepted']);
    expect(await outcomesOf(owner)).toEqual(['monitor', 'monitor_again']);
    expect(await differences(db)).toEqual([]);
  });

  it('somebody erases a passport while its record waits: the record starts a new one', async () => {
    const [erasing, late] = await Promise.all([db.connect(), db.connect()]);
    const me = randomUUID();
    await send(db, me, [answer()]);
    await begin(erasing, me, 'select api.erase_me()', []);
    const waiting = send(late, me, [answer()]);
    await peopleWait(db, 1);
    await erasing.query('commit');
    expect(await waiting).toEqual(['accepted']);
    expect(await callAs<{ answers: number }>(db.sql, me, 'select api.my_passport()')).toMatchObject({ answers: 1 });
    expect(await differences(db)).toEqual([]);
  });

  it('one contest attempt handed in twice counts once', async () => {
    const me = randomUUID();
    const { attempt, items } = await db.as<{ attempt: string; items: unknown[] }>(
      me,
      `select api.open_contest('anti-drug-2026', 'en')`,
    );
    const record = () => text({ kind: 'contest', attempt, answers: items.map(() => 'A') });
    const [first, second] = await Promise.all([db.connect(), db.connect()]);
    await begin(first, me, RECORD, [[record()]]);
    const other = send(second, me, [record(), record()]);
    await peopleWait(db, 1);
    await first.query('commit');
    expect(await other).toEqual(['closed', 'closed']);
    expect(await differences(db)).toEqual([]);
  });
});
