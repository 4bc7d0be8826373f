import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { questionAbout } from '../world/bank.ts';
import { closeDatabases, type Database } from '../world/database.ts';
import { insertStaff, PERSONAS, type Persona } from '../world/personas.ts';
import { ARGUMENTS, inhabited } from './access.ts';

/** What somebody of the console could learn or do beside what the pages show. */
let db: Database;
beforeAll(async () => {
  db = await inhabited();
});
afterAll(closeDatabases);

const as = <T>(who: Persona, call: string, values: unknown[] = []) =>
  db.as<T>(PERSONAS[who].id, `select ${call}`, values);
/** What a call says to somebody with these claims, an error as its word; nothing of it stays. */
async function said(claims: object, call: string, values: unknown[] = []): Promise<unknown> {
  await db.sql.query('begin');
  await db.sql.query(`select set_config('request.jwt.claims', $1, true)`, [JSON.stringify(claims)]);
  const answer = await db.sql.query(`select ${call} as v`, values).then(
    ({ rows }) => rows[0].v,
    (error) => error.message,
  );
  await db.sql.query('rollback');
  return answer;
}
const save = (who: Persona, key: string, kind: string, body: object) =>
  as<{ key: string; problems: { field: string; rule: string }[] }>(who, 'api.save_document($1, $2, 0, $3)', [
    kind,
    key,
    JSON.stringify(body),
  ]);
async function live(who: Persona, key: string, more: Record<string, unknown>) {
  const saved = await save(who, key, 'question', questionAbout(`${key}怎么说？`, more));
  await as(who, `api.submit_documents('question', $1)`, [[saved.key]]);
  expect(await as('he', `api.publish_documents('question', $1)`, [[saved.key]])).toMatchObject({ done: 1 });
  return saved.key;
}

describe('a session that has ended', () => {
  it('opens nothing that is for staff', async () => {
    const me = randomUUID();
    await insertStaff(db, me, 'city_admin city_editor reviewer', '330300', '离');
    const functions = await db.rows<{ name: string; args: string[]; types: string[] }>(
      `select p.proname as name, coalesce(p.proargnames, '{}') as args,
         array(select format_type(t, null) from unnest(p.proargtypes) t) as types
       from pg_proc p where p.pronamespace = 'api'::regnamespace and has_function_privilege('authenticated', p.oid, 'execute')`,
    );
    const open: string[] = [];
    let shut = 0;
    for (const { name, args, types } of functions) {
      const given = (ARGUMENTS[name] ?? {}) as Record<string, unknown>;
      const used = args.map((arg, i) => [arg, types[i]] as const).filter(([arg]) => arg in given);
      const call = `api.${name}(${used.map(([arg, type], i) => `${arg} => $${i + 1}::${type}`).join(', ')})`;
      const values = used.map(([arg, type]) => (type === 'jsonb' ? JSON.stringify(given[arg]) : given[arg]));
      if ((await said({ sub: PERSONAS.an.id, is_anonymous: true }, call, values)) !== 'not_staff') continue;
      shut++;
      if ((await said({ sub: me, session_id: randomUUID() }, call, values)) !== 'no_session') open.push(name);
    }
    expect(open).toEqual([]);
    expect(shut).toBeGreaterThan(30);
  });
});

