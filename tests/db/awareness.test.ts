import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDatabases, type Database, freshDatabase } from '../world/database.ts';
import { handIn, monitoringForm, setClock, smallCity } from '../world/forms.ts';

interface Rate {
  measure: string;
  slice: string;
  key: string;
  n_all: string;
  n: string;
  x: number | null;
  crude: number | null;
  p: number | null;
  shown: boolean;
  rule: string;
}

let db: Database;
beforeAll(async () => {
  db = await freshDatabase();
  await smallCity(db);
});
afterAll(closeDatabases);

const estimate = async (cells: string) =>
  (await db.rows<Record<string, number>>(`select * from app.estimate(${cells})`))[0]!;

describe('Wilson interval', () => {
  it.each([
    [81, 263, 0.2552885, 0.3662096],
    [0, 20, 0, 0.1611252],
    [1, 29, 0.0061132, 0.1717552],
  ])('of %i in %i is what Newcombe tabulates', async (x, n, low, high) => {
    const [w] = await db.rows<{ low: number; high: number }>('select * from app.wilson($1::float8 / $2, $2)', [x, n]);
    expect(w!.low).toBeCloseTo(low, 7);
    expect(w!.high).toBeCloseTo(high, 7);
    expect(w!.low).toBeGreaterThanOrEqual(0);
  });
});

describe('post-stratified estimate', () => {
  const zhongwei = `array[('640502', '', 399800, 1200, 1116), ('640521', '', 334000, 240, 204), ('640522', '', 333500, 160, 120)]::app.cell[]`;
  it('gives the worked example: three districts, unequal response', async () => {
    const e = await estimate(zhongwei);
    expect(e.p).toBeCloseTo(0.8487201349, 10);
    expect(e.se).toBeCloseTo(0.0132288008, 10);
    expect(e.n_eff).toBeCloseTo(733.6766, 4);
    expect(e.n_kish).toBeCloseTo(880.891, 4);
    expect(e.deff).toBeCloseTo(1.8163427, 7);
    expect(e.low).toBeCloseTo(0.8209797, 7);
    expect(e.high).toBeCloseTo(0.8728278, 6); // 0.87282785, printed there with its last digit cut off
    const [crude] = await db.rows<{ low: number; high: number }>('select * from app.wilson(1440.0 / 1600, 1600)');
    expect([crude!.low, crude!.high].map((v) => v.toFixed(7))).toEqual(['0.8843286', '0.9137553']);
    const [kish] = await db.rows<{ low: number; high: number }>('select * from app.wilson($1, $2)', [e.p, e.n_kish]);
    expect([kish!.low, kish!.high].map((v) => v.toFixed(7))).toEqual(['0.8235465', '0.8708655']);
  });
  it('merges a cell under twenty with its neighbour in age and keeps its population', async () => {
    const cells = `array[('a', 'u18', 100, 5, 5), ('a', '18-34', 200, 40, 20), ('a', '35-59', 300, 60, 60), ('a', '60up', 400, 0, 0)]::app.cell[]`;
    expect(await db.value(`select app.strata(${cells})`)).toEqual([11, 11, 12, 12]);
    const e = await estimate(cells);
    expect(e.p).toBeCloseTo(0.3 * (25 / 45) + 0.7, 12);
    expect(e.strata_count).toBe(2);
  });
  it('merges a district under twenty with its neighbour by code, after its ages', async () => {
    const cells = `array[('a', 'u18', 1, 30, 3), ('a', '60up', 1, 30, 3), ('b', 'u18', 1, 4, 4), ('b', '60up', 1, 6, 6), ('c', 'u18', 1, 15, 0), ('c', '60up', 1, 90, 9)]::app.cell[]`;
    expect(await db.value(`select app.strata(${cells})`)).toEqual([11, 12, 11, 12, 21, 21]);
  });
  it('has no estimate where nobody answered', async () => {
    expect((await estimate(`array[('a', 'u18', 1, 0, 0)]::app.cell[]`)).p).toBeNull();
  });
});

