import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Claim } from '../../src/contract/trails.ts';
import { callAs, closeDatabases, type Database, freshDatabase } from '../world/database.ts';
import * as gifts from '../world/gifts.ts';
import { dice } from '../world/residents.ts';

/** Counting the shelf, taking back and handing out while people claim: the shelf and its books agree whoever was first. */
const { claim, claimed, codeNow, DESK, KE, putGift, redeem, stockOf } = gifts;
let db: Database;
beforeAll(async () => {
  db = await freshDatabase({ seeded: true });
  await gifts.putDesks(db);
});
afterAll(closeDatabases);

const walker = () => gifts.walker(db, 'question');
const word = (call: Promise<unknown>) => call.catch((error: Error) => error.message);
const count = (client: pg.Client, gift: string, delta: number) =>
  callAs<{ balance: number }>(client, gifts.idOf('guo'), `select api.move_stock($1, $2, 'correction', $3, '清点')`, [
    gift,
    DESK,
    delta,
  ]);
const undo = (client: pg.Client, who: string, id: string) =>
  callAs(client, gifts.idOf(who), `select api.undo_redemption($1, '拿错了')`, [id]);

describe('a shelf that is counted', () => {
  it('while its last gift is claimed loses it to one of both', async () => {
    const clients = await Promise.all([db.connect(), db.connect()]);
    const ends = new Set<string>();
    for (let turn = 0; turn < 30; turn++) {
      const gift = await putGift(db, `counted-${turn}`, {}, 1);
      const me = await walker();
      const calls = [() => claim(clients[0]!, me, gift), () => word(count(clients[1]!, gift, -1))];
      const [got, said] =
        turn % 2
          ? await Promise.all(calls.map((call) => call()))
          : (await Promise.all([...calls].reverse().map((call) => call()))).reverse();
      const mine = (got as gifts.Claimed).claim !== undefined;
      ends.add(mine ? 'claimed' : 'counted');
      expect([mine, said], `turn ${turn}`).toEqual(mine ? [true, 'bad_argument'] : [false, { balance: 0 }]);
      expect(await stockOf(db, gift)).toEqual(
        mine ? { stocked: 1, taken: 1, handed: 0 } : { stocked: 0, taken: 0, handed: 0 },
      );
    }
    expect([...ends].length).toBeGreaterThan(0);
    expect(await gifts.stockDifferences(db)).toEqual([]);
  }, 60_000);

  it('up and down while fifty people claim and two clerks hand out never holds less than it promised', async () => {
    const seed = Date.now() % 1e6;
    const random = dice(seed);
    const gift = await putGift(db, 'restless', {}, 20);
    const people = await gifts.crowd(db, 50);
    const ahead = (await gifts.clockOf(db)) - Date.now();
    const jobs: ((client: pg.Client) => Promise<unknown>)[] = people.map((me, i) => async (client) => {
      const { claim: made } = await claim(client, me, gift);
      if (made && random() < 0.6) await redeem(client, i % 2 ? 'jiang' : KE, gifts.codeOf(made, Date.now() + ahead));
      if (made && random() < 0.3) await word(undo(client, 'he', made.id));
      if (made && random() < 0.2) await word(callAs(client, me, 'select api.cancel_claim($1)', [made.id]));
    });
    for (let i = 0; i < 40; i++)
      jobs.splice(Math.floor(random() * jobs.length), 0, (client) =>
        word(count(client, gift, (i % 2 ? 1 : -1) * (1 + Math.floor(random() * 4)))).then((said) => {
          if (typeof said === 'string') expect(said, `seed ${seed}`).toBe('bad_argument');
        }),
      );
    await Promise.all(
      (await Promise.all(Array.from({ length: 8 }, () => db.connect()))).map(async (client) => {
        for (let job = jobs.shift(); job; job = jobs.shift()) await job(client);
      }),
    );
    const { stocked, taken, handed } = (await stockOf(db, gift))!;
    expect([handed >= 0, handed <= taken, taken <= stocked], `seed ${seed}`).toEqual([true, true, true]);
    expect(await gifts.stockDifferences(db), `seed ${seed}`).toEqual([]);
  }, 60_000);
});

describe('a gift that is taken back', () => {
  it('by two colleagues at once goes back once', async () => {
    const gift = await putGift(db, 'twice-back', {}, 2);
    const mine = await claimed(db, await walker(), gift);
    await redeem(db, 'jiang', await codeNow(db, mine));
    const [one, two] = [await db.connect(), await db.connect()];
    const said = await Promise.all([word(undo(one, KE, mine.id)), word(undo(two, 'he', mine.id))]);
    expect(said).toEqual(expect.arrayContaining([{ undone: true }, 'not_found']));
    expect(await stockOf(db, gift)).toEqual({ stocked: 2, taken: 1, handed: 0 });
    expect(await gifts.stockDifferences(db)).toEqual([]);
  });

  it('while its code is shown again at another counter stays taken back: the old code opens nothing', async () => {
    const [one, two] = [await db.connect(), await db.connect()];
    for (let turn = 0; turn < 10; turn++) {
      const gift = await putGift(db, `back-${turn}`, {}, 1);
      const owner = await walker();
      const mine = await claimed(db, owner, gift);
      const code = await codeNow(db, mine);
      await redeem(db, 'jiang', code);
      const [back, again] = await Promise.all([undo(one, 'he', mine.id), redeem(two, KE, code)]);
      expect(back).toEqual({ undone: true });
      expect(['used', 'old_code'], `turn ${turn}`).toContain(again.problem);
      expect(await stockOf(db, gift)).toEqual({ stocked: 1, taken: 1, handed: 0 });
      const { claims } = await db.as<{ claims: Claim[] }>(owner, 'select api.my_gifts()');
      expect(await redeem(db, 'jiang', await codeNow(db, claims.find(({ id }) => id === mine.id)!))).toMatchObject({
        ok: true,
      });
    }
    expect(await gifts.stockDifferences(db)).toEqual([]);
  }, 60_000);

  it('while its owner leaves belongs to nobody or to the shelf, never to both', async () => {
    const [one, two] = [await db.connect(), await db.connect()];
    for (let turn = 0; turn < 10; turn++) {
      const gift = await putGift(db, `leaving-${turn}`, {}, 1);
      const owner = await walker();
      const mine = await claimed(db, owner, gift);
      await redeem(db, 'jiang', await codeNow(db, mine));
      await Promise.all([undo(one, 'he', mine.id), callAs(two, owner, 'select api.erase_me()')]);
      const [{ state }] = (await db.rows<{ state: string }>('select state from app.claim where id = $1', [
        mine.id,
      ])) as [{ state: string }];
      // Taken back just before its owner left, it waits until the night, and then is there for others.
      expect(['cancelled', 'issued'], `turn ${turn}`).toContain(state);
      await db.sql.query(`update app.claim set expires_at = now() where id = $1 and state = 'issued'`, [mine.id]);
      await db.sql.query('select app.release_claims()');
      expect(await stockOf(db, gift), `turn ${turn}`).toEqual({ stocked: 1, taken: 0, handed: 0 });
    }
    expect(await gifts.stockDifferences(db)).toEqual([]);
  }, 60_000);
});
