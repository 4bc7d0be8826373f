import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CourseRates } from '../../src/contract/course-rates.ts';
import type { MyClass } from '../../src/contract/courses.ts';
import { setClock } from '../world/clock.ts';
import { closeDatabases, type Database, freshDatabase } from '../world/database.ts';
import { smallCity } from '../world/forms.ts';
import { insertPersonas, PERSONAS } from '../world/personas.ts';
import { differences, send, text } from '../world/records.ts';
import { doLessons, join, LESSONS, openClass, smallSchools } from '../world/schools.ts';

/** Kept knowledge (记住率): a part of the class is asked three questions again, two to four weeks after the lesson. */
let db: Database;
let empty: string;
let pupils: string[];
let drawn: string[];
const [KNOW] = LESSONS;
beforeAll(async () => {
  const first = await freshDatabase();
  await smallCity(first);
  await insertPersonas(first.sql);
  await first.sql.query('update private.deployment set second_factor = false');
  await setClock(first, '2026-10-12T09:00:00+08:00');
  await smallSchools(first);
  empty = first.name;
  await first.sql.end();
});
beforeEach(async () => {
  db = await freshDatabase({ of: empty });
  const { code } = await openClass(db, 12);
  pupils = Array.from({ length: 12 }, () => randomUUID());
  for (const [i, pupil] of pupils.entries()) {
    await join(db, pupil, code, i + 1);
    await doLessons(db, pupil, KNOW);
  }
  drawn = (
    await db.rows<{ sign_in: string }>(
      'select l.sign_in from private.person_link l where app.is_asked(l.person, $1) order by 1',
      [KNOW],
    )
  ).map(({ sign_in }) => sign_in);
}, 60_000);
afterAll(closeDatabases);

type Recall = NonNullable<MyClass['recall']>;
const asked = async (who: string) => (await db.as<MyClass>(who, `select api.my_class('zh-Hans')`)).recall;
const waiting = async () => {
  const who: string[] = [];
  for (const pupil of pupils) if (await asked(pupil)) who.push(pupil);
  return who.sort();
};
/** The questions at these places answered with these letters, the others not. */
const answered = ({ places, of, lesson, rev, block }: Recall, letters: string) =>
  text({
    ...{ kind: 'block', lesson, rev, block },
    choices: Array.from({ length: of }, (_, i) => letters[places.indexOf(i + 1)] ?? '?').join(''),
  });
const counted = async (year = '2026-09-01') => {
  const call = `select api.course_rates('330300', $1, 'zh-Hans')`;
  const { total } = await db.as<CourseRates>(PERSONAS.he.id, call, [year]);
  return [total.recall_pupils, total.recall_correct, total.recall_total];
};
/** Somebody of those who are asked, also where the draw of twelve has left nobody. */
async function oneDrawn(): Promise<string> {
  if (drawn[0]) return drawn[0];
  const { code } = await openClass(db, 60, { number: 3 });
  for (let seat = 1; seat <= 60; seat++) {
    const pupil = randomUUID();
    await join(db, pupil, code, seat);
    const sitting = await db.value<boolean>(
      'select app.is_asked(l.person, $2) from private.person_link l where l.sign_in = $1',
      [pupil, KNOW],
    );
    if (!sitting) continue;
    await doLessons(db, pupil, KNOW);
    return pupil;
  }
  throw new Error('sixty pupils and nobody is drawn');
}

describe('questions asked again', () => {
  it('wait for a third, the same whenever one looks, from two weeks after the lesson until four', async () => {
    const share = await db.value<number>(
      `select avg(app.is_asked(gen_random_uuid(), $1)::int)::float from generate_series(1, 3000)`,
      [KNOW],
    );
    expect(share).toBeGreaterThan(0.28);
    expect(share).toBeLessThan(0.39);
    await setClock(db, '2026-10-26T08:58:00+08:00');
    expect(await waiting()).toEqual([]);
    await setClock(db, '2026-10-26T09:30:00+08:00');
    expect(await waiting()).toEqual(drawn);
    for (const pupil of drawn) {
      const first = (await asked(pupil))!;
      expect(first).toMatchObject({ lesson: KNOW, block: 'recall', of: 4 });
      expect(first.places).toHaveLength(3);
      expect(first.game.steps).toHaveLength(3);
      expect(await asked(pupil)).toEqual(first);
    }
    await setClock(db, '2026-11-09T08:58:00+08:00');
    expect(await waiting()).toEqual(drawn);
    await setClock(db, '2026-11-09T09:30:00+08:00');
    expect(await waiting()).toEqual([]);
  });

  it('that were not asked of somebody, or not all answered, are practice', async () => {
    const me = await oneDrawn();
    await setClock(db, '2026-10-30T09:00:00+08:00');
    const questions = (await asked(me))!;
    const other = pupils.find((pupil) => !drawn.includes(pupil))!;
    expect(await send(db, other, [answered(questions, 'AAA')])).toEqual(['accepted']);
    expect(await counted()).toEqual([0, 0, 0]);
    expect(await send(db, me, [answered(questions, 'AB'), answered(questions, 'ABA')])).toEqual([
      'accepted',
      'accepted',
    ]);
    // Two of three answered is practice, and what comes after it no first answer.
    expect(await counted()).toEqual([0, 0, 0]);
    expect(await differences(db)).toEqual([]);
  });

  it('are told beside what was learned: of three two were right', async () => {
    const me = await oneDrawn();
    await setClock(db, '2026-10-30T09:00:00+08:00');
    const questions = (await asked(me))!;
    expect(await send(db, me, [answered(questions, 'ABA')])).toEqual(['accepted']);
    expect(await asked(me)).toBeNull();
    expect(await send(db, me, [answered(questions, 'AAA')])).toEqual(['accepted']);
    expect(await counted()).toEqual([1, 2, 3]);
    expect(await differences(db)).toEqual([]);
  });

  it('count by the time at which they were answered, and too late they are practice', async () => {
    const me = await oneDrawn();
    await setClock(db, '2026-10-30T09:00:00+08:00');
    const questions = (await asked(me))!;
    await setClock(db, '2026-11-12T09:00:00+08:00');
    const days = 86_400_000;
    expect(await send(db, me, [answered(questions, 'AAA')], { ages: [5 * days] })).toEqual(['accepted']);
    expect(await counted()).toEqual([1, 3, 3]);
    const late = drawn.find((pupil) => pupil !== me);
    if (late) {
      await send(db, late, [answered(questions, 'AAA')]);
      expect(await counted()).toEqual([1, 3, 3]);
    }
    expect(await differences(db)).toEqual([]);
  });

  it('come again in the next school year, when the lesson is done again', async () => {
    const me = await oneDrawn();
    await setClock(db, '2026-10-30T09:00:00+08:00');
    await send(db, me, [answered((await asked(me))!, 'AAA')]);
    await setClock(db, '2027-10-12T09:00:00+08:00');
    const six = await openClass(db, 12, { grade: 6 });
    await join(db, me, six.code, 1);
    await doLessons(db, me, KNOW);
    await setClock(db, '2027-10-30T09:00:00+08:00');
    expect(await send(db, me, [answered((await asked(me))!, 'ABB')])).toEqual(['accepted']);
    expect(await asked(me)).toBeNull();
    expect(await counted('2027-09-01')).toEqual([1, 1, 3]);
    expect(await counted()).toEqual([1, 3, 3]);
    expect(await differences(db)).toEqual([]);
  });
});
