import fs from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { ROOT } from './place.ts';
import { passwordStatements } from './repair.ts';
import type { Secrets } from './secrets.ts';

/** What a new project has, in order: a file, and what is there once it was applied. */
const PARTS = [
  { file: 'platform.sql', there: `select from pg_namespace where nspname = 'auth'` },
  { file: 'platform.factors.sql', there: `select where to_regclass('auth.mfa_factors') is not null` },
];

/**
 * Brings a fresh cluster to the state of a new Supabase project: roles, schemas and sign-in tables in template1,
 * so that every database made later has them. Returns at once when that is done; may be cut short and called again.
 */
export async function providePlatform(urlOf: (database: string) => string, secrets: Secrets): Promise<void> {
  for (const database of ['postgres', 'template1']) {
    const client = new pg.Client(urlOf(database));
    await client.connect();
    try {
      for (const [index, { file, there }] of PARTS.entries()) {
        if ((await client.query(there)).rowCount) continue;
        const sql = fs.readFileSync(path.join(ROOT, 'supabase/local', file), 'utf8');
        const owned = `${passwordStatements(secrets).join(' ')} alter database ${database} owner to postgres;`;
        await client.query(`begin; ${sql}; ${index === 0 ? owned : ''} commit;`);
      }
    } finally {
      await client.end();
    }
  }
}
