import fs from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { ROOT } from './place.ts';

const SEED = 'supabase/local/seed.ts';

/**
 * Loads the demo city into a database that was never seeded, and returns what to tell the operator (demo sign-ins).
 * The note that it was done stands in the database, where the Supabase CLI keeps such notes; the lines in the data folder.
 */
export async function seedOnce(postgresUrl: string, home: string): Promise<string[]> {
  const file = path.join(ROOT, SEED);
  if (!fs.existsSync(file)) return [];
  const linesFile = path.join(home, 'sign-ins.json');
  const client = new pg.Client(postgresUrl);
  await client.connect();
  try {
    await client.query(
      'create table if not exists supabase_migrations.seed_files (path text primary key, hash text not null)',
    );
    const { rowCount } = await client.query('select from supabase_migrations.seed_files where path = $1', [SEED]);
    if (rowCount) return fs.existsSync(linesFile) ? JSON.parse(fs.readFileSync(linesFile, 'utf8')) : [];
    const { seed } = (await import(file)) as typeof import('./seed.ts');
    const lines = await seed(client, { life: true });
    fs.writeFileSync(linesFile, JSON.stringify(lines, null, 2), { mode: 0o600 });
    await client.query(`insert into supabase_migrations.seed_files values ($1, 'local')`, [SEED]);
    return lines;
  } finally {
    await client.end();
  }
}
