import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { passTime } from '../world/clock.ts';
import { closeDatabases, type Database, freshDatabase } from '../world/database.ts';
import { answer, differences, round, send, text } from '../world/records.ts';

let db: Database;
beforeAll(async () => {
  db = await freshDatabase({ seeded: true });
});
afterAll(closeDatabases);

const rollups = () => db.rows('select * from app.rollup order by 1, 2, 3, 4, 5, 6');
const form = () =>
  text({ kind: 'monitor', quiz: 'awareness', version: 1, answers: Array(10).fill('A'), ms: Array(10).fill(4000) });
const profile = (district: string | null, age_band: string | null) => text({ kind: 'profile', district, age_band });
const recovery = 'a-key-that-a-phone-made-0001';
const hash = createHash('sha256').update(recovery).digest('hex');

describe('figures', () => {
  it('are exact in every snapshot while people take part and the tail is folded', async () => {
    const until = Date.now() + 4000;
    let written = 0;
    const writers = Array.from({ length: 6 }, async () => {
      const client = await db.connect();
      while (Date.now() < until) {
        const batch = Array.from({ length: 1 + (written % 9) }, () => answer({ choice: 'ABCD'[written % 4] }));
        await send(client, randomUUID(), batch);
        written += batch.length;
      }
    });
    const folding = (async () => {
      const client = await db.connect();
      let moved = 0;
      while (Date.now() < until) {
        const { rows } = await client.query('select app.fold_tail()::int as moved');
        moved += rows[0].moved;
        await new Promise((resolve) => setTimeout(resolve, 15));
      }
      return moved;
    })();
    const watching = (async () => {
      const client = await db.connect();
      const seen: string[] = [];
      while (Date.now() < until) {
        const { rows } = await client.query(`select
          (select count(*) from app.participation where outcome = 'answer')::int as ledger,
          (select coalesce(sum(records), 0) from app.figure where kind = 'answer')::int as figures,
          (select coalesce(sum(people), 0) from app.figure where kind = 'person')::int as people,
          (select count(*) from app.person_month)::int as months`);
        const { ledger, figures, people, months } = rows[0];
        seen.push(`${figures - ledger} ${people - months}`);
      }
      return seen;
    })();
    const [moved, seen] = await Promise.all([folding, watching, ...writers]);
    expect(new Set(seen)).toEqual(new Set(['0 0']));
    expect(seen.length).toBeGreaterThan(20);
    expect(moved).toBeGreaterThan(100);
    expect(await db.value(`select count(*)::int from app.participation`)).toBe(written);
    expect(await differences(db)).toEqual([]);
  }, 30_000);

  it('are the same whether or not the tail is folded, and a second fold moves nothing', async () => {
    await send(db, randomUUID(), [answer(), round(), form()]);
    const sums = `select kind, sum(records)::int as n, sum(correct)::int as c from app.figure group by 1 order by 1`;
    const before = await db.rows(sums);
    expect(await db.value<string>('select app.fold_tail()')).not.toBe('0');
    expect(await db.value<string>('select app.fold_tail()')).toBe('0');
    expect(await db.rows(sums)).toEqual(before);
    expect(await differences(db)).toEqual([]);
  });

  it('are made anew from the ledger, once or twice with the same result', async () => {
    await db.value('select app.fold_tail()');
    const kept = (await rollups()).filter((row) => (row as { records: string; people: string }).records !== '0');
    await db.value('select app.rebuild_rollups()');
    const first = await rollups();
    await db.value('select app.rebuild_rollups()');
    expect(await rollups()).toEqual(first);
    expect(first.filter((row) => (row as { records: string }).records !== '0')).toEqual(kept);
    expect(await differences(db)).toEqual([]);
  });

  it('are told apart from the ledger when somebody has tampered with them', async () => {
    await db.sql.query('begin');
    await db.sql.query(`update app.rollup set correct = correct + 1 where ctid = (select min(ctid) from app.rollup)`);
    expect(await differences(db)).toHaveLength(1);
    await db.sql.query('rollback');
    await db.sql.query('begin');
    await db.sql.query(`insert into app.person_month select id, '2020-01-01' from app.person limit 1`);
    expect(await differences(db)).toHaveLength(1);
    await db.sql.query('rollback');
  });

  it('stay right when figures are rebuilt while people take part', async () => {
    const until = Date.now() + 1500;
    const writers = Array.from({ length: 4 }, async () => {
      const client = await db.connect();
      while (Date.now() < until) await send(client, randomUUID(), [answer(), round()]);
    });
    const client = await db.connect();
    while (Date.now() < until) await client.query('select app.rebuild_rollups()');
    await Promise.all(writers);
    expect(await differences(db)).toEqual([]);
  }, 30_000);
});

