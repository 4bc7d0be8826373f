/** Playwright's global set-up: the product of this tree on a free port, with a few months of the demo city in it. */
import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { realHome } from '../../supabase/local/place.ts';
import { freePort } from '../../supabase/local/ports.ts';
import { loadSecrets } from '../../supabase/local/secrets.ts';
import { temporaryFolder } from '../../supabase/local/temporary.ts';
import { ROOT, run } from '../tasks.ts';

/** A cold start builds the site, which takes half a minute on a busy machine. */
const START_MS = 240_000;

/** Starts the product unless QINGTU_E2E_URL names one that runs; answers what stops it again. */
export default async function start(): Promise<() => Promise<void>> {
  if (process.env.QINGTU_E2E_URL) return async () => {};
  const data = temporaryFolder();
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  // desks send an address of their own each: the limit of sign-ins is meant for one office, not for all these tests
  const own = { PORT: String(port), HOST: '127.0.0.1', QINGTU_DATA: data, SITE_URL: '', TRUSTED_PROXIES: '127.0.0.1' };
  const leash = path.join(ROOT, 'supabase/local/leash.mjs');
  const child = spawn(process.execPath, ['--import', leash, path.join(ROOT, 'supabase/local/start.ts')], {
    cwd: ROOT,
    env: { ...process.env, ...own, SUPABASE_URL: '', SUPABASE_REST_URL: '', FORCE_COLOR: '0' },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let said = '';
  // what the product says, for tests that look into its log
  const log = path.join(data, 'product.log');
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk) => {
      said += chunk;
      fs.appendFileSync(log, chunk);
    });
  const stop = async () => {
    await end(child);
    const left = postgresPid(data);
    fs.rmSync(data, { recursive: true, force: true });
    if (left) throw new Error(`Postgres ${left} outlived the product.`);
  };
  try {
    await healthy(url, child);
    await openContest(data);
    const year = ['tests/world/simulate.ts', '--people', '300', '--months', '4'];
    const { code, output } = await run([process.execPath, ...year], { env: own, timeoutMs: 120_000 });
    if (code !== 0) throw new Error(output);
  } catch (error) {
    await stop().catch(() => {});
    throw new Error(`The product does not start: ${(error as Error).message}\n${said.slice(-3000)}`);
  }
  process.env.QINGTU_E2E_URL = url;
  process.env.QINGTU_E2E_DATA = data;
  return stop;
}

async function healthy(url: string, child: ChildProcess): Promise<void> {
  for (const until = Date.now() + START_MS; Date.now() < until; ) {
    if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}`);
    const reply = await fetch(`${url}/healthz`).catch(() => null);
    if (reply?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`${url}/healthz is not good after ${START_MS / 1000} s`);
}

/** The demo city's contest has dates of its own; tests must pass in any year. */
async function openContest(data: string): Promise<void> {
  const home = realHome(data);
  const port = fs.readFileSync(path.join(home, 'pg/postmaster.pid'), 'utf8').split('\n')[3];
  const { postgresPassword } = loadSecrets(home).secrets;
  const client = new pg.Client(`postgresql://postgres:${postgresPassword}@127.0.0.1:${port}/postgres`);
  await client.connect();
  await client
    .query(
      `update app.quiz set opens_at = now() - interval '9 days', closes_at = now() + interval '9 days' where purpose = 'contest'`,
    )
    .finally(() => client.end());
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), 20_000);
  await ended;
  clearTimeout(force);
}

/** The postmaster that still runs on a data folder; null when it ended in order. */
function postgresPid(data: string): number | null {
  const note = path.join(realHome(data), 'pg/postmaster.pid');
  if (!fs.existsSync(note)) return null;
  const pid = Number(fs.readFileSync(note, 'utf8').split('\n')[0]);
  try {
    process.kill(pid, 0);
    return pid;
  } catch {
    return null;
  }
}
