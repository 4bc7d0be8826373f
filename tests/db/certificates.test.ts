import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CERTIFICATE_PATTERN, type Certificate, type HourHeld, type MyClass } from '../../src/contract/courses.ts';
import { passTime, setClock } from '../world/clock.ts';
import { callAs, closeDatabases, type Database, freshDatabase } from '../world/database.ts';
import { smallCity } from '../world/forms.ts';
import { insertPersonas, PERSONAS } from '../world/personas.ts';
import { doLessons, join, LESSONS, openClass, SCHOOL, smallSchools } from '../world/schools.ts';

let db: Database;
let empty: string;
const [KNOW, REFUSE] = LESSONS;
const { dai, fang, sun } = PERSONAS;
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

interface Codes {
  class: { code: string; done: number; of: number } | null;
  seats: { seat: number; code: string }[];
}
const ofClass = (id: string, who: string = dai.id, early = false) =>
  db.as<Codes>(who, `select api.class_certificates($1, 'zh-Hans', $2)`, [id, early]);
const mine = async (who: string) => (await db.as<{ code: string | null }>(who, 'select api.my_certificate()')).code;
const shown = async (who: string) =>
  (await db.as<MyClass | null>(who, `select api.my_class('zh-Hans')`))?.certificate ?? null;
const read = (code: string | null) =>
  db.value<Certificate | null>(`select api.certificate($1, 'zh-Hans')`, [code ?? 'none']);
const hold = (id: string, lesson: string, done: number[], undone: number[] = []) =>
  db.as<HourHeld>(dai.id, `select api.hold_hour($1, $2, 'paper', '2026-10-12', $3, $4)`, [id, lesson, done, undone]);
const rows = () => db.value<string>('select count(*) from app.certificate');

async function pupil(code: string, seat: number, ...lessons: string[]): Promise<string> {
  const who = randomUUID();
  await join(db, who, code, seat);
  await doLessons(db, who, ...lessons);
  return who;
}

describe('a seat’s certificate', () => {
  it('comes to be when all class hours are done, not before, and then stays the same', async () => {
    const { code } = await openClass(db);
    const chen = await pupil(code, 12, KNOW);
    expect(await mine(chen)).toBeNull();
    expect(await rows()).toBe('0');
    await doLessons(db, chen, REFUSE);
    expect(await shown(chen)).toBeNull();
    const issued = await mine(chen);
    expect(issued).toMatch(CERTIFICATE_PATTERN);
    expect(await mine(chen)).toBe(issued);
    expect(await shown(chen)).toBe(issued);
    expect(await rows()).toBe('1');
  });

  it('says school, class, seat and hours, and nothing of a person', async () => {
    const { code } = await openClass(db);
    const issued = await mine(await pupil(code, 12, KNOW, REFUSE));
    expect(await read(issued)).toEqual({
      code: issued,
      kind: 'seat',
      school_name: expect.any(String),
      year: '2026-09-01',
      grade: 5,
      number: 2,
      seat: 12,
      hours: 2,
      done: 2,
      of: 2,
      issued_on: '2026-10-12',
      withdrawn_on: null,
    });
    const typed = `${issued?.slice(0, 5)} ${issued?.slice(5)}`.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'i');
    expect((await read(typed))?.code).toBe(issued);
    const columns = await db.rows<{ name: string }>(
      `select attname as name from pg_attribute where attrelid = 'app.certificate'::regclass and attnum > 0`,
    );
    expect(columns.map(({ name }) => name).filter((name) => /person|sign_in|name/.test(name))).toEqual([]);
  });

  it('is issued once, however many ask at the same moment', async () => {
    const { id, code } = await openClass(db);
    const chen = await pupil(code, 1, KNOW, REFUSE);
    const next = await pupil(code, 2, KNOW, REFUSE);
    await pupil(code, 3, KNOW, REFUSE);
    const clients = await Promise.all(Array.from({ length: 6 }, () => db.connect()));
    const answers = await Promise.all(
      clients.map((client, i) =>
        i % 2 === 0
          ? callAs<{ code: string }>(client, chen, 'select api.my_certificate()').then((answer) => answer.code)
          : callAs<Codes>(client, dai.id, `select api.class_certificates($1, 'en')`, [id]).then(
              ({ seats }) => seats.find(({ seat }) => seat === 1)?.code,
            ),
      ),
    );
    expect(new Set(answers).size).toBe(1);
    expect(await mine(next)).toMatch(CERTIFICATE_PATTERN);
    // three seats and the class, all of whose pupils are done
    expect(await rows()).toBe('4');
  });

  it('is withdrawn and says so when the hour it rests on is taken back, and holds again when it is done', async () => {
    const { id } = await openClass(db);
    await hold(id, KNOW, [1, 2]);
    await hold(id, REFUSE, [1, 2]);
    const before = await ofClass(id);
    expect(before.seats.map(({ seat }) => seat)).toEqual([1, 2]);
    await hold(id, REFUSE, [], [2]);
    const code = before.seats[1]!.code;
    expect((await read(code))?.withdrawn_on).toBe('2026-10-12');
    expect((await read(before.class!.code))?.withdrawn_on).toBe('2026-10-12');
    expect((await read(before.seats[0]!.code))?.withdrawn_on).toBeNull();
    expect(await ofClass(id)).toMatchObject({ class: null, seats: [before.seats[0]] });
    await passTime(db, '2 days');
    await hold(id, REFUSE, [2]);
    expect(await ofClass(id)).toMatchObject({ class: before.class, seats: before.seats });
    expect(await read(code)).toMatchObject({ withdrawn_on: null, issued_on: '2026-10-14' });
  });

  it('is not issued for an hour that is taken back at the same moment', async () => {
    const { id } = await openClass(db);
    await hold(id, KNOW, [1]);
    await hold(id, REFUSE, [1]);
    const [teacher, school] = await Promise.all([db.connect(), db.connect()]);
    await teacher.query('begin');
    await teacher.query(`select set_config('request.jwt.claims', $1, true)`, [
      JSON.stringify({ sub: dai.id, role: 'authenticated', aal: 'aal1' }),
    ]);
    await teacher.query(`select api.hold_hour($1, $2, 'paper', '2026-10-12', '{}', '{1}')`, [id, REFUSE]);
    const asked = callAs<Codes>(school, sun.id, `select api.class_certificates($1, 'en')`, [id]);
    await new Promise((done) => setTimeout(done, 300));
    await teacher.query('commit');
    expect(await asked).toMatchObject({ class: null, seats: [] });
    expect(await rows()).toBe('0');
  });

  it('is not shown to whoever takes the seat after its pupil, before they have done their own hours', async () => {
    const { id, code } = await openClass(db);
    const first = await mine(await pupil(code, 12, KNOW, REFUSE));
    await db.as(dai.id, 'select api.free_seat($1, 12)', [id]);
    const next = await pupil(code, 12, KNOW);
    expect(await mine(next)).toBeNull();
    expect((await ofClass(id)).seats).toEqual([]);
    expect(await read(first)).toMatchObject({ seat: 12, withdrawn_on: null });
  });

  it('survives the end of the school year, when nobody sits there any more', async () => {
    const { id, code } = await openClass(db);
    const issued = await mine(await pupil(code, 12, KNOW, REFUSE));
    await db.as(sun.id, 'select api.close_class($1)', [id]);
    expect(await read(issued)).toMatchObject({ seat: 12, withdrawn_on: null });
    expect((await ofClass(id)).seats).toEqual([{ seat: 12, code: issued }]);
  });
});

