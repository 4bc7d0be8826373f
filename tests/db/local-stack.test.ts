import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../../supabase/local/place.ts';
import { AlreadyRunning, type Stack, type StackOptions, startStack } from '../../supabase/local/stack.ts';
import { isAlive } from '../../supabase/local/stray.ts';
import { temporaryFolder } from '../../supabase/local/temporary.ts';

const TINY = `
  create schema api;
  grant usage on schema api to anon, authenticated;
  create table public.note (id int primary key);
  create function api.who() returns text language sql stable as $$ select coalesce(auth.uid()::text, auth.role()) $$;
  create function api.rights() returns boolean language sql security definer as
    $$ select rolsuper from pg_catalog.pg_roles where rolname = current_user $$;
`;

const folders: string[] = [];
const stacks: Stack[] = [];

function folder(): string {
  const made = temporaryFolder();
  folders.push(made);
  return made;
}

function migrations(...files: [string, string][]): string {
  const made = folder();
  for (const [name, sql] of files) fs.writeFileSync(path.join(made, name), sql);
  return made;
}

async function start(options: StackOptions): Promise<Stack> {
  const stack = await startStack(options);
  stacks.push(stack);
  return stack;
}

async function rows(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(url);
  client.on('error', () => {});
  await client.connect();
  return await client.query(sql).then(
    async (result) => {
      await client.end();
      return result.rows;
    },
    async (error) => {
      await client.end();
      throw error;
    },
  );
}

afterAll(async () => {
  for (const stack of stacks) await stack.stop();
  for (const made of folders) fs.rmSync(made, { recursive: true, force: true });
});

describe('a new data folder', () => {
  let stack: Stack;
  let tiny: string;
  beforeAll(async () => {
    tiny = migrations(['20260101000000_tiny.sql', TINY]);
    stack = await start({ data: folder(), migrations: tiny, fsync: false });
  });

  it('keeps every commit on disk and listens on 127.0.0.1 alone', async () => {
    const held = await start({ data: folder(), migrations: false, api: false });
    const names = ['fsync', 'synchronous_commit', 'full_page_writes', 'listen_addresses', 'unix_socket_directories'];
    const found = await rows(held.db.adminUrl, `select name, setting from pg_settings where name = any('{${names}}')`);
    expect(Object.fromEntries(found.map((row) => [row.name, row.setting]))).toEqual({
      fsync: 'on',
      synchronous_commit: 'on',
      full_page_writes: 'on',
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
    });
  });

  it('runs migrations as a role that is no superuser, and notes them as the Supabase CLI does', async () => {
    expect(await rows(stack.db.postgresUrl, 'select api.rights()')).toEqual([{ rights: false }]);
    expect(await rows(stack.db.postgresUrl, 'select version, name from supabase_migrations.schema_migrations')).toEqual(
      [{ version: '20260101000000', name: 'tiny' }],
    );
  });

  it('keeps nothing of a migration that fails', async () => {
    const half = migrations(['20260101000000_half.sql', 'create table public.half (); select 1 / 0;']);
    const data = folder();
    await expect(startStack({ data, migrations: half, fsync: false })).rejects.toThrow(
      '20260101000000_half: division by zero',
    );
    const after = await start({ data, migrations: false, fsync: false, api: false });
    expect(await rows(after.db.postgresUrl, `select to_regclass('public.half') as half`)).toEqual([{ half: null }]);
  });

  it('serves functions to anonymous callers and to holders of a token', async () => {
    const call = (token: string) =>
      fetch(`${stack.restUrl}/rpc/who`, { method: 'POST', headers: { authorization: `Bearer ${token}` } });
    expect(await (await call(stack.anonKey)).json()).toBe('anon');
    const session = await (await fetch(`${stack.authUrl}/signup`, { method: 'POST', body: '{"data":{}}' })).json();
    expect(await (await call(session.access_token)).json()).toBe(session.user.id);
  });

  it('answers OpenAPI to nobody', async () => {
    expect((await fetch(`${stack.restUrl}/`)).status).toBe(404);
  });

  it('tells a second process where the product runs', async () => {
    stack.lock.announce('http://127.0.0.1:8080');
    const data = path.dirname((await rows(stack.db.adminUrl, 'show data_directory'))[0]!.data_directory as string);
    const second = startStack({ data, migrations: false });
    await expect(second).rejects.toThrow('Qingtu already runs at http://127.0.0.1:8080');
    await expect(second).rejects.toBeInstanceOf(AlreadyRunning);
  });

  it('makes a database from a template, with an API of its own', async () => {
    await stack.createDatabase('mould');
    await rows(stack.urlOf('postgres', 'mould'), `${TINY}; insert into public.note values (7)`);
    await stack.createDatabase('world', 'mould');
    const api = await stack.startApi({ database: 'world' });
    expect(await rows(stack.urlOf('postgres', 'world'), 'select id from public.note')).toEqual([{ id: 7 }]);
    expect((await fetch(`${api.authUrl}/signup`, { method: 'POST', body: '{"data":{}}' })).status).toBe(200);
    expect((await fetch(`${api.restUrl}/rpc/who`, { method: 'POST' })).status).toBe(200);
    expect(await rows(stack.urlOf('postgres', 'mould'), 'select count(*)::int from auth.users')).toEqual([
      { count: 0 },
    ]);
    await api.stop();
    await stack.dropDatabase('world');
  });

  it('has PostgREST back within seconds after kill -9', async () => {
    stack.killPostgrest('SIGKILL');
    await expect
      .poll(
        () =>
          fetch(stack.restReadyUrl).then(
            (r) => r.status,
            () => 0,
          ),
        { timeout: 10_000, interval: 50 },
      )
      .toBe(200);
  });
});

