import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { questionAbout } from '../world/bank.ts';
import { closeDatabases, type Database, freshDatabase } from '../world/database.ts';
import { insertStaff, PERSONAS, type Persona } from '../world/personas.ts';
import { inhabited } from './access.ts';

interface Page {
  items: { key: string; title: string }[];
  total: number;
}

let db: Database;
beforeAll(async () => {
  db = await inhabited();
});
afterAll(closeDatabases);

const as = <T>(who: Persona, call: string, values: unknown[] = []) =>
  db.as<T>(PERSONAS[who].id, `select ${call}`, values);
const save = (who: Persona, key: string | null, based: number, body: object) =>
  as<{ key: string; revision: number }>(who, 'api.save_document($1, $2, $3, $4)', [
    'question',
    key,
    based,
    JSON.stringify(body),
  ]);

describe('a district', () => {
  let ours: string;
  let theirs: string;
  beforeAll(async () => {
    ours = (await save('guo', null, 0, questionAbout('鹿城自己的题在哪里？'))).key;
    theirs = (await save('ma', 'local-question', 0, questionAbout('瑞安自己的题在哪里？'))).key;
    await save('wen', 'city-question', 0, questionAbout('市里的题在哪里？'));
  });

  it('has its own questions, under keys that begin with its code', () => {
    expect([ours.slice(0, 8), theirs]).toEqual(['d330302-', 'd330381-local-question']);
  });

  it('sees and counts nothing of another one or of the city; the rows are there', async () => {
    const list = (who: Persona, filter: object = {}) =>
      as<Page>(who, `api.documents('question', $1)`, [JSON.stringify(filter)]);
    expect((await list('guo')).items.map((item) => item.key)).toEqual([ours]);
    expect((await list('guo')).total).toBe(1);
    for (const filter of [{ text: '瑞安' }, { text: '市里的' }, { status: 'published' }, { pool: 'monitoring' }]) {
      expect(await list('guo', filter), JSON.stringify(filter)).toMatchObject({ items: [], total: 0, next: null });
    }
    expect((await list('wen', { text: '瑞安自己' })).items.map((item) => item.key)).toEqual([theirs]);
    expect((await list('wen')).total).toBeGreaterThan(100);
  });

  it('gets the same answer for what belongs to another one as for what does not exist', async () => {
    for (const key of [theirs, 'city-question', 'd330381-nothing-here']) {
      for (const call of [
        ['api.document($1, $2)'],
        ['api.document_revision($1, $2, 1)'],
        ['api.withdraw_document($1, $2)'],
        ['api.restore_revision($1, $2, 1)'],
        [`api.give_back($1, $2, 'x')`],
        [`api.save_document($1, $2, 1, '{}')`],
      ]) {
        await expect(as('guo', call[0]!, ['question', key]), `${call} ${key}`).rejects.toThrow('not_found');
      }
      const outcome = await as('guo', 'api.submit_documents($1, $2)', ['question', [key]]);
      expect(outcome).toEqual({ done: 0, refused: [] });
    }
    // A name that another district has taken is free here.
    expect((await save('guo', 'local-question', 0, questionAbout('同名的题会撞上吗？'))).key).toBe(
      'd330302-local-question',
    );
    expect((await save('guo', 'city-question', 0, questionAbout('和市里同名呢？'))).key).toBe('d330302-city-question');
  });

  it('brings files in under its own name, and touches nobody else’s questions with them', async () => {
    const { job } = await as<{ job: string }>('guo', `api.import_open('question', '题.xlsx')`);
    const rows = [{ key: 'local-question', body: questionAbout('导入会盖掉别人的题吗？') }];
    expect(await as('guo', 'api.import_rows($1, 1, $2)', [job, JSON.stringify(rows)])).toMatchObject({
      changed: 1,
      new: 0,
    });
    await expect(as('ma', 'api.import_rows($1, 1, $2)', [job, JSON.stringify(rows)])).rejects.toThrow('not_found');
    await as('guo', `api.import_commit($1, 'all')`, [job]);
    const other = await as<{ body: { words: Record<string, { stem: string }> } }>(
      'ma',
      `api.document('question', $1)`,
      [theirs],
    );
    expect(other.body.words['zh-Hans']?.stem).toBe('瑞安自己的题在哪里？');
  });

  it('manages its own people only', async () => {
    const people = await as<{ people: { name: string }[]; grantable: { role: string; place: string }[] }>(
      'guo',
      'api.people()',
    );
    const names = people.people.map((p) => p.name);
    expect(names).toEqual(expect.arrayContaining(['郭姐', '江江']));
    for (const other of ['何科', '文编', '马主任', '老方']) expect(names).not.toContain(other);
    // A city has thousands of teachers: those of a school are listed for that school.
    for (const teacher of ['戴老师', '孙校']) expect(names).not.toContain(teacher);
    const school = await as<{ people: { name: string }[] }>('guo', `api.people('3303020001')`);
    expect(school.people.map((p) => p.name)).toEqual(expect.arrayContaining(['戴老师', '孙校']));
    expect(await as('guo', `api.people('3303810001')`)).toMatchObject({ people: [], invitations: [], grantable: [] });
    expect(new Set(people.grantable.map((g) => g.place))).toEqual(new Set(['330302']));
    expect(people.grantable.map((g) => g.role)).not.toContain('district');
    for (const [role, place] of [
      ['counter', '330381'],
      ['counter', '999999'],
      ['district', '330302'],
      ['city_admin', '330300'],
    ]) {
      await expect(as('guo', `api.invite($1, $2, '某某', 7)`, [role, place]), `${role} ${place}`).rejects.toThrow(
        'not_staff',
      );
    }
    await expect(as('guo', `api.grant_role($1, 'counter', '330302')`, [PERSONAS.ma.id])).rejects.toThrow('not_found');
  });
});

