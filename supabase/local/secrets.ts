import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

/** Random secrets of one local stack, made at its first start. All are hexadecimal, so they may stand in SQL text. */
export interface Secrets {
  /** supabase_admin, the cluster's superuser */
  adminPassword: string;
  /** postgres, owner of the schema, not a superuser */
  postgresPassword: string;
  authenticatorPassword: string;
  authPassword: string;
  jwtSecret: string;
}

const NAMES = ['adminPassword', 'postgresPassword', 'authenticatorPassword', 'authPassword', 'jwtSecret'] as const;

/** Reads `secrets.json` of a data folder, or makes it, readable by its owner alone. */
export function loadSecrets(home: string): { secrets: Secrets; fresh: boolean } {
  const file = path.join(home, 'secrets.json');
  if (fs.existsSync(file)) {
    const found = parse(fs.readFileSync(file, 'utf8'));
    if (NAMES.every((name) => /^[0-9a-f]{32,}$/.test(found[name] ?? '')))
      return { secrets: found as Secrets, fresh: false };
  }
  const secrets = Object.fromEntries(
    NAMES.map((name) => [name, randomBytes(32).toString('hex')]),
  ) as unknown as Secrets;
  fs.writeFileSync(`${file}.new`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600, flush: true });
  fs.renameSync(`${file}.new`, file);
  return { secrets, fresh: true };
}

function parse(text: string): Partial<Secrets> {
  try {
    return JSON.parse(text) as Partial<Secrets>;
  } catch {
    return {};
  }
}
