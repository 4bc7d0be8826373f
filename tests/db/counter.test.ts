import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Claim } from '../../src/contract/trails.ts';
import { passTime } from '../world/clock.ts';
import { closeDatabases, type Database, freshDatabase } from '../world/database.ts';
import * as gifts from '../world/gifts.ts';
import type { Persona } from '../world/personas.ts';

const { claimed, DESK, KE, OTHER_DESK, putGift, redeem, stockOf } = gifts;

let db: Database;
beforeAll(async () => {
  db = await freshDatabase({ seeded: true });
  await gifts.putDesks(db);
});
afterAll(closeDatabases);

const as = <T>(who: Persona | string, call: string, values: unknown[] = []) =>
  db.as<T>(gifts.idOf(who), `select ${call}`, values);
const undo = (who: Persona | string, claim: string, reason = '拿错了') =>
  as(who, 'api.undo_redemption($1, $2)', [claim, reason]);
const logged = (act: string) =>
  db.rows<{ by_name: string; key: string; place: string }>(
    'select by_name, key, place from app.audit where act = $1 order by id desc limit 1',
    [act],
  );
interface Day {
  handed: { claim: string; number: string; by: string; mine: boolean; undone: boolean }[];
  stock: { gift: string; balance: number; reserved: number; low: boolean }[];
}
const day = (who: Persona | string, counter = DESK) => as<Day>(who, 'api.counter_day($1)', [counter]);

/** A gift with stock, and a claim on it. */
async function laidAside(slug: string, changes: gifts.GiftChanges = {}, stock = 3): Promise<Claim> {
  await putGift(db, slug, changes, stock);
  return claimed(db, await gifts.walker(db, 'question'), slug);
}

describe('a code', () => {
  it('is handed out for once; the second clerk is told when, where and by whom', async () => {
    const mine = await laidAside('once');
    const code = await gifts.codeNow(db, mine);
    expect(await redeem(db, 'jiang', code)).toEqual({
      ok: true,
      claim: mine.id,
      gift: gifts.giftBody().name,
      number: mine.number,
    });
    const again = await redeem(db, KE, code);
    expect(again).toEqual({
      problem: 'used',
      at: expect.any(String),
      by: '江江',
      counter: { 'zh-Hans': `${DESK}服务台` },
    });
    expect(await stockOf(db, 'once')).toEqual({ stocked: 3, taken: 1, handed: 1 });
    expect(await logged('redeem')).toEqual([{ by_name: '江江', key: 'once', place: '330302' }]);
    expect(await db.rows('select 1 from private.claim_secret where claim = $1', [mine.id])).toEqual([]);
  });

  it('holds for its half minute and the one before and after: a photograph of it is old after ninety seconds', async () => {
    const mine = await laidAside('photographed');
    for (const age of [90_000, 61_000 + 29_000, -90_000, 86_400_000])
      expect(await redeem(db, 'jiang', await gifts.codeNow(db, mine, age)), `${age}`).toEqual({ problem: 'old_code' });
    const other = await laidAside('photographed-other');
    expect(await redeem(db, 'jiang', (await gifts.codeNow(db, other)).replace(other.number, mine.number))).toEqual({
      problem: 'old_code',
    });
    expect(await stockOf(db, 'photographed')).toEqual({ stocked: 3, taken: 1, handed: 0 });
    expect(await redeem(db, 'jiang', await gifts.codeNow(db, mine, 30_000))).toMatchObject({ ok: true });
    expect(await redeem(db, 'jiang', await gifts.codeNow(db, other, -30_000))).toMatchObject({ ok: true });
  });

  it('is read as people write it: small letters, blanks, O and I for 0 and 1', async () => {
    const mine = await laidAside('typed');
    await db.sql.query(`update app.claim set number = '0A1B0C1D' where id = $1`, [mine.id]);
    const code = await gifts.codeNow(db, { ...mine, number: '0A1B0C1D' });
    expect(await redeem(db, 'jiang', ` ${code.replace('0A1B0C1D', 'oaIb oclD').replace('-', ' ')} `)).toMatchObject({
      ok: true,
    });
  });

  it.each([
    '',
    'x',
    '12345678-12345',
    '12345678-1234567',
    'UUUUUUUU-123456',
    '毒'.repeat(50),
    'https://example.com/c#x',
    '00000000-000000',
  ])('that is none is unknown: %s', async (code) => {
    expect(await redeem(db, 'jiang', code)).toEqual({ problem: 'unknown' });
  });

  it('of another counter, of a claim given back, or too late is refused with its reason', async () => {
    const mine = await laidAside('elsewhere');
    expect(await redeem(db, 'ma', await gifts.codeNow(db, mine), OTHER_DESK)).toEqual({
      problem: 'other_counter',
      counter: { 'zh-Hans': `${DESK}服务台` },
    });
    try {
      await passTime(db, '15 days');
      expect(await redeem(db, 'jiang', await gifts.codeNow(db, mine))).toEqual({
        problem: 'expired',
        at: expect.any(String),
      });
    } finally {
      await db.sql.query(`update private.clock set shift = '0'`);
    }
    const owner = await gifts.walker(db, 'question');
    const given = await claimed(db, owner, 'elsewhere');
    await as(owner, 'api.cancel_claim($1)', [given.id]);
    expect(await redeem(db, 'jiang', await gifts.codeNow(db, given))).toEqual({ problem: 'cancelled' });
  });

  it('of a trail that has been flagged since asks for a point that no photograph gives', async () => {
    await putGift(db, 'flagged');
    const [scanned, there] = [await gifts.walker(db), await gifts.walker(db, 'question')];
    const [weak, strong] = [await claimed(db, scanned, 'flagged'), await claimed(db, there, 'flagged')];
    await db.sql.query(
      `insert into app.flag (trail, point, kind, at, count) values ('small-street', 'arch', 'shared_code', now(), 300)`,
    );
    expect(await redeem(db, 'jiang', await gifts.codeNow(db, weak))).toEqual({ problem: 'flagged' });
    expect(await redeem(db, 'jiang', await gifts.codeNow(db, strong))).toMatchObject({ ok: true });
    await db.sql.query('update app.flag set cleared_at = now()');
    expect(await redeem(db, 'jiang', await gifts.codeNow(db, weak))).toMatchObject({ ok: true });
  });

  it('is taken by those who serve that counter only', async () => {
    const code = await gifts.codeNow(db, await laidAside('served'));
    for (const who of ['an', 'dai', 'sun', 'wen'] as const)
      await expect(redeem(db, who, code), who).rejects.toThrow('not_staff');
    await expect(redeem(db, 'ma', code)).rejects.toThrow('not_found');
    await expect(redeem(db, 'jiang', code, 'nowhere')).rejects.toThrow('not_found');
    expect(await redeem(db, 'he', code)).toMatchObject({ ok: true });
  });
});

