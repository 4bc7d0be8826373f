import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Claim } from '../../src/contract/trails.ts';
import { closeDatabases, type Database, freshDatabase } from '../world/database.ts';
import * as gifts from '../world/gifts.ts';
import type { Persona } from '../world/personas.ts';

const { claimed, DESK, moveStock, OTHER_DESK, putGift, redeem } = gifts;

let db: Database;
beforeAll(async () => {
  db = await freshDatabase({ seeded: true });
  await gifts.putDesks(db);
});
afterAll(closeDatabases);

const as = <T>(who: Persona | string, call: string, values: unknown[] = []) =>
  db.as<T>(gifts.idOf(who), `select ${call}`, values);
const logged = (act: string) =>
  db.rows<{ by_name: string; key: string; place: string }>(
    'select by_name, key, place from app.audit where act = $1 order by id desc limit 1',
    [act],
  );

/** A gift with stock, and a claim on it. */
async function laidAside(slug: string, changes: gifts.GiftChanges = {}, stock = 3): Promise<Claim> {
  await putGift(db, slug, changes, stock);
  return claimed(db, await gifts.walker(db, 'question'), slug);
}

describe('stock', () => {
  const low = (gift: string) =>
    as<{ gift: string; low: boolean; balance: number }[]>('guo', 'api.stock($1)', [DESK]).then((rows) =>
      rows.find((row) => row.gift === gift),
    );

  it('is brought, taken out and corrected, never below what is laid aside or handed out', async () => {
    const mine = await laidAside('moved', {}, 2);
    await redeem(db, 'jiang', await gifts.codeNow(db, mine));
    await claimed(db, await gifts.walker(db, 'question'), 'moved');
    for (const [act, n] of [
      ['out', 1],
      ['correction', -1],
    ] as const)
      await expect(moveStock(db, 'guo', 'moved', DESK, act, n), act).rejects.toThrow('bad_argument');
    expect(await moveStock(db, 'guo', 'moved', DESK, 'in', 5)).toEqual({ balance: 6 });
    expect(await moveStock(db, 'guo', 'moved', DESK, 'correction', -2)).toEqual({ balance: 4 });
    expect(await moveStock(db, 'guo', 'moved', DESK, 'out', 3)).toEqual({ balance: 1 });
    await expect(moveStock(db, 'guo', 'moved', DESK, 'out', 1)).rejects.toThrow('bad_argument');
    expect(await gifts.stockDifferences(db)).toEqual([]);
  });

  it('refuses what makes no sense, and what is nowhere', async () => {
    await putGift(db, 'sense');
    for (const [act, n] of [
      ['in', 0],
      ['in', -1],
      ['out', -1],
      ['correction', 0],
      ['in', 100_001],
      ['handed', 1],
      ['gone', 1],
    ] as const)
      await expect(moveStock(db, 'guo', 'sense', DESK, act, n), `${act} ${n}`).rejects.toThrow('bad_argument');
    await expect(as('guo', `api.move_stock('sense', $1, 'correction', 1, null)`, [DESK])).rejects.toThrow(
      'bad_argument',
    );
    await expect(moveStock(db, 'guo', 'nothing', DESK, 'in', 1)).rejects.toThrow('not_found');
    await expect(moveStock(db, 'guo', 'sense', OTHER_DESK, 'in', 1)).rejects.toThrow('not_found');
    await expect(moveStock(db, 'jiang', 'sense', DESK, 'in', 1)).rejects.toThrow('not_staff');
    await expect(moveStock(db, 'ma', 'sense', OTHER_DESK, 'out', 1)).rejects.toThrow('bad_argument');
  });

  it('warns when fewer can be claimed than the counter wants to have', async () => {
    await putGift(db, 'warned', {}, 5);
    expect(await low('warned')).toMatchObject({ low: false, balance: 5 });
    await claimed(db, await gifts.walker(db, 'question'), 'warned');
    expect(await low('warned')).toMatchObject({ low: true, balance: 5 });
    expect(await as('guo', 'api.set_low($1, $2, 2)', ['warned', DESK])).toEqual({ low_below: 2 });
    expect(await low('warned')).toMatchObject({ low: false });
    await expect(as('guo', 'api.set_low($1, $2, -1)', ['warned', DESK])).rejects.toThrow('bad_argument');
    await expect(as('guo', 'api.set_low($1, $2, 1)', ['nothing', DESK])).rejects.toThrow('not_found');
  });

  it('of the demo city is brought once, however often its file is read, and stands in the ledger', async () => {
    await putGift(db, 'seeded', {}, 0);
    for (let i = 0; i < 2; i++) await db.sql.query(`select app.load_stock('seeded', $1, 30)`, [DESK]);
    expect(await gifts.stockOf(db, 'seeded')).toEqual({ stocked: 30, taken: 0, handed: 0 });
    expect(await gifts.stockDifferences(db)).toEqual([]);
  });

  it('has a ledger by pages, of the caller’s counters only, that nobody can change', async () => {
    await putGift(db, 'logged', {}, 1);
    await moveStock(db, 'he', 'logged', OTHER_DESK, 'in', 7, '开箱');
    const page = (who: Persona, after: number | null, counter: string | null = null) =>
      as<{ items: { id: number; by: string; counter: string; delta: number; note: string }[]; next: number | null }>(
        who,
        'api.stock_log($1, $2, 2)',
        [counter, after],
      );
    const [first] = (await page('ma', null)).items;
    expect(first).toMatchObject({ by: '何科', counter: OTHER_DESK, delta: 7, note: '开箱', act: 'in', gift: 'logged' });
    expect(JSON.stringify(first)).not.toContain('sign_in');
    const seen: number[] = [];
    for (let next: number | null = null, pages = 0; pages < 100; pages++) {
      const { items, next: after }: Awaited<ReturnType<typeof page>> = await page('guo', next, DESK);
      seen.push(...items.map(({ id }) => id));
      next = after;
      if (next === null) break;
    }
    expect(seen).toEqual(
      (await db.rows<{ id: string }>(`select id from app.stock_move where counter = $1 order by id desc`, [DESK])).map(
        ({ id }) => Number(id),
      ),
    );
    await expect(page('guo', null, OTHER_DESK)).rejects.toThrow('not_found');
    for (const sql of ['update app.stock_move set delta = 1', 'delete from app.stock_move', 'truncate app.stock_move'])
      await expect(db.sql.query(sql), sql).rejects.toThrow('append-only');
  });
});