describe('a role', () => {
  it('that is withdrawn is gone with the next call, in the middle of a session', async () => {
    const id = randomUUID();
    await insertStaff(db, id, 'city_editor reviewer', '330300', '小新');
    const call = (sql: string, values: unknown[] = []) => db.as<{ key: string }>(id, `select ${sql}`, values);
    const { key } = await call(`api.save_document('question', null, 0, $1)`, [
      JSON.stringify(questionAbout('还没写完就没了权限？')),
    ]);
    const [editor, reviewer] = await db.rows<{ id: string }>(
      'select id from app.staff_role where sign_in = $1 order by role',
      [id],
    );
    await as('he', 'api.withdraw_role($1)', [editor?.id]);
    await expect(
      call(`api.save_document('question', $1, 1, $2)`, [key, JSON.stringify(questionAbout('再存一次'))]),
    ).rejects.toThrow('not_staff');
    expect(await call('api.staff_me()')).toMatchObject({ roles: [{ role: 'reviewer' }] });
    await as('he', 'api.withdraw_role($1)', [reviewer?.id]);
    await expect(call('api.staff_me()')).rejects.toThrow('not_staff');
    expect(
      await db.value(`select count(*)::int from app.audit where act = 'withdraw_role' and detail ->> 'sign_in' = $1`, [
        id,
      ]),
    ).toBe(2);
  });

  it('is given by an invitation, once, to somebody who signed in by e-mail', async () => {
    const { code } = await as<{ code: string }>('he', `api.invite('reviewer', '330300', '新来的', 7)`);
    await expect(as('an', 'api.accept_invitation($1)', [code])).rejects.toThrow('no_session');
    const id = randomUUID();
    await db.sql.query(
      `insert into auth.users (id, aud, role, email, raw_app_meta_data, raw_user_meta_data, created_at, updated_at, is_anonymous)
       values ($1, 'authenticated', 'authenticated', 'new@world.example', '{}', '{}', now(), now(), false)`,
      [id],
    );
    const accept = (text: string) => db.as(id, 'select api.accept_invitation($1)', [text]);
    await expect(accept('wrong')).rejects.toThrow('not_found');
    expect(await accept(code)).toEqual({ role: 'reviewer', place: '330300' });
    await expect(accept(code)).rejects.toThrow('not_found');
    expect(await db.as(id, 'select api.staff_me()')).toMatchObject({
      name: '新来的',
      rights: expect.arrayContaining(['content.review']),
    });
    expect(
      await db.value('select count(*)::int from private.invitation where code_hash = $1', [Buffer.from(code)]),
    ).toBe(0);
  });

  it('of the last administrator cannot be withdrawn', async () => {
    const role = await db.value<string>(`select id from app.staff_role where sign_in = $1 and role = 'city_admin'`, [
      PERSONAS.he.id,
    ]);
    const others = await db.rows<{ id: string }>(
      `update app.staff_role set withdrawn_at = now() where role = 'city_admin' and withdrawn_at is null and sign_in <> $1 returning id`,
      [PERSONAS.he.id],
    );
    await expect(as('he', 'api.withdraw_role($1)', [role])).rejects.toThrow('in_use');
    await db.sql.query('update app.staff_role set withdrawn_at = null where id = any ($1)', [
      others.map(({ id }) => id),
    ]);
  });
});

