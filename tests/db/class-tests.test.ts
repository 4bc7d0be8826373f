import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ClassTests, TestResult } from '../../src/contract/class-tests.ts';
import type { ContestAttempt, ContestResult } from '../../src/contract/content.ts';
import type { ClassPage, MyClass } from '../../src/contract/courses.ts';
import { passTime, setClock } from '../world/clock.ts';
import { callAs, closeDatabases, type Database, freshDatabase } from '../world/database.ts';
import { smallCity } from '../world/forms.ts';
import { insertPersonas, PERSONAS } from '../world/personas.ts';
import { differences, send, text } from '../world/records.ts';
import { classFigures, join, openClass, smallSchools } from '../world/schools.ts';

/** Six knowledge points of eight questions: difficulties 1, 1, 1, 2, 2, 2, 3, 3. */
const CODES = Array.from({ length: 48 }, (_, i) => ({
  code: `canary-${String(i + 1).padStart(2, '0')}`,
  kp: 1 + (i % 6),
  difficulty: [1, 1, 1, 2, 2, 2, 3, 3][Math.floor(i / 6)]!,
  answer: 'ABCD'[i % 4]!,
}));
const KEY = new Map(CODES.map(({ code, answer }) => [code, answer]));

let db: Database;
let empty: string;
const dai = PERSONAS.dai.id;
const putQuestions = async (first: Database) => {
  for (const { code, kp, difficulty, answer } of CODES)
    await first.value('select app.put_question($1)', [
      JSON.stringify({
        ...{ code, pool: 'contest', kp, kind: 'single', stages: ['primary'], difficulty, facts: [] },
        ...{ checked_on: '2026-05-01', status: 'published', answer, explanation: { 'zh-Hans': `${code} 金丝雀` } },
        words: {
          'zh-Hans': { stem: `${code}?`, options: [...'ABCD'].map((x) => `${code}/${x}`), source: '演示' },
        },
      }),
    ]);
};
beforeAll(async () => {
  const first = await freshDatabase();
  await smallCity(first);
  await insertPersonas(first.sql);
  await setClock(first, '2026-12-14T09:00:00+08:00');
  await first.sql.query('update private.deployment set second_factor = false');
  await smallSchools(first);
  await putQuestions(first);
  empty = first.name;
  await first.sql.end();
});
beforeEach(async () => {
  db = await freshDatabase({ of: empty });
});
afterAll(closeDatabases);

const OPENS = '2026-12-14T09:00:00+08:00';
const make = (id: string, { minutes = 20 as number | null, n = 10, opens = OPENS, who = dai as string } = {}) =>
  db.as<{ id: string }>(who, `select api.make_test($1, $2, '2026-12-14T12:00:00+08:00', $3, $4)`, [
    id,
    opens,
    minutes,
    n,
  ]);
const tests = (id: string, who: string = dai) => db.as<ClassTests>(who, `select api.tests($1, 'zh-Hans')`, [id]);
const open = (test: string, who: string, untimed = false) =>
  db.as<ContestAttempt>(who, `select api.open_test($1, 'zh-Hans', $2)`, [test, untimed]);
const result = (test: string, who: string = dai) =>
  db.as<TestResult>(who, `select api.test_result($1, 'zh-Hans')`, [test]);
const own = (attempt: string, who: string) =>
  db.as<ContestResult>(who, `select api.contest_result($1, 'zh-Hans')`, [attempt]);
const mine = (who: string) => db.as<MyClass>(who, `select api.my_class('zh-Hans')`);
/** Letters as shown, right for the first questions and wrong for the others. */
const answers = ({ items }: ContestAttempt, right: number) =>
  items.map(({ code, options }, i) => {
    const key = options.find(({ text: shown }) => shown === `${code}/${KEY.get(code)}`)!.letter;
    return i < right ? key : key === 'A' ? 'B' : 'A';
  });
const handIn = async (who: string, attempt: ContestAttempt, right: number, age = 0) =>
  (
    await send(db, who, [text({ kind: 'contest', attempt: attempt.attempt, answers: answers(attempt, right) })], {
      ages: [age],
    })
  )[0];

/** The word by which a call is refused. */
const why = (call: Promise<unknown>) => call.then(JSON.stringify, (error: Error) => error.message);

