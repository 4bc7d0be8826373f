import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { passTime, setClock } from '../world/clock.ts';
import { closeDatabases, type Database, freshDatabase } from '../world/database.ts';
import { monitoringForm, smallCity } from '../world/forms.ts';
import { correlation, kr20, type Marks, share } from '../world/items.ts';
import { dice } from '../world/residents.ts';
import { analyse, compare, fill, MAY, near } from './items.ts';

let db: Database;
beforeAll(async () => {
  db = await freshDatabase();
  await smallCity(db);
  await setClock(db, '2026-05-10T10:00:00+08:00');
});
afterAll(closeDatabases);

describe('ten persons and six items, worked by hand', () => {
  const ROWS = '111110 111100 111110 101100 111010 110100 110000 100110 100000 010001'.split(' ');
  const attempts = ROWS.map((row) => Object.fromEntries([...row].map((c, i) => [`six-${i + 1}`, Number(c)])) as Marks);
  beforeAll(async () => {
    await monitoringForm(db, 'six', 6, 4);
    for (const row of ROWS)
      await fill(
        db,
        'six',
        [...row].map((c) => (c === '1' ? 'A' : 'B')),
      );
  });

  it('give the difficulty, both correlations and D27 of DOMAIN’s table', async () => {
    const { items } = await analyse(db, 'six@1', 1);
    const table = [
      [0.9, 0.3202563076, 0.0842151921, 0.3333333333],
      [0.7, 0.4542567626, 0.0975900073, 0.3333333333],
      [0.5, 0.800640769, 0.5555555556, 1],
    ];
    expect(items.map(({ question }) => question)).toEqual([1, 2, 3, 4, 5, 6].map((i) => `six-${i}`));
    for (const [i, [p, raw, rest, d27]] of table.entries()) {
      near(items[i]!.p, p!, `p ${i}`);
      near(items[i]!.r_pb, raw!, `r_pb ${i}`);
      near(items[i]!.r_rest, rest!, `r_rest ${i}`);
      near(items[i]!.d27, d27!, `d27 ${i}`);
    }
  });

  it('give all six items and KR-20 as an independent reading of the definitions has them', async () => {
    const analysis = await analyse(db, 'six@1', 1);
    compare(analysis, attempts);
    near(analysis.kr20, kr20(attempts), 'KR-20');
    expect(analysis).toMatchObject({ n: 10, k: 6, hidden: null, kr20_left_out: null });
    near(analysis.mean, 3.2, 'mean');
    near(analysis.sd, Math.sqrt(1.56), 'sd of the population');
  });

  it('give the awareness definitions B, C and D of the same matrix', async () => {
    const rates = await db.rows<{ measure: string; crude: number }>(
      `select measure, crude from app.awareness('2026-04-01', 'six@1') where slice = 'all' order by measure`,
    );
    for (const [i, wanted] of [0.5333333333, 0.4, 0].entries()) near(rates[i]!.crude, wanted, rates[i]!.measure);
  });

  it('are too few to be shown: of the form and its items nothing but n', async () => {
    const analysis = await analyse(db, 'six@1');
    expect(analysis).toMatchObject({ n: 10, hidden: 'few', mean: null, sd: null, kr20: null });
    for (const item of analysis.items) {
      expect(Object.keys(item).sort()).toEqual(['hidden', 'kind', 'kp', 'n', 'question', 'revision', 'stem']);
      expect(item).toMatchObject({ n: 10, hidden: true });
    }
    expect((await analyse(db, 'six@1', 10)).hidden).toBeNull();
    expect((await analyse(db, 'six@1', 11)).hidden).toBe('few');
  });

  it('leave correlations open for an item that everybody gets right', async () => {
    await monitoringForm(db, 'flat', 2, 1);
    for (const row of ['AA', 'AB', 'AA', 'AB']) await fill(db, 'flat', [...row]);
    const [all, half] = (await analyse(db, 'flat@1', 1)).items;
    expect(all).toMatchObject({ p: 1, r_pb: null, r_rest: null, d27: 0 });
    expect(half).toMatchObject({ p: 0.5, r_rest: null });
    expect(half!.r_pb).toBeCloseTo(1, 12);
  });
});

describe('a form with hundreds of attempts', () => {
  const seed = Date.now() % 1e6;
  const attempts: Marks[] = [];
  const chosen: string[][] = [];
  const people = Array.from({ length: 240 }, () => randomUUID());
  beforeAll(async () => {
    await monitoringForm(db, 'many', 10, 8);
    const random = dice(seed);
    for (const me of people) {
      const ability = random();
      const letters = Array.from({ length: 10 }, (_, i) => {
        if (random() < 0.15 + 0.7 * ability + 0.02 * i) return 'A';
        return ['B', 'C', '?'][Math.floor(random() * 3)]!;
      });
      await fill(db, 'many', letters, { me, district: me < '8' ? '330302' : '330381' });
      chosen.push(letters);
      attempts.push(Object.fromEntries(letters.map((c, i) => [`many-${i + 1}`, c === 'A' ? 1 : 0])) as Marks);
    }
  }, 60_000);

  it('agrees with the independent reading, ties and all', async () => {
    const analysis = await analyse(db, 'many@1');
    expect(analysis.n, `seed ${seed}`).toBe(240);
    compare(analysis, attempts);
    near(analysis.kr20, kr20(attempts), 'KR-20');
  });

  it('counts each option once and correlates its choice with the rest of the form', async () => {
    for (const [i, { options, question }] of (await analyse(db, 'many@1')).items.entries()) {
      expect(options!.map(({ letter, key }) => `${letter}${key ? '*' : ''}`)).toEqual(['A*', 'B', 'C', '?']);
      expect(options!.map(({ text: words }) => words?.['zh-Hans'] ?? null)).toEqual(['A', 'B', 'C', null]);
      for (const { letter, n, share: part, r_rest } of options!) {
        const picks = chosen.map((letters) => Number(letters[i] === letter));
        expect(n).toBe(picks.filter(Boolean).length);
        near(part, n / 240, `${question} ${letter}`);
        near(
          r_rest,
          correlation(
            picks,
            attempts.map((marks) => share(marks, question)),
          ),
          `${question} ${letter}`,
        );
      }
    }
  });

  it('does not count who comes again: not the same day, not in the next quarter of a longer period', async () => {
    const before = await analyse(db, 'many@1');
    const again = Array(10).fill('B') as string[];
    for (const me of people.slice(0, 20)) await fill(db, 'many', again, { me });
    expect((await analyse(db, 'many@1')).items).toEqual(before.items);
    await passTime(db, '60 days');
    for (const me of people.slice(0, 40)) await fill(db, 'many', again, { me });
    expect((await analyse(db, 'many@1', 30, ['2026-07-01', '2026-07-31'])).n).toBe(40);
    const long = await analyse(db, 'many@1', 30, ['2026-05-01', '2026-07-31']);
    expect(long.n).toBe(240);
    expect(long.kr20).toBe(before.kr20);
    await passTime(db, '-60 days');
  });

  it('of one district is that of its own people alone', async () => {
    const own = await analyse(db, 'many@1', 1, MAY, '330302');
    const those = attempts.filter((_, i) => people[i]! < '8');
    expect(own.n).toBe(those.length);
    compare(own, those);
  });

  it('cuts days as China has them', async () => {
    const n = async (from: string, to: string) => (await analyse(db, 'many@1', 1, [from, to])).n;
    expect([
      await n('2026-05-10', '2026-05-10'),
      await n('2026-05-11', '2026-05-31'),
      await n('2026-05-01', '2026-05-09'),
    ]).toEqual([240, 0, 0]);
  });
});
