import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import pg from 'pg';
import { migrate } from '../../supabase/local/migrate.ts';
import { type Stack, startStack } from '../../supabase/local/stack.ts';
import { temporaryFolder } from '../../supabase/local/temporary.ts';

const TEMPLATE = 'qingtu_template';

export interface Database {
  /** connected as role postgres, owner of the product's schemas */
  sql: pg.Client;
  /** rows of a query, as postgres */
  rows<T = Record<string, unknown>>(text: string, values?: unknown[]): Promise<T[]>;
  /** one value, as postgres */
  value<T>(text: string, values?: unknown[]): Promise<T>;
  /** one value, as a browser with this sign-in would get it (role authenticated; null: anon) */
  as<T>(signIn: string | null, text: string, values?: unknown[]): Promise<T>;
}

let running: Promise<{ stack: Stack; folder: string }> | undefined;
const open: pg.Client[] = [];

async function cluster() {
  running ??= (async () => {
    const folder = temporaryFolder();
    const stack = await startStack({ data: folder, fsync: false, api: false, migrations: false });
    await stack.createDatabase(TEMPLATE);
    await migrate(stack.urlOf('postgres', TEMPLATE));
    return { stack, folder };
  })();
  return await running;
}

/** A new database with every migration applied and no content. One cluster per test file; `closeDatabases` ends it. */
export async function freshDatabase(): Promise<Database> {
  const { stack } = await cluster();
  const name = `w_${randomUUID().slice(0, 8)}`;
  await stack.createDatabase(name, TEMPLATE);
  const sql = new pg.Client(stack.urlOf('postgres', name));
  sql.on('error', () => {});
  await sql.connect();
  open.push(sql);
  const rows = async <T>(text: string, values: unknown[] = []) => (await sql.query(text, values)).rows as T[];
  const value = async <T>(text: string, values: unknown[] = []) =>
    Object.values((await rows<Record<string, unknown>>(text, values))[0] ?? {})[0] as T;
  return {
    sql,
    rows,
    value,
    async as<T>(signIn: string | null, text: string, values: unknown[] = []) {
      await sql.query('begin');
      try {
        await sql.query(`set local role ${signIn ? 'authenticated' : 'anon'}`);
        const claims = signIn ? { sub: signIn, role: 'authenticated' } : { role: 'anon' };
        await sql.query(`select set_config('request.jwt.claims', $1, true)`, [JSON.stringify(claims)]);
        const found = await value<T>(text, values);
        await sql.query('commit');
        return found;
      } catch (error) {
        await sql.query('rollback');
        throw error;
      }
    },
  };
}

/** To be called once after all tests of a file. */
export async function closeDatabases(): Promise<void> {
  for (const client of open.splice(0)) await client.end();
  if (!running) return;
  const { stack, folder } = await running;
  running = undefined;
  await stack.stop();
  fs.rmSync(folder, { recursive: true, force: true });
}
