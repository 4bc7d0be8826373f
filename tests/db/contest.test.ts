import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ContestAttempt, ContestResult } from '../../src/contract/content.ts';
import { passTime } from '../world/clock.ts';
import { isRight, KEYS, originalLetters, rightAnswer, smallContest } from '../world/contest.ts';
import { closeDatabases, type Database, freshDatabase } from '../world/database.ts';
import { smallCity } from '../world/forms.ts';
import { differences, send, text } from '../world/records.ts';
import { dice } from '../world/residents.ts';

let db: Database;
let me: string;
beforeAll(async () => {
  db = await freshDatabase();
  await smallCity(db);
  await smallContest(db);
});
beforeEach(() => {
  me = randomUUID();
});
afterAll(closeDatabases);

const open = (signIn = me, untimed = false, slug = 'small') =>
  db.as<ContestAttempt>(signIn, `select api.open_contest($1, 'zh-Hans', $2)`, [slug, untimed]);
const result = (attempt: string, signIn = me) =>
  db.as<ContestResult>(signIn, `select api.contest_result($1, 'zh-Hans')`, [attempt]);
const handIn = (attempt: string, answers: string[], signIn = me, age = 0) =>
  send(db, signIn, [text({ kind: 'contest', attempt, answers })], { ages: [age] });
const allA = Array(10).fill('A') as string[];

describe('an attempt', () => {
  it('is drawn by the server: ten different questions of the pool, no key, no explanation', async () => {
    const attempt = await open();
    expect(new Set(attempt.items.map(({ code }) => code)).size).toBe(10);
    for (const item of attempt.items) {
      expect(Object.keys(item).sort()).toEqual(expect.arrayContaining(['code', 'kind', 'options', 'stem']));
      for (const secret of ['answer', 'explanation', 'source', 'perm']) expect(item).not.toHaveProperty(secret);
    }
    expect(attempt).toMatchObject({ try_no: 1, tries: 3, seconds: 300 });
    expect(Date.parse(attempt.closes_at) - Date.parse(attempt.opened_at)).toBe(300_000);
  });

  it('shows options in an order of its own, with every option once; judgements and sorting keep theirs', async () => {
    const orders = new Map<string, Set<string>>();
    for (let i = 0; i < 12; i++) {
      for (const question of (await open(randomUUID())).items) {
        const order = question.options.map(({ text: shown }) => shown.split('/')[1]).join('');
        expect([...order].sort().join('')).toBe(question.kind === 'judge' ? 'AB' : 'ABCD');
        orders.set(question.code, (orders.get(question.code) ?? new Set()).add(order));
      }
    }
    for (const [code, seen] of orders) {
      if (['judge', 'sort'].includes(KEYS[code]!.kind)) expect(seen.size, code).toBe(1);
    }
    expect([...orders.values()].filter((seen) => seen.size > 1).length).toBeGreaterThan(6);
  });

  it('that is open is given back as it was, in any language, as often as asked', async () => {
    const first = await open();
    const again = await open();
    expect(again.attempt).toBe(first.attempt);
    expect(again.items).toEqual(first.items);
    expect(again.closes_at).toBe(first.closes_at);
    expect(await db.value('select count(*)::int from app.contest_attempt where id = $1', [first.attempt])).toBe(1);
  });

  it('may be taken three times and no more; one that ran out counts as a try', async () => {
    for (let n = 1; n <= 2; n++) {
      const attempt = await open();
      expect(attempt.try_no).toBe(n);
      expect(await handIn(attempt.attempt, allA)).toEqual(['accepted']);
    }
    expect((await open()).try_no).toBe(3);
    await passTime(db, '301 seconds');
    await expect(open()).rejects.toThrow('no_tries_left');
    await passTime(db, '-301 seconds');
  });

  it('without a timer ends with the contest, also when the timer is switched off under way', async () => {
    const timed = await open();
    const untimed = await open(me, true);
    expect(untimed).toMatchObject({ attempt: timed.attempt, seconds: null });
    expect(Date.parse(untimed.closes_at)).toBeGreaterThan(Date.parse(timed.closes_at) + 86_400_000);
    expect((await open()).seconds).toBeNull();
    await passTime(db, '2 days');
    expect(await handIn(untimed.attempt, allA)).toEqual(['accepted']);
    await passTime(db, '-2 days');
  });

  it('exists for its owner alone', async () => {
    const { attempt } = await open();
    const other = randomUUID();
    await send(db, other, [text({ kind: 'round', quiz: 'x', asked: 1 })]);
    await expect(result(attempt, other)).rejects.toThrow('not_found');
    expect(await handIn(attempt, allA, other)).toEqual(['rejected:unknown_attempt']);
    expect(await handIn(randomUUID(), allA)).toEqual(['rejected:unknown_attempt']);
    expect((await result(attempt)).state).toBe('open');
  });

  it('is refused before the contest opens, after it closes, and for what is no contest', async () => {
    await passTime(db, '-1 hour');
    await expect(open()).rejects.toThrow('not_open');
    await passTime(db, '8 days');
    await expect(open()).rejects.toThrow('not_open');
    await passTime(db, '-7 days -23 hours');
    await expect(open(me, false, 'nothing')).rejects.toThrow('not_found');
  });
});

