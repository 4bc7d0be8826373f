import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import pg from 'pg';
import { createAuthApp } from './app.ts';

export interface AuthServer {
  url: string;
  stop(): Promise<void>;
}

export interface AuthOptions {
  /** connection of role supabase_auth_admin */
  dbUrl: string;
  jwtSecret: string;
  /** 0 or absent: any free port */
  port?: number | undefined;
}

/** Starts the auth server in this process. */
export async function startAuth(options: AuthOptions): Promise<AuthServer> {
  const pool = new pg.Pool({ connectionString: options.dbUrl, max: 8, connectionTimeoutMillis: 5000 });
  // Postgres may be killed under an idle connection; the next query opens a new one.
  pool.on('error', () => {});
  let fetch: (request: Request) => Response | Promise<Response> = () => new Response(null, { status: 503 });
  const server = serve({
    fetch: (request: Request) => fetch(request),
    port: options.port ?? 0,
    hostname: '127.0.0.1',
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    if (server.listening) resolve();
    else server.once('listening', resolve);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  fetch = createAuthApp(pool, options.jwtSecret, `${url}/auth/v1`).fetch;
  return {
    url,
    stop: async () => {
      if ('closeAllConnections' in server) server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await pool.end();
    },
  };
}
