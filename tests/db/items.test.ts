import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ContestAttempt } from '../../src/contract/content.ts';
import { passTime, setClock } from '../world/clock.ts';
import { KEYS, originalLetters, rightAnswer, smallContest } from '../world/contest.ts';
import { closeDatabases, type Database, freshDatabase } from '../world/database.ts';
import { monitoringForm, smallCity } from '../world/forms.ts';
import { correlation, itemFigures, kr20, type Marks, share } from '../world/items.ts';
import { answer, send, text } from '../world/records.ts';
import { dice } from '../world/residents.ts';

interface Option {
  letter: string;
  text: Record<string, string> | null;
  key: boolean;
  n: number;
  share: number;
  r_rest: number | null;
  note: string | null;
}
interface Item {
  question: string;
  n: number;
  hidden: boolean;
  p: number;
  r_pb: number | null;
  r_rest: number | null;
  d27: number | null;
  median_ms: number | null;
  flags: string[];
  options: Option[] | null;
  dif: { slice: string; key: string; n: number; difference: number }[];
}
interface Analysis {
  n: number;
  k: number;
  hidden: string | null;
  mean: number | null;
  sd: number | null;
  kr20: number | null;
  kr20_left_out: string | null;
  items: Item[];
}

let db: Database;
beforeAll(async () => {
  db = await freshDatabase();
  await smallCity(db);
  await setClock(db, '2026-05-10T10:00:00+08:00');
});
afterAll(closeDatabases);

const MAY = ['2026-05-01', '2026-05-31'] as const;
const analyse = (
  form: string,
  minN?: number,
  [from, to]: readonly [string, string] = MAY,
  district: string | null = null,
) =>
  minN === undefined
    ? db.value<Analysis>('select app.item_analysis($1, $2, $3, $4)', [form, from, to, district])
    : db.value<Analysis>('select app.item_analysis($1, $2, $3, $4, $5)', [form, from, to, district, minN]);

/** Hands in a monitoring form with these letters. */
async function fill(
  form: string,
  answers: string[],
  more: { me?: string; ms?: number[]; district?: string; band?: string } = {},
) {
  const record = {
    ...{ kind: 'monitor', quiz: form, version: 1, answers, ms: more.ms ?? answers.map(() => 5000) },
    ...{ district: more.district ?? null, age_band: more.band ?? null },
  };
  expect(await send(db, more.me ?? randomUUID(), [text(record)])).toEqual(['accepted']);
}

const near = (found: number | null, wanted: number | null, what: string) => {
  if (wanted === null || found === null) expect(found, what).toBe(wanted);
  else expect(Math.abs(found - wanted), `${what}: ${found} is not ${wanted}`).toBeLessThan(1e-9);
};
const compare = (analysis: Analysis, attempts: Marks[]) => {
  for (const item of analysis.items) {
    const wanted = itemFigures(attempts, item.question);
    for (const figure of ['p', 'r_pb', 'r_rest', 'd27'] as const)
      near(item[figure], wanted[figure], `${item.question} ${figure}`);
  }
};

