import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { passTime, setClock } from '../world/clock.ts';
import { closeDatabases, type Database, freshDatabase } from '../world/database.ts';
import { monitoringForm, smallCity } from '../world/forms.ts';
import { analyse, fill } from './items.ts';

let db: Database;
beforeAll(async () => {
  db = await freshDatabase();
  await smallCity(db);
  await setClock(db, '2026-05-10T10:00:00+08:00');
});
afterAll(closeDatabases);

describe('flags', () => {
  const people = 240;
  /** Right or wrong of person i at each item; ability runs from 0 to 9. */
  const items: ((i: number, before: boolean) => boolean)[] = [
    (i) => i % 10 < 5,
    (i) => i > 2,
    (i) => i % 10 >= 8,
    (i) => Math.floor(i / 10) % 2 === 0 || i % 10 === 9,
    (i, before) => i % 10 >= (before ? 1 : 5),
    (i) => i % 10 >= 5,
    (i) => i % 10 >= (Math.floor(i / 20) % 2 ? 3 : 7),
    (i) => i % 10 >= 5,
    (i) => i % 10 >= 4,
    (i) => i % 10 >= 6,
  ];
  const handIn = async (before: boolean) => {
    for (let i = 0; i < (before ? 60 : people); i++) {
      const wrong = (item: number) => (item === 8 || Math.floor(i / 3) % 2 ? 'B' : 'C');
      await fill(
        db,
        'flags',
        items.map((right, item) => (right(i, before) ? 'A' : wrong(item))),
        {
          ms: items.map((_, item) => (item === 7 ? 1500 : 4000)),
          district: Math.floor(i / 20) % 2 ? '330302' : '330381',
        },
      );
    }
  };
  beforeAll(async () => {
    await monitoringForm(db, 'flags', 10, 8);
    await db.sql.query(`insert into app.fact (code, kp, words, source, valid_to, status) values ('F900', 1, '{"zh-Hans": "旧法"}', '演示', '2025-12-31', 'K');
      update app.question set facts = '{F900}' where code = 'flags-6'`);
    await passTime(db, '-30 days');
    await handIn(true);
    await passTime(db, '30 days');
    await handIn(false);
  }, 60_000);

  it('stand on the items that earn them and on no other', async () => {
    const { items: found } = await analyse(db, 'flags@1');
    expect(found.map(({ flags }) => flags.join(' '))).toEqual([
      'NEG',
      'EASY',
      'HARD',
      'LOWDISC',
      'DRIFT',
      'STALE',
      'DIF',
      'FAST',
      'NFD',
      '',
    ]);
    expect(found[7]!.median_ms).toBe(1500);
    const dif = found[6]!.dif;
    expect(dif.map(({ slice, key, n }) => [slice, key, n])).toEqual(
      expect.arrayContaining([
        ['district', '330302', 120],
        ['district', '330381', 120],
      ]),
    );
    for (const { key, difference } of dif) expect(Math.sign(difference)).toBe(key === '330302' ? 1 : -1);
    expect(found[8]!.options!.find(({ letter }) => letter === 'C')).toMatchObject({ n: 0, note: 'idle' });
  });

  it('keep to their limits', async () => {
    const rule = (more: Record<string, unknown>) => {
      const all = {
        n: 200,
        p: 0.6,
        r: 0.4,
        ms: 9000,
        nb: null,
        pb: null,
        chance: 0.25,
        stale: false,
        dif: false,
        idle: false,
        ...more,
      };
      return db.value<string[]>('select app.item_flags($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)', Object.values(all));
    };
    expect(await rule({})).toEqual([]);
    expect(await rule({ r: 0 })).toEqual(['LOWDISC']);
    expect(await rule({ r: -0.001 })).toEqual(['NEG']);
    expect(await rule({ r: 0.2 })).toEqual([]);
    expect(await rule({ r: 0.1, p: 0.91 })).toEqual([]);
    expect(await rule({ p: 0.95, idle: true })).toEqual(['NFD']);
    expect(await rule({ p: 0.951, idle: true })).toEqual(['EASY']);
    expect(await rule({ p: 0.3 })).toEqual([]);
    expect(await rule({ p: 0.299 })).toEqual(['HARD']);
    expect(await rule({ p: 0.49, chance: 0.5 })).toEqual(['HARD']);
    expect(await rule({ ms: 1999 })).toEqual(['FAST']);
    expect(await rule({ ms: 2000 })).toEqual([]);
    expect(await rule({ nb: 200, pb: 0.45 })).toEqual([]);
    expect(await rule({ nb: 200, pb: 0.44 })).toEqual(['DRIFT']);
    expect(await rule({ nb: 30, pb: 0.44 })).toEqual([]);
    expect(await rule({ p: 0.2, r: -0.1, stale: true, dif: true, ms: 100 })).toEqual([
      'NEG',
      'STALE',
      'HARD',
      'DIF',
      'FAST',
    ]);
  });
});
