/** Loads lessons, courses, checklists, the official school list and classes of the demo city from supabase/seed. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Client } from 'pg';
import type { ChecklistBody, CourseBody, How, LessonBody } from '../../src/contract/courses.ts';
import { readRoster } from '../../src/exercise/roster/index.ts';
import { storeMedia } from './seed-trails.ts';

const SEED = join(import.meta.dirname, '..', 'seed');
/** Whose list the school list is, from when, and for which school year. */
const ROSTER = { source: '演示数据：2026 学年初事业统计（虚构）', as_of: '2026-09-10', year: '2026-09-01' };

type Load = (kind: 'lesson' | 'course' | 'checklist', key: string, body: object) => Promise<void>;
interface Keyed<Body> {
  slug: string;
  body: Body;
}
interface SeedClass {
  school: string;
  grade: number;
  number: number;
  seats: number;
  /** e-mail of a demo sign-in; null: somebody without one */
  teacher: string | null;
  /** held without phones: seats from first to last, without those that were absent */
  hours: { lesson: string; how: How; days_ago: number; first: number; last: number; absent: number[] }[];
}

const read = async <T>(path: string) => JSON.parse(await readFile(join(SEED, path), 'utf8')) as T;

/** Lessons come before the courses that have them. */
export async function courses(client: Client, load: Load): Promise<void> {
  const files = (await readdir(join(SEED, 'lessons'))).filter((file) => file.endsWith('.json')).sort();
  for (const file of files) {
    const { slug, body } = await read<Keyed<LessonBody>>(`lessons/${file}`);
    const blocks = [];
    for (const block of body.blocks)
      blocks.push({ ...block, picture: block.picture && (await storeMedia(client, block.picture)) });
    await load('lesson', slug, { ...body, blocks });
  }
  for (const { slug, body } of await read<Keyed<CourseBody>[]>('courses.json')) await load('course', slug, body);
  for (const { slug, body } of await read<Keyed<ChecklistBody>[]>('checklists.json'))
    await load('checklist', slug, body);
}

/** The official list, read as the console reads it, and signed; once, however often it is loaded. */
export async function schools(client: Client, place: string): Promise<void> {
  const counties = await client.query<{ code: string; name: string }>(
    `select code, name ->> 'zh-Hans' as name from app.district where level = 'county'`,
  );
  const { rows, problems } = readRoster(await readFile(join(SEED, 'schools.csv')), 'schools.csv', counties.rows);
  if (problems.length) throw new Error(`schools.csv: ${JSON.stringify(problems)}`);
  const { year, as_of, source } = ROSTER;
  await client.query(
    `select app.load_roster($1, $2, $3, $4, $5)
     where not exists (select from app.roster r where (r.place, r.year, r.as_of, r.source) = ($1, $2, $3, $4))`,
    [place, year, as_of, source, JSON.stringify(rows)],
  );
}

/** Classes of this school year and what they have held so far; their teachers have sign-ins already. */
export async function classes(client: Client): Promise<void> {
  for (const { school, grade, number, seats, teacher, hours } of await read<SeedClass[]>('classes.json')) {
    const { rows } = await client.query<{ id: string }>('select app.load_class($1, $2, $3, $4, $5) as id', [
      school,
      grade,
      number,
      seats,
      teacher,
    ]);
    for (const { lesson, how, days_ago, first, last, absent } of hours) {
      const there = Array.from({ length: last - first + 1 }, (_, i) => first + i).filter((n) => !absent.includes(n));
      await client.query(
        `select app.load_hour($1, $2, $3, greatest(app.school_year(t.today), t.today - $4::integer), $5)
         from app.day(app.clock_now()) t (today)`,
        [rows[0]?.id, lesson, how, days_ago, there],
      );
    }
  }
}