describe('a class’s certificate', () => {
  it('comes when everybody who sits there is done, or earlier with the numbers of the day when it is asked for', async () => {
    const { id } = await openClass(db);
    expect(await ofClass(id, dai.id, true)).toMatchObject({ class: null, seats: [] });
    await hold(id, KNOW, [1, 2, 3]);
    await hold(id, REFUSE, [1, 2]);
    expect((await ofClass(id)).class).toBeNull();
    const early = (await ofClass(id, dai.id, true)).class!;
    expect(early).toMatchObject({ done: 2, of: 3 });
    expect(await read(early.code)).toMatchObject({ kind: 'class', seat: null, done: 2, of: 3 });
    await hold(id, REFUSE, [3]);
    expect((await ofClass(id)).class).toEqual({ code: early.code, done: 3, of: 3 });
    expect(await read(early.code)).toMatchObject({ done: 3, of: 3, withdrawn_on: null });
  });

  it('is given to its teachers and its school alone, and every reading is logged', async () => {
    const { id, code } = await openClass(db);
    await pupil(code, 1, KNOW, REFUSE);
    await expect(ofClass(id, fang.id)).rejects.toThrow('not_staff');
    await expect(ofClass(randomUUID())).rejects.toThrow('not_staff');
    await expect(db.as(randomUUID(), `select api.class_certificates($1, 'en')`, [id])).rejects.toThrow('not_staff');
    expect(await rows()).toBe('0');
    expect((await ofClass(id, sun.id)).seats).toHaveLength(1);
    const logged = await db.rows('select what, place, rows from app.access order by id desc limit 1');
    expect(logged).toEqual([{ what: 'certificates', place: SCHOOL, rows: '1' }]);
    await ofClass(id);
    const acts = await db.value<string>(`select count(*) from app.audit where act = 'class_certificates'`);
    expect(acts).toBe('1');
  });
});

it('a code that nobody has, and what is no code, get the same answer', async () => {
  for (const code of ['0000000000', 'none', '', 'x'.repeat(500)]) expect(await read(code)).toBeNull();
  expect(await mine(randomUUID())).toBeNull();
});
