/** The running product and its local stack, as a program beside it finds them: by the data folder alone. */
import { createHmac } from 'node:crypto';
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { askHolder } from '../../supabase/local/lock.ts';
import { CannotStart, realHome } from '../../supabase/local/place.ts';
import { loadEnv, startProduct } from '../../supabase/local/product.ts';
import type { Secrets } from '../../supabase/local/secrets.ts';

export interface Running {
  /** address of the site and of the edge */
  address: string;
  /** role postgres, as migrations run */
  postgresUrl: string;
  /** superuser of the local cluster */
  adminUrl: string;
  jwtSecret: string;
  /** data folder with Postgres' files */
  home: string;
  /** ends what `findOrStart` started; nothing when it was running before */
  stop(): Promise<void>;
}

/**
 * The product on QINGTU_DATA, started when it is not running. Throws `CannotStart` when the settings name a Supabase
 * project: moving the clock and inventing residents is for the demo city of the local stack only.
 */
export async function findOrStart(): Promise<Running> {
  loadEnv();
  if (process.env.SUPABASE_URL || process.env.SUPABASE_REST_URL) {
    throw new CannotStart('SUPABASE_URL is set: this runs on the local stack only, never on a Supabase project.');
  }
  const asked = process.env.QINGTU_DATA ?? '.data';
  const holder = await askHolder(realHome(asked));
  if (holder && !holder.address) throw new CannotStart(`Process ${holder.pid} is still starting Qingtu: try again.`);
  if (holder?.address) return connect(holder.address, realHome(asked), async () => {});
  console.log('Qingtu is not running: starting it …');
  const product = await startProduct();
  return connect(product.address, realHome(asked), product.stop);
}

function connect(address: string, home: string, stop: () => Promise<void>): Running {
  const secretsFile = path.join(home, 'secrets.json');
  const pidFile = path.join(home, 'pg/postmaster.pid');
  if (!fs.existsSync(secretsFile) || !fs.existsSync(pidFile)) throw new CannotStart(`No local stack in ${home}.`);
  const secrets = JSON.parse(fs.readFileSync(secretsFile, 'utf8')) as Secrets;
  const port = fs.readFileSync(pidFile, 'utf8').split('\n')[3];
  const urlOf = (role: string, password: string) => `postgresql://${role}:${password}@127.0.0.1:${port}/postgres`;
  return {
    address,
    postgresUrl: urlOf('postgres', secrets.postgresPassword),
    adminUrl: urlOf('supabase_admin', secrets.adminPassword),
    jwtSecret: secrets.jwtSecret,
    home,
    stop,
  };
}

const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/**
 * An access token like the one an anonymous sign-in yields (supabase/local/auth/tokens.ts), signed with the stack's own
 * secret: the limit of 240 sign-ins an hour from one address would stretch a simulated year over a day.
 */
export function anonymousToken(secret: string, sub: string): string {
  const at = Math.floor(Date.now() / 1000);
  const claims = { sub, role: 'authenticated', aud: 'authenticated', is_anonymous: true, iat: at, exp: at + 7200 };
  const text = `${base64({ alg: 'HS256', typ: 'JWT' })}.${base64(claims)}`;
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
}

export type Call = <T>(path: string, body: unknown, token?: string) => Promise<T>;

/** POSTs JSON to an address over kept connections; rejects with status and text unless the answer is 200. */
export function caller(address: string, sockets = 16): { call: Call; close(): void } {
  const agent = new http.Agent({ keepAlive: true, maxSockets: sockets });
  const call: Call = (route, body, token) =>
    new Promise((resolve, reject) => {
      const headers: Record<string, string> = { 'content-type': 'application/json' };
      if (token) headers.authorization = `Bearer ${token}`;
      const request = http.request(`${address}${route}`, { method: 'POST', agent, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          if (response.statusCode === 200) resolve(JSON.parse(text));
          else reject(new Error(`${route}: ${response.statusCode} ${text.slice(0, 200)}`));
        });
      });
      request.on('error', reject);
      request.end(JSON.stringify(body));
    });
  return { call, close: () => agent.destroy() };
}

/** Runs `work` on every item, at most `width` at a time. */
export async function eachOf<T>(items: T[], width: number, work: (item: T) => Promise<void>): Promise<void> {
  let next = 0;
  const lane = async () => {
    for (let item = items[next++]; item !== undefined; item = items[next++]) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, lane));
}
