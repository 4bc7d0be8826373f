import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { passTime } from '../world/clock.ts';
import { callAs, closeDatabases, type Database, freshDatabase } from '../world/database.ts';
import * as gifts from '../world/gifts.ts';
import { dice } from '../world/residents.ts';

const { claim, claimed, DESK, KE, putGift, redeem, stockOf } = gifts;

let db: Database;
beforeAll(async () => {
  db = await freshDatabase({ seeded: true });
  await gifts.putDesks(db);
});
afterAll(closeDatabases);

/** Many people who scan one poster within minutes would flag it: here all answer the question on the exhibit. */
const walker = () => gifts.walker(db, 'question');

/** Does all of it, as many at a time as there are connections, in the order of the list. */
async function spread<T>(clients: pg.Client[], jobs: ((client: pg.Client) => Promise<T>)[]): Promise<T[]> {
  const done: T[] = [];
  let next = 0;
  await Promise.all(
    clients.map(async (client) => {
      for (let i = next++; i < jobs.length; i = next++) done[i] = await jobs[i]!(client);
    }),
  );
  return done;
}

describe('two hundred people, each pressing three times, and fifty gifts', () => {
  const ROUNDS = 20;
  /** The first rounds are whole; in the others a quarter of the people come for a quarter of the gifts. */
  const WHOLE = 4;
  let clients: pg.Client[];
  let people: string[];
  const seed = Date.now() % 1e6;
  const random = dice(seed);
  const shuffled = <T>(all: T[]) =>
    all
      .map((one) => [random(), one] as const)
      .sort((a, b) => a[0] - b[0])
      .map(([, one]) => one);

  beforeAll(async () => {
    clients = await Promise.all(Array.from({ length: 12 }, () => db.connect()));
    people = await gifts.crowd(db, 200);
  }, 60_000);

  it(`end with fifty claims, each handed out once by one of two clerks, and an empty shelf, ${ROUNDS} times`, async () => {
    const told: Record<string, number> = {};
    for (let turn = 0; turn < ROUNDS; turn++) {
      const [stock, here] = turn < WHOLE ? [50, people] : [13, shuffled(people).slice(0, 50)];
      const gift = await putGift(db, `drop-${turn}`, {}, stock);
      const presses = shuffled([...here, ...here, ...here]);
      const answers = await spread(
        clients,
        presses.map((me) => (client) => claim(client, me, gift)),
      );
      const given = new Map(answers.flatMap(({ claim: made }) => (made ? [[made.id, made] as const] : [])));
      const note = `seed ${seed}, turn ${turn}`;
      expect(given.size, note).toBe(stock);
      for (const { missing } of answers) if (missing) expect(missing, note).toEqual(['stock']);
      expect(await stockOf(db, gift), note).toEqual({ stocked: stock, taken: stock, handed: 0 });

      // Every code is at two clerks at once.
      const now = await gifts.clockOf(db);
      const codes = [...given.values()].map((one) => gifts.codeOf(one, now));
      const jobs = codes.flatMap((code) =>
        ['jiang', KE].map((clerk) => (client: pg.Client) => redeem(client, clerk, code)),
      );
      const outcomes = await spread(clients, jobs);
      for (let i = 0; i < outcomes.length; i += 2) {
        const both = [outcomes[i]!, outcomes[i + 1]!].sort((a, b) => Number(!a.ok) - Number(!b.ok));
        expect(both, note).toMatchObject([
          { ok: true },
          { problem: 'used', by: expect.stringMatching(/江江|小柯/), at: expect.any(String) },
        ]);
        told[both[1]!.by!] = (told[both[1]!.by!] ?? 0) + 1;
      }
      expect(await stockOf(db, gift), note).toEqual({ stocked: stock, taken: stock, handed: stock });
      const ledger = `select coalesce(sum(delta), 0)::int from app.stock_move where gift = $1`;
      expect(await db.value(ledger, [gift]), note).toBe(0);
      expect(
        await db.value(`select count(distinct person)::int from app.claim where gift = $1 and state = 'used'`, [gift]),
      ).toBe(stock);
    }
    expect(await gifts.stockDifferences(db)).toEqual([]);
    expect(told['江江']! + told['小柯']!).toBe(WHOLE * 50 + (ROUNDS - WHOLE) * 13);
  }, 120_000);

  it('first of fifty: the fiftieth person has one, the fifty-first none, however they press', async () => {
    const gift = await putGift(db, 'first-fifty', { rule: { first: 50 } }, 80);
    const answers = await spread(
      clients,
      shuffled([...people, ...people]).map((me) => (client) => claim(client, me, gift)),
    );
    expect(new Set(answers.flatMap(({ claim: made }) => made?.id ?? [])).size).toBe(50);
    expect(await stockOf(db, gift)).toEqual({ stocked: 80, taken: 50, handed: 0 });
  });

  it('giving back, claiming, expiring and leaving at once: no deadlock, and the books agree', async () => {
    const gift = await putGift(db, 'busy', { per_person: 2 }, 40);
    const jobs = shuffled([...people, ...people]).map((me, i) => async (client: pg.Client) => {
      const { claim: made } = await claim(client, me, gift);
      // whoever has been erased meanwhile has no claim any more
      const gone = (error: Error) => expect(error.message).toBe('not_found');
      if (made && i % 3 === 0) await callAs(client, me, 'select api.cancel_claim($1)', [made.id]).catch(gone);
      if (made && i % 7 === 0) await client.query(`update app.claim set expires_at = now() where id = $1`, [made.id]);
      if (i % 50 === 0) await client.query('select app.release_claims()');
      if (i % 40 === 0) await callAs(client, people[i % people.length]!, 'select api.erase_me()');
    });
    await spread(clients, jobs);
    expect(await gifts.stockDifferences(db)).toEqual([]);
    const { taken } = (await stockOf(db, gift))!;
    expect(await db.value(`select count(*)::int from app.claim where gift = $1 and state = 'issued'`, [gift])).toBe(
      taken,
    );
  });
});