describe('a second factor', () => {
  it('is asked of city roles and of exports, and of nobody below', async () => {
    await db.sql.query('update private.deployment set second_factor = true');
    const claims = async (who: Persona, aal: string, sql: string) => {
      await db.sql.query('begin');
      await db.sql.query(`select set_config('request.jwt.claims', $1, true)`, [
        JSON.stringify({ sub: PERSONAS[who].id, aal }),
      ]);
      const answer = await db.sql.query(`select ${sql} as x`).then(
        ({ rows }) => rows[0].x,
        (error) => error.message,
      );
      await db.sql.query('rollback');
      return answer;
    };
    const list = `api.documents('question')`;
    expect(await claims('wen', 'aal1', 'api.staff_me()')).toMatchObject({ second_factor: 'needed', rights: [] });
    for (const sql of [
      list,
      `api.save_document('question', null, 0, '{}')`,
      `api.export_documents('question')`,
      'api.put_media(null, null)',
    ]) {
      expect(await claims('wen', 'aal1', sql), sql).toBe('second_factor');
    }
    expect(await claims('he', 'aal1', 'api.people()')).toBe('second_factor');
    expect(await claims('he', 'aal1', `api.reach_live('2026-06-01', '2026-06-01')`)).toBe('second_factor');
    expect(await claims('wen', 'aal2', 'api.staff_me()')).toMatchObject({ second_factor: 'ok' });
    expect(await claims('wen', 'aal2', list)).toHaveProperty('items');
    expect(await claims('guo', 'aal1', list)).toHaveProperty('items');
    expect(await claims('guo', 'aal1', 'api.staff_me()')).toMatchObject({ second_factor: 'off' });
    await db.sql.query('update private.deployment set second_factor = false');
  });

  it('that somebody connected of their own accord is asked of them, where the deployment asks nobody', async () => {
    expect(await as('wen', 'api.staff_me()')).toMatchObject({
      second_factor: 'off',
      rights: expect.arrayContaining(['content.write']),
    });
    await db.sql.query(
      `insert into auth.mfa_factors (id, user_id, factor_type, status, created_at, updated_at) values (gen_random_uuid(), $1, 'totp', 'verified', now(), now())`,
      [PERSONAS.wen.id],
    );
    expect(await as('wen', 'api.staff_me()')).toMatchObject({ second_factor: 'needed', rights: [] });
    await expect(as('wen', `api.documents('question')`)).rejects.toThrow('second_factor');
    await db.sql.query('delete from auth.mfa_factors where user_id = $1', [PERSONAS.wen.id]);
  });
});

describe('a session', () => {
  it('of staff ends eight hours after it began, and at once when it was ended', async () => {
    const session = randomUUID();
    const me = async () => {
      await db.sql.query('begin');
      await db.sql.query(`select set_config('request.jwt.claims', $1, true)`, [
        JSON.stringify({ sub: PERSONAS.he.id, session_id: session }),
      ]);
      const answer = await db.sql.query('select api.staff_me()').then(
        () => 'ok',
        (error) => error.message,
      );
      await db.sql.query('rollback');
      return answer;
    };
    expect(await me()).toBe('no_session');
    await db.sql.query(
      `insert into auth.sessions (id, user_id, created_at) values ($1, $2, now() - interval '7 hours 59 minutes')`,
      [session, PERSONAS.he.id],
    );
    expect(await me()).toBe('ok');
    await db.sql.query(`update auth.sessions set created_at = now() - interval '8 hours 1 second' where id = $1`, [
      session,
    ]);
    expect(await me()).toBe('no_session');
  });
});