describe('counters', () => {
  const words = { 'zh-Hans': '新服务台', en: 'New desk' };
  const put = (who: Persona, code: string | null, place: string, open = true, name: object = words) =>
    as<{ code: string }>(who, 'api.save_counter($1, $2, $3, $4, $5, $6)', [code, place, name, words, words, open]);

  it('are made and changed where somebody manages gifts', async () => {
    const { code } = await put('guo', null, '330302');
    expect(code).toMatch(/^330302-[0-9a-z]{5}$/);
    expect(await put('guo', code, '330302', false)).toEqual({ code });
    await expect(put('guo', null, '330381')).rejects.toThrow('not_staff');
    await expect(put('guo', code, '330381')).rejects.toThrow('not_staff');
    await expect(put('guo', OTHER_DESK, '330302')).rejects.toThrow('not_found');
    await expect(put('guo', null, '330302', true, {})).rejects.toThrow('bad_argument');
    await expect(put('jiang', code, '330302')).rejects.toThrow('not_staff');
    await expect(put('he', null, '999999')).rejects.toThrow('not_staff');
    expect(await logged('save_counter')).toEqual([{ by_name: '郭姐', key: code, place: '330302' }]);
  });

  it('are listed for those who serve or manage them, saying which', async () => {
    const list = (who: Persona) =>
      as<{ code: string; serve: boolean; manage: boolean; place_name: string }[]>(who, `api.counters('en')`);
    const places = await list('ma');
    expect(places.map(({ code }) => code)).toContain(OTHER_DESK);
    expect(places.every(({ code }) => code !== DESK)).toBe(true);
    expect((await list('jiang')).find(({ code }) => code === DESK)).toMatchObject({
      serve: true,
      manage: false,
      place_name: 'Lucheng',
    });
    expect((await list('wen')).map(({ code }) => code)).toEqual(expect.arrayContaining([DESK, OTHER_DESK]));
    await expect(list('dai')).rejects.toThrow('not_staff');
  });
});
