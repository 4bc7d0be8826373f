import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CourseRates } from '../../src/contract/course-rates.ts';
import type { ClassPage, HourHeld, MyClass } from '../../src/contract/courses.ts';
import { passTime, setClock } from '../world/clock.ts';
import { closeDatabases, type Database, freshDatabase } from '../world/database.ts';
import { smallCity } from '../world/forms.ts';
import { insertPersonas, PERSONAS } from '../world/personas.ts';
import { differences, send, text } from '../world/records.ts';
import {
  classFigures,
  doLessons,
  join,
  LESSONS,
  lesson,
  openClass,
  putLesson,
  SCHOOL,
  smallSchools,
  withBlock,
} from '../world/schools.ts';

let db: Database;
let empty: string;
const [KNOW, REFUSE] = LESSONS;
const dai = PERSONAS.dai.id;
beforeAll(async () => {
  const first = await freshDatabase();
  await smallCity(first);
  await insertPersonas(first.sql);
  await setClock(first, '2026-10-12T09:00:00+08:00');
  await first.sql.query('update private.deployment set second_factor = false');
  await smallSchools(first);
  empty = first.name;
  await first.sql.end();
});
beforeEach(async () => {
  db = await freshDatabase({ of: empty });
});
afterAll(closeDatabases);

const pupils = (n: number) => Array.from({ length: n }, () => randomUUID());
const page = (id: string) => db.as<ClassPage>(dai, `select api.class_page($1, 'zh-Hans')`, [id]);
const state = async (id: string, seat: number) => (await page(id)).seats[seat - 1]?.state;
const hold = (id: string, slug: string, done: number[], undone: number[] = [], who: string = dai) =>
  db.as<HourHeld>(who, `select api.hold_hour($1, $2, $3, '2026-10-12', $4, $5)`, [id, slug, 'paper', done, undone]);
const mine = (who: string) => db.as<MyClass | null>(who, `select api.my_class('zh-Hans')`);
const rates = (place = '330300') =>
  db.as<CourseRates>(PERSONAS.he.id, `select api.course_rates($1, '2026-09-01', 'zh-Hans')`, [place]);

/** What is derived is what deriving again gives, and every figure is what the ledger says. */
async function sound(): Promise<void> {
  expect(await differences(db)).toEqual([]);
  const again = await db.value<string>(
    `select count(*) from (
      (select * from app.class_act except select a.* from app.person p, app.class_acts_of(p.id) a)
      union all (select a.* from app.person p, app.class_acts_of(p.id) a except select * from app.class_act)) x`,
  );
  expect(again).toBe('0');
  await db.value('select app.rebuild_rollups()');
  expect(await differences(db)).toEqual([]);
}

