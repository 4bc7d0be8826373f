import fs from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { ROOT } from './place.ts';
import { passwordStatements } from './repair.ts';
import type { Secrets } from './secrets.ts';

/**
 * Brings a fresh cluster to the state of a new Supabase project: roles, schemas and sign-in tables in template1,
 * so that every database made later has them. Returns at once when that is done; may be cut short and called again.
 */
export async function providePlatform(urlOf: (database: string) => string, secrets: Secrets): Promise<void> {
  const sql = fs.readFileSync(path.join(ROOT, 'supabase/local/platform.sql'), 'utf8');
  for (const database of ['postgres', 'template1']) {
    const client = new pg.Client(urlOf(database));
    await client.connect();
    try {
      const { rowCount } = await client.query(`select from pg_namespace where nspname = 'auth'`);
      if (rowCount) continue;
      await client.query(
        `begin; ${sql}; ${passwordStatements(secrets).join(' ')} alter database ${database} owner to postgres; commit;`,
      );
    } finally {
      await client.end();
    }
  }
}
