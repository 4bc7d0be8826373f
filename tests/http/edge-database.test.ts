import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createClient } from '@supabase/supabase-js';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LIMITS } from '../../src/server/edge/limits.ts';
import { readSettings } from '../../src/server/settings.ts';
import { Refused, type Running, start } from '../../src/server/start.ts';
import { type Stack, startStack } from '../../supabase/local/stack.ts';
import { temporaryFolder } from '../../supabase/local/temporary.ts';
import { ask, post, smallSite } from './edge-world.ts';

/** The edge in front of real Postgres, PostgREST and auth. */
let stack: Stack;
let edge: Running;
let admin: pg.Client;
let site: string;
const data = temporaryFolder();
const running: Running[] = [];

const begin = async (env: Record<string, string> = {}) => {
  const settings = {
    HOST: '127.0.0.1',
    PORT: '0',
    SUPABASE_REST_URL: stack.restUrl,
    SUPABASE_AUTH_URL: stack.authUrl,
    SUPABASE_ANON_KEY: stack.anonKey,
    SUPABASE_SERVICE_KEY: stack.serviceKey,
    QINGTU_DIST: join(site, 'dist'),
    QINGTU_DATA: join(site, 'data'),
    TRUSTED_PROXIES: '127.0.0.1',
    CALLS_PER_SECOND: '1000',
  };
  const started = await start(readSettings({ ...settings, ...env }));
  running.push(started);
  return started;
};
const rpc = '/rest/v1/rpc';
const bearer = (got: { json: { access_token: string } }) => ({ authorization: `Bearer ${got.json.access_token}` });
const from = (address: string) => ({ 'x-forwarded-for': address });

beforeAll(async () => {
  site = await smallSite();
  stack = await startStack({ data, timer: false });
  admin = new pg.Client(stack.db.adminUrl);
  admin.on('error', () => {}); // the last test kills Postgres under it
  await admin.connect();
  edge = await begin();
});
afterAll(async () => {
  await Promise.all(running.map((each) => each.stop(100)));
  await admin?.end();
  await stack?.stop();
  await rm(data, { recursive: true, force: true });
  await rm(site, { recursive: true, force: true });
});

