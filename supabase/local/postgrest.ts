import fs from 'node:fs';
import path from 'node:path';
import { type Daemon, startDaemon, stopDaemon } from './daemon.ts';
import { CannotStart, type Place } from './place.ts';
import { freePort, sleep } from './ports.ts';
import { plainEnv } from './postgres.ts';
import { stopStrayPostgrest } from './stray.ts';

export interface PostgrestOptions {
  /** connection of role authenticator */
  dbUrl: string;
  jwtSecret: string;
  port?: number | undefined;
  /** distinguishes several on one data folder */
  name: string;
}

export interface Postgrest {
  url: string;
  /** 200 when it has a connection and knows the schema */
  readyUrl: string;
  /** Sends a signal; it comes back by itself. */
  kill(signal: NodeJS.Signals): void;
  /** Stops, starts and waits until it is ready. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

const READY_MS = 20_000;

/** Starts PostgREST, waits until it has read the schema, and starts it again whenever it dies. */
export async function startPostgrest(place: Place, options: PostgrestOptions): Promise<Postgrest> {
  const pidFile = path.join(place.home, `postgrest-${options.name}.pid`);
  const log = path.join(place.home, `postgrest-${options.name}.log`);
  await stopStrayPostgrest(pidFile);
  let port = options.port ?? (await freePort());
  let adminPort = await freePort();
  let stopping = false;
  let daemon = await launch();
  const until = Date.now() + READY_MS;
  while (!(await isReady())) {
    if (Date.now() > until) {
      await stop();
      throw new CannotStart(`PostgREST does not become ready: see ${log}`);
    }
    if (!daemon.running()) {
      if (!options.port) port = await freePort();
      adminPort = await freePort();
      daemon = await launch();
    }
    await sleep(40);
  }
  void keepAlive(daemon);

  async function launch(): Promise<Daemon> {
    const started = await startDaemon(place.postgrest, {
      args: [],
      env: { ...plainEnv(), ...configuration(options, port, adminPort) },
      owner: place.owner,
      log,
    });
    fs.writeFileSync(pidFile, `${started.pid}\n`);
    return started;
  }

  async function keepAlive(watched: Daemon): Promise<void> {
    let current = watched;
    for (let pause = 100; !stopping; pause = Math.min(pause * 2, 5000)) {
      const began = Date.now();
      await current.ended;
      if (stopping) return;
      if (Date.now() - began > 10_000) pause = 100;
      await sleep(pause);
      if (stopping) return;
      current = daemon = await launch();
    }
  }

  async function isReady(): Promise<boolean> {
    return await fetch(`http://127.0.0.1:${adminPort}/ready`).then(
      (response) => response.ok,
      () => false,
    );
  }

  async function stop(): Promise<void> {
    stopping = true;
    // SIGTERM makes it end by SIGINT anyway, a moment later.
    await stopDaemon(daemon, ['SIGINT', 'SIGKILL'], 2000);
    fs.rmSync(pidFile, { force: true });
  }

  return {
    url: `http://127.0.0.1:${port}`,
    readyUrl: `http://127.0.0.1:${adminPort}/ready`,
    kill: (signal) => daemon.signal(signal),
    restart: async () => {
      const before = daemon;
      await stopDaemon(before, ['SIGINT', 'SIGKILL'], 2000);
      while (daemon === before || !(await isReady())) await sleep(40);
    },
    stop,
  };
}

function configuration(options: PostgrestOptions, port: number, adminPort: number): Record<string, string> {
  return {
    PGRST_DB_URI: options.dbUrl,
    PGRST_DB_SCHEMAS: 'api',
    PGRST_DB_EXTRA_SEARCH_PATH: 'extensions',
    PGRST_DB_ANON_ROLE: 'anon',
    PGRST_JWT_SECRET: options.jwtSecret,
    PGRST_OPENAPI_MODE: 'disabled',
    PGRST_DB_POOL: '20',
    PGRST_DB_MAX_ROWS: '1000',
    PGRST_LOG_LEVEL: 'warn',
    PGRST_SERVER_HOST: '127.0.0.1',
    PGRST_SERVER_PORT: String(port),
    PGRST_ADMIN_SERVER_PORT: String(adminPort),
  };
}
