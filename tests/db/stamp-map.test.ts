import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { closeDatabases, type Database, freshDatabase } from '../world/database.ts';
import { smallCity } from '../world/forms.ts';
import { insertPersonas, PERSONAS } from '../world/personas.ts';
import { putTrail } from '../world/trails.ts';

/** What staff see of the stamps of a trail: counts of ten persons and more. */
let db: Database;
beforeAll(async () => {
  db = await freshDatabase();
  await smallCity(db);
  await insertPersonas(db.sql);
  await db.sql.query('update private.deployment set second_factor = false');
  await putTrail(db);
});
afterAll(closeDatabases);

interface Seen {
  points: { point: string; stamps: number | null; people: number | null; by_grade: Record<string, number> | null }[];
  started: number | null;
  finished: number | null;
}
const DAY = '2026-10-10';
const seen = (who: string = PERSONAS.he.id, from = DAY, to = '2026-11-10') =>
  db.as<Seen>(who, `select api.stamp_map('small-street', $1, $2)`, [from, to]);
const at = async (point: string) => (await seen()).points.find((one) => one.point === point);
/** New persons with a stamp each. */
async function stamped(persons: number, points: string[], grade: number, day = DAY): Promise<void> {
  const ids = Array.from({ length: persons }, () => randomUUID());
  await db.sql.query('insert into app.person (id, since) select unnest($1::uuid[]), $2', [ids, day]);
  await db.sql.query(
    `insert into app.stamp select p, 'small-street', x, $3::date, $3::date + time '12:00', $4, false
     from unnest($1::uuid[]) p, unnest($2::text[]) x`,
    [ids, points, day, grade],
  );
}

it('of nine persons nothing is told, of ten how many they are', async () => {
  await stamped(9, ['arch'], 2);
  expect(await at('arch')).toMatchObject({ stamps: null, people: null, by_grade: null });
  expect(await seen()).toMatchObject({ started: null, finished: null });
  await stamped(1, ['arch'], 2);
  expect(await at('arch')).toMatchObject({ stamps: 10, people: 10, by_grade: { 1: 0, 2: 10, 3: 0 } });
  expect(await seen()).toMatchObject({ started: 10, finished: null });
  expect(await at('library')).toMatchObject({ stamps: null, people: null, by_grade: null });
});

it('a grade that few have hides the others with it, also when one person has it every day', async () => {
  await stamped(1, ['arch'], 3);
  expect(await at('arch')).toMatchObject({ stamps: 11, people: 11, by_grade: null });
  await db.sql.query(
    `insert into app.stamp select person, trail, point, day + i, at + i * interval '1 day', 3, false
     from app.stamp, generate_series(1, 20) i where grade = 3`,
  );
  expect(await at('arch')).toMatchObject({ stamps: 31, people: 11, by_grade: null });
  await stamped(9, ['arch'], 3);
  expect(await at('arch')).toMatchObject({ stamps: 40, people: 20, by_grade: { 1: 0, 2: 10, 3: 30 } });
});

it('how many finished is told when neither they nor the others are few', async () => {
  await stamped(9, ['arch', 'library'], 2);
  expect((await seen()).finished).toBeNull();
  await stamped(1, ['arch', 'library'], 2);
  expect(await seen()).toMatchObject({ started: 30, finished: 10 });
  await db.sql.query(`delete from app.stamp s where not exists (
    select from app.stamp o where o.person = s.person and o.point = 'library')
    and s.person not in (select person from app.stamp where point = 'arch' order by person limit 5)`);
  const { started, finished } = await seen();
  expect(started! - 10).toBeLessThan(10);
  expect(finished).toBeNull();
});

it('is told to those who see figures there, of at most four hundred days, and the reading is noted', async () => {
  for (const who of ['dai', 'jiang', 'an'] as const)
    await expect(seen(PERSONAS[who].id), who).rejects.toThrow('not_staff');
  await expect(seen(PERSONAS.he.id, '2025-01-01', '2026-11-10')).rejects.toThrow('bad_argument');
  await expect(seen(PERSONAS.he.id, '2026-11-10', '2026-11-09')).rejects.toThrow('bad_argument');
  await expect(db.as(PERSONAS.he.id, `select api.stamp_map('nowhere', '2026-11-01', '2026-11-02')`)).rejects.toThrow(
    'not_found',
  );
  await seen();
  expect(await db.rows('select what from app.access order by id desc limit 1')).toEqual([{ what: 'stamps' }]);
});