describe('a class hour', () => {
  it('is done when every block that is not optional is done, whatever was answered, in whatever order', async () => {
    const { id, code } = await openClass(db);
    const chen = randomUUID();
    expect(await join(db, chen, code, 12)).toMatchObject({ seat: 12 });
    const [story, check, help] = lesson(KNOW, 'CB?');
    expect(await send(db, chen, [help!, story!])).toEqual(['accepted', 'accepted']);
    expect(await state(id, 12)).toBe('begun');
    expect(await classFigures(db)).toEqual({ pupil: 1 });
    expect(await send(db, chen, [check!])).toEqual(['accepted']);
    expect(await state(id, 12)).toBe('one');
    await doLessons(db, chen, REFUSE);
    expect(await state(id, 12)).toBe('done');
    expect(await classFigures(db)).toEqual({ pupil: 1, hour1: 1, hour2: 1 });
    await sound();
  });

  it('counts once in a school year, however often it is done, and again in the next', async () => {
    const { code } = await openClass(db);
    const [chen] = pupils(1);
    await join(db, chen!, code, 12);
    await doLessons(db, chen!, KNOW);
    await doLessons(db, chen!, KNOW, KNOW);
    expect(await classFigures(db)).toEqual({ pupil: 1, hour1: 1 });
    await sound();
  });

  it('that was done before the seat was taken counts from the moment it is taken, if the year is the same', async () => {
    const { code } = await openClass(db);
    const [chen] = pupils(1);
    await doLessons(db, chen!, KNOW);
    expect(await classFigures(db)).toEqual({});
    await join(db, chen!, code, 3);
    expect(await classFigures(db)).toEqual({ pupil: 1, hour1: 1 });
    await sound();
  });

  it('of a revision that was replaced meanwhile stays done, and its last block may be of either', async () => {
    const { id, code } = await openClass(db);
    const [a, b] = pupils(2);
    await join(db, a!, code, 1);
    await join(db, b!, code, 2);
    const old = lesson(KNOW);
    await send(db, a!, old.slice(0, 2));
    await putLesson(db, KNOW, 2, withBlock('more'));
    await send(db, a!, old.slice(2));
    expect(await state(id, 1)).toBe('one');
    await send(db, b!, lesson(KNOW, 'AAA', 2));
    expect(await state(id, 2)).toBe('begun');
    await send(db, b!, [text({ kind: 'block', lesson: KNOW, rev: 2, block: 'more', choices: '' })]);
    expect(await state(id, 2)).toBe('one');
    await sound();
  });

  it('is refused for a block that no revision has, and for letters that no step has', async () => {
    const [chen] = pupils(1);
    const at = (more: object) => text({ kind: 'block', lesson: KNOW, rev: 1, block: 'check', choices: 'AAA', ...more });
    expect(
      await send(db, chen!, [
        at({ rev: 9 }),
        at({ block: 'none' }),
        at({ lesson: 'small-none' }),
        at({ choices: 'AA' }),
        at({ choices: 'AAD' }),
        at({ block: 'story', choices: 'A' }),
      ]),
    ).toEqual([
      'rejected:unknown_lesson',
      'rejected:unknown_lesson',
      'rejected:unknown_lesson',
      'rejected:bad_field',
      'rejected:bad_field',
      'rejected:bad_field',
    ]);
  });

  it('cannot be claimed by a phone that writes what only staff write', async () => {
    const { id, code } = await openClass(db);
    const [chen] = pupils(1);
    await join(db, chen!, code, 12);
    expect(
      await send(db, chen!, [
        text({ kind: 'hour', lesson: KNOW, how: 'paper', done: true }),
        text({ kind: 'seat', class: id, act: 'join' }),
      ]),
    ).toEqual(['rejected:upgrade', 'rejected:upgrade']);
    expect(await classFigures(db)).toEqual({ pupil: 1 });
  });
});

describe('a class without phones', () => {
  it('of 45 is entered at once, mistakes are taken back, and what a phone did stays', async () => {
    const { id, code } = await openClass(db);
    const [chen] = pupils(1);
    await join(db, chen!, code, 12);
    await doLessons(db, chen!, KNOW);
    const all = Array.from({ length: 45 }, (_, i) => i + 1);
    expect(await hold(id, KNOW, all)).toEqual({ counted: 44, taken_back: 0, had: [12], kept: [] });
    expect(await hold(id, REFUSE, all)).toMatchObject({ counted: 45 });
    expect(await classFigures(db)).toEqual({ pupil: 45, hour1: 45, hour2: 45 });
    expect(await hold(id, KNOW, [], [7, 12, 7 + 1])).toEqual({ counted: 0, taken_back: 2, had: [], kept: [12] });
    expect(await classFigures(db)).toEqual({ pupil: 45, hour1: 45, hour2: 43 });
    expect(await state(id, 7)).toBe('one');
    expect(await hold(id, KNOW, [7])).toMatchObject({ counted: 1 });
    expect(await classFigures(db)).toEqual({ pupil: 45, hour1: 45, hour2: 44 });
    await sound();
    const total = (await rates(SCHOOL)).total;
    expect(total).toMatchObject({
      pupils: 200,
      pupils_registered: 45,
      begun: 45,
      done: 44,
      hours: 89,
      how: { device: 1, projector: 0, paper: 88 },
    });
  });

  it('is entered by two teachers at once without one undoing the other', async () => {
    const { id } = await openClass(db);
    await db.as(PERSONAS.dai.id, 'select 1');
    const [one, two] = [await db.connect(), await db.connect()];
    const { callAs } = await import('../world/database.ts');
    const enter = (client: typeof one, seats: number[]) =>
      callAs<HourHeld>(client, dai, `select api.hold_hour($1, $2, $3, '2026-10-12', $4, $5)`, [
        id,
        KNOW,
        'paper',
        seats,
        [],
      ]);
    await Promise.all([enter(one, [1, 2, 3, 4, 5]), enter(two, [5, 4, 6, 7])]);
    expect(await classFigures(db)).toEqual({ pupil: 7, hour1: 7 });
    await sound();
  });

  it('says how an hour was held in the end: entered, taken back, and then done on a phone', async () => {
    const { id, code } = await openClass(db);
    await hold(id, KNOW, [3]);
    await hold(id, KNOW, [], [3]);
    const [chen] = pupils(1);
    await join(db, chen!, code, 3);
    await doLessons(db, chen!, KNOW);
    expect((await page(id)).seats[2]?.lessons[0]).toMatchObject({ how: 'device' });
    expect((await mine(chen!))?.lessons[0]).toMatchObject({ done: 'device' });
    await sound();
  });

  it('is handed over to a phone that joins later on the same seat', async () => {
    const { id, code } = await openClass(db);
    await hold(id, KNOW, [3]);
    const [chen] = pupils(1);
    expect(await join(db, chen!, code, 3)).toMatchObject({ seat: 3 });
    expect((await mine(chen!))?.lessons.map(({ done }) => done)).toEqual(['paper', null]);
    await doLessons(db, chen!, REFUSE);
    expect(await state(id, 3)).toBe('done');
    expect(await classFigures(db)).toEqual({ pupil: 1, hour1: 1, hour2: 1 });
    await sound();
  });
});