describe('through the edge to a real database', () => {
  it('somebody signs in without a name and hands in records; each bad one is judged alone', async () => {
    const session = await post(edge, '/auth/v1/signup', {}, from('203.0.113.1'));
    expect(session.status).toBe(200);
    const record = (id: string) =>
      JSON.stringify({ id, v: 1, at: '2026-11-22T00:00:00Z', kind: 'profile', district: null, age_band: null });
    const good = Array.from({ length: 20 }, () => record(crypto.randomUUID()));
    const bad = [
      '\u0000',
      'a\u0000b',
      '\ud800',
      '{"a":"\udc00"}',
      '{"n":1e400000}',
      '['.repeat(3000),
      '"',
      'null',
      '[]',
      '1',
      7,
      null,
      {},
      ['x'],
      'x'.repeat(5000),
      `{"a":"\u0001"}`,
    ];
    const batch = good.flatMap((text, i) => [text, bad[i % bad.length]]);
    const got = await post(
      edge,
      `${rpc}/record_participation`,
      { protocol: 1, epoch: null, client_now: new Date().toISOString(), batch },
      bearer(session),
    );
    expect([got.status, got.json.message]).toEqual([200, undefined]);
    const verdicts: { id: string | null; verdict: string }[] = got.json.verdicts;
    expect(verdicts).toHaveLength(40);
    for (const [i, { id, verdict }] of verdicts.entries()) {
      if (i % 2 === 0) expect({ id, verdict }).toEqual({ id: JSON.parse(good[i / 2]!).id, verdict: 'accepted' });
      else expect(verdict).toMatch(/^rejected:/);
    }
  });

  it('supabase-js signs in, calls, renews and signs out, knowing neither key nor address', async () => {
    const client = createClient(edge.address, 'no-key', {
      auth: { persistSession: false, autoRefreshToken: false },
      db: { schema: 'public' },
    });
    const { data, error } = await client.auth.signInAnonymously({ options: { data: { name: '陈陈' } } });
    expect([error, data.user?.is_anonymous, data.user?.user_metadata]).toEqual([null, true, {}]);
    expect((await client.rpc('my_passport')).error).toBeNull();
    const renewed = await client.auth.refreshSession();
    expect([renewed.error, renewed.data.user?.id]).toEqual([null, data.user?.id]);
    expect((await client.auth.getUser()).data.user?.id).toBe(data.user?.id);
    expect((await client.auth.updateUser({ email: 'a@b.c' })).error?.code).toBe('anonymous_only');
    expect((await client.from('participation').select('*')).status).toBe(404);
    expect((await client.rpc('staff_me')).error?.message).toBe('not_staff');
    const wrong = await client.auth.signInWithPassword({ email: 'nobody@example.org', password: 'x' });
    expect(wrong.error?.code).toBe('invalid_credentials');
    expect((await client.auth.signOut()).error).toBeNull();
  });

  it('no odd call is answered 5xx', async () => {
    const session = await post(edge, '/auth/v1/signup', {}, from('203.0.113.2'));
    const call = { protocol: 1, epoch: null, client_now: new Date().toISOString(), batch: [] as unknown };
    const odd: unknown[] = [
      { ...call, protocol: 'x' },
      { ...call, protocol: 1e99 },
      { ...call, epoch: 'a\u0000' },
      { ...call, epoch: '\ud800' },
      { ...call, client_now: 'tomorrow' },
      { ...call, client_now: '99999-01-01' },
      { ...call, ages: 'x' },
      { ...call, ages: [null, 'NaN', -1] },
      { ...call, ages: [[1], [2, 3]] },
      { ...call, batch: Array(201).fill('{}') },
      { ...call, unknown: 1 },
      {},
      `{"protocol":1e400000,"epoch":null,"client_now":"2026-01-01","batch":[]}`,
    ];
    for (const body of odd) {
      const got = await post(edge, `${rpc}/record_participation`, body as string, bearer(session));
      expect([JSON.stringify(body).slice(0, 80), got.status < 500, typeof got.json]).toEqual([
        JSON.stringify(body).slice(0, 80),
        true,
        'object',
      ]);
    }
  });

  it('a token of another role, a forged one and none are nobody', async () => {
    const forged = `${stack.anonKey.split('.')[0]}.${Buffer.from('{"role":"authenticated","sub":"x"}').toString('base64url')}.AAAA`;
    const call = { protocol: 1, epoch: null, client_now: new Date().toISOString(), batch: [] };
    for (const token of [stack.serviceKey, stack.anonKey, forged, '']) {
      const got = await post(edge, `${rpc}/record_participation`, call, { authorization: `Bearer ${token}` });
      expect(got.status).toBeGreaterThanOrEqual(401);
      expect(got.status).toBeLessThan(500);
      const inner = await post(
        edge,
        `${rpc}/spend_rate`,
        { bucket: 'a', subject: 'b', burst: 1, period_seconds: 1 },
        { authorization: `Bearer ${token}` },
      );
      expect(inner.status).toBeGreaterThanOrEqual(401);
      expect(inner.status).toBeLessThan(500);
    }
    expect((await post(edge, `${rpc}/content_state`, {})).json.revision).toBeTypeOf('number');
  });

  it('no address is written to the database', async () => {
    await post(edge, '/auth/v1/signup', {}, from('203.0.113.77'));
    const { rows } = await admin.query(`
      select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and n.nspname in ('app', 'private', 'auth')`);
    expect(rows.length).toBeGreaterThan(10);
    for (const { name } of rows) {
      const found = await admin.query(
        `select count(*)::int as n from ${name} t where t::text like '%203.0.113.%' or t::text like '%127.0.0.1%'`,
      );
      expect([name, found.rows[0].n]).toEqual([name, 0]);
    }
  });

  it('is healthy, and says which part is not', async () => {
    expect((await ask(edge, '/healthz')).json).toEqual({ ok: true });
  });
});