/** A class in which seats 1 … n are taken. */
async function room(n: number, more = {}) {
  const { id, code } = await openClass(db, 45, more);
  const pupils = Array.from({ length: n }, () => randomUUID());
  for (const [i, pupil] of pupils.entries()) await join(db, pupil, code, i + 1);
  return { id, code, pupils };
}

describe('a test', () => {
  it('has two forms without a question in common, alike in knowledge points and difficulty', async () => {
    const { id } = await room(0);
    expect((await tests(id)).most).toBe(20);
    for (const n of [10, 15, 20]) {
      const { id: test } = await make(id, { n });
      const forms = await db.value<Record<'A' | 'B', { question: string }[]>>(
        'select forms from app.test where id = $1',
        [test],
      );
      const all = [...forms.A, ...forms.B].map(({ question }) => question);
      expect(new Set(all).size).toBe(2 * n);
      const blueprint = (form: 'A' | 'B') =>
        forms[form]
          .map(({ question }) => CODES.find(({ code }) => code === question)!)
          .map(({ kp, difficulty }) => `${kp}/${difficulty}`)
          .sort();
      expect(blueprint('A').map((x) => x[0])).toEqual(blueprint('B').map((x) => x[0]));
      const unlike = blueprint('A').filter((x, i) => x !== blueprint('B')[i]).length;
      // Of three of a difficulty one stays over: at most one pair of a knowledge point is uneven.
      expect(unlike).toBeLessThanOrEqual(n <= 15 ? 3 : 6);
      const counts = Map.groupBy(forms.A, ({ question }) => CODES.find(({ code }) => code === question)!.kp);
      const sizes = [...counts.values()].map(({ length }) => length);
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
    }
  });

  it('cannot have fewer than ten questions, more than the bank has pairs, or a window that is none', async () => {
    const { id } = await room(0);
    for (const bad of [{ n: 9 }, { n: 21 }, { minutes: 4 }, { opens: '2026-12-14T12:00:00+08:00' }])
      expect(await why(make(id, bad))).toBe('bad_argument');
    const junior = await openClass(db, 40, { grade: 7, number: 1 });
    expect((await tests(junior.id)).most).toBe(0);
    expect(await why(make(junior.id))).toBe('bad_argument');
    expect((await tests(id)).tests).toEqual([]);
  });

  it('gives odd seats form A and even ones form B, in orders of their own, and keeps its keys', async () => {
    const { id, pupils } = await room(4);
    const { id: test } = await make(id);
    const attempts: ContestAttempt[] = [];
    for (const pupil of pupils) attempts.push(await open(test, pupil));
    const codes = attempts.map(({ items }) => items.map(({ code }) => code));
    const set = (i: number) => [...codes[i]!].sort().join();
    expect(set(0)).toBe(set(2));
    expect(set(1)).toBe(set(3));
    expect(codes[0]!.filter((code) => codes[1]!.includes(code))).toEqual([]);
    expect(codes[0]).not.toEqual(codes[2]);
    for (const pupil of [0, 1, 2, 3]) expect(await handIn(pupils[pupil]!, attempts[pupil]!, 7)).toBe('accepted');
    const told = [
      attempts,
      await own(attempts[0]!.attempt, pupils[0]!),
      await db.as(pupils[0]!, 'select api.my_export()'),
      await db.as(pupils[0]!, 'select api.my_passport()'),
      await mine(pupils[0]!),
      await result(test),
      await tests(id),
    ];
    expect(JSON.stringify(told)).not.toMatch(/金丝雀|"answer":|"key":/);
    expect(await own(attempts[0]!.attempt, pupils[0]!)).toEqual({ state: 'graded', total: 10 });
    const sent = await db.as<{ records: { kind: string; correct?: number }[] }>(pupils[0]!, 'select api.my_export()');
    expect(sent.records.filter(({ kind }) => kind === 'contest').map((record) => 'correct' in record)).toEqual([false]);
    await setClock(db, '2026-12-14T12:00:00+08:00');
    const after = await own(attempts[0]!.attempt, pupils[0]!);
    expect(after).toMatchObject({ state: 'graded', correct: 7, total: 10 });
    expect(after.review).toHaveLength(10);
    expect(JSON.stringify(await result(test))).toContain('金丝雀');
  });

  it('is opened once by a seat, also by twenty phones at the same moment', async () => {
    const { id, code, pupils } = await room(1);
    const phones = [pupils[0]!];
    for (let n = 1; n < 20; n++) {
      await db.as(dai, 'select api.reopen_seat($1, 1, true)', [id]);
      const phone = randomUUID();
      await join(db, phone, code, 1);
      phones.push(phone);
    }
    const { id: test } = await make(id);
    const clients = await Promise.all(phones.map(() => db.connect()));
    const opened = await Promise.all(
      clients.map((client, i) =>
        callAs<ContestAttempt>(client, phones[i]!, `select api.open_test($1, 'zh-Hans', false)`, [test]),
      ),
    );
    expect(new Set(opened.map(({ attempt }) => attempt)).size).toBe(1);
    expect(await db.value('select count(*) from app.contest_attempt')).toBe('1');
    expect(await handIn(phones[7]!, opened[0]!, 5)).toBe('accepted');
    expect(await handIn(phones[8]!, opened[0]!, 10)).toBe('closed');
    expect(await why(open(test, phones[9]!))).toBe('no_tries_left');
  });

  it('is not taken again by leaving the seat and joining with another phone; an exchange of seats takes nothing away', async () => {
    const { id, code, pupils } = await room(3);
    const [a, b, c] = pupils as [string, string, string];
    const { id: test } = await make(id);
    for (const who of [a, c]) await handIn(who, await open(test, who), 3);
    await db.as(dai, 'select api.move_seat($1, 1, 2)', [id]);
    expect((await open(test, b)).items).toHaveLength(10);
    await db.as(c, 'select api.leave_class()');
    const fresh = randomUUID();
    await join(db, fresh, code, 3);
    expect(await why(open(test, fresh))).toBe('no_tries_left');
  });

  it('is open for its class alone, and in its time alone', async () => {
    const { id, pupils } = await room(1);
    const other = await room(1, { number: 3 });
    const { id: test } = await make(id, { opens: '2026-12-14T10:00:00+08:00' });
    expect(await why(open(test, pupils[0]!))).toBe('not_open');
    expect((await mine(pupils[0]!)).test).toMatchObject({ id: test, state: 'open' });
    await setClock(db, '2026-12-14T10:00:00+08:00');
    expect(await why(open(test, other.pupils[0]!))).toBe('not_found');
    expect(await why(open(test, randomUUID()))).toBe('not_found');
    expect((await open(test, pupils[0]!)).seconds).toBe(1200);
    await setClock(db, '2026-12-14T12:00:00+08:00');
    expect(await why(open(test, pupils[0]!))).toBe('not_open');
  });

  it('ends by its own time, with the window, or without a timer with the window alone', async () => {
    const { id, pupils } = await room(3);
    const [a, b, c] = pupils as [string, string, string];
    const { id: test } = await make(id);
    const [timed, slow, untimed] = [await open(test, a), await open(test, b), await open(test, c, true)];
    expect([timed.seconds, untimed.seconds]).toEqual([1200, null]);
    await passTime(db, '20 minutes 4 seconds');
    expect(await handIn(a, timed, 9)).toBe('accepted');
    await passTime(db, '2 seconds');
    expect(await handIn(b, slow, 9)).toBe('late');
    expect(await why(open(test, b))).toBe('no_tries_left');
    await setClock(db, '2026-12-14T12:00:00+08:00');
    await passTime(db, '1 hour');
    // Done in time, delivered when there was a network again.
    expect(await handIn(c, untimed, 9, 90 * 60_000)).toBe('accepted');
    expect((await mine(c)).test).toMatchObject({ id: test, state: 'handed_in' });
  });

  it('is taken back before it is opened, not after', async () => {
    const { id, pupils } = await room(1);
    const { id: first } = await make(id, { opens: '2026-12-14T10:00:00+08:00' });
    expect(await db.as(dai, 'select api.drop_test($1)', [first])).toEqual({ done: true });
    const { id: second } = await make(id);
    await open(second, pupils[0]!);
    expect(await why(db.as(dai, 'select api.drop_test($1)', [second]))).toBe('in_use');
    expect((await tests(id)).tests.map(({ id: one, opened }) => [one, opened])).toEqual([[second, 1]]);
  });
});

