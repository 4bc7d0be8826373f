import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ContestAttempt } from '../../src/contract/content.ts';
import { passTime, setClock } from '../world/clock.ts';
import { rightAnswer, smallContest } from '../world/contest.ts';
import { closeDatabases, type Database, freshDatabase } from '../world/database.ts';
import { monitoringForm, smallCity } from '../world/forms.ts';
import { insertPersonas, PERSONAS, type Persona } from '../world/personas.ts';
import { send, text } from '../world/records.ts';
import { type Analysis, fill, MAY } from './items.ts';

type Report = Analysis & { district: string | null; keys: boolean };

let db: Database;
beforeAll(async () => {
  db = await freshDatabase();
  await smallCity(db);
  await insertPersonas(db.sql);
  await db.sql.query('update private.deployment set second_factor = false');
  await setClock(db, '2026-05-10T10:00:00+08:00');
  await monitoringForm(db, 'form', 4, 3);
  for (let i = 0; i < 75; i++) {
    const letters = ['A', 'B', 'C', 'A'].map((letter, item) => ((i >> item) % 2 ? letter : 'A'));
    await fill(db, 'form', letters, { district: i < 40 ? '330302' : '330381' });
  }
  await smallContest(db);
  for (let i = 0; i < 64; i++) {
    const me = randomUUID();
    const { attempt, items } = await db.as<ContestAttempt>(me, `select api.open_contest('small', 'zh-Hans', true)`);
    const profile = { kind: 'profile', district: '330302', age_band: null };
    await send(db, me, [text(profile), text({ kind: 'contest', attempt, answers: items.map(rightAnswer) })]);
  }
}, 60_000);
afterAll(closeDatabases);

const see = (who: Persona, form = 'form@1', [from, to]: readonly (string | null)[] = MAY) =>
  db.as<Report>(PERSONAS[who].id, 'select api.item_analysis($1, $2, $3)', [form, from, to]);
const forms = (who: Persona) =>
  db.as<{ form: string; n: number; from: string; to: string }[]>(PERSONAS[who].id, 'select api.item_forms()');

describe('item analysis', () => {
  it('is for those who hold the right, and for nobody else', async () => {
    await expect(db.as(null, 'select api.item_forms()')).rejects.toThrow('permission denied');
    for (const who of ['an', 'chen', 'dai', 'jiang', 'sun'] as const) {
      await expect(see(who), who).rejects.toThrow('not_staff');
      await expect(forms(who), who).rejects.toThrow('not_staff');
    }
    for (const who of ['guo', 'he', 'wen', 'ma'] as const) expect((await see(who)).n, who).toBeGreaterThan(0);
  });

  it('shows a district its own attempts, chosen by where the person stands; the others exist all the same', async () => {
    const [guo, ma, he] = [await see('guo'), await see('ma'), await see('he')];
    expect([guo.n, guo.district, ma.n, ma.district, he.n, he.district]).toEqual([40, '330302', 35, '330381', 75, null]);
    const right = await db.rows<{ p: number }>(
      `select avg(substr(marks, i, 1)::int)::float8 as p from app.participation, generate_series(1, 4) i
       where kind = 'monitor' and district = '330302' group by i order by i`,
    );
    for (const [i, { p }] of right.entries()) expect(guo.items[i]!.p).toBeCloseTo(p, 12);
    expect((await forms('guo')).map(({ form, n }) => [form, n])).toEqual([
      ['form@1', 40],
      ['small', 64],
    ]);
    expect((await forms('ma')).map(({ form, n }) => [form, n])).toEqual([['form@1', 35]]);
    expect((await forms('he')).find(({ form }) => form === 'form@1')).toMatchObject({
      ...{ n: 75, from: '2026-04-01', to: '2026-06-30' },
    });
  });

  it('keeps the options of a monitoring form, and with them its key, to those who work on the city’s questions', async () => {
    for (const who of ['he', 'wen'] as const) {
      const { keys, items } = await see(who);
      expect(keys).toBe(true);
      expect(items[0]!.options!.find(({ key }) => key)).toMatchObject({ letter: 'A' });
    }
    for (const who of ['guo', 'ma'] as const) {
      const report = await see(who);
      expect(report.keys).toBe(false);
      expect(report.items).toHaveLength(4);
      for (const item of report.items) expect(item).not.toHaveProperty('options');
      expect(JSON.stringify(report)).not.toMatch(/"(key|letter|share)"/);
    }
  });

  it('keeps a contest from districts until it has closed', async () => {
    const open = await see('guo', 'small');
    expect(open).toMatchObject({ hidden: 'open', n: 64, keys: false, items: [], mean: null, kr20: null });
    expect((await see('wen', 'small')).items.length).toBeGreaterThan(0);
    await passTime(db, '7 days 1 second');
    const closed = await see('guo', 'small');
    expect(closed).toMatchObject({ hidden: null, keys: true });
    expect(closed.items.some((item) => !item.hidden)).toBe(true);
    await passTime(db, '-7 days -1 second');
  });

  it('writes one row of the access log for each look: who, at what, whose, how many', async () => {
    const log = () => db.rows('select by_name, what, place, rows::int from app.access order by id');
    const before = (await log()).length;
    await see('guo');
    await see('he', 'small');
    expect((await log()).slice(before)).toEqual([
      { by_name: '郭姐', what: 'item_analysis form@1', place: '330302', rows: 40 },
      { by_name: '何科', what: 'item_analysis small', place: null, rows: 64 },
    ]);
  });

  it('refuses days that are none, backwards or of more than three years, and forms that do not exist', async () => {
    for (const days of [
      [null, '2026-05-01'],
      ['2026-05-01', null],
      ['2026-05-02', '2026-05-01'],
      ['2022-01-01', '2026-01-01'],
      ['infinity', 'infinity'],
    ]) {
      await expect(see('he', 'form@1', days), String(days)).rejects.toThrow('bad_argument');
    }
    await expect(see('he', 'x'.repeat(61))).rejects.toThrow('bad_argument');
    await expect(see('he', 'form')).rejects.toThrow('not_found');
  });

  it('asks city staff for their second factor where the deployment does', async () => {
    await db.sql.query('update private.deployment set second_factor = true');
    await expect(see('he')).rejects.toThrow('second_factor');
    await expect(forms('wen')).rejects.toThrow('second_factor');
    expect((await see('guo')).n).toBe(40);
    await db.sql.query('update private.deployment set second_factor = false');
  });

  it('is gone with the next call when the role is withdrawn', async () => {
    await db.sql.query('update app.staff_role set withdrawn_at = now() where sign_in = $1', [PERSONAS.ma.id]);
    await expect(see('ma')).rejects.toThrow('not_staff');
    await expect(forms('ma')).rejects.toThrow('not_staff');
  });
});