describe('a district', () => {
  it('reads in calendar and notices of its own questions only, and counts no others', async () => {
    const ends = await db.value<string>(`select (app.day(app.clock_now()) + 9)::text`);
    const more = { valid_to: ends, facts: ['F3'] };
    const own = await live('guo', 'calendar-own', more);
    const others = [
      await live('ma', 'calendar-theirs', more),
      await live('wen', 'calendar-city', { ...more, pool: 'contest' }),
    ];
    await db.sql.query(`update app.fact set valid_to = $1 where code = 'F3'`, [ends]);
    const calendar = (who: Persona) =>
      as<{ key: string; kind: string; questions: number | null }[]>(
        who,
        `api.content_calendar('2026-01-01', '2026-12-31')`,
      );
    const notices = JSON.stringify(await as('guo', 'api.notices()'));
    const seen = await calendar('guo');
    expect(new Set(seen.filter(({ kind }) => kind === 'question').map(({ key }) => key))).toEqual(new Set([own]));
    expect(seen.filter(({ key }) => key === 'F3').map(({ questions }) => questions)).toContain(1);
    for (const key of others) expect(notices).not.toContain(key);
    expect(notices).toContain(own);
    const city = await calendar('wen');
    for (const key of [own, ...others]) expect(city.map((row) => row.key)).toContain(key);
  });

  it('puts no questions of others into a quiz, and learns from trying neither keys nor pools', async () => {
    const own = await live('guo', 'quiz-own', { pool: 'contest' });
    const city = await db.rows<{ code: string }>(
      `select code from app.question where pool = 'contest' and current limit 3`,
    );
    const quiz = (items: string[]) => ({
      ...{ purpose: 'contest', title: { 'zh-Hans': '赛' }, summary: { 'zh-Hans': '赛' }, items, tries: 1, draw: 1 },
      ...{ opens_at: '2026-11-01T00:00:00+08:00', closes_at: '2026-11-01T00:01:00+08:00' },
    });
    expect((await save('guo', 'quiz-mine', 'quiz', quiz([own]))).problems).toEqual([]);
    const theirs = await live('ma', 'quiz-theirs', { pool: 'contest' });
    const tries = [theirs, 'no-such-question', ...city.map(({ code }) => code)].filter((code) => code !== own);
    for (const [i, code] of tries.entries())
      expect((await save('guo', `quiz-try-${i}`, 'quiz', quiz([own, code]))).problems, code).toEqual([
        { field: 'items', rule: 'unpublished' },
      ]);
    expect((await save('wen', 'quiz-city', 'quiz', quiz([own, theirs, city[0]!.code]))).problems).toEqual([]);
  });

  it('learns nothing of a city’s document that was given a name like its own', async () => {
    const body = questionAbout('市里起的名字？');
    await save('wen', 'd330302-secret', 'question', body);
    const { job } = await as<{ job: string }>('guo', `api.import_open('question', 'x')`);
    const rows = JSON.stringify([{ key: 'secret', body }]);
    expect(await as('guo', 'api.import_rows($1, 1, $2)', [job, rows])).toMatchObject({ same: 0, changed: 0, new: 1 });
    expect(await as('guo', `api.import_commit($1, 'good')`, [job])).toMatchObject({
      new: 0,
      changed: 0,
      same: 0,
      left_out: 1,
    });
    expect(await db.value(`select head from app.document where key = 'd330302-secret'`)).toBe(1);
  });

  it('that somebody has left is gone from their notices', async () => {
    const mover = randomUUID();
    await insertStaff(db, mover, 'district', '330302', '换岗');
    const claims = { sub: mover };
    await db.as(mover, `select api.save_document('question', 'moved', 0, $1)`, [
      JSON.stringify(questionAbout('原来那边的题？')),
    ]);
    await db.sql.query(`update app.document set returned = true where key = 'd330302-moved'`);
    expect(JSON.stringify(await said(claims, 'api.notices()'))).toContain('原来那边的题');
    await db.sql.query('update app.staff_role set withdrawn_at = now() where sign_in = $1', [mover]);
    await db.sql.query(
      `insert into app.staff_role (sign_in, role, place, granted_at) values ($1, 'district', '330381', now())`,
      [mover],
    );
    expect(await said(claims, 'api.notices()')).toMatchObject({ drafts: 0, returned: [] });
  });

  it('that is given the right to read logs reads those of its own place', async () => {
    await db.sql.query(`insert into app.role_right values ('district', 'audit.read', false)`);
    await as('he', `api.export_attempts('2026-01-01', '2026-12-31')`);
    await as('guo', `api.invite('counter', '330302', '日志')`);
    await as('ma', `api.invite('school_admin', '3303810001', '别处')`);
    const logs = await as<{ items: { place: string }[] }>('guo', 'api.audit_log()');
    // its schools are its own
    expect(logs.items.filter(({ place }) => !place.startsWith('330302'))).toEqual([]);
    expect(logs.items.map(({ place }) => place)).toContain('330302');
    expect(await as('guo', 'api.access_log()')).toMatchObject({ items: [] });
    await db.sql.query(`delete from app.role_right where role = 'district' and "right" = 'audit.read'`);
  });
});