describe('a data folder that was left in the middle', () => {
  const tiny = migrations(['20260101000000_tiny.sql', TINY]);

  it('keeps every commit over kill -9 of Postgres', async () => {
    const stack = await start({ data: folder(), migrations: tiny, api: false });
    await rows(stack.db.postgresUrl, 'insert into public.note select generate_series(1, 100)');
    await stack.killPostgres('SIGKILL');
    await stack.startPostgres();
    expect(await rows(stack.db.postgresUrl, 'select count(*)::int from public.note')).toEqual([{ count: 100 }]);
  });

  it('is taken over when its process and the watch over its servers were killed with -9', async () => {
    const data = folder();
    const script = `
      const { startStack } = await import(${JSON.stringify(path.join(ROOT, 'supabase/local/stack.ts'))});
      const stack = await startStack({ data: ${JSON.stringify(data)}, migrations: ${JSON.stringify(tiny)} });
      console.log(stack.db.postgresUrl);
      setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const url = await new Promise<string>((resolve) =>
      child.stdout.once('data', (text) => resolve(String(text).trim())),
    );
    await rows(url, 'insert into public.note values (1)');
    for (const pid of childrenOf(child.pid!, 'sh')) process.kill(pid, 'SIGKILL');
    const orphans = [...childrenOf(child.pid!, 'postgres'), ...childrenOf(child.pid!, 'postgrest')];
    expect(orphans).toHaveLength(2);
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
    expect(orphans.every(isAlive)).toBe(true);

    const stack = await start({ data, migrations: tiny });
    expect(await rows(stack.db.postgresUrl, 'select id from public.note')).toEqual([{ id: 1 }]);
    expect(orphans.some(isAlive)).toBe(false);
  });

  it('starts anew when initdb was interrupted, and deletes no folder that is not its own', async () => {
    const data = folder();
    fs.mkdirSync(path.join(data, 'pg.new/base'), { recursive: true });
    fs.writeFileSync(path.join(data, 'pg.new/PG_VERSION'), '17\n');
    fs.mkdirSync(path.join(data, 'pg'));
    fs.writeFileSync(path.join(data, 'pg/PG_VERSION'), '17\n');
    const stack = await start({ data, migrations: tiny, fsync: false, api: false });
    expect(stack.migrated).toEqual(['20260101000000_tiny']);
    expect(fs.existsSync(path.join(data, 'pg.new'))).toBe(false);
    const aside = fs.readdirSync(data).find((name) => name.startsWith('pg.broken-'))!;
    expect(fs.readFileSync(path.join(data, aside, 'PG_VERSION'), 'utf8')).toBe('17\n');
  });

  it('starts when the number in postmaster.pid belongs to another program by now', async () => {
    const data = folder();
    const first = await startStack({ data, migrations: tiny, api: false });
    await first.killPostgres('SIGKILL');
    const pidFile = path.join(data, 'pg/postmaster.pid');
    fs.writeFileSync(pidFile, fs.readFileSync(pidFile, 'utf8').replace(/^\d+/, String(process.pid)));
    await first.stop();
    const stack = await start({ data, migrations: tiny, api: false });
    expect(stack.migrated).toEqual([]);
  });

  it('gives the roles new passwords when secrets.json was lost', async () => {
    const data = folder();
    const first = await startStack({ data, migrations: tiny, fsync: false, api: false });
    await first.stop();
    fs.rmSync(path.join(data, 'secrets.json'));
    const stack = await start({ data, migrations: tiny, fsync: false });
    expect(stack.jwtSecret).not.toBe(first.jwtSecret);
    expect(stack.migrated).toEqual([]);
    expect((await fetch(`${stack.authUrl}/health`)).status).toBe(200);
  });

  it('refuses a migration that changed after it was applied, and says what to do', async () => {
    const data = folder();
    const moving = migrations(['20260101000000_tiny.sql', TINY]);
    await (await startStack({ data, migrations: moving, fsync: false, api: false })).stop();
    fs.appendFileSync(path.join(moving, '20260101000000_tiny.sql'), '-- changed\n');
    await expect(startStack({ data, migrations: moving, fsync: false, api: false })).rejects.toThrow(
      'npm run db:reset',
    );
  });
});

/** Pids of the direct children of a process that run a program. */
function childrenOf(parent: number, program: string): number[] {
  return execFileSync('sh', ['-c', `cat /proc/${parent}/task/*/children`], { encoding: 'utf8' })
    .split(/\s+/)
    .filter(Boolean)
    .map(Number)
    .filter((pid) => fs.readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === program);
}