describe('ten persons and six items, worked by hand', () => {
  const ROWS = '111110 111100 111110 101100 111010 110100 110000 100110 100000 010001'.split(' ');
  const attempts = ROWS.map((row) => Object.fromEntries([...row].map((c, i) => [`six-${i + 1}`, Number(c)])) as Marks);
  beforeAll(async () => {
    await monitoringForm(db, 'six', 6, 4);
    for (const row of ROWS)
      await fill(
        'six',
        [...row].map((c) => (c === '1' ? 'A' : 'B')),
      );
  });

  it('give the difficulty, both correlations and D27 of DOMAIN’s table', async () => {
    const { items } = await analyse('six@1', 1);
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
    const analysis = await analyse('six@1', 1);
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
    const analysis = await analyse('six@1');
    expect(analysis).toMatchObject({ n: 10, hidden: 'few', mean: null, sd: null, kr20: null });
    for (const item of analysis.items) {
      expect(Object.keys(item).sort()).toEqual(['hidden', 'kind', 'kp', 'n', 'question', 'revision', 'stem']);
      expect(item).toMatchObject({ n: 10, hidden: true });
    }
    expect((await analyse('six@1', 10)).hidden).toBeNull();
    expect((await analyse('six@1', 11)).hidden).toBe('few');
  });

  it('leave correlations open for an item that everybody gets right', async () => {
    await monitoringForm(db, 'flat', 2, 1);
    for (const row of ['AA', 'AB', 'AA', 'AB']) await fill('flat', [...row]);
    const [all, half] = (await analyse('flat@1', 1)).items;
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
      await fill('many', letters, { me, district: me < '8' ? '330302' : '330381' });
      chosen.push(letters);
      attempts.push(Object.fromEntries(letters.map((c, i) => [`many-${i + 1}`, c === 'A' ? 1 : 0])) as Marks);
    }
  }, 60_000);

  it('agrees with the independent reading, ties and all', async () => {
    const analysis = await analyse('many@1');
    expect(analysis.n, `seed ${seed}`).toBe(240);
    compare(analysis, attempts);
    near(analysis.kr20, kr20(attempts), 'KR-20');
  });

  it('counts each option once and correlates its choice with the rest of the form', async () => {
    for (const [i, { options, question }] of (await analyse('many@1')).items.entries()) {
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
    const before = await analyse('many@1');
    const again = Array(10).fill('B') as string[];
    for (const me of people.slice(0, 20)) await fill('many', again, { me });
    expect((await analyse('many@1')).items).toEqual(before.items);
    await passTime(db, '60 days');
    for (const me of people.slice(0, 40)) await fill('many', again, { me });
    expect((await analyse('many@1', 30, ['2026-07-01', '2026-07-31'])).n).toBe(40);
    const long = await analyse('many@1', 30, ['2026-05-01', '2026-07-31']);
    expect(long.n).toBe(240);
    expect(long.kr20).toBe(before.kr20);
    await passTime(db, '-60 days');
  });

  it('of one district is that of its own people alone', async () => {
    const own = await analyse('many@1', 1, MAY, '330302');
    const those = attempts.filter((_, i) => people[i]! < '8');
    expect(own.n).toBe(those.length);
    compare(own, those);
  });

  it('cuts days as China has them', async () => {
    const n = async (from: string, to: string) => (await analyse('many@1', 1, [from, to])).n;
    expect([
      await n('2026-05-10', '2026-05-10'),
      await n('2026-05-11', '2026-05-31'),
      await n('2026-05-01', '2026-05-09'),
    ]).toEqual([240, 0, 0]);
  });
});

describe('a contest', () => {
  const attempts: Marks[] = [];
  const chosen: Record<string, { letters: string | null; marks: Marks }[]> = {};
  beforeAll(async () => {
    await smallContest(db);
    const random = dice(7);
    for (let i = 0; i < 90; i++) {
      const me = randomUUID();
      const open = () => db.as<ContestAttempt>(me, `select api.open_contest('small', 'zh-Hans', true)`);
      const first = await open();
      const ability = 0.2 + 0.7 * random();
      const answers = first.items.map((question) => {
        if (random() < ability) return rightAnswer(question);
        if (question.kind === 'sort') return 'AAAA';
        return random() < 0.2 ? '?' : 'ABCD'[Math.floor(random() * question.options.length)]!;
      });
      const hand = (attempt: string, letters: string[]) =>
        send(db, me, [text({ kind: 'contest', attempt, answers: letters })]);
      expect(await hand(first.attempt, answers)).toEqual(['accepted']);
      const read = first.items.map((question, place) =>
        answers[place] === '?' ? '?' : originalLetters(question, answers[place]!),
      );
      const marks = Object.fromEntries(
        first.items.map(({ code }, place) => [code, read[place] === KEYS[code]!.answer ? 1 : 0]),
      ) as Marks;
      attempts.push(marks);
      first.items.forEach(({ code }, place) => (chosen[code] ??= []).push({ letters: read[place]!, marks }));
      if (i % 3 === 0) {
        const second = await open();
        expect(await hand(second.attempt, second.items.map(rightAnswer))).toEqual(['accepted']);
      }
    }
  }, 60_000);

  it('with questions drawn and options permuted counts first tries, each item against the rest of what was drawn', async () => {
    const analysis = await analyse('small', 30);
    expect(analysis).toMatchObject({ n: 90, k: 10, kr20: null, kr20_left_out: 'drawn' });
    expect(analysis.items).toHaveLength(18);
    for (const item of analysis.items) {
      expect(item.n).toBe(chosen[item.question]!.length);
      expect(item.hidden).toBe(item.n < 30);
    }
    compare(await analyse('small', 1), attempts);
    const right = await db.value('select sum(correct)::int from app.participation where kind = $1', ['contest']);
    expect(right).toBeGreaterThan(attempts.flatMap(Object.values).filter(Boolean).length);
  });

  it('reads options in the letters of the bank; a sorting question has none', async () => {
    for (const { question, options, n } of (await analyse('small', 1)).items) {
      if (KEYS[question]!.kind === 'sort') {
        expect(options).toBeNull();
        continue;
      }
      for (const option of options!) {
        const picks = chosen[question]!.map(({ letters }) => Number(letters?.includes(option.letter) ?? false));
        expect(option.n, `${question} ${option.letter}`).toBe(picks.filter(Boolean).length);
        near(option.share, option.n / n, question);
        const rest = chosen[question]!.map(({ marks }) => share(marks, question));
        near(option.r_rest, correlation(picks, rest), `${question} ${option.letter}`);
        expect(option.key).toBe(KEYS[question]!.answer.includes(option.letter));
      }
    }
  });
});

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
    const { items: found } = await analyse('flags@1');
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

