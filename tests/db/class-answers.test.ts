import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { ClassAnswers, ClassLive } from '../../src/contract/courses.ts';
import { setClock } from '../world/clock.ts';
import { closeDatabases, type Database, freshDatabase } from '../world/database.ts';
import { smallCity } from '../world/forms.ts';
import { insertPersonas, PERSONAS } from '../world/personas.ts';
import { send } from '../world/records.ts';
import { join, LESSONS, lesson, openClass, putLesson, smallSchools, withBlock } from '../world/schools.ts';

/** What a class finds hard, on the teacher's page and on the wall: from five seats on. */
let db: Database;
let empty: string;
let id: string;
let pupils: string[];
const [KNOW] = LESSONS;
const dai = PERSONAS.dai.id;
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
  const opened = await openClass(db, 12);
  id = opened.id;
  pupils = Array.from({ length: 7 }, () => randomUUID());
  for (const [i, pupil] of pupils.entries()) await join(db, pupil, opened.code, i + 1);
});
afterAll(closeDatabases);

const does = (pupil: number, choices: string, rev = 1) => send(db, pupils[pupil]!, lesson(KNOW, choices, rev));
const check = async () =>
  (await db.as<ClassAnswers>(dai, `select api.class_answers($1, $2, 'zh-Hans')`, [id, KNOW])).blocks.find(
    (block) => block.id === 'check',
  );
const live = () => db.as<ClassLive>(dai, `select api.class_live($1, $2, 'check')`, [id, KNOW]);

it('four seats are counted and nothing is told of them; of five every step is, by letter', async () => {
  for (const [i, choices] of ['AAA', 'AAB', 'ABB', 'A?B'].entries()) await does(i, choices);
  expect(await check()).toMatchObject({ seats: 4, steps: null });
  expect(await live()).toEqual({ joined: 7, seats: 4, steps: [] });
  await does(4, 'AAC');
  expect(await check()).toMatchObject({
    seats: 5,
    steps: [
      { n: 5, right: 5, by_letter: { A: 5 } },
      { n: 4, right: 3, by_letter: { A: 3, B: 1 } },
      { n: 5, right: 1, by_letter: { A: 1, B: 3, C: 1 } },
    ],
  });
  // On the wall a step is shown when five have chosen there.
  expect(await live()).toEqual({ joined: 7, seats: 5, steps: [{ A: 5 }, { A: 1, B: 3, C: 1 }] });
});

it('first answers of this year, to the lesson as it stands, by whoever sits here', async () => {
  for (let i = 0; i < 5; i++) await does(i, 'ABB');
  await does(0, 'AAA');
  expect((await check())?.steps?.[1]).toEqual({ n: 5, right: 0, by_letter: { B: 5 } });
  // who was never in this class, and who left it
  await send(db, randomUUID(), lesson(KNOW, 'AAA'));
  await does(5, 'AAA');
  await db.as(pupils[5]!, 'select api.leave_class()');
  expect(await check()).toMatchObject({ seats: 5 });
  // another revision has other questions
  await putLesson(db, KNOW, 2, withBlock('more'));
  expect(await check()).toMatchObject({ seats: 0, steps: null });
  expect(await live()).toEqual({ joined: 6, seats: 0, steps: [] });
});

it('is nobody’s who teaches elsewhere, and every look at the page is noted', async () => {
  await does(0, 'AAA');
  for (const who of ['fang', 'guo', 'he'] as const)
    await expect(
      db.as(PERSONAS[who].id, `select api.class_answers($1, $2, 'zh-Hans')`, [id, KNOW]),
      who,
    ).rejects.toThrow('not_staff');
  await check();
  expect(await db.rows('select what, rows from app.access order by id desc limit 1')).toEqual([
    { what: 'answers', rows: '7' },
  ]);
});