describe('a seat', () => {
  it('belongs to one pupil; another one is told, and may join when the teacher opens it for a new phone', async () => {
    const { id, code } = await openClass(db);
    const [chen, phone] = pupils(2);
    await join(db, chen!, code, 12);
    await doLessons(db, chen!, KNOW);
    expect(await join(db, phone!, code, 12)).toEqual({ problem: 'seat_taken' });
    expect(await join(db, phone!, code, 46)).toEqual({ problem: 'no_such_seat', seats: 45 });
    await db.as(dai, 'select api.reopen_seat($1, 12, true)', [id]);
    expect(await join(db, phone!, code, 12)).toMatchObject({ seat: 12 });
    await doLessons(db, phone!, REFUSE);
    expect(await state(id, 12)).toBe('done');
    expect((await mine(chen!))?.seat).toBe(12);
    expect(await classFigures(db)).toEqual({ pupil: 1, hour1: 1, hour2: 1 });
    await db.as(dai, 'select api.reopen_seat($1, 12, true)', [id]);
    await passTime(db, '11 minutes');
    expect(await join(db, randomUUID(), code, 12)).toEqual({ problem: 'seat_taken' });
    await sound();
  });

  it('that was wrong is changed by the pupil or the teacher, and counts once', async () => {
    const { id, code } = await openClass(db);
    const [a, b] = pupils(2);
    await join(db, a!, code, 21);
    await join(db, b!, code, 13);
    expect(await join(db, a!, code, 12)).toMatchObject({ seat: 12 });
    await db.as(dai, 'select api.move_seat($1, 12, 13)', [id]);
    expect([(await mine(a!))?.seat, (await mine(b!))?.seat]).toEqual([13, 12]);
    await db.as(dai, 'select api.free_seat($1, 13)', [id]);
    expect(await mine(a!)).toBeNull();
    expect(await classFigures(db)).toEqual({ pupil: 1 });
    await sound();
  });

  it('in another class takes the pupil along: registered there, and class hours stay where they were held', async () => {
    const one = await openClass(db);
    const two = await openClass(db, 40, { number: 3 });
    const [chen] = pupils(1);
    await join(db, chen!, one.code, 12);
    await doLessons(db, chen!, KNOW);
    await join(db, chen!, two.code, 5);
    await doLessons(db, chen!, REFUSE);
    expect(await classFigures(db)).toEqual({ pupil: 1, hour1: 1, hour2: 1 });
    expect(await state(one.id, 12)).toBe('empty');
    // What was done there is done: on the phone, in the grid, for the certificate; and nobody can enter or take it back here.
    expect(await state(two.id, 5)).toBe('done');
    expect((await mine(chen!))?.lessons.map(({ done }) => done)).toEqual(['device', 'device']);
    expect(await db.as(chen!, 'select api.my_certificate()')).toEqual({ code: expect.any(String) });
    expect(await hold(two.id, KNOW, [5])).toEqual({ counted: 0, taken_back: 0, had: [5], kept: [] });
    expect(await hold(two.id, KNOW, [], [5])).toEqual({ counted: 0, taken_back: 0, had: [], kept: [5] });
    expect(await classFigures(db)).toEqual({ pupil: 1, hour1: 1, hour2: 1 });
    await sound();
  });

  it('in another class keeps an hour held there on paper, which the new teacher cannot take back', async () => {
    const one = await openClass(db);
    const two = await openClass(db, 40, { number: 3 });
    await hold(one.id, KNOW, [12]);
    const [chen] = pupils(1);
    await join(db, chen!, one.code, 12);
    await join(db, chen!, two.code, 5);
    expect(await hold(two.id, KNOW, [], [5])).toMatchObject({ taken_back: 0, kept: [5] });
    expect(await state(two.id, 5)).toBe('one');
    expect(await classFigures(db)).toEqual({ pupil: 1, hour1: 1 });
    await sound();
  });

  it('that was filled in is joined by a phone of another class, and from then on its hours count here', async () => {
    const one = await openClass(db);
    const two = await openClass(db, 40, { number: 3 });
    await hold(two.id, KNOW, [5]);
    const [chen] = pupils(1);
    await join(db, chen!, one.code, 12);
    expect(await join(db, chen!, two.code, 5)).toMatchObject({ seat: 5 });
    await doLessons(db, chen!, REFUSE);
    expect((await mine(chen!))?.class.number).toBe(3);
    expect(await state(two.id, 5)).toBe('done');
    expect(await classFigures(db)).toEqual({ pupil: 1, hour1: 1, hour2: 1 });
    await sound();
  });

  it('stands in what its pupil’s own phone exports, and in nobody else’s', async () => {
    const { code } = await openClass(db);
    const [chen, other] = pupils(2);
    await join(db, chen!, code, 12);
    await doLessons(db, other!, KNOW);
    const exported = (who: string) =>
      db.as<{ seat: object | null; records: { kind: string }[] }>(who, 'select api.my_export()');
    expect((await exported(chen!)).seat).toMatchObject({ school: SCHOOL, grade: 5, number: 2, seat: 12, device: true });
    expect(await exported(other!)).toMatchObject({ seat: null, records: [{}, {}, {}] });
  });

  it('is left empty when its pupil erases the passport on the phone; what was counted stays counted', async () => {
    const { id, code } = await openClass(db);
    const [chen] = pupils(1);
    await join(db, chen!, code, 12);
    await doLessons(db, chen!, KNOW);
    await db.as(chen!, 'select api.erase_me()');
    expect(await state(id, 12)).toBe('empty');
    expect(await mine(chen!)).toBeNull();
    await expect(db.as(dai, 'select api.seat_export($1, 12)', [id])).rejects.toThrow('not_found');
    expect(await classFigures(db)).toEqual({ pupil: 1, hour1: 1 });
    await sound();
  });

  it('is erased: nobody sits there, no link leads anywhere, and what was counted stays counted', async () => {
    const { id, code } = await openClass(db);
    const [chen] = pupils(1);
    await join(db, chen!, code, 12);
    await doLessons(db, chen!, KNOW);
    expect(await db.as(dai, 'select api.seat_export($1, 12)', [id])).toMatchObject({
      seat: 12,
      hours: [{ lesson: KNOW, how: 'device' }],
    });
    await db.as(dai, 'select api.erase_seat($1, 12)', [id]);
    expect(await mine(chen!)).toBeNull();
    expect(await db.value('select count(*) from private.person_link where sign_in = $1', [chen])).toBe('0');
    expect(await classFigures(db)).toEqual({ pupil: 1, hour1: 1 });
    await sound();
  });
});

