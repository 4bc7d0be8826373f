import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { type Daemon, endsWithin, startDaemon, stopDaemon } from './daemon.ts';
import { CannotStart, type Place } from './place.ts';
import { freePort, sleep } from './ports.ts';
import { stopStrayPostgres } from './stray.ts';

export interface PostgresOptions {
  /** default: any free port */
  port?: number | undefined;
  /** false only for clusters whose loss is nothing: data of tests (default true) */
  fsync?: boolean | undefined;
  /** further settings for the command line */
  settings?: Record<string, string> | undefined;
}

export interface Postgres {
  port: number;
  daemon(): Daemon;
  /** Starts it again on the same port after it was killed. */
  start(): Promise<void>;
  /** Fast shutdown. */
  stop(): Promise<void>;
}

const PATIENCE_MS = 10_000;

/** Makes a fresh cluster when there is none, and says whether it did. The superuser is supabase_admin, as on Supabase. */
export function createCluster(place: Place, password: string, fsync: boolean): boolean {
  if (fs.existsSync(path.join(place.pgData, 'global/pg_control'))) return false;
  // A cluster is made beside its place and renamed when complete, so a folder without pg_control is not ours to delete.
  if (fs.existsSync(place.pgData)) fs.renameSync(place.pgData, `${place.pgData}.broken-${Date.now()}`);
  const fresh = `${place.pgData}.new`;
  fs.rmSync(fresh, { recursive: true, force: true });
  fs.mkdirSync(fresh, { mode: 0o700 });
  const pwfile = path.join(place.home, 'initdb.pw');
  fs.rmSync(pwfile, { force: true });
  fs.writeFileSync(pwfile, `${password}\n`, { mode: 0o600 });
  if (place.owner) for (const file of [fresh, pwfile]) fs.chownSync(file, place.owner.uid, place.owner.gid);
  const args = ['-D', fresh, '-U', 'supabase_admin', `--pwfile=${pwfile}`, '--auth=scram-sha-256', '--encoding=UTF8'];
  args.push('--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8');
  if (!fsync) args.push('--no-sync');
  const run = spawnSync(path.join(place.native, 'bin/initdb'), args, {
    cwd: '/',
    env: plainEnv(),
    encoding: 'utf8',
    ...place.owner,
  });
  fs.rmSync(pwfile, { force: true });
  if (run.status !== 0) throw new CannotStart(`initdb failed: ${lastLine(run.stderr || String(run.error))}`);
  fs.renameSync(fresh, place.pgData);
  return true;
}

/** Starts Postgres on a cluster, after ending one that a killed process left there. */
export async function startPostgres(place: Place, options: PostgresOptions): Promise<Postgres> {
  let port = options.port ?? (await freePort());
  let daemon = await bringUp();

  async function bringUp(): Promise<Daemon> {
    const log = path.join(place.home, 'postgres.log');
    for (const until = Date.now() + PATIENCE_MS; ; await sleep(250)) {
      await stopStrayPostgres(place.pgData);
      const attempt = await startDaemon(path.join(place.native, 'bin/postgres'), {
        args: ['-D', place.pgData, ...flags({ ...defaults(options), port: String(port), ...options.settings })],
        env: plainEnv(),
        owner: place.owner,
        log,
      });
      if (await becomesReady(place.pgData, attempt)) return attempt;
      // Just after a kill -9 the old backends still hold the shared memory for a moment.
      if (Date.now() > until) throw new CannotStart(`Postgres does not start: ${lastComplaint(log)}`);
      if (!options.port && /Address already in use/.test(tail(log))) port = await freePort();
    }
  }

  return {
    get port() {
      return port;
    },
    daemon: () => daemon,
    start: async () => {
      if (!daemon.running()) daemon = await bringUp();
    },
    stop: () => stopDaemon(daemon, ['SIGINT', 'SIGINT', 'SIGQUIT'], 8000),
  };
}

function defaults({ fsync = true }: PostgresOptions): Record<string, string> {
  return {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '100',
    shared_buffers: '128MB',
    fsync: fsync ? 'on' : 'off',
    full_page_writes: fsync ? 'on' : 'off',
    // A throw-away cluster counts what a statement reads: nothing may tidy up behind the test's back.
    autovacuum: fsync ? 'on' : 'off',
    synchronous_commit: 'on',
    max_wal_size: '1GB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Statements carry what people answered: they do not go into a log file.
    log_min_error_statement: 'panic',
    cluster_name: 'qingtu',
  };
}

function flags(settings: Record<string, string>): string[] {
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** The eighth line of postmaster.pid becomes "ready" when connections are taken. */
async function becomesReady(pgData: string, daemon: Daemon): Promise<boolean> {
  const pidFile = path.join(pgData, 'postmaster.pid');
  while (daemon.running()) {
    const lines = fs.existsSync(pidFile) ? fs.readFileSync(pidFile, 'utf8').split('\n') : [];
    if (Number(lines[0]) === daemon.pid && lines[7]?.trim() === 'ready') return true;
    await endsWithin(daemon, 15);
  }
  return false;
}

/** Only what a server needs: no secrets of the operator's shell, no locale of the desk. */
export function plainEnv(): Record<string, string> {
  return { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };
}

function tail(log: string): string {
  return fs.readFileSync(log, 'utf8').slice(-2000);
}

function lastComplaint(log: string): string {
  return (
    tail(log)
      .match(/(?:FATAL|PANIC|error while loading)[^\n]*/g)
      ?.at(-1) ?? `see ${log}`
  );
}

function lastLine(text: string): string {
  return (
    text
      .trim()
      .split('\n')
      .filter((line) => /error|fatal|could not|denied/i.test(line))
      .at(-1) ?? text.trim().slice(-300)
  );
}
