import fs from 'node:fs';
import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import { decodeJwt } from 'jose';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Stack, startStack } from '../../supabase/local/stack.ts';
import { temporaryFolder } from '../../supabase/local/temporary.ts';

const GUO = { email: 'guo@demo.example', password: 'correct horse battery' };
const data = temporaryFolder();
let stack: Stack;
let db: pg.Pool;

beforeAll(async () => {
  stack = await startStack({ data, fsync: false, migrations: false });
  db = new pg.Pool({ connectionString: stack.db.adminUrl, max: 2 });
  db.on('error', () => {});
});

afterAll(async () => {
  await db.end();
  await stack.stop();
  fs.rmSync(data, { recursive: true, force: true });
});

/** A supabase-js client that finds auth where a project has it. */
function phone(): SupabaseClient {
  const base = 'http://project.invalid';
  return createClient(base, stack.anonKey, {
    auth: { autoRefreshToken: false, persistSession: true, storage: memory() },
    global: { fetch: (input, init) => fetch(String(input).replace(`${base}/auth/v1`, stack.authUrl), init) },
  });
}

function memory() {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
}

async function post(path: string, body: unknown, headers: Record<string, string> = {}) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const response = await fetch(stack.authUrl + path, { method: 'POST', body: text, headers });
  const answer = await response.text();
  return { status: response.status, json: answer ? JSON.parse(answer) : null, headers: response.headers };
}

const refresh = (refresh_token: unknown) => post('/token?grant_type=refresh_token', { refresh_token });
const signUp = async () => (await post('/signup', { data: {} })).json;

async function employ({ email, password }: typeof GUO): Promise<string> {
  const { rows } = await db.query<{ id: string }>(
    `insert into auth.users (id, aud, role, email, encrypted_password, email_confirmed_at, created_at, updated_at,
       raw_app_meta_data, raw_user_meta_data)
     values (gen_random_uuid(), 'authenticated', 'authenticated', $1, extensions.crypt($2, extensions.gen_salt('bf', 10)),
       now(), now(), now(), '{"provider":"email","providers":["email"]}', '{}') returning id`,
    [email, password],
  );
  return rows[0]!.id;
}

