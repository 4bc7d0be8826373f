import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ContestAttempt } from '../../src/contract/content.ts';
import { passTime, setClock } from '../world/clock.ts';
import { KEYS, originalLetters, rightAnswer, smallContest } from '../world/contest.ts';
import { closeDatabases, type Database, freshDatabase } from '../world/database.ts';
import { smallCity } from '../world/forms.ts';
import { correlation, type Marks, share } from '../world/items.ts';
import { answer, send, text } from '../world/records.ts';
import { dice } from '../world/residents.ts';
import { analyse, compare, near } from './items.ts';

let db: Database;
beforeAll(async () => {
  db = await freshDatabase();
  await smallCity(db);
  await setClock(db, '2026-05-10T10:00:00+08:00');
});
afterAll(closeDatabases);

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
      for (const [place, { code }] of first.items.entries()) {
        (chosen[code] ??= []).push({ letters: read[place]!, marks });
      }
      if (i % 3 === 0) {
        const second = await open();
        expect(await hand(second.attempt, second.items.map(rightAnswer))).toEqual(['accepted']);
      }
    }
  }, 60_000);

  it('with questions drawn and options permuted counts first tries, each item against the rest of what was drawn', async () => {
    const analysis = await analyse(db, 'small', 30);
    expect(analysis).toMatchObject({ n: 90, k: 10, kr20: null, kr20_left_out: 'drawn' });
    expect(analysis.items).toHaveLength(18);
    for (const item of analysis.items) {
      expect(item.n).toBe(chosen[item.question]!.length);
      expect(item.hidden).toBe(item.n < 30);
    }
    compare(await analyse(db, 'small', 1), attempts);
    const right = await db.value('select sum(correct)::int from app.participation where kind = $1', ['contest']);
    expect(right).toBeGreaterThan(attempts.flatMap(Object.values).filter(Boolean).length);
  });

  it('reads options in the letters of the bank; a sorting question has none', async () => {
    for (const { question, options, n } of (await analyse(db, 'small', 1)).items) {
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
    const analysis = await analyse(db, 'kp03', 1);
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
    for (const form of ['nothing', 'kp03@1', 'small@1', 'small@0', ''])
      await expect(analyse(db, form), form).rejects.toThrow('not_found');
  });
});
