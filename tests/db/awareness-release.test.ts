import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDatabases, type Database, freshDatabase } from '../world/database.ts';
import { monitoringForm, setClock, smallCity } from '../world/forms.ts';
import { insertStaff } from '../world/personas.ts';

interface Row {
  key: string;
  [column: string]: number | string | null | undefined;
}
interface Rate {
  measure: string;
  slice: string;
  key: string;
  n: number | null;
  shown: boolean;
  rule: string;
  p?: number;
}
interface Release {
  id: number;
  reach: { totals: Record<string, number>; by_month: Row[]; by_district: Row[]; by_kp: Row[] };
  awareness: { definition: Record<string, unknown>; rates: Rate[]; disclosed: Record<string, number | null> }[];
}

const BANDS = ['u18', '18-34', '35-59', '60up'];
/** 郭姐 is district staff of 鹿城, 何科 city staff, 江江 a counter clerk of 鹿城, 小安 a resident. */
const guo = randomUUID();
const he = randomUUID();
const jiang = randomUUID();
const an = randomUUID();
let db: Database;

/** adds a row of figures, as arriving records do */
const figures = (
  kind: string,
  district: string,
  band: string,
  kp: number,
  n: number,
  right = 0,
  people = 0,
  quarter = '2026-10-01',
) => {
  const form = kind === 'monitor';
  const period = form ? quarter : '2026-11-01';
  const counts = [n, right, form ? n * 10 : n, form ? right / 10 : 0, 0, people, people];
  return db.sql.query('insert into app.tail values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)', [
    ...[kind, period, form ? 'form@1' : '', district, band, kp],
    ...counts,
  ]);
};
/** `n` first attempts of which `aware` reach the threshold */
const attempts = (district: string, band: string, n: number, aware: number, quarter?: string) =>
  figures('monitor', district, band, 0, n, aware * 10, 0, quarter);

beforeAll(async () => {
  db = await freshDatabase();
  await smallCity(db);
  await db.sql.query(`
    insert into app.district select c, '330300', 'county', '{"zh-Hans": "县"}', 500000, '演示', '2021-12-31'
    from unnest(array['330303', '330304']) c`);
  await monitoringForm(db, 'form', 10, 8);
  await db.sql.query('update private.deployment set second_factor = false');
  await insertStaff(db, guo, 'district', '330302', '郭姐');
  await insertStaff(db, he, 'city_admin', '330300', '何科');
  await insertStaff(db, jiang, 'counter', '330302', '江江');
  await setClock(db, '2026-11-20T12:00:00+08:00');
  for (const [i, band] of BANDS.entries()) {
    await attempts('330302', band, 43 + i, 31);
    await attempts('330303', band, 31, 25);
    await attempts('330381', band, 52, 40);
    await figures('answer', '330302', band, 1, 101, 80);
    await figures('answer', '330381', band, 2, 202, 150);
    await figures('person', '330302', band, 0, 0, 0, 33);
    await figures('person', '330381', band, 0, 0, 0, 47);
  }
  await attempts('330304', 'u18', 7, 6);
  await figures('answer', '330304', 'u18', 1, 6, 6);
  await figures('person', '330304', 'u18', 0, 0, 0, 3);
});
afterAll(closeDatabases);

const release = () => db.as<Release>(null, 'select api.awareness_release()');