describe('a claim', () => {
  it('holds fourteen days; then its gift is there for others, and its owner may come again', async () => {
    const gift = await putGift(db, 'waits', {}, 1);
    const [me, other] = [await walker(), await walker()];
    const held = await claimed(db, me, gift);
    expect(Date.parse(held.expires_at) - Date.parse(held.claimed_at)).toBe(14 * 86_400_000);
    expect(await claim(db, other, gift)).toEqual({ missing: ['stock'] });
    try {
      await passTime(db, '13 days 23 hours 59 minutes');
      expect(await claim(db, other, gift)).toEqual({ missing: ['stock'] });
      await passTime(db, '2 minutes');
      expect(await redeem(db, 'jiang', await gifts.codeNow(db, held))).toMatchObject({ problem: 'expired' });
      expect((await claim(db, other, gift)).claim).toBeDefined();
      expect(await claim(db, me, gift)).toEqual({ missing: ['stock'] });
      await gifts.moveStock(db, 'guo', gift, DESK, 'in', 1);
      expect((await claim(db, me, gift)).claim).toBeDefined();
    } finally {
      await db.sql.query(`update private.clock set shift = '0'`);
    }
  });

  it('that nobody fetches is back in stock after the night', async () => {
    const gift = await putGift(db, 'night', {}, 3);
    await claimed(db, await walker(), gift);
    try {
      await passTime(db, '15 days');
      await db.sql.query('select app.purge()');
      expect(await stockOf(db, gift)).toEqual({ stocked: 3, taken: 0, handed: 0 });
    } finally {
      await db.sql.query(`update private.clock set shift = '0'`);
    }
  });

  it('shows six digits that phone and database make alike, at any time', async () => {
    for (let i = 0; i < 200; i++) {
      const secret = Buffer.from(randomUUID().replaceAll('-', ''), 'hex');
      const step = i < 100 ? i : 55_000_000 + i * 7_919;
      const made = gifts.codeOf({ number: '00000000', secret: secret.toString('base64') } as never, step * 30_000);
      expect(await db.value('select app.claim_digits($1, $2)', [secret, step]), `step ${step}`).toBe(made.slice(9));
    }
  });

  it('is not there for somebody without a sign-in', async () => {
    for (const call of [`api.claim_gift('waits', '${DESK}')`, 'api.my_gifts()', `api.cancel_claim('${randomUUID()}')`])
      await expect(db.as(null, `select ${call}`), call).rejects.toThrow('permission denied');
  });
});
