import path from 'node:path';
import pg from 'pg';
import { type Api, type ApiOptions, startApiOn } from './api.ts';
import { signApiKey } from './auth/tokens.ts';
import { type Holder, type Lock, takeLock } from './lock.ts';
import { MIGRATIONS, migrate } from './migrate.ts';
import { CannotStart, findPlace } from './place.ts';
import { providePlatform } from './platform.ts';
import { createCluster, startPostgres } from './postgres.ts';
import { setLostPasswords } from './repair.ts';
import { loadSecrets } from './secrets.ts';
import { startTimer } from './timer.ts';

export interface StackOptions {
  /** data folder; default QINGTU_DATA or ./.data */
  data?: string;
  /** false for test clusters whose loss is nothing (default true) */
  fsync?: boolean;
  /** further Postgres settings, e.g. { synchronous_commit: 'off' } */
  settings?: Record<string, string>;
  /** database that the API serves (default postgres) */
  database?: string;
  /** folder of migrations, or false for none (default supabase/migrations) */
  migrations?: string | false;
  /** false: Postgres alone; `startApi` can follow (default true) */
  api?: boolean;
  /** false: nothing folds the tail (default true with `api`) */
  timer?: boolean;
  ports?: { db?: number; rest?: number; auth?: number };
}

export interface Stack {
  db: {
    host: string;
    port: number;
    user: string;
    password: string;
    database: string;
    /** superuser supabase_admin */
    adminUrl: string;
    /** role postgres, as migrations run */
    postgresUrl: string;
  };
  restUrl: string;
  authUrl: string;
  restReadyUrl: string;
  anonKey: string;
  serviceKey: string;
  jwtSecret: string;
  /** names of the migrations that this start applied */
  migrated: string[];
  lock: Lock;
  /** Connection string of a role for any database of this cluster. */
  urlOf(role: 'supabase_admin' | 'postgres', database: string): string;
  /** Makes a database, as a copy of a template that nobody is connected to. */
  createDatabase(name: string, template?: string): Promise<void>;
  dropDatabase(name: string): Promise<void>;
  /** PostgREST and auth on a further database; stopped with the stack unless stopped before. */
  startApi(options: ApiOptions): Promise<Api>;
  restartPostgrest(): Promise<void>;
  killPostgrest(signal?: NodeJS.Signals): void;
  /** Kills Postgres and waits for its end; `startPostgres` brings it back on the same port. */
  killPostgres(signal?: NodeJS.Signals): Promise<void>;
  startPostgres(): Promise<void>;
  /** Resolves at the next end of Postgres, wanted or not. */
  postgresEnded(): Promise<void>;
  stop(): Promise<void>;
}

/** Another process has this data folder. */
export class AlreadyRunning extends CannotStart {
  stopping: boolean;
  constructor({ pid, address, stopping = false }: Holder) {
    super(address ? `Qingtu already runs at ${address}` : `Qingtu is being started already by process ${pid}.`);
    this.stopping = stopping;
  }
}

/** Starts the local Supabase: Postgres, migrations, PostgREST, auth and the timer, in this order. */
export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const place = findPlace(options.data ?? (process.env.QINGTU_DATA || '.data'));
  const taken = await takeLock(place.home);
  if ('holder' in taken) throw new AlreadyRunning(taken.holder);
  const { lock } = taken;
  const closers: (() => Promise<unknown>)[] = [() => lock.release()];
  const stop = async () => {
    lock.announceStop();
    for (const close of closers.splice(0).reverse()) await close();
  };
  try {
    const { secrets, fresh } = loadSecrets(place.home);
    const made = createCluster(place, secrets.adminPassword, options.fsync ?? true);
    if (fresh && !made) await setLostPasswords(place, secrets);
    const postgres = await startPostgres(place, {
      port: options.ports?.db,
      fsync: options.fsync,
      settings: options.settings,
    });
    closers.push(() => postgres.stop());

    const database = options.database ?? 'postgres';
    const passwords = { supabase_admin: secrets.adminPassword, postgres: secrets.postgresPassword };
    const urlOf: Stack['urlOf'] = (role, name) =>
      `postgresql://${role}:${passwords[role]}@127.0.0.1:${postgres.port}/${name}`;
    await providePlatform((name) => urlOf('supabase_admin', name), secrets);
    const folder = options.migrations ?? MIGRATIONS;
    const migrated = folder === false ? [] : await migrate(urlOf('postgres', database), path.resolve(folder));

    const startApi = async (apiOptions: ApiOptions): Promise<Api> => {
      const api = await startApiOn(place, postgres.port, secrets, apiOptions);
      let stopped: Promise<void> | undefined;
      const once = () => {
        stopped ??= api.stop();
        return stopped;
      };
      closers.push(once);
      return { ...api, stop: once };
    };
    const ports = options.ports ?? {};
    const api = options.api === false ? null : await startApi({ database, restPort: ports.rest, authPort: ports.auth });
    if (options.timer ?? api !== null) {
      const timer = startTimer(urlOf('postgres', database));
      closers.push(() => timer.stop());
    }
    const admin = async (sql: string) => {
      const client = new pg.Client(urlOf('supabase_admin', 'postgres'));
      await client.connect();
      await client.query(sql).finally(() => client.end());
    };

    return {
      db: {
        host: '127.0.0.1',
        port: postgres.port,
        user: 'postgres',
        password: secrets.postgresPassword,
        database,
        adminUrl: urlOf('supabase_admin', database),
        postgresUrl: urlOf('postgres', database),
      },
      restUrl: api?.restUrl ?? '',
      authUrl: api?.authUrl ?? '',
      restReadyUrl: api?.restReadyUrl ?? '',
      anonKey: await signApiKey(secrets.jwtSecret, 'anon'),
      serviceKey: await signApiKey(secrets.jwtSecret, 'service_role'),
      jwtSecret: secrets.jwtSecret,
      migrated,
      lock,
      urlOf,
      createDatabase: (name, template = 'template1') =>
        admin(`create database ${quote(name)} template ${quote(template)} owner postgres`),
      dropDatabase: (name) => admin(`drop database if exists ${quote(name)} with (force)`),
      startApi,
      restartPostgrest: async () => await api?.restartPostgrest(),
      killPostgrest: (signal) => api?.killPostgrest(signal),
      killPostgres: async (signal = 'SIGKILL') => {
        const daemon = postgres.daemon();
        daemon.signal(signal);
        await daemon.ended;
      },
      startPostgres: () => postgres.start(),
      postgresEnded: () => postgres.daemon().ended,
      stop,
    };
  } catch (error) {
    await stop().catch(() => {});
    throw error;
  }
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