describe('a passport', () => {
  it('reclaimed on a new phone brings everything along; first attempts of both count once', async () => {
    const [old, young] = [randomUUID(), randomUUID()];
    await send(db, old, [profile('330302', '35-59'), answer(), round(), form()], { ages: [0, 9e9, 9e9, 1000] });
    await db.as(old, 'select api.register_recovery($1)', [hash]);
    await send(db, young, [answer(), answer(), form()]);
    expect(await db.as(young, 'select api.reclaim($1)', [recovery])).toEqual({ merged: 3 });
    expect(await differences(db)).toEqual([]);
    const passport = await db.as<{ answers: number; forms: number; district: string }>(
      young,
      'select api.my_passport()',
    );
    expect(passport).toMatchObject({ answers: 3, rounds: 1, forms: 2, district: '330302', recovery_registered: true });
    const outcomes = await db.rows<{ outcome: string }>(
      `select p.outcome from app.participation p join private.person_link l using (person)
       where l.sign_in = $1 and p.kind = 'monitor' order by 1`,
      [young],
    );
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['monitor', 'monitor_again']);
    expect(await db.as(young, 'select api.reclaim($1)', [recovery])).toEqual({ merged: 0 });
    expect(await send(db, old, [answer()])).toEqual(['accepted']);
    expect(await differences(db)).toEqual([]);
  });

  it('is reclaimed by nobody who does not know its key', async () => {
    const stranger = randomUUID();
    await send(db, stranger, [answer()]);
    await expect(db.as(stranger, 'select api.reclaim($1)', [`${recovery}x`])).rejects.toThrow('not_found');
    await expect(db.as(stranger, 'select api.reclaim($1)', [hash])).rejects.toThrow('not_found');
    await expect(db.as(stranger, `select api.reclaim('short')`)).rejects.toThrow('bad_argument');
  });

  it('keeps its recovery key when a stranger registers the same hash', async () => {
    const stranger = randomUUID();
    await db.as(stranger, 'select api.register_recovery($1)', [hash]);
    const owner = await db.value<string>(`select person from private.recovery where key_hash = decode($1, 'hex')`, [
      hash,
    ]);
    expect(owner).not.toBe(await db.value('select person from private.person_link where sign_in = $1', [stranger]));
  });

  it('erased leaves no link, no key, no choice, no refused record; what was counted stays counted', async () => {
    const me = randomUUID();
    await send(db, me, [profile('330302', 'u18'), answer(), form(), text({ kind: 'answer' })]);
    await db.as(me, 'select api.register_recovery($1)', ['ef'.repeat(32)]);
    const person = await db.value<string>('select person from private.person_link where sign_in = $1', [me]);
    const total = await db.value('select sum(records) from app.figure');
    expect(await db.as(me, 'select api.erase_me()')).toEqual({ erased: true });
    for (const table of ['private.person_link', 'private.recovery', 'app.participation_reject']) {
      expect(await db.value(`select count(*)::int from ${table} where person = $1`, [person]), table).toBe(0);
    }
    expect(await db.rows('select district, age_band, profile_at from app.person where id = $1', [person])).toEqual([
      { district: null, age_band: null, profile_at: null },
    ]);
    expect(await db.value('select sum(records) from app.figure')).toBe(total);
    expect(await db.as(me, 'select api.my_passport()')).toBeNull();
    expect(await differences(db)).toEqual([]);
    expect(await send(db, me, [answer()])).toEqual(['accepted']);
    expect(await db.value('select person from private.person_link where sign_in = $1', [me])).not.toBe(person);
  });

  it('unused for 180 days loses its links at night, one used meanwhile does not', async () => {
    const [idle, busy] = [randomUUID(), randomUUID()];
    await send(db, idle, [answer()]);
    await send(db, busy, [answer()]);
    await passTime(db, '179 days');
    await send(db, busy, [answer()]);
    await passTime(db, '2 days');
    expect(await db.value<number>('select app.purge()')).toBeGreaterThan(0);
    const left = await db.rows<{ sign_in: string }>(
      'select sign_in from private.person_link where sign_in = any ($1)',
      [[idle, busy]],
    );
    expect(left.map(({ sign_in }) => sign_in)).toEqual([busy]);
    expect(await differences(db)).toEqual([]);
    await passTime(db, '-181 days');
  });
});