describe('presentation rule', () => {
  it.each([
    [9, 10, false, 'n_eff', 0.386274],
    [26, 29, false, 'n_eff', 0.228036],
    [45, 50, true, 'ok', 0.170127],
    [12, 30, false, 'wide', 0.33089],
    [3, 60, false, 'relative', 0.119856],
    [1, 200, false, 'confidential', 0.026891],
    [199, 200, false, 'confidential', 0.026891],
    [180, 200, true, 'ok', 0.083735],
    [30, 30, true, 'narrow', null],
  ])('of %i in %i: shown %s by rule %s', async (x, n, shown, rule, width) => {
    const [r] = await db.rows<{ shown: boolean; rule: string; flags: string[]; width: number }>(
      `select r.*, w.high - w.low as width from app.wilson($1::float8 / $2, $2) w,
       app.presentation($1::float8 / $2, $2, w.low, w.high, $1, $2) r`,
      [x, n],
    );
    expect(r).toMatchObject({ shown, rule });
    if (width !== null) expect(r!.width).toBeCloseTo(width, 6);
    if (x === n) expect(r!.flags).toEqual(['extreme']);
  });
  it('takes 59.99999999999999 effective answers for sixty, and 29.9999999999 for thirty', async () => {
    const rule = (n: number) => db.value('select rule from app.presentation(0.5, $1, 0.4, 0.6, 15, 30)', [n]);
    expect(await rule(29.9999999999)).toBe('ok');
    expect(await rule(29.99)).toBe('n_eff');
  });
});

describe('definitions', () => {
  const MATRIX = '111110 111100 111110 101100 111010 110100 110000 100110 100000 010001'.split(' ');
  it('B, C and D of ten persons and six items, handed in through the ledger', async () => {
    await monitoringForm(db, 'six', 6, 4);
    await setClock(db, '2026-05-10T12:00:00+08:00');
    for (const [i, marks] of MATRIX.entries()) {
      const place = { district: i % 2 ? '330302' : '330381', band: '35-59' };
      expect(await handIn(db, { signIn: randomUUID(), form: 'six', marks, ...place })).toBe('accepted');
    }
    const rates = await db.rows<Rate>(`select * from app.awareness('2026-04-01', 'six@1')`);
    const of = (slice: string, measure: string, key = '') =>
      rates.find((r) => r.slice === slice && r.measure === measure && r.key === key)!;
    expect(of('all', 'B').crude).toBeCloseTo(0.5333333333, 10);
    expect(of('all', 'C').crude).toBeCloseTo(0.4, 10);
    expect(of('all', 'D').crude).toBe(0);
    expect(['1', '2', '3'].map((kp) => of('kp', 'B', kp).crude)).toEqual([0.9, 0.7, 0.5]);
    expect(of('all', 'C')).toMatchObject({ n: '10', shown: false, rule: 'n_eff' });
  });

  it('counts the first submitted attempt per person and Chinese calendar period, and no other', async () => {
    await monitoringForm(db, 'eight', 8, 6);
    const [u1, u2, u3, u4] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
    const attempts: [string, string, number][] = [
      [u1, '2026-06-01T10:00:00+08:00', 5],
      [u1, '2026-06-02T10:00:00+08:00', 8],
      [u2, '2026-06-03T10:00:00+08:00', 7],
      [u3, '2026-06-30T23:59:59+08:00', 6],
      [u4, '2026-07-01T00:30:00+08:00', 8],
    ];
    for (const [signIn, moment, right] of attempts) {
      await setClock(db, moment);
      const marks = '1'.repeat(right).padEnd(8, '0');
      await handIn(db, { signIn, form: 'eight', marks, district: '330302', band: '18-34' });
    }
    const headline = async (period: string) =>
      (
        await db.rows<Rate>(`select * from app.awareness($1, 'eight@1') where slice = 'all' and measure = 'C'`, [
          period,
        ])
      )[0]!;
    expect((await headline('2026-04-01')).crude).toBeCloseTo(2 / 3, 12);
    expect((await headline('2026-04-01')).n_all).toBe('3');
    expect((await headline('2026-07-01')).crude).toBe(1);
    expect(await db.rows('select * from app.verify_rollups()')).toEqual([]);
  });

  it('discloses attempts under two seconds per item and repeated ones, and people who said no place', async () => {
    await monitoringForm(db, 'quick', 5, 4);
    await setClock(db, '2026-08-01T12:00:00+08:00');
    const hurried = randomUUID();
    await handIn(db, { signIn: hurried, form: 'quick', marks: '11111', ms: 900, district: '330302', band: 'u18' });
    await handIn(db, { signIn: hurried, form: 'quick', marks: '11111', district: '330302', band: 'u18' });
    await handIn(db, { signIn: randomUUID(), form: 'quick', marks: '11111', district: '330302' });
    await handIn(db, { signIn: randomUUID(), form: 'quick', marks: '00000', district: '330302', band: 'u18' });
    const [d] = await db.rows(`select * from app.awareness_disclosed('2026-07-01', 'quick@1')`);
    expect(d).toEqual({ fast: '1', again: '1' });
    const [r] = await db.rows<Rate>(
      `select * from app.awareness('2026-07-01', 'quick@1') where slice = 'all' and measure = 'C'`,
    );
    expect(r).toMatchObject({ n_all: '2', n: '1', crude: 0.5, p: 0 });
  });
});
