import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { findPlace } from '../../supabase/local/place.ts';
import { loadSecrets } from '../../supabase/local/secrets.ts';
import { type ClusterNote, EMPTY, SEEDED, startCluster } from './cluster.ts';

export interface Database {
  name: string;
  /** connection string of role postgres, for further connections */
  url: string;
  /** connection string of the cluster's superuser on this database */
  adminUrl: string;
  /** connected as role postgres, owner of the product's schemas */
  sql: pg.Client;
  /** rows of a query, as postgres */
  rows<T = Record<string, unknown>>(text: string, values?: unknown[]): Promise<T[]>;
  /** one value, as postgres */
  value<T>(text: string, values?: unknown[]): Promise<T>;
  /** one value, as a browser with this sign-in would get it (role authenticated; null: anon) */
  as<T>(signIn: string | null, text: string, values?: unknown[]): Promise<T>;
  /** a further connection as postgres, ended with the others */
  connect(): Promise<pg.Client>;
}

let running: Promise<ClusterNote & { stop?(): Promise<void> }> | undefined;
const open: pg.Client[] = [];
const made: string[] = [];

/** The run's cluster (see setup.ts), or one of this process where there is no run. */
export function cluster(): Promise<ClusterNote & { stop?(): Promise<void> }> {
  const shared = process.env.QINGTU_WORLD;
  running ??= shared ? fetch(shared).then(async (reply) => noteOf(await reply.text())) : startCluster();
  return running;
}

function noteOf(text: string): ClusterNote {
  if (!text.startsWith('{')) throw new Error(`The cluster of this run does not start: ${text}`);
  return JSON.parse(text) as ClusterNote;
}

/** Where the run's cluster lives, with its secrets. */
export async function clusterPlace() {
  const { folder, port } = await cluster();
  const place = findPlace(folder);
  return { place, port, secrets: loadSecrets(place.home).secrets };
}

/**
 * A new database with every migration applied: without content, or (`seeded`) with the demo city and the personas;
 * or a copy (`of`) of one that nobody is connected to any more.
 */
export async function freshDatabase(options: { seeded?: boolean; of?: string } = {}): Promise<Database> {
  const { port, secrets } = await clusterPlace();
  const name = `w_${randomUUID().slice(0, 8)}`;
  const adminOf = (database: string) =>
    `postgresql://supabase_admin:${secrets.adminPassword}@127.0.0.1:${port}/${database}`;
  const template = options.of ?? (options.seeded ? SEEDED : EMPTY);
  await once(adminOf('postgres'), `create database ${name} template ${template} owner postgres`);
  made.push(name);
  const url = `postgresql://postgres:${secrets.postgresPassword}@127.0.0.1:${port}/${name}`;
  const connect = async () => {
    const client = new pg.Client(url);
    client.on('error', () => {});
    await client.connect();
    open.push(client);
    return client;
  };
  const sql = await connect();
  const rows = async <T>(text: string, values: unknown[] = []) => (await sql.query(text, values)).rows as T[];
  const value = async <T>(text: string, values: unknown[] = []) =>
    Object.values((await rows<Record<string, unknown>>(text, values))[0] ?? {})[0] as T;
  return {
    name,
    url,
    adminUrl: adminOf(name),
    sql,
    rows,
    value,
    connect,
    as: (signIn, text, values) => callAs(sql, signIn, text, values),
  };
}

/** One value, as a browser with this sign-in would get it, on a connection of role postgres. */
export async function callAs<T>(
  client: pg.Client,
  signIn: string | null,
  text: string,
  values: unknown[] = [],
): Promise<T> {
  await client.query('begin');
  try {
    await client.query(`set local role ${signIn ? 'authenticated' : 'anon'}`);
    const claims = signIn ? { sub: signIn, role: 'authenticated' } : { role: 'anon' };
    await client.query(`select set_config('request.jwt.claims', $1, true)`, [JSON.stringify(claims)]);
    const { rows } = await client.query(text, values);
    await client.query('commit');
    return Object.values(rows[0] ?? {})[0] as T;
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

/** To be called once after all tests of a file. */
export async function closeDatabases(): Promise<void> {
  for (const client of open.splice(0)) await client.end();
  if (!running) return;
  const { port, secrets } = await clusterPlace();
  const admin = `postgresql://supabase_admin:${secrets.adminPassword}@127.0.0.1:${port}/postgres`;
  for (const name of made.splice(0)) await once(admin, `drop database if exists ${name} with (force)`);
  const { stop } = await running;
  running = undefined;
  await stop?.();
}

async function once(url: string, sql: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  await client.query(sql).finally(() => client.end());
}