describe('a school year', () => {
  it('begins on the first of September in China: an hour belongs to the year of its day, in which its class is', async () => {
    for (const [day, year] of [
      ['2028-02-29', '2027-09-01'],
      ['2027-08-31', '2026-09-01'],
      ['2027-09-01', '2027-09-01'],
      ['2026-12-31', '2026-09-01'],
      ['2027-01-01', '2026-09-01'],
      ['2028-10-31', '2028-09-01'],
    ])
      expect(await db.value('select app.school_year($1)::text', [day]), day).toBe(year);
    const { id, code } = await openClass(db);
    const [chen, late] = pupils(2);
    await join(db, chen!, code, 12);
    await join(db, late!, code, 13);
    const on = (day: string) =>
      db.as<HourHeld>(dai, `select api.hold_hour($1, $2, 'paper', $3, $4, '{}')`, [id, KNOW, day, [20]]);
    // 31 August, 23:59 in China, is still 15:59 in Greenwich; a minute later a new year has begun.
    await setClock(db, '2027-08-31T23:58:00+08:00');
    await doLessons(db, chen!, KNOW);
    expect(await state(id, 12)).toBe('one');
    await setClock(db, '2027-09-01T00:01:00+08:00');
    await doLessons(db, late!, KNOW);
    expect(await state(id, 13)).not.toBe('one');
    expect(await classFigures(db)).toEqual({ pupil: 2, hour1: 1 });
    await expect(on('2027-09-01')).rejects.toThrow('bad_argument');
    await expect(on('2026-08-31')).rejects.toThrow('bad_argument');
    for (const day of ['infinity', '-infinity']) await expect(on(day)).rejects.toThrow('bad_argument');
    expect(await on('2027-08-31')).toMatchObject({ counted: 1 });
    expect(await classFigures(db)).toEqual({ pupil: 3, hour1: 2 });
    await sound();
  });

  it('has first answers of its own: who does the lesson again as a sixth-grader counts among those who learned', async () => {
    const { code } = await openClass(db);
    const [chen] = pupils(1);
    await join(db, chen!, code, 12);
    await doLessons(db, chen!, KNOW);
    await doLessons(db, chen!, KNOW);
    expect((await rates()).total).toMatchObject({ learned_correct: 3, learned_total: 3 });
    await setClock(db, '2027-10-12T09:00:00+08:00');
    const six = await openClass(db, 45, { grade: 6 });
    await join(db, chen!, six.code, 12);
    await send(db, chen!, lesson(KNOW, 'AAB'));
    await send(db, chen!, lesson(KNOW, 'AAA'));
    const now = await db.as<CourseRates>(PERSONAS.he.id, `select api.course_rates('330300', '2027-09-01', 'zh-Hans')`);
    expect(now.total).toMatchObject({ learned_correct: 2, learned_total: 3, begun: 1 });
    expect((await rates()).total).toMatchObject({ learned_correct: 3, learned_total: 3 });
    // Another phone of the same pupil, which did the lesson without a seat: joined, it is one pupil in each of the years.
    const phone = randomUUID();
    await doLessons(db, phone, KNOW);
    await db.as(dai, 'select api.reopen_seat($1, 12, true)', [six.id]);
    await join(db, phone, six.code, 12);
    expect(
      await db.rows(`select outcome, count(*)::int as n from app.participation where quiz = $1 group by 1 order by 1`, [
        `${KNOW}/check`,
      ]),
    ).toEqual([
      { outcome: 'block_again', n: 3 },
      { outcome: 'check', n: 2 },
    ]);
    await sound();
  });

  it('ends: classes go up a grade with their teachers, nobody sits in them, codes stop, counts stay', async () => {
    const { id, code } = await openClass(db);
    const [chen] = pupils(1);
    await join(db, chen!, code, 12);
    await doLessons(db, chen!, KNOW, REFUSE);
    await setClock(db, '2027-09-03T09:00:00+08:00');
    expect(await db.as(PERSONAS.sun.id, 'select api.next_year($1)', [SCHOOL])).toEqual({ made: 1 });
    const classes = await db.as<{ id: string; grade: number; joined: number; closed: boolean; teachers: string[] }[]>(
      dai,
      `select api.my_classes('zh-Hans')`,
    );
    expect(classes).toMatchObject([
      { grade: 6, joined: 0, closed: false, teachers: ['戴老师'] },
      { id, grade: 5, joined: 0, closed: true },
    ]);
    expect(await mine(chen!)).toBeNull();
    expect((await join(db, chen!, code, 12)).message).toBe('not_found');
    const { code: next } = await db.as<{ code: string }>(dai, 'select api.set_class_code($1, 7)', [classes[0]!.id]);
    await join(db, chen!, next, 12);
    await doLessons(db, chen!, KNOW);
    expect((await rates()).total).toMatchObject({ pupils_registered: 1, begun: 1, done: 1 });
    const now = await db.as<CourseRates>(PERSONAS.he.id, `select api.course_rates('330300', '2027-09-01', 'zh-Hans')`);
    expect(now.total).toMatchObject({ pupils: 0, pupils_registered: 1, begun: 1, done: 0 });
    expect(now.over.map(({ code, what, count, of }) => [code, what, count, of])).toEqual([
      ['330302', 'schools', 1, 0],
      [SCHOOL, 'pupils', 1, 0],
    ]);
    await sound();
  });
});
