/** A small school with one class and two short lessons, for tests of class hours; schools by the hundred for tests of scale. */
import type { BlockBody, LessonBody } from '../../src/contract/courses.ts';
import type { Database } from './database.ts';
import { PERSONAS } from './personas.ts';
import { send, text } from './records.ts';
import { PERSONA_SCHOOLS, SCHOOL } from './school-names.ts';

export { OTHER_SCHOOL, SCHOOL } from './school-names.ts';

const words = (text: string) => ({ 'zh-Hans': text });
const step = (answer: string) => ({
  text: words('问'),
  options: [words('甲'), words('乙'), words('丙')].map((text) => ({ text, say: null })),
  match: null,
  answer,
  say: words('因为。'),
});
const block = (id: string, more: Partial<BlockBody> = {}): BlockBody => ({
  id,
  kind: 'text',
  minutes: 10,
  title: words(id),
  text: words('读一读。'),
  picture: null,
  picture_alt: null,
  note: null,
  optional: false,
  boxes: null,
  steps: null,
  ...more,
});

/** Two blocks that are read, one of three questions whose answers are A, one that may be left out, and questions for later. */
const lessonBody = (more: Partial<LessonBody> = {}): LessonBody => ({
  course: 'small',
  title: words('课'),
  summary: words('一课'),
  kps: [1],
  facts: [],
  checked_on: '2026-05-01',
  goals: words('- 会说不'),
  notes: words('备课'),
  blocks: [
    block('story', { kind: 'story' }),
    block('check', { kind: 'check', text: null, steps: [step('A'), step('A'), step('A')] }),
    block('help', { kind: 'help' }),
    block('pledge', { optional: true }),
    block('recall', { kind: 'recall', minutes: 0, text: null, steps: [step('A'), step('A'), step('A'), step('A')] }),
  ],
  ...more,
});
export const LESSONS = ['small-know', 'small-refuse'] as const;

export async function putLesson(db: Database, slug: string, revision = 1, body = lessonBody()): Promise<void> {
  await db.sql.query('select app.put_lesson($1)', [JSON.stringify({ ...body, slug, revision })]);
}
export const withBlock = (id: string): LessonBody => ({ ...lessonBody(), blocks: [...lessonBody().blocks, block(id)] });

/** Two lessons for every stage; the schools of the personas with a signed roster of this school year. */
export async function smallSchools(db: Database): Promise<void> {
  for (const slug of LESSONS) await putLesson(db, slug);
  for (const stage of ['primary', 'junior', 'senior'])
    await db.sql.query('select app.put_course($1)', [
      JSON.stringify({ slug: `small-${stage}`, stage, title: words('课程'), summary: words('两课'), lessons: LESSONS }),
    ]);
  await db.sql.query('select app.put_schools($1)', [JSON.stringify(PERSONA_SCHOOLS)]);
  const rows = PERSONA_SCHOOLS.map(({ name, ...school }) => ({
    ...school,
    name: name['zh-Hans'],
    grades: { 5: 100, 6: 100 },
  }));
  await db.sql.query(
    `select app.load_roster('330300', app.school_year(app.day(app.clock_now())), app.day(app.clock_now()), '演示', $1)`,
    [JSON.stringify(rows)],
  );
}

/** A class of this year, taught by a persona, with a code that holds. */
export async function openClass(
  db: Database,
  seats = 45,
  { school = SCHOOL, grade = 5, number = 2, teacher = 'dai' as keyof typeof PERSONAS } = {},
) {
  const id = await db.value<string>(
    `insert into app.class (school, year, grade, number, seats, opened_at)
     values ($1, app.school_year(app.day(app.clock_now())), $2, $3, $4, app.clock_now()) returning id`,
    [school, grade, number, seats],
  );
  await db.sql.query('insert into app.class_teacher values ($1, $2, app.clock_now())', [id, PERSONAS[teacher].id]);
  const { code } = await db.as<{ code: string }>(PERSONAS[teacher].id, 'select api.set_class_code($1, 7)', [id]);
  return { id, code };
}

export const join = (db: Database, who: string, code: string, seat: number) =>
  db.as<{ seat?: number; problem?: string; message?: string }>(who, 'select api.join_class($1, $2)', [code, seat]);

/** Records of a whole lesson, its questions answered with these letters. */
export const lesson = (slug: string, choices = 'AAA', rev = 1): string[] =>
  [
    ['story', ''],
    ['check', choices],
    ['help', ''],
  ].map(([block, choices]) => text({ kind: 'block', lesson: slug, rev, block, choices }));

/** A pupil does lessons; answers the verdicts. */
export const doLessons = (db: Database, who: string, ...slugs: string[]) =>
  send(
    db,
    who,
    slugs.flatMap((slug) => lesson(slug)),
  );

/** Figures of kinds `pupil` and `hour` that the database shows, by kind and n: {pupil: 3, hour1: 2, …}. */
export async function classFigures(db: Database): Promise<Record<string, number>> {
  const rows = await db.rows<{ key: string; n: string }>(
    `select f.kind || split_part(f.quiz, '/', 3) as key, sum(f.records) as n from app.figure f
     where f.kind in ('pupil', 'hour', 'pupil_contest', 'pupil_contest_90') group by 1 having sum(f.records) <> 0`,
  );
  return Object.fromEntries(rows.map(({ key, n }) => [key, Number(n)]));
}