describe('its result', () => {
  it('is shown from five handed in, moves by five of a form while the test goes on, and is whole afterwards', async () => {
    const { id, pupils } = await room(12);
    const { id: test } = await make(id);
    const odd = pupils.filter((_, i) => i % 2 === 0);
    const even = pupils.filter((_, i) => i % 2 === 1);
    const take = async (who: string, right: number) => handIn(who, await open(test, who), right);
    for (const who of odd.slice(0, 4)) await take(who, 6);
    expect(await result(test)).toMatchObject({ handed_in: 4, scores: null, done: [1, 3, 5, 7] });
    await take(odd[4]!, 8);
    const five = await result(test);
    expect(five.scores).toEqual({ n: 5, mean: 6.4, right: [0, 0, 0, 0, 0, 0, 4, 0, 1, 0, 0] });
    expect(five.forms[0]!.questions.reduce((sum, { right }) => sum + right!, 0)).toBe(32);
    expect(five.forms[0]!.questions.every(({ n, question }) => n === 5 && question === undefined)).toBe(true);
    await take(odd[5]!, 0);
    await take(even[0]!, 10);
    expect(await result(test)).toMatchObject({ handed_in: 7, scores: five.scores, forms: five.forms });
    await setClock(db, '2026-12-14T12:00:00+08:00');
    const closed = await result(test);
    expect(closed.scores).toEqual({ n: 7, mean: 6, right: [1, 0, 0, 0, 0, 0, 4, 0, 1, 0, 1] });
    expect(closed.forms.map(({ n, questions }) => [n, questions[0]!.n])).toEqual([
      [6, 6],
      [1, undefined],
    ]);
    expect(closed.forms[0]!.questions[0]!.question).toHaveProperty('answer');
    expect(closed.done).toEqual([1, 2, 3, 5, 7, 9, 11]);
    expect(closed.waiting).toEqual([4, 6, 8, 10, 12]);
    const page = await db.as<ClassPage>(dai, `select api.class_page($1, 'zh-Hans')`, [id]);
    expect(page.seats.filter((seat) => seat.test).map(({ seat }) => seat)).toEqual(closed.done);
  });

  it('counts for the school alone: no reach, no contest of the rates, no points, and the figures hold', async () => {
    const { id, pupils } = await room(1);
    const { id: test } = await make(id);
    const attempt = await open(test, pupils[0]!);
    expect(await handIn(pupils[0]!, attempt, 10)).toBe('accepted');
    const kinds = await db.rows<{ kind: string; quiz: string; district: string }>(
      `select kind, quiz, district from app.figure group by 1, 2, 3 having sum(records) <> 0 or sum(people) <> 0 order by 1`,
    );
    expect(kinds.map(({ kind }) => kind)).toEqual(['pupil', 'test']);
    expect(await classFigures(db)).toEqual({ pupil: 1 });
    expect(await db.value('select count(*) from app.person_month')).toBe('0');
    const points = `select coalesce(sum(app.points_of(person)), 0)::int from private.person_link`;
    expect(await db.value(points)).toBe(0);
    expect(await differences(db)).toEqual([]);
    await db.value('select app.rebuild_rollups()');
    expect(await differences(db)).toEqual([]);
  });

  it('survives that two seats become one, and that a seat is erased', async () => {
    const { id, code, pupils } = await room(2);
    const [a, b] = pupils as [string, string];
    const { id: test } = await make(id);
    for (const who of [a, b]) await handIn(who, await open(test, who), 4);
    await db.as(dai, 'select api.reopen_seat($1, 1, true)', [id]);
    expect(await join(db, b, code, 1)).toMatchObject({ seat: 1 });
    expect((await result(test)).handed_in).toBe(1);
    await db.as(dai, 'select api.erase_seat($1, 1)', [id]);
    expect(await db.value('select count(*) from app.contest_attempt where seat is not null')).toBe('0');
    expect(await differences(db)).toEqual([]);
  });

  it('and everything about a test is refused to another teacher, and to somebody without a role', async () => {
    const { id } = await room(0);
    const { id: test } = await make(id, { opens: '2026-12-14T10:00:00+08:00' });
    for (const who of [PERSONAS.fang.id, randomUUID()]) {
      for (const of of [test, randomUUID()]) {
        expect(await why(result(of, who))).toBe('not_staff');
        expect(await why(db.as(who, 'select api.drop_test($1)', [of]))).toBe('not_staff');
      }
      expect(await why(tests(id, who))).toBe('not_staff');
      expect(await why(make(id, { who }))).toBe('not_staff');
    }
    expect(await result(test, PERSONAS.sun.id)).toMatchObject({ id: test, handed_in: 0 });
  });
});