describe('sign-ups from one address', () => {
  it('let a school of 60 pass within two minutes, and a flood be refused with 429', async () => {
    const school = await Promise.all(
      Array.from({ length: 60 }, () => post(edge, '/auth/v1/signup', {}, from('198.51.100.60'))),
    );
    expect(school.filter((got) => got.status === 200)).toHaveLength(60);
    const second = await begin();
    const flood = await Promise.all(
      Array.from({ length: 300 }, (_v, i) =>
        post(i % 2 ? edge : second, '/auth/v1/signup', {}, { 'x-forwarded-for': `9.9.9.${i}, 198.51.100.61` }),
      ),
    );
    const passed = flood.filter((got) => got.status === 200).length;
    expect([passed >= 100, passed <= 102]).toEqual([true, true]);
    const refused = flood.filter((got) => got.status === 429);
    expect(refused).toHaveLength(300 - passed);
    expect(refused.every((got) => Number(got.headers['retry-after']) >= 1)).toBe(true);
    expect((await post(edge, '/auth/v1/signup', {}, from('198.51.100.62'))).status).toBe(200);
  });

  it('are at most 240 of 5,000 spread over an hour', async () => {
    // An hour in which the clock stands still and the row moves back instead: GCRA knows only their difference.
    const { burst, period_seconds } = LIMITS.signup;
    const { rows } = await admin
      .query(
        `create function pg_temp.hour(burst int, step float8) returns int language plpgsql as $$
       declare passed int := 0;
       begin
         for i in 1..5000 loop
           update private.rate set until = until - interval '1 hour' / 5000 where bucket = 'hour';
           if (api.spend_rate('hour', 'one', burst, step) ->> 'allowed')::boolean then passed := passed + 1; end if;
         end loop;
         return passed;
       end $$;
       select pg_temp.hour(${burst}, ${period_seconds}) as passed`,
      )
      .then((results) => (results as unknown as pg.QueryResult[])[1]!);
    expect(rows[0].passed).toBeGreaterThan(200);
    expect(rows[0].passed).toBeLessThanOrEqual(240);
  });
});

describe('a database that is not safe', () => {
  const problems = (env?: Record<string, string>) =>
    begin(env).then(
      () => [],
      (error) => (error instanceof Refused ? error.problems : Promise.reject(error)),
    );

  it.each([
    [
      'a relation that a browser could read',
      'grant select on app.content_revision to anon',
      'revoke select on app.content_revision from anon',
      /anon may read app\.content_revision/,
    ],
    [
      'synchronous_commit off for the API',
      'alter role authenticator set synchronous_commit = off',
      'alter role authenticator reset synchronous_commit',
      /synchronous_commit/,
    ],
  ])('is not served: %s', async (_what, spoil, mend, told) => {
    await admin.query(spoil);
    try {
      expect((await problems()).join('\n')).toMatch(told);
    } finally {
      await admin.query(mend);
    }
    expect(await problems()).toEqual([]);
  });
});

describe('services behind that die', () => {
  it('are 503 in JSON while they are away, and used again when they are back', async () => {
    stack.killPostgrest();
    const away = await post(edge, `${rpc}/content_state`, {});
    expect([away.status, away.json.code]).toEqual([503, 'upstream_unavailable']);
    await expect.poll(async () => (await post(edge, `${rpc}/content_state`, {})).status, { timeout: 15_000 }).toBe(200);
    await stack.killPostgres();
    const dead = await post(edge, `${rpc}/content_state`, {});
    expect([dead.status, typeof dead.json]).toEqual([503, 'object']);
    expect((await ask(edge, '/healthz')).status).toBe(503);
    await stack.startPostgres();
    await expect.poll(async () => (await post(edge, `${rpc}/content_state`, {})).status, { timeout: 20_000 }).toBe(200);
  });
});
