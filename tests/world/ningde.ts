/** A prefecture's school year at its real size: 458 schools, 280,000 pupils, made set by set instead of one call after the other. */

import pg from 'pg';
import type { Database } from './database.ts';
import { dice } from './residents.ts';
import { LESSONS } from './schools.ts';

export interface Year {
  schools: number;
  pupils: number;
  /** of them: in a class; with at least one class hour; with both */
  registered: number;
  begun: number;
  done: number;
}

/**
 * Puts schools, a signed roster, classes of 40 and ledger rows as a school year would leave them (every pupil one row for the
 * seat and one for each class hour), what is derived from them, and the figures. What is derived is written by the set; that
 * the rules derive the same is for the caller to look at, person by person.
 */
export async function schoolYear(
  db: Database,
  { schools, pupils, registered, begun, done }: Year,
  seed = 1,
): Promise<void> {
  const random = dice(seed);
  const counties = (
    await db.rows<{ code: string }>(`select code from app.district where level = 'county' order by 1`)
  ).map(({ code }) => code);
  const list = Array.from({ length: schools }, (_, i) => {
    const county = counties[i % counties.length]!;
    return { code: `${county}${String(1000 + i)}`, county, kind: 'nine', name: { 'zh-Hans': `演示学校${i + 1}` } };
  });
  await db.value('select app.put_schools($1)', [JSON.stringify(list)]);
  // Schools differ in size; the sum is exact.
  const sizes = list.map(() => 0.4 + random() * 1.2);
  const scale = pupils / sizes.reduce((sum, size) => sum + size);
  const whole = sizes.map((size) => Math.max(1, Math.floor(size * scale)));
  for (
    let left = pupils - whole.reduce((sum, n) => sum + n), i = 0;
    left !== 0;
    i = (i + 1) % schools, left -= Math.sign(left)
  )
    whole[i]! += Math.sign(left);
  const rows = list.map(({ name, ...school }, i) => ({ ...school, name: name['zh-Hans'], grades: spread(whole[i]!) }));
  await db.value(
    `select app.load_roster('330300', app.school_year(app.day(app.clock_now())), app.day(app.clock_now()), '演示', $1)`,
    [JSON.stringify(rows)],
  );
  // As the superuser with triggers off: 840,000 rows would ask three million times whether what they name exists.
  const now = `timestamptz '${(await db.value<Date>('select app.clock_now()')).toISOString()}'`;
  const bulk = new pg.Client(db.adminUrl);
  await bulk.connect();
  await bulk.query('set session_replication_role = replica');
  const id = (kind: string) => `('${kind}' || lpad(to_hex(i), 7, '0') || '-0000-4000-8000-000000000000')::uuid`;
  await bulk.query(
    // ids in their order: an index of random ones would be written a million times in the middle
    `create temp table pupil as
      select i, ${id('a')} as person, ${id('b')} as seat_record, ${id('c')} as first_record, ${id('d')} as second_record, school, grade, number
      from (select row_number() over () as i, school, grade, (nth - 1) / 40 + 1 as number
        from (select e.school, e.grade, n as nth from app.enrolment e, generate_series(1, e.pupils) n where e.school = any ($1)
          order by hashtextextended(e.school || '/' || e.grade || '/' || n, $3) limit $2) x) y`,
    [list.map(({ code }) => code), registered, seed],
  );
  await bulk.query(`
    insert into app.class (school, year, grade, number, seats, opened_at)
      select distinct school, app.school_year(app.day(${now})), grade, number, 40, ${now} from pupil;
    alter table pupil add class uuid;
    update pupil p set class = c.id from app.class c where (c.school, c.grade, c.number) = (p.school, p.grade, p.number) and c.closed_at is null;
    insert into app.person (id, since) select person, app.day(${now}) from pupil order by i`);
  const record = (id: string, kind: string, quiz: string, body: string, limit: number, hours: number) => `
    insert into app.participation (id, person, kind, outcome, occurred_at, received_at, period, quiz, district, body)
      select ${id}, person, '${kind}', '${kind}', ${now} + interval '${hours} hours', ${now} + interval '${hours} hours',
        app.month(${now}), ${quiz}, school, ${body} from pupil where i <= ${limit} order by i`;
  const act = (id: string, kind: string, lesson: string, n: number, limit: number, hours: number) => `
    insert into app.class_act select ${id}, '${kind}', class, '${lesson}', person, '${kind === 'hour' ? 'projector' : ''}', ${n}, 1,
        ${now} + interval '${hours} hours' from pupil where i <= ${limit} order by i`;
  const hour = (lesson: string) => `jsonb_build_object('lesson', '${lesson}', 'how', 'projector', 'done', true)::text`;
  await bulk.query(
    [
      record(
        'seat_record',
        'seat',
        'class::text',
        `jsonb_build_object('class', class, 'act', 'join')::text`,
        registered,
        0,
      ),
      record('first_record', 'hour', `'${LESSONS[0]}'`, hour(LESSONS[0]), begun, 1),
      record('second_record', 'hour', `'${LESSONS[1]}'`, hour(LESSONS[1]), done, 2),
      act('seat_record', 'pupil', '', 0, registered, 0),
      act('first_record', 'hour', LESSONS[0], 1, begun, 1),
      act('second_record', 'hour', LESSONS[1], 2, done, 2),
    ].join(';'),
  );
  await bulk.end();
  await db.value('select app.rebuild_rollups()');
  // As a table that has stood for a while: else rows that an index alone could answer are looked up too.
  await db.sql.query('vacuum analyze');
}

/** Pupils of a nine-year school over the grades that the rule asks for (5 to 9). */
function spread(pupils: number): Record<string, number> {
  const grades: Record<string, number> = {};
  for (let grade = 5, left = pupils; grade <= 9; grade++) {
    const here = grade === 9 ? left : Math.floor(pupils / 5);
    if (here > 0) grades[grade] = here;
    left -= here;
  }
  return grades;
}