describe('a release', () => {
  it('does not exist before it is made', async () => {
    expect(await release()).toBeNull();
  });

  it('is made by city staff and by nobody else', async () => {
    for (const who of [guo, jiang, an])
      await expect(db.as(who, 'select api.publish_release()')).rejects.toMatchObject({
        code: 'PT403',
        message: 'not_staff',
      });
    await expect(db.as(null, 'select api.publish_release()')).rejects.toMatchObject({ code: '42501' });
    const before = await db.value<string>('select revision from app.content_revision');
    expect(await db.as(he, 'select api.publish_release()')).toMatchObject({ id: 1 });
    expect(Number(await db.value('select revision from app.content_revision'))).toBeGreaterThan(Number(before));
  });

  it('holds counts rounded to five, none from 1 to 9, and totals that are sums of its cells', async () => {
    const { reach } = await release();
    for (const table of [reach.by_month, reach.by_district, reach.by_kp])
      for (const row of table)
        for (const [column, count] of Object.entries(row))
          if (column !== 'key' && count !== null) expect(Number(count) % 5).toBe(0);
    const sum = (column: string) => reach.by_month.reduce((all, row) => all + Number(row[column] ?? 0), 0);
    for (const [column, total] of Object.entries(reach.totals)) expect(total).toBe(sum(column));
  });

  it('hides a second district where one alone is hidden', async () => {
    const { reach, awareness } = await release();
    const answers = Object.fromEntries(reach.by_district.map((row) => [row.key, row.answers]));
    expect(answers).toEqual({ '': 0, '330302': null, '330303': 0, '330304': null, '330381': 810 });
    const districts = awareness[0]!.rates.filter((rate) => rate.slice === 'district');
    expect(districts.map((rate) => [rate.key, rate.shown, rate.rule, rate.n])).toEqual([
      ['330302', true, 'ok', 180],
      ['330303', false, 'complementary', null],
      ['330304', false, 'n_eff', null],
      ['330381', true, 'ok', 210],
    ]);
    expect(JSON.stringify(districts.filter((rate) => !rate.shown))).not.toMatch(/"(p|low|high|n_eff|x|crude)":/);
  });

  it('gives rates from rounded counts, with definition and dated denominators', async () => {
    const [quarter] = (await release()).awareness;
    for (const rate of quarter!.rates.filter((r) => r.shown)) {
      const counted = rate.p! * rate.n!;
      expect(Math.abs(counted - 5 * Math.round(counted / 5))).toBeLessThan(0.05);
    }
    expect(quarter!.definition).toMatchObject({ period: '2026-Q4', form: 'form', version: 1, threshold: 8, items: 10 });
    expect(quarter!.definition.denominators).toMatchObject({ age_source: '演示数据' });
  });

  it('stays as it was while figures move on, and one more answer leaves the next one as it was', async () => {
    const before = await release();
    await figures('answer', '330381', 'u18', 2, 1, 1);
    expect(await release()).toEqual(before);
    await db.as(he, 'select api.publish_release()');
    const after = await release();
    expect(after.id).toBe(2);
    expect(after.reach).toEqual(before.reach);
    expect(after.awareness).toEqual(before.awareness);
  });

  it('hides the smallest shown district with one that is hidden though its number is not', async () => {
    for (const [district, n, aware] of [
      ['330302', 90, 70],
      ['330303', 60, 50],
      ['330304', 15, 12],
    ] as const)
      await attempts(district, '35-59', n, aware, '2026-07-01');
    const rates = await db.value<Rate[]>(`select app.release_rates('2026-07-01', 'form@1')`);
    const districts = rates.filter((rate) => rate.slice === 'district').map((rate) => [rate.key, rate.shown, rate.n]);
    expect(districts).toEqual([
      ['330302', true, 90],
      ['330303', false, 60],
      ['330304', false, 15],
      ['330381', false, 0],
    ]);
  });
});

describe('live figures', () => {
  const reach = (who: string) =>
    db.as<{ totals: Record<string, number>; district: string | null; by_district: Row[] }>(
      who,
      `select api.reach_live('2026-11-01', '2026-11-30')`,
    );

  it('rise for 郭姐 by exactly what was answered in her district', async () => {
    const before = await reach(guo);
    expect(before.district).toBe('330302');
    await figures('answer', '330302', 'u18', 3, 5, 4);
    await figures('answer', '330381', 'u18', 3, 11, 4);
    const after = await reach(guo);
    expect(after.totals.answers! - before.totals.answers!).toBe(5);
    expect(after.totals.correct! - before.totals.correct!).toBe(4);
    expect(after.by_district.map((row) => row.key)).toEqual(['330302']);
  });

  it('are of the whole city for 何科', async () => {
    expect((await reach(he)).by_district.length).toBeGreaterThan(2);
  });

  it('are refused to clerks, residents and nobody, though they exist', async () => {
    for (const call of [`select api.reach_live('2026-11-01', '2026-11-01')`, `select api.awareness_live('2026-Q4')`]) {
      for (const who of [jiang, an]) await expect(db.as(who, call)).rejects.toMatchObject({ message: 'not_staff' });
      await expect(db.as(null, call)).rejects.toMatchObject({ code: '42501' });
      expect(await db.as(he, call)).toBeTruthy();
    }
  });

  it('refuse periods that are none', async () => {
    for (const period of ['2026-Q5', '2026', "'; drop", '1999-Q1'])
      await expect(db.as(he, 'select api.awareness_live($1)', [period])).rejects.toMatchObject({
        message: 'bad_argument',
      });
    for (const range of [
      ['2026-11-01', '2026-10-01'],
      ['2000-01-01', '2026-01-01'],
      [null, '2026-01-01'],
    ])
      await expect(db.as(he, 'select api.reach_live($1, $2)', range)).rejects.toMatchObject({
        message: 'bad_argument',
      });
  });

  it('of awareness keep what must not be shown out of the answer', async () => {
    const live = await db.as<{ forms: { rates: Rate[] }[] }>(guo, 'select api.awareness_live(null)');
    const rates = live.forms[0]!.rates;
    expect(rates.find((rate) => rate.slice === 'all' && rate.measure === 'C')).toMatchObject({ shown: true });
    expect(rates.filter((rate) => rate.slice === 'district').map((rate) => rate.key)).toEqual(['330302']);
    const city = await db.as<{ forms: { rates: Rate[] }[] }>(he, 'select api.awareness_live(null)');
    expect(city.forms[0]!.rates.find((rate) => rate.key === '330304')).not.toHaveProperty('p');
  });
});
