import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { CannotStart, type Place } from './place.ts';
import { plainEnv } from './postgres.ts';
import type { Secrets } from './secrets.ts';
import { stopStrayPostgres } from './stray.ts';

/** Statements that give the login roles their passwords. */
export function passwordStatements(secrets: Secrets): string[] {
  const of = {
    supabase_admin: secrets.adminPassword,
    postgres: secrets.postgresPassword,
    authenticator: secrets.authenticatorPassword,
    supabase_auth_admin: secrets.authPassword,
  };
  return Object.entries(of).map(([role, password]) => `alter role ${role} password '${password}';`);
}

/** The secrets of a cluster were lost: gives its roles the new ones, in single-user mode, where nobody is asked for one. */
export async function setLostPasswords(place: Place, secrets: Secrets): Promise<void> {
  await stopStrayPostgres(place.pgData);
  const run = spawnSync(path.join(place.native, 'bin/postgres'), ['--single', '-D', place.pgData, 'template1'], {
    cwd: '/',
    env: plainEnv(),
    input: `${passwordStatements(secrets).join('\n')}\n`,
    encoding: 'utf8',
    ...place.owner,
  });
  if (run.status !== 0 || /ERROR|FATAL/.test(run.stderr)) {
    throw new CannotStart(
      `secrets.json was lost, and Postgres takes no new passwords: ${run.stderr.trim().slice(-300)}`,
    );
  }
}
