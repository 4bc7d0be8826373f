import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDatabases, type Database, freshDatabase } from '../world/database.ts';
import { smallCity } from '../world/forms.ts';
import { insertPersonas, insertStaff, PERSONAS } from '../world/personas.ts';
import { doLessons, join, LESSONS, OTHER_SCHOOL, openClass, SCHOOL, smallSchools } from '../world/schools.ts';

let db: Database;
let id: string;
const chen = randomUUID();
/** A teacher of the same school who teaches another class. */
const colleague = randomUUID();
beforeAll(async () => {
  db = await freshDatabase();
  await smallCity(db);
  await insertPersonas(db.sql);
  await db.sql.query('update private.deployment set second_factor = false');
  await smallSchools(db);
  await db.sql.query(
    `insert into auth.users (id, aud, role, email, raw_app_meta_data, raw_user_meta_data, created_at, updated_at, is_anonymous)
     values ($1, 'authenticated', 'authenticated', 'colleague@world.example', '{}', '{}', now(), now(), false)`,
    [colleague],
  );
  await insertStaff({ sql: db.sql }, colleague, 'teacher', SCHOOL, '同事');
  const opened = await openClass(db);
  id = opened.id;
  await join(db, chen, opened.code, 12);
  await doLessons(db, chen, ...LESSONS);
});
afterAll(closeDatabases);

const today = `app.day(app.clock_now())`;
/** Every function that takes a class, as its teacher would call it. What changes something is undone by its last line. */
const ON_A_CLASS: Record<string, string> = {
  class_page: `api.class_page($1, 'zh-Hans')`,
  class_answers: `api.class_answers($1, 'small-know', 'zh-Hans')`,
  class_live: `api.class_live($1, 'small-know', 'check')`,
  seat_export: 'api.seat_export($1, 12)',
  set_class_code: 'api.set_class_code($1, 7)',
  lock_class_code: 'api.lock_class_code($1, false)',
  hold_hour: `api.hold_hour($1, 'small-know', 'paper', (now() at time zone 'Asia/Shanghai')::date, '{20}', '{}')`,
  move_seat: 'api.move_seat($1, 12, 12)',
  reopen_seat: 'api.reopen_seat($1, 12, false)',
  set_class_seats: 'api.set_class_seats($1, 45)',
  set_class_teacher: `api.set_class_teacher($1, '${PERSONAS.dai.id}', null)`,
  free_seat: 'api.free_seat($1, 20)',
};
/** What would end the class or a seat: asked by strangers only. */
const ENDING: Record<string, string> = {
  erase_seat: 'api.erase_seat($1, 12)',
  drop_class_teacher: `api.drop_class_teacher($1, '${PERSONAS.dai.id}')`,
  close_class: 'api.close_class($1)',
};
/** Tested where they are made. */
const ELSEWHERE = ['make_test', 'tests', 'class_certificates'];
const STRANGERS = {
  'a teacher of another class of the school': colleague,
  'a teacher of another school': PERSONAS.fang.id,
  'staff of the district': PERSONAS.guo.id,
  'staff of another district': PERSONAS.ma.id,
  'staff of the city': PERSONAS.he.id,
  'a clerk': PERSONAS.jiang.id,
  'the pupil': chen,
};
const ask = (who: string, call: string, of: string) =>
  db.as(who, `select ${call}`, [of]).then(
    () => 'answered',
    (error: Error & { code?: string }) => `${error.code} ${error.message}`,
  );

describe('a class', () => {
  it('answers its teacher: the rows are there', async () => {
    for (const [name, call] of Object.entries(ON_A_CLASS))
      expect([name, await ask(PERSONAS.dai.id, call, id)]).toEqual([name, 'answered']);
    expect(await db.value(`select count(*) from app.seat where class = $1`, [id])).toBe('1');
  });

  it.each(
    Object.entries(STRANGERS),
  )('answers %s nothing, by no function, and like a class that does not exist', async (_, who) => {
    for (const [name, call] of Object.entries({ ...ON_A_CLASS, ...ENDING })) {
      expect([name, await ask(who, call, id)]).toEqual([name, 'PT403 not_staff']);
      expect([name, await ask(who, call, randomUUID())]).toEqual([name, 'PT403 not_staff']);
    }
    expect(JSON.stringify(await db.as(who, `select api.my_classes('zh-Hans')`).catch(() => []))).not.toContain(id);
  });

  it('is named in every function that takes one', async () => {
    const takers = await db.rows<{ name: string }>(
      `select p.proname as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
       where n.nspname = 'api' and 'class' = any (p.proargnames) order by 1`,
    );
    const known = [...Object.keys(ON_A_CLASS), ...Object.keys(ENDING), ...ELSEWHERE].sort();
    expect(takers.map(({ name }) => name).filter((name) => !known.includes(name))).toEqual([]);
  });

  it('is ended by the administrator of its school alone, and a substitute teaches it until the day', async () => {
    expect(await ask(PERSONAS.dai.id, ENDING.close_class!, id)).toBe('PT403 not_staff');
    expect(await ask(PERSONAS.sun.id, ON_A_CLASS.class_page!, id)).toBe('answered');
    const until = `(select ${today})`;
    await db.sql.query(`insert into app.class_teacher select $1, $2, now(), ${until}`, [id, colleague]);
    expect(await ask(colleague, ON_A_CLASS.class_page!, id)).toBe('answered');
    await db.sql.query(`update app.class_teacher set until = until - 1 where sign_in = $1`, [colleague]);
    expect(await ask(colleague, ON_A_CLASS.class_page!, id)).toBe('PT403 not_staff');
  });
});

describe('rates', () => {
  it('of a place are seen by who has it, and nobody learns more', async () => {
    const rates = (who: string, place: string) => ask(who, `api.course_rates($1, '2026-09-01', 'zh-Hans')`, place);
    expect(await rates(PERSONAS.guo.id, '330302')).toBe('answered');
    expect(await rates(PERSONAS.guo.id, SCHOOL)).toBe('answered');
    expect(await rates(PERSONAS.sun.id, SCHOOL)).toBe('answered');
    expect(await rates(PERSONAS.he.id, '330300')).toBe('answered');
    for (const [who, place] of [
      [PERSONAS.ma.id, '330302'],
      [PERSONAS.ma.id, SCHOOL],
      [PERSONAS.guo.id, '330300'],
      [PERSONAS.guo.id, OTHER_SCHOOL],
      [PERSONAS.sun.id, '330302'],
      [PERSONAS.sun.id, OTHER_SCHOOL],
      [PERSONAS.dai.id, SCHOOL],
      [PERSONAS.dai.id, '999999'],
      [PERSONAS.an.id, SCHOOL],
    ] as const)
      expect([who, place, await rates(who, place)]).toEqual([who, place, 'PT403 not_staff']);
  });

  it('carry no seat, no person and no class', async () => {
    const found = JSON.stringify(
      await db.as(PERSONAS.sun.id, `select api.course_rates($1, '2026-09-01', 'zh-Hans')`, [SCHOOL]),
    );
    expect(found).not.toContain(id);
    expect(found).not.toMatch(/"(seat|person|class|teachers)"/);
  });
});
