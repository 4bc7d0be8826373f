import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { passTime } from '../world/clock.ts';
import { closeDatabases, type Database, freshDatabase } from '../world/database.ts';
import {
  claimed,
  codeNow,
  DESK,
  idOf,
  KE,
  moveStock,
  OTHER_DESK,
  putDesks,
  putGift,
  stockDifferences,
  walk,
} from '../world/gifts.ts';
import { PERSONAS, type Persona } from '../world/personas.ts';
import { differences } from '../world/records.ts';

let db: Database;
beforeAll(async () => {
  db = await freshDatabase({ seeded: true });
  await putDesks(db);
});
afterAll(closeDatabases);

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const as = <T>(who: Persona | string, call: string, values: unknown[] = []) =>
  db.as<T>(idOf(who), `select ${call}`, values);
/** A new card as 江江 prints it: its key, which only the paper has. */
async function card(): Promise<string> {
  const key = randomBytes(20).toString('hex').toUpperCase().slice(0, 26);
  expect(await as('jiang', 'api.make_cards($1)', [[sha256(key)]])).toEqual({ made: 1 });
  return key;
}
const press = (who: Persona | string, key: string, point: string) =>
  as<{ verdict: string; stamps: number; total: number }>(who, `api.stamp_passport($1, 'small-street', $2)`, [
    sha256(key),
    point,
  ]);
const hand = (who: Persona | string, key: string, gift: string, counter = DESK) =>
  as<Record<string, unknown>>(who, 'api.hand_to_card($1, $2, $3)', [sha256(key), gift, counter]);