describe('anonymous sign-in', () => {
  it('gives supabase-js a session with the claims of Supabase', async () => {
    const { data, error } = await phone().auth.signInAnonymously();
    expect(error).toBeNull();
    const { user, session } = data;
    expect(user).toMatchObject({ is_anonymous: true, role: 'authenticated', aud: 'authenticated', email: '' });
    expect(session).toMatchObject({ token_type: 'bearer', expires_in: 3600 });
    const claims = decodeJwt(session!.access_token);
    expect(claims).toMatchObject({
      sub: user!.id,
      role: 'authenticated',
      aud: 'authenticated',
      is_anonymous: true,
      email: '',
      aal: 'aal1',
      app_metadata: {},
      user_metadata: {},
    });
    expect(claims.amr).toEqual([{ method: 'anonymous', timestamp: expect.any(Number) }]);
    expect(claims.exp! - claims.iat!).toBe(3600);
    expect(claims.session_id).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('stores neither address nor browser of the person', async () => {
    await post('/signup', { data: {} }, { 'user-agent': 'Phone', 'x-forwarded-for': '203.0.113.9' });
    const { rows } = await db.query('select distinct ip, user_agent from auth.sessions');
    expect(rows).toEqual([{ ip: null, user_agent: null }]);
  });
});

describe('password', () => {
  beforeAll(() => employ(GUO));

  it('opens a session, whatever the case of the address', async () => {
    const client = phone();
    const { data, error } = await client.auth.signInWithPassword({ ...GUO, email: 'Guo@Demo.example' });
    expect(error).toBeNull();
    expect(decodeJwt(data.session!.access_token)).toMatchObject({ email: GUO.email, is_anonymous: false });
    expect((await client.auth.getUser()).data.user).toMatchObject({ id: data.user!.id, email: GUO.email });
  });

  it('answers a wrong password and an unknown address alike, in like time', async () => {
    const time = async (body: typeof GUO) => {
      const began = performance.now();
      const { status, json } = await post('/token?grant_type=password', body);
      return { status, json, ms: performance.now() - began };
    };
    const wrong = await time({ ...GUO, password: 'wrong' });
    const unknown = await time({ email: 'nobody@demo.example', password: 'wrong' });
    expect(wrong.json).toEqual({
      code: 'invalid_credentials',
      error_code: 'invalid_credentials',
      message: 'Invalid login credentials',
    });
    expect(unknown).toMatchObject({ status: wrong.status, json: wrong.json });
    expect(unknown.ms).toBeGreaterThan(wrong.ms / 4);
  });

  it('never lets an anonymous user in by an empty address or password', async () => {
    for (const body of [{ email: '', password: '' }, { password: 'x' }, { email: null, password: null }]) {
      expect((await post('/token?grant_type=password', body)).json.code).toBe('validation_failed');
    }
  });

  it('can be changed by its owner, which ends the other sessions', async () => {
    const owner = { email: 'he@demo.example', password: 'first password' };
    await employ(owner);
    const [desk, other] = [phone(), phone()];
    await desk.auth.signInWithPassword(owner);
    await other.auth.signInWithPassword(owner);
    expect((await desk.auth.updateUser({ password: owner.password })).error).toMatchObject({ code: 'same_password' });
    expect((await desk.auth.updateUser({ password: 'short' })).error).toMatchObject({ code: 'weak_password' });
    expect((await desk.auth.updateUser({ password: 'x'.repeat(73) })).error).toMatchObject({ status: 422 });
    expect((await desk.auth.updateUser({ password: 'second password' })).error).toBeNull();
    expect((await other.auth.refreshSession()).error).toMatchObject({ code: 'refresh_token_not_found' });
    expect((await desk.auth.refreshSession()).error).toBeNull();
    expect((await phone().auth.signInWithPassword(owner)).error).toMatchObject({ code: 'invalid_credentials' });
    expect((await phone().auth.signInWithPassword({ ...owner, password: 'second password' })).error).toBeNull();
  });
});

describe('refresh', () => {
  it('gives a new token for the same person and session', async () => {
    const client = phone();
    const before = (await client.auth.signInAnonymously()).data.session!;
    const { data, error } = await client.auth.refreshSession();
    expect(error).toBeNull();
    expect(data.session!.refresh_token).not.toBe(before.refresh_token);
    const [was, is] = [decodeJwt(before.access_token), decodeJwt(data.session!.access_token)];
    expect([is.sub, is.session_id, is.amr]).toEqual([was.sub, was.session_id, was.amr]);
  });

  it('answers the parent of the active token with that token: its reply was lost', async () => {
    const { refresh_token } = await signUp();
    const first = await refresh(refresh_token);
    const again = await refresh(refresh_token);
    expect(again.status).toBe(200);
    expect(again.json.refresh_token).toBe(first.json.refresh_token);
  });

  it('gives twenty simultaneous callers one and the same child', async () => {
    const { refresh_token } = await signUp();
    const all = await Promise.all(Array.from({ length: 20 }, () => refresh(refresh_token)));
    expect(new Set(all.map((one) => one.status))).toEqual(new Set([200]));
    expect(new Set(all.map((one) => one.json.refresh_token)).size).toBe(1);
  });

  it('ends the session when an older token comes back', async () => {
    const first = await signUp();
    const second = (await refresh(first.refresh_token)).json;
    const third = (await refresh(second.refresh_token)).json;
    expect((await refresh(first.refresh_token)).json.code).toBe('refresh_token_already_used');
    expect((await refresh(third.refresh_token)).json.code).toBe('refresh_token_not_found');
    const user = await fetch(`${stack.authUrl}/user`, { headers: { authorization: `Bearer ${third.access_token}` } });
    expect([user.status, (await user.json()).code]).toEqual([403, 'session_not_found']);
  });

  it('survives kill -9 of Postgres', async () => {
    const { refresh_token } = await signUp();
    await stack.killPostgres('SIGKILL');
    // A backend that has lost its postmaster may still answer for a moment.
    await new Promise((resolve) => setTimeout(resolve, 500));
    const down = await refresh(refresh_token);
    await stack.startPostgres();
    expect(down.status).toBe(503);
    expect((await refresh(refresh_token)).status).toBe(200);
  });
});

describe('sign-out', () => {
  const owner = { email: 'dai@demo.example', password: 'a third password' };
  beforeAll(() => employ(owner));

  it.each([
    ['local', [false, true, true]],
    ['others', [true, false, false]],
    ['global', [false, false, false]],
  ] as const)('%s leaves the right sessions', async (scope, alive) => {
    const clients = [phone(), phone(), phone()];
    const tokens: string[] = [];
    for (const client of clients) {
      const { data } = await client.auth.signInWithPassword(owner);
      tokens.push(data.session!.access_token);
    }
    expect((await clients[0]!.auth.signOut({ scope })).error).toBeNull();
    const users = await Promise.all(tokens.map((token) => phone().auth.getUser(token)));
    expect(users.map(({ error }) => error === null)).toEqual(alive);
  });

  it('of one person leaves everybody else signed in', async () => {
    const [mine, theirs] = [phone(), phone()];
    await mine.auth.signInAnonymously();
    await theirs.auth.signInAnonymously();
    await mine.auth.signOut({ scope: 'global' });
    expect((await theirs.auth.getUser()).error).toBeNull();
  });
});

describe('bad input', () => {
  const deep = `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`;
  const bodies: [string, unknown][] = [
    ['nothing', ''],
    ['no JSON', '{"email":'],
    ['a list', []],
    ['null', 'null'],
    ['a number as address', { email: 5, password: 'x', refresh_token: 5, data: 5 }],
    ['objects as values', { email: {}, password: [], refresh_token: {}, data: [] }],
    ['NUL', { email: 'a\0@b', password: 'x\0y', refresh_token: 'a\0', data: { a: '\0' } }],
    ['lone surrogates', { email: '\ud800', password: '\udfff', refresh_token: '\ud800', data: { a: '\ud800' } }],
    [
      'long text',
      {
        email: 'a'.repeat(9000),
        password: 'b'.repeat(9000),
        refresh_token: 'c'.repeat(9000),
        data: { a: 'd'.repeat(9000) },
      },
    ],
    ['deep nesting', `{"email":${deep},"password":${deep},"refresh_token":${deep},"data":${deep}}`],
    ['half a megabyte', { email: 'a'.repeat(500_000) }],
  ];

  it.each(bodies)('%s gets a clear 4xx everywhere', async (_, body) => {
    const { access_token } = await signUp();
    for (const path of [
      '/signup',
      '/token?grant_type=password',
      '/token?grant_type=refresh_token',
      '/token?grant_type=magic',
    ]) {
      const { status, json, headers } = await post(path, body);
      expect([400, 413, 422]).toContain(status);
      expect(json).toMatchObject({ code: expect.any(String), message: expect.any(String) });
      expect(headers.get('x-supabase-api-version')).toBe('2024-01-01');
    }
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const headers = { authorization: `Bearer ${access_token}` };
    expect([400, 413, 422]).toContain(
      (await fetch(`${stack.authUrl}/user`, { method: 'PUT', body: text, headers })).status,
    );
  });

  it('of tokens is answered 401 or 403', async () => {
    const { access_token } = await signUp();
    const [head, , tail] = access_token.split('.');
    const forged = `${head}.${Buffer.from('{"sub":"x","aud":"authenticated"}').toString('base64url')}.${tail}`;
    const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${access_token.split('.')[1]}.`;
    for (const [header, status] of [
      [undefined, 401],
      ['Basic abc', 401],
      ['Bearer nonsense', 403],
      [`Bearer ${forged}`, 403],
      [`Bearer ${unsigned}`, 403],
      [`Bearer ${stack.anonKey}`, 403],
      [`Bearer ${stack.serviceKey}`, 403],
    ] as const) {
      const response = await fetch(`${stack.authUrl}/user`, { headers: header ? { authorization: header } : {} });
      expect(response.status).toBe(status);
      expect((await post('/logout', '', header ? { authorization: header } : {})).status).toBe(status);
    }
  });

  it('of scope or path is answered 400 or 404', async () => {
    const { access_token } = await signUp();
    expect((await post('/logout?scope=planet', '', { authorization: `Bearer ${access_token}` })).status).toBe(400);
    expect((await post('/admin/users', {})).status).toBe(404);
  });
});
