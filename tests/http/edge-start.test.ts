import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readSettings, SettingsError } from '../../src/server/settings.ts';
import { ask, type EdgeWorld, edgeWorld } from './edge-world.ts';
import { json } from './upstream.ts';

let world: EdgeWorld;
const children = new Set<ChildProcess>();
const MAIN = join(import.meta.dirname, '../../src/server/main.ts');

beforeAll(async () => {
  world = await edgeWorld();
});
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await world.close();
});
beforeEach(() => {
  world.upstream.json('/rest/v1/rpc/self_check', []);
  world.upstream.json('/rest/v1/', { code: 'PGRST126' }, 404);
});

/** Runs the server's entry until it says where it serves, or ends. */
function run(
  env: Record<string, string>,
): Promise<{ child: ChildProcess; out: string; err: string; code: number | null }> {
  const child = spawn(process.execPath, [MAIN], { env: { PATH: process.env.PATH ?? '', ...world.env, ...env } });
  children.add(child);
  let out = '';
  let err = '';
  return new Promise((resolve) => {
    child.stdout.on('data', (data) => {
      out += data;
      if (out.includes('serves at')) resolve({ child, out, err, code: null });
    });
    child.stderr.on('data', (data) => {
      err += data;
    });
    child.on('close', (code) => {
      children.delete(child);
      resolve({ child, out, err, code });
    });
  });
}

describe('the server refuses to serve', () => {
  it('when the database’s self-check finds problems, one line for each', async () => {
    world.upstream.json('/rest/v1/rpc/self_check', [
      { problem: 'fsync is off' },
      { problem: 'anon may read app.participation' },
    ]);
    const { code, err } = await run({});
    expect(code).toBe(1);
    expect(
      err
        .trim()
        .split('\n')
        .filter((line) => !line.includes('Warning')),
    ).toEqual(['Qingtu does not start: fsync is off', 'Qingtu does not start: anon may read app.participation']);
  });

  it('when the API describes itself', async () => {
    world.upstream.on('/rest/v1/', (_seen, res) => json(res, { swagger: '2.0', paths: { '/rpc/x': {} } }));
    const { code, err } = await run({});
    expect([code, /openapi-mode/.test(err)]).toEqual([1, true]);
  });

  it('when the site is not built, a proxy is no address, or the port is taken', async () => {
    expect((await run({ QINGTU_DIST: '/nowhere' })).err).toMatch(/the site is not built in \/nowhere/);
    expect((await run({ TRUSTED_PROXIES: 'lb.local' })).err).toMatch(/TRUSTED_PROXIES.*lb\.local/);
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const port = String((taken.address() as { port: number }).port);
    const { code, err } = await run({ PORT: port });
    taken.close();
    expect([code, err.includes(`port ${port} on 127.0.0.1 is taken`)]).toEqual([1, true]);
  });

  it('when settings are missing or unreadable, naming each', () => {
    const problems = (env: Record<string, string>): string[] => {
      try {
        readSettings(env);
      } catch (error) {
        if (error instanceof SettingsError) return error.problems;
      }
      return [];
    };
    expect(problems({ PORT: 'x' })).toHaveLength(5);
    expect(problems({ SUPABASE_URL: 'ftp://x', SUPABASE_ANON_KEY: 'a', SUPABASE_SERVICE_KEY: 'b' })).toContain(
      'SUPABASE_URL is not an http(s) address: ftp://x',
    );
  });
});

describe('the server', () => {
  it('waits for a database that is still starting, and finishes what is under way on SIGTERM', async () => {
    let calls = 0;
    world.upstream.on('/rest/v1/rpc/self_check', (_seen, res) => (++calls < 3 ? res.socket?.destroy() : json(res, [])));
    const { child, out } = await run({});
    const address = /http:\/\/\S+/.exec(out)?.[0] ?? '';
    world.upstream.on('/rest/v1/rpc/slow', (_seen, res) => setTimeout(() => json(res, 'done'), 400));
    const slow = fetch(`${address}/rest/v1/rpc/slow`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    await new Promise((resolve) => setTimeout(resolve, 150));
    child.kill('SIGTERM');
    expect(await (await slow).json()).toBe('done');
    const code = child.exitCode ?? (await new Promise((resolve) => child.on('close', resolve)));
    expect(code).toBe(0);
  });

  it('takes both addresses from SUPABASE_URL, or each from its own setting', () => {
    const keys = { SUPABASE_ANON_KEY: 'a', SUPABASE_SERVICE_KEY: 'b' };
    expect(readSettings({ ...keys, SUPABASE_URL: 'https://x.supabase.co/' })).toMatchObject({
      rest: 'https://x.supabase.co/rest/v1',
      auth: 'https://x.supabase.co/auth/v1',
    });
    const local = { SUPABASE_REST_URL: 'http://127.0.0.1:3000', SUPABASE_AUTH_URL: 'http://127.0.0.1:9999/' };
    expect(readSettings({ ...keys, ...local })).toMatchObject({
      rest: 'http://127.0.0.1:3000',
      auth: 'http://127.0.0.1:9999',
    });
  });
});

describe('/healthz', () => {
  it('is 200 when database, auth and site are ready, and else says which is not', async () => {
    const well = await ask(world.edge, '/healthz');
    expect([well.status, well.json]).toEqual([200, { ok: true }]);
    world.upstream.on('/auth/v1/health', (_seen, res) => res.socket?.destroy());
    const ill = await world.another({});
    const got = await ask(ill, '/healthz');
    expect([got.status, got.json]).toEqual([503, { ok: false, database: true, auth: false, site: true }]);
    world.upstream.json('/auth/v1/health', {});
  });
});