describe('a passport on paper', () => {
  it('is stamped by staff, once a day per point, with the best proof there is', async () => {
    const key = await card();
    expect(await press('jiang', key, 'arch')).toEqual({ verdict: 'accepted', stamps: 1, total: 3 });
    expect(await press('jiang', key, 'arch')).toEqual({ verdict: 'seen', stamps: 1, total: 3 });
    expect(await press(KE, key, 'library')).toEqual({ verdict: 'accepted', stamps: 2, total: 3 });
    expect(await differences(db)).toEqual([]);
    const phone = randomUUID();
    await db.as(phone, 'select api.reclaim($1)', [key]);
    expect(await db.as(phone, 'select api.my_stamps()')).toMatchObject({
      stamps: [
        { point: 'arch', grade: 3 },
        { point: 'library', grade: 3 },
      ],
    });
  });

  it('gets its gift without a phone, once, by the same rules', async () => {
    const gift = await putGift(db, 'card-badge', { rule: { strong: 2 } }, 3);
    const key = await card();
    await press('jiang', key, 'arch');
    expect(await hand('jiang', key, gift)).toEqual({ missing: ['trail', 'strong'] });
    await press('jiang', key, 'library');
    const list = await as<{ gift: string; missing: string[] }[]>('jiang', 'api.card_gifts($1, $2)', [
      sha256(key),
      DESK,
    ]);
    expect(list.find((one) => one.gift === gift)).toMatchObject({ missing: [] });
    expect(await hand('jiang', key, gift)).toMatchObject({ ok: true, gift: { 'zh-Hans': '徽章' } });
    expect(await hand(KE, key, gift)).toEqual({ missing: ['had'] });
    expect(await db.value(`select stocked - handed from app.stock where gift = $1`, [gift])).toBe(2);
    expect(await stockDifferences(db)).toEqual([]);
  });

  it('gets no second gift from two clerks at once, and none where the last one has gone', async () => {
    const gift = await putGift(db, 'last-one', {}, 1);
    const keys = [await card(), await card()];
    for (const key of keys) for (const point of ['arch', 'library']) await press('jiang', key, point);
    const clerks = await Promise.all([db.connect(), db.connect(), db.connect(), db.connect()]);
    const { callAs } = await import('../world/database.ts');
    const all = await Promise.all(
      clerks.map((clerk, i) =>
        callAs<Record<string, unknown>>(clerk, i % 2 ? KE : PERSONAS.jiang.id, 'select api.hand_to_card($1, $2, $3)', [
          sha256(keys[i >> 1]!),
          gift,
          DESK,
        ]),
      ),
    );
    expect(all.filter(({ ok }) => ok)).toHaveLength(1);
    for (const other of all.filter(({ ok }) => !ok)) expect(Object.keys(other)).toEqual(['missing']);
    expect(await db.rows('select stocked, taken, handed from app.stock where gift = $1', [gift])).toEqual([
      { stocked: 1, taken: 1, handed: 1 },
    ]);
  });

  /** A card whose holder has walked with a phone, by printed codes, and has a gift laid aside. */
  async function laidAside(slug: string) {
    const key = await card();
    const phone = randomUUID();
    await db.as(phone, 'select api.reclaim($1)', [key]);
    await walk(db, phone);
    const gift = await putGift(db, slug, {}, 3);
    return { key, gift, claim: await claimed(db, phone, gift) };
  }

  it('gets nothing more while a colleague hands the same gift out for the phone’s code', async () => {
    const { key, gift, claim } = await laidAside('phone-and-card');
    const [first, second] = [await db.connect(), await db.connect()];
    await first.query('begin');
    await first.query('set local role authenticated');
    await first.query(`select set_config('request.jwt.claims', $1, true)`, [JSON.stringify({ sub: KE })]);
    await first.query('select api.redeem($1, $2)', [await codeNow(db, claim), DESK]);
    const { callAs } = await import('../world/database.ts');
    const handing = callAs<Record<string, unknown>>(second, PERSONAS.jiang.id, 'select api.hand_to_card($1, $2, $3)', [
      sha256(key),
      gift,
      DESK,
    ]);
    const waits = `select exists (select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock')`;
    await expect.poll(() => db.value(waits), { timeout: 20_000 }).toBe(true);
    await first.query('commit');
    expect(await handing).toMatchObject({ problem: 'used', by: '小柯' });
    expect(await db.value('select handed from app.stock where gift = $1', [gift])).toBe(1);
    expect(await stockDifferences(db)).toEqual([]);
  });

  it('is asked for a proof of the place as well, where a photograph went round after the claim', async () => {
    const { key, gift } = await laidAside('flagged-meanwhile');
    await db.sql.query(
      `insert into app.flag (trail, point, kind, at, count) values ('small-street', 'arch', 'shared_code', now(), 101)`,
    );
    expect(await hand('jiang', key, gift)).toEqual({ problem: 'flagged' });
    await press('jiang', key, 'arch');
    expect(await hand('jiang', key, gift)).toMatchObject({ ok: true });
    await db.sql.query('update app.flag set cleared_at = now()');
  });

  it('is nothing for those who may not: the card is there', async () => {
    const key = await card();
    const gift = await putGift(db, 'not-for-them', {}, 1);
    for (const who of ['an', 'dai', 'sun'] as const) {
      await expect(press(who, key, 'arch'), who).rejects.toThrow('not_staff');
      await expect(hand(who, key, gift), who).rejects.toThrow('not_staff');
      await expect(as(who, 'api.make_cards($1)', [[sha256('x')]]), who).rejects.toThrow('not_staff');
    }
    // 马主任 serves another district's counters
    await expect(hand('ma', key, gift)).rejects.toThrow('not_found');
    await expect(press('jiang', 'no such key', 'arch')).rejects.toThrow('not_found');
    await expect(as('jiang', `api.stamp_passport('x', 'small-street', 'arch')`)).rejects.toThrow('bad_argument');
    expect(await press('jiang', key, 'arch')).toMatchObject({ verdict: 'accepted' });
    await moveStock(db, 'ma', gift, OTHER_DESK, 'in', 1);
    expect(await hand('ma', key, gift, OTHER_DESK)).toEqual({ missing: ['trail'] });
  });

  it('is kept while staff stamp it, and cut with its phone when neither was used for 180 days', async () => {
    const key = await card();
    await db.as(randomUUID(), 'select api.reclaim($1)', [key]);
    await passTime(db, '181 days');
    await press('jiang', key, 'arch');
    await db.sql.query('select app.purge()');
    expect(await press('jiang', key, 'arch')).toMatchObject({ verdict: 'seen' });
    await passTime(db, '181 days');
    await db.sql.query('select app.purge()');
    await expect(press('jiang', key, 'arch')).rejects.toThrow('not_found');
    await passTime(db, '-362 days');
  });
});