describe('an answer', () => {
  it('is judged by the time at which it was given, not by when it arrived: 72 hours on the way at most', async () => {
    const { attempt } = await open();
    await passTime(db, '71 hours');
    expect(await handIn(attempt, allA, me, 71 * 3_600_000 - 200_000)).toEqual(['accepted']);
    const other = randomUUID();
    const second = await open(other);
    await passTime(db, '73 hours');
    expect(await handIn(second.attempt, allA, other, 73 * 3_600_000)).toEqual(['late']);
    await passTime(db, '-144 hours');
  });

  it('after the time is late, five seconds are given for the way', async () => {
    const [slow, slower] = [randomUUID(), randomUUID()];
    const first = await open(slow);
    const second = await open(slower);
    await passTime(db, '303 seconds');
    expect(await handIn(first.attempt, allA, slow)).toEqual(['accepted']);
    await passTime(db, '4 seconds');
    expect(await handIn(second.attempt, allA, slower)).toEqual(['late']);
    await passTime(db, '-307 seconds');
  });

  it('once given stands; another one to the same attempt finds it closed', async () => {
    const { attempt } = await open();
    const record = text({ kind: 'contest', attempt, answers: allA });
    expect(await send(db, me, [record, text({ kind: 'contest', attempt, answers: allA })])).toEqual([
      'accepted',
      'closed',
    ]);
    expect(await send(db, me, [record])).toEqual(['seen']);
    expect(await handIn(attempt, allA)).toEqual(['closed']);
  });

  it('with too few or too many letters is refused and may be given again', async () => {
    const { attempt } = await open();
    expect(await handIn(attempt, allA.slice(1))).toEqual(['rejected:bad_field']);
    expect(await handIn(attempt, [...allA, 'A'])).toEqual(['rejected:bad_field']);
    expect(await handIn(attempt, allA)).toEqual(['accepted']);
  });

  it('is graded like the reference grader does, over hundreds of random attempts', async () => {
    const seed = Date.now() % 1e6;
    const random = dice(seed);
    const letters = () => [...'ABCDEL'].filter(() => random() < 0.4).join('') || 'A';
    let compared = 0;
    for (let i = 0; i < 120; i++) {
      const person = randomUUID();
      const { attempt, items } = await open(person);
      const answers = items.map((question) => {
        const chance = random();
        if (chance < 0.5) return rightAnswer(question);
        if (chance < 0.6) return '?';
        if (chance < 0.75) return [...rightAnswer(question)].reverse().join('');
        return question.kind === 'sort' ? [0, 1, 2, 3].map(() => (random() < 0.5 ? 'A' : 'B')).join('') : letters();
      });
      expect(await handIn(attempt, answers, person)).toEqual(['accepted']);
      const right = items.filter((question, place) => isRight(question, answers[place]!)).length;
      const { state, correct, total } = await result(attempt, person);
      expect([state, correct, total], `seed ${seed}, attempt ${i}: ${answers}`).toEqual(['graded', right, 10]);
      compared += items.length;
    }
    expect(compared).toBe(1200);
    expect(await differences(db)).toEqual([]);
  }, 60_000);
});

describe('keys and explanations', () => {
  it('are told after the contest has closed, to those who took part, in the letters of the bank', async () => {
    const { attempt, items } = await open();
    const answers = items.map(rightAnswer);
    await handIn(attempt, answers);
    expect(await result(attempt)).toEqual({ state: 'graded', correct: 10, total: 10 });
    await passTime(db, '7 days 1 second');
    const { review } = await result(attempt);
    expect(review).toEqual(
      items.map((question, i) => ({
        code: question.code,
        yours: originalLetters(question, answers[i]!),
        key: KEYS[question.code]!.answer,
        explanation: `${question.code} 的解析`,
      })),
    );
    const nothing = randomUUID();
    await passTime(db, '-7 days -1 second');
    const unused = await open(nothing);
    await passTime(db, '11 days');
    expect(await result(unused.attempt, nothing)).toEqual({ state: 'missed' });
    await passTime(db, '-11 days');
  });
});

describe('pools', () => {
  it('are disjoint by constraint: no path puts a question into two of them', async () => {
    const fails = async (sql: string, values: unknown[] = []) => {
      await db.sql.query('begin');
      const code = await db.sql.query(sql, values).then(
        () => 'went through',
        (error) => error.code as string,
      );
      await db.sql.query('rollback');
      return code;
    };
    const code = 'contest-01';
    expect(await fails(`insert into app.question_code values ($1, 'practice')`, [code])).toBe('23505');
    expect(await fails(`update app.question_code set pool = 'practice' where code = $1`, [code])).toBe('23503');
    expect(await fails(`update app.question set pool = 'practice' where code = $1`, [code])).toMatch(/^23/);
    expect(
      await fails(
        `insert into app.question (code, revision, pool, kp, kind, stages, difficulty, words, facts, checked_on, status)
         select code, revision + 1, 'practice', kp, kind, stages, difficulty, words, facts, checked_on, status from app.question where code = $1`,
        [code],
      ),
    ).toBe('23503');
    expect(await fails(`update app.quiz set purpose = 'practice' where slug = 'small'`)).toMatch(/^23/);
    const again = {
      code,
      pool: 'practice',
      kp: 1,
      kind: 'single',
      stages: ['adult'],
      difficulty: 1,
      status: 'published',
    };
    const put = {
      ...again,
      words: { 'zh-Hans': { stem: '', options: [] } },
      facts: [],
      checked_on: '2026-05-01',
      answer: 'A',
      explanation: { 'zh-Hans': '' },
    };
    expect(await fails('select app.put_question($1)', [JSON.stringify(put)])).toMatch(/^23/);
    expect(
      await fails(
        `insert into app.quiz_item (quiz, purpose, position, question, revision, pool) values ('small', 'practice', 99, $1, 1, 'practice')`,
        [code],
      ),
    ).toMatch(/^23/);
    expect(
      await fails(
        `insert into app.quiz_item (quiz, purpose, position, question, revision, pool) values ('small', 'contest', 99, $1, 1, 'monitoring')`,
        [code],
      ),
    ).toBe('23514');
  });
});