describe('a practice set', () => {
  it('counts each person’s first answer ever to a question as it is now, and says nothing of discrimination', async () => {
    const draft = (more: object) => ({
      ...{
        code: 'p-1',
        pool: 'practice',
        kp: 3,
        kind: 'single',
        stages: ['adult'],
        difficulty: 1,
        facts: [],
        checked_on: '2026-05-01',
      },
      ...{
        words: { 'zh-Hans': { stem: '旧', options: ['一', '二', '三'], source: '演示' } },
        status: 'published',
        answer: 'B',
      },
      ...{ explanation: { 'zh-Hans': '。' }, ...more },
    });
    const put = (more: object) => db.value('select app.put_question($1)', [JSON.stringify(draft(more))]);
    await put({});
    await put({ code: 'p-2', answer: 'C' });
    await db.value('select app.put_quiz($1)', [
      JSON.stringify({
        slug: 'kp03',
        purpose: 'practice',
        kp: 3,
        title: { 'zh-Hans': '练习' },
        summary: { 'zh-Hans': '练习' },
      }),
    ]);
    const say = (question: string, choice: string, rev = 1, ms = 3000) =>
      answer({ quiz: 'kp03', question, choice, rev, ms });
    const [early, known] = [randomUUID(), randomUUID()];
    await passTime(db, '-30 days');
    await send(db, early, [say('p-1', 'B')]);
    await passTime(db, '30 days');
    await send(db, early, [say('p-1', 'A'), say('p-2', 'C')]);
    await send(db, known, [say('p-2', 'A', 1, 1000)]);
    await put({ words: { 'zh-Hans': { stem: '新', options: ['一', '二', '三'], source: '演示' } } });
    await send(db, known, [say('p-1', 'B', 2, 1000), say('p-1', 'A', 2)], { ages: [60_000, 0] });
    await passTime(db, '1 hour');
    await send(db, randomUUID(), [say('p-1', 'C', 2, 1500)]);
    await passTime(db, '-1 hour');
    const analysis = await analyse('kp03', 1);
    expect(analysis).toMatchObject({ n: 3, mean: null, kr20: null, kr20_left_out: 'practice' });
    const [one, two] = analysis.items;
    expect(one).toMatchObject({
      question: 'p-1',
      revision: 2,
      n: 2,
      p: 0.5,
      r_pb: null,
      r_rest: null,
      d27: null,
      median_ms: 1250,
    });
    expect(one!.options!.map(({ n }) => n)).toEqual([0, 1, 1, 0]);
    expect(two).toMatchObject({ question: 'p-2', n: 2, p: 0.5 });
  });

  it('that does not exist is refused, as is a form without its version', async () => {
    for (const form of ['nothing', 'six', 'small@1', 'six@0', ''])
      await expect(analyse(form), form).rejects.toThrow('not_found');
  });
});
