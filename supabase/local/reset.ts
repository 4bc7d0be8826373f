import fs from 'node:fs';
import path from 'node:path';
import { askHolder } from './lock.ts';
import { CannotStart, isOurFolder, ROOT, realHome, tell } from './place.ts';
import { loadEnv } from './product.ts';
import { seedOnce } from './seeding.ts';
import { startStack } from './stack.ts';
import { endProcess, stopStrayPostgres } from './stray.ts';

/** `npm run db:reset`: empties the data folder and makes the demo city anew. A running product is stopped first. */
loadEnv();
try {
  if (process.env.SUPABASE_URL)
    throw new CannotStart('SUPABASE_URL is set: the data of a Supabase project are not reset.');
  const asked = process.env.QINGTU_DATA || '.data';
  const home = realHome(asked);
  if (fs.existsSync(home)) await empty(home);
  const stack = await startStack({ api: false });
  try {
    console.log(`${stack.migrated.length} migrations applied`);
    for (const line of await seedOnce(stack.db.postgresUrl, realHome(asked))) console.log(line);
  } finally {
    await stack.stop();
  }
} catch (error) {
  tell(error);
  process.exitCode = 1;
}

async function empty(home: string): Promise<void> {
  if (!isOurFolder(home)) {
    if (fs.readdirSync(home).length === 0) return;
    throw new CannotStart(`${path.relative(ROOT, home)} was not made by Qingtu and is left alone.`);
  }
  const holder = await askHolder(home);
  if (holder) {
    console.log('Stopping the running product …');
    const ended = await endProcess(holder.pid, ['SIGTERM'], 20_000);
    if (!ended) throw new CannotStart(`Process ${holder.pid} does not stop: end it and try again.`);
  }
  await stopStrayPostgres(path.join(home, 'pg'));
  // Postgres' data and what belongs to them; assets of earlier builds may stay.
  for (const name of fs.readdirSync(home)) {
    if (/^(pg|secrets\.json|sign-ins\.json|.*\.log|.*\.pid)$|^pg\.|^initdb/.test(name)) {
      fs.rmSync(path.join(home, name), { recursive: true, force: true });
    }
  }
}