describe('a gift that was handed out', () => {
  it('is taken back by somebody else, with a reason; its owner fetches it with a new code', async () => {
    const owner = await gifts.walker(db, 'question');
    await putGift(db, 'undone');
    const mine = await claimed(db, owner, 'undone');
    const code = await gifts.codeNow(db, mine);
    await redeem(db, 'jiang', code);
    await expect(undo('jiang', mine.id)).rejects.toThrow('not_staff');
    for (const reason of ['', '   ', '长'.repeat(201), '\u202e'])
      await expect(undo(KE, mine.id, reason)).rejects.toThrow('bad_argument');
    await expect(undo('ma', mine.id)).rejects.toThrow('not_found');
    await expect(undo(KE, randomUUID())).rejects.toThrow('not_found');
    expect(await undo(KE, mine.id)).toEqual({ undone: true });
    await expect(undo(KE, mine.id)).rejects.toThrow('not_found');
    expect(await stockOf(db, 'undone')).toEqual({ stocked: 10, taken: 1, handed: 0 });
    expect(await redeem(db, 'jiang', code)).toEqual({ problem: 'old_code' });
    const { claims } = await as<{ claims: Claim[] }>(owner, 'api.my_gifts()');
    expect(claims).toMatchObject([{ id: mine.id, state: 'issued' }]);
    expect(claims[0]!.secret).not.toBe(mine.secret);
    expect(await redeem(db, KE, await gifts.codeNow(db, claims[0]!))).toMatchObject({ ok: true });
    expect(await logged('undo_redemption')).toEqual([{ by_name: '小柯', key: 'undone', place: '330302' }]);
    const acts = await db.rows<{ line: string }>(
      `select act || ' ' || delta || ' ' || coalesce(note, '') as line from app.stock_move where gift = 'undone' order by id`,
    );
    expect(acts.map(({ line }) => line)).toEqual(['in 10 清点', 'handed -1 ', 'undo 1 拿错了', 'handed -1 ']);
  });

  it('goes back to the shelf for anybody when its owner has left meanwhile', async () => {
    const owner = await gifts.walker(db, 'question');
    await putGift(db, 'orphan', {}, 1);
    const mine = await claimed(db, owner, 'orphan');
    await redeem(db, 'jiang', await gifts.codeNow(db, mine));
    await as(owner, 'api.erase_me()');
    await undo('guo', mine.id);
    expect(await db.rows('select state from app.claim where id = $1', [mine.id])).toEqual([{ state: 'cancelled' }]);
    expect(await stockOf(db, 'orphan')).toEqual({ stocked: 1, taken: 0, handed: 0 });
  });

  it('stands in the list of the day, with what is left', async () => {
    const mine = await laidAside('listed', {}, 6);
    await claimed(db, await gifts.walker(db, 'question'), 'listed');
    const { number, id: claim } = mine;
    await redeem(db, 'jiang', await gifts.codeNow(db, mine));
    const own = await day('jiang');
    expect(own.handed[0]).toMatchObject({ claim, number, by: '江江', mine: true, undone: false });
    expect(own.stock.find(({ gift }) => gift === 'listed')).toMatchObject({ balance: 5, reserved: 1, low: true });
    await undo(KE, claim);
    expect((await day(KE)).handed[0]).toMatchObject({ claim, mine: false, undone: true });
    await expect(day('ma')).rejects.toThrow('not_found');
    try {
      await passTime(db, '1 day');
      expect((await day('jiang')).handed).toEqual([]);
    } finally {
      await db.sql.query(`update private.clock set shift = '0'`);
    }
  });

  it('leaves a trace of every reading: who of the staff looked, and at how many', async () => {
    const reads = () => db.value<number>('select count(*)::int from app.access');
    const before = await reads();
    await day('jiang');
    await redeem(db, 'jiang', '00000000-000000');
    expect(await reads()).toBe(before + 2);
    await redeem(db, 'jiang', 'no code at all');
    expect(await reads()).toBe(before + 2);
  });
});
