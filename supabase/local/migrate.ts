import fs from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { CannotStart, ROOT } from './place.ts';

export const MIGRATIONS = path.join(ROOT, 'supabase/migrations');

interface Migration {
  version: string;
  name: string;
  sql: string;
}

/**
 * Applies the migrations of a folder that a database does not have yet, as role `postgres`, each in a transaction,
 * in lexical order, and notes them where the Supabase CLI would. Returns the names of what was applied.
 * The whole text is kept as the one statement of its row: a text that changed afterwards is refused.
 */
export async function migrate(postgresUrl: string, folder: string = MIGRATIONS): Promise<string[]> {
  const client = new pg.Client(postgresUrl);
  await client.connect();
  try {
    await client.query(`
      create schema if not exists supabase_migrations;
      create table if not exists supabase_migrations.schema_migrations (
        version text primary key, statements text[], name text
      );`);
    const known = await client.query<{ version: string; statements: string[] }>(
      'select version, statements from supabase_migrations.schema_migrations',
    );
    const applied = new Map(known.rows.map((row) => [row.version, row.statements.join('\n')]));
    const files = readMigrations(folder);
    refuseRewrittenHistory(files, applied);
    const todo = files.filter((file) => !applied.has(file.version));
    for (const file of todo) await apply(client, file);
    if (todo.length > 0) await client.query(`notify pgrst, 'reload schema'`);
    return todo.map((file) => `${file.version}_${file.name}`);
  } finally {
    await client.end();
  }
}

function readMigrations(folder: string): Migration[] {
  if (!fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder)
    .filter((file) => /^\d+_.*\.sql$/.test(file))
    .sort()
    .map((file) => {
      const [, version = '', name = ''] = file.match(/^(\d+)_(.*)\.sql$/) ?? [];
      return { version, name, sql: fs.readFileSync(path.join(folder, file), 'utf8') };
    });
}

function refuseRewrittenHistory(files: Migration[], applied: Map<string, string>): void {
  const texts = new Map(files.map((file) => [file.version, file.sql]));
  const last = [...applied.keys()].sort().at(-1) ?? '';
  const changed = [...applied].find(([version, text]) => texts.get(version) !== text)?.[0];
  const early = files.find((file) => !applied.has(file.version) && file.version < last)?.version;
  if (changed || early) {
    throw new CannotStart(
      `Migration ${changed ?? early} ${changed ? 'changed or vanished after it was applied' : 'comes before one that was applied'} to this data folder: run \`npm run db:reset\` to rebuild the demo data.`,
    );
  }
}

async function apply(client: pg.Client, file: Migration): Promise<void> {
  try {
    await client.query('begin');
    await client.query(file.sql);
    await client.query(
      'insert into supabase_migrations.schema_migrations (version, statements, name) values ($1, array[$2], $3)',
      [file.version, file.sql, file.name],
    );
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => {});
    const { message, position, where } = error as pg.DatabaseError;
    const line = position ? ` at line ${file.sql.slice(0, Number(position)).split('\n').length}` : '';
    throw new Error(`Migration ${file.version}_${file.name}${line}: ${message}${where ? ` (${where})` : ''}`, {
      cause: error,
    });
  }
}
