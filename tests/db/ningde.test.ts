import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CourseRates } from '../../src/contract/course-rates.ts';
import { percent, ratesOf } from '../../src/staff/rates/rates.ts';
import { setClock } from '../world/clock.ts';
import { closeDatabases, type Database, freshDatabase } from '../world/database.ts';
import { smallCity } from '../world/forms.ts';
import { schoolYear, type Year } from '../world/ningde.ts';
import { insertPersonas, PERSONAS } from '../world/personas.ts';
import { differences } from '../world/records.ts';
import { dice } from '../world/residents.ts';
import { smallSchools } from '../world/schools.ts';

let empty: string;
beforeAll(async () => {
  const first = await freshDatabase();
  await smallCity(first);
  await insertPersonas(first.sql);
  await setClock(first, '2026-10-12T09:00:00+08:00');
  await first.sql.query('update private.deployment set second_factor = false');
  await smallSchools(first);
  // Only what a test puts is in the roster.
  await first.sql.query('delete from app.roster');
  empty = first.name;
  await first.sql.end();
});
afterAll(closeDatabases);

async function yearOf(year: Year, seed = 1): Promise<Database> {
  const db = await freshDatabase({ of: empty });
  await schoolYear(db, year, seed);
  return db;
}
const ratesAt = (db: Database, place: string) =>
  db.as<CourseRates>(PERSONAS.he.id, `select api.course_rates($1, '2026-09-01', 'zh-Hans')`, [place]);

/** Rows that one reading of the rates takes from tables and indexes. */
async function rowsRead(db: Database, place: string): Promise<number> {
  const client = await db.connect();
  await client.query('select pg_stat_force_next_flush()');
  await client.query('begin');
  await client.query(`select set_config('request.jwt.claims', $1, true)`, [
    JSON.stringify({ sub: PERSONAS.he.id, role: 'authenticated' }),
  ]);
  await client.query(`select api.course_rates($1, '2026-09-01', 'zh-Hans')`, [place]);
  const { rows } = await client.query<{ n: string }>(
    `select sum(seq_tup_read + coalesce(idx_tup_fetch, 0)) as n from pg_stat_xact_all_tables where schemaname in ('app', 'private')`,
  );
  await client.query('rollback');
  return Number(rows[0]!.n);
}

describe('a prefecture of 458 schools', () => {
  it('with 280,000 pupils of whom 277,030 did two class hours has 98.94 %, and reads no more rows than with 28,000', async () => {
    const small = await yearOf({ schools: 458, pupils: 28_000, registered: 27_990, begun: 27_900, done: 27_703 });
    const large = await yearOf({ schools: 458, pupils: 280_000, registered: 279_500, begun: 278_400, done: 277_030 });
    const { total, rows, over } = await ratesAt(large, '330300');
    expect(total).toMatchObject({
      schools: 458,
      schools_registered: 458,
      pupils: 280_000,
      pupils_registered: 279_500,
      begun: 278_400,
      done: 277_030,
      hours: 555_430,
    });
    expect(percent(ratesOf(total).done)).toBe('98.94');
    expect(percent(ratesOf(total).schools)).toBe('100.00');
    expect(total.roster).toMatchObject({ source: '演示', as_of: '2026-10-12' });
    expect(rows.reduce((sum, { done }) => sum + done, 0)).toBe(277_030);
    expect(over).toEqual([]);
    const [before, after] = [await rowsRead(small, '330300'), await rowsRead(large, '330300')];
    expect(after / before).toBeLessThan(1.05);
    expect(after).toBeLessThan(60_000);
    expect(await rowsRead(large, rows[0]!.code)).toBeLessThan(after);
    // What was put by the set is what the rules derive, person by person.
    const wrong = await large.value<string>(
      `select count(*) from (select p.id from app.person p order by sha256(convert_to(p.id::text, 'UTF8')) limit 300) p
       cross join lateral (select count(*) as n from (
         (select * from app.class_acts_of(p.id) except select a.* from app.class_act a where a.person = p.id)
         union all (select a.* from app.class_act a where a.person = p.id except select * from app.class_acts_of(p.id))) x) d
       where d.n > 0`,
    );
    expect(wrong).toBe('0');
  }, 240_000);

  it.each([11, 12, 13])('has the right figures for random years (seed %i)', async (seed) => {
    const random = dice(seed);
    const schools = 20 + Math.floor(random() * 60);
    const pupils = 2000 + Math.floor(random() * 6000);
    const registered = Math.floor(pupils * (0.6 + random() * 0.4));
    const begun = Math.floor(registered * (0.5 + random() * 0.5));
    const done = Math.floor(begun * (0.5 + random() * 0.5));
    const db = await yearOf({ schools, pupils, registered, begun, done }, seed);
    const { total, rows } = await ratesAt(db, '330300');
    expect(total).toMatchObject({ schools, pupils, pupils_registered: registered, begun, done, hours: begun + done });
    // Every district and every school against a plain count of the ledger.
    for (const { code, pupils_registered, done } of [...rows, ...(await ratesAt(db, rows[0]!.code)).rows]) {
      const [plain] = await db.rows<{ registered: number; done: number }>(
        `select count(*) filter (where p.kind = 'seat')::integer as registered,
           count(*) filter (where p.kind = 'hour' and (select count(*) from app.participation o where o.person = p.person and o.kind = 'hour') = 2
             and p.quiz = 'small-know')::integer as done
         from app.participation p join app.district s on s.code = p.district where $1 in (s.code, s.parent)`,
        [code],
      );
      expect([code, pupils_registered, done]).toEqual([code, plain!.registered, plain!.done]);
    }
    expect(await differences(db)).toEqual([]);
  });
});

describe('a roster that is older than the schools', () => {
  it('makes a rate above 100 %, which is shown with the name of the school and not capped', async () => {
    const db = await yearOf({ schools: 20, pupils: 2000, registered: 2000, begun: 2000, done: 2000 });
    const { code } = (
      await db.rows<{ code: string }>(`select school as code from app.enrolment order by 1 limit 1`)
    )[0]!;
    await db.sql.query('delete from app.enrolment where school = $1 and grade > 5', [code]);
    const { over, total } = await ratesAt(db, '330300');
    expect(total.pupils).toBeLessThan(2000);
    expect(ratesOf(total).pupils.over).toBe(true);
    const [{ registered }] = (await db.rows<{ registered: number }>(
      `select count(*)::integer as registered from app.class_act a join app.class c on c.id = a.class where c.school = $1 and a.act = 'pupil'`,
      [code],
    )) as [{ registered: number }];
    expect(over.map(({ what }) => what)).toEqual(['done', 'pupils']);
    expect(over[1]).toMatchObject({ code, name: '演示学校1', count: registered });
    expect(over[1]!.of).toBeLessThan(registered);
  });
});