describe('logs', () => {
  it('cannot be changed, removed or emptied, not even by their owner', async () => {
    for (const sql of [
      'update app.audit set act = $$x$$',
      'delete from app.audit',
      'truncate app.access',
      'delete from app.access',
    ]) {
      await expect(db.sql.query(sql), sql).rejects.toThrow('append-only');
    }
  });

  it('are found by words, kinds and days', async () => {
    const log = (filter: object) =>
      as<{ items: { act: string; by_name: string }[] }>('he', 'api.audit_log($1)', [JSON.stringify(filter)]);
    expect((await log({ text: '新来的' })).items.map((item) => item.act)).toEqual(
      expect.arrayContaining(['invite', 'accept_invitation']),
    );
    expect((await log({ act: 'save' })).items.every((item) => item.act === 'save')).toBe(true);
    expect((await log({ from: '2000-01-01', to: '2000-01-02' })).items).toEqual([]);
  });
});

describe('the access log', () => {
  /** Rows that belong to participants. */
  const PERSONAL = [
    'participation',
    'person',
    'person_month',
    'monitor_first',
    'contest_attempt',
    'participation_reject',
    'person_link',
    'recovery',
    'stamp',
    'claim',
    'claim_secret',
    'handover',
    'ticket',
    'attendance',
    'scan',
  ];

  it('has one row for every call by which staff read rows of participants, and none for the others', async () => {
    const fresh = await freshDatabase({ seeded: true });
    const functions = await fresh.rows<{ name: string; args: string }>(
      `select p.proname as name, coalesce(pg_get_function_arguments(p.oid), '') as args from pg_proc p
       where p.pronamespace = 'api'::regnamespace and p.proname <> all ($1) order by 1`,
      [
        [
          'record_participation',
          'my_passport',
          'my_export',
          'erase_me',
          'register_recovery',
          'reclaim',
          'open_contest',
          'contest_result',
          'open_test',
          'my_certificate',
          'my_class',
          'join_class',
          'leave_class',
          'my_stamps',
          'my_votes',
          'my_events',
          'my_gifts',
          'claim_gift',
          'cancel_claim',
          'offer_passport',
          'take_passport',
          'spend_rate',
          'self_check',
        ],
      ],
    );
    const { ARGUMENTS } = await import('./access.ts');
    const touched = `select coalesce(sum(seq_scan + coalesce(idx_scan, 0)), 0)::int from pg_stat_xact_user_tables where relname = any ($1) and schemaname in ('app', 'private')`;
    const readers: string[] = [];
    for (const { name } of functions) {
      const args = Object.entries({ ...ARGUMENTS[name], ...(name === 'item_analysis' ? { form: 'daily' } : {}) });
      const call = `select api.${name}(${args.map(([key], i) => `${key} => $${i + 1}`).join(', ')})`;
      await fresh.sql.query('begin');
      await fresh.sql.query(`select set_config('request.jwt.claims', $1, true)`, [
        JSON.stringify({ sub: PERSONAS.he.id }),
      ]);
      const before = (await fresh.sql.query(touched, [PERSONAL])).rows[0]!.coalesce;
      const ok = await fresh.sql
        .query(
          call,
          args.map(([, value]) =>
            value !== null && typeof value === 'object' && !Array.isArray(value) ? JSON.stringify(value) : value,
          ),
        )
        .then(
          () => true,
          () => false,
        );
      if (ok) {
        const reads = (await fresh.sql.query(touched, [PERSONAL])).rows[0]!.coalesce - before;
        const logged = (await fresh.sql.query('select count(*)::int from app.access')).rows[0]!.count;
        if (reads > 0) readers.push(name);
        expect(logged, `${name} read ${reads} times`).toBe(reads > 0 ? 1 : 0);
      }
      await fresh.sql.query('rollback');
    }
    expect(readers).toEqual(expect.arrayContaining(['export_attempts', 'item_analysis', 'stamp_map']));
  });
});