describe('a right', () => {
  it('that waits for its second factor widens no other one', async () => {
    const both = randomUUID();
    await insertStaff(db, both, 'city_admin', '330300', '双');
    await db.sql.query(
      `insert into app.staff_role (sign_in, role, place, granted_at) values ($1, 'district', '330302', now())`,
      [both],
    );
    await db.sql.query('update private.deployment set second_factor = true');
    const invite = (aal: string, role: string) => said({ sub: both, aal }, `api.invite($1, '330302', '人')`, [role]);
    expect(await invite('aal1', 'district')).toBe('not_staff');
    expect(await invite('aal1', 'counter')).toHaveProperty('code');
    expect(await invite('aal2', 'district')).toHaveProperty('code');
    await db.sql.query('update private.deployment set second_factor = false');
  });

  it('of whoever has connected a second factor waits for it, whatever their role asks', async () => {
    const list = (aal: string) => said({ sub: PERSONAS.guo.id, aal }, `api.documents('question')`);
    expect(await list('aal1')).toHaveProperty('items');
    await db.sql.query(
      `insert into auth.mfa_factors (id, user_id, factor_type, status, created_at, updated_at) values (gen_random_uuid(), $1, 'totp', 'verified', now(), now())`,
      [PERSONAS.guo.id],
    );
    expect(await list('aal1')).toBe('second_factor');
    expect(await said({ sub: PERSONAS.guo.id, aal: 'aal1' }, 'api.staff_me()')).toMatchObject({
      second_factor: 'needed',
      rights: [],
    });
    expect(await list('aal2')).toHaveProperty('items');
    await db.sql.query('delete from auth.mfa_factors where user_id = $1', [PERSONAS.guo.id]);
  });

  it('that was withdrawn does not live on in invitations', async () => {
    const gone = randomUUID();
    await insertStaff(db, gone, 'district', '330302', '走了');
    const { code } = await db.as<{ code: string }>(gone, `select api.invite('teacher', '3303020001', '自己')`);
    await db.sql.query('update app.staff_role set withdrawn_at = now() where sign_in = $1', [gone]);
    await expect(as('fang', 'api.accept_invitation($1)', [code])).rejects.toThrow('not_found');
  });
});

describe('an export', () => {
  it('is in the audit log wherever it begins', async () => {
    const count = () => db.value<number>(`select count(*)::int from app.audit where act = 'export'`);
    const before = await count();
    await as('he', `api.export_documents('question', '{}', '2999-01-01|', 200)`);
    await as('he', `api.export_attempts('2026-01-01', '2026-12-31', '00000000-0000-0000-0000-000000000000')`);
    expect(await count()).toBe(before + 2);
  });

  it('names answers by hashes that nobody outside can make', async () => {
    const { items } = await as<{ items: { ref: string }[] }>('he', `api.export_attempts('2026-01-01', '2026-12-31')`);
    const known = await db.rows<{ ref: string }>(
      `select encode(sha256(convert_to(p.id::text || d.epoch, 'UTF8')), 'hex') as ref from app.participation p, private.deployment d`,
    );
    const guesses = new Set(known.map(({ ref }) => ref));
    expect(items.length).toBeGreaterThan(0);
    expect(items.filter(({ ref }) => guesses.has(ref))).toEqual([]);
  });
});
