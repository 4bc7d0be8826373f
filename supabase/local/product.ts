import fs from 'node:fs';
import path from 'node:path';
import { askHolder } from './lock.ts';
import { CannotStart, ROOT, realHome } from './place.ts';
import { portIsBusy, sleep } from './ports.ts';
import { seedOnce } from './seeding.ts';
import { startServer } from './server.ts';
import { ensureBuilt } from './site.ts';
import { AlreadyRunning, type Stack, startStack } from './stack.ts';

export interface Product {
  address: string;
  /** lines for the person who started it: demo sign-ins */
  lines: string[];
  /** Stops the site's server and starts it again on what `dist` holds now. */
  restartServer(): Promise<void>;
  stop(): Promise<void>;
}

/** Reads .env, if there is one; what the shell has set already wins. */
export function loadEnv(): void {
  const file = path.join(ROOT, '.env');
  if (fs.existsSync(file)) process.loadEnvFile(file);
}

/** Brings up everything: a Supabase project from the environment or the local stack, the site's build, its server. */
export async function startProduct(): Promise<Product> {
  const closers: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const close of closers.splice(0).reverse()) await close();
  };
  try {
    const env = { ...process.env };
    const data = env.QINGTU_DATA || '.data';
    // Who holds the data folder may well have the port: then the folder's answer is the better one.
    if (!(await askHolder(realHome(data)))) await portMustBeFree(Number(env.PORT || 8080), env.HOST || '127.0.0.1');
    let lines: string[] = [];
    let stack: Stack | null = null;
    if (!env.SUPABASE_URL && !env.SUPABASE_REST_URL) {
      const running = await patientStack();
      stack = running;
      closers.push(() => running.stop());
      closers.push(keepPostgres(running));
      env.SUPABASE_REST_URL = running.restUrl;
      env.SUPABASE_AUTH_URL = running.authUrl;
      env.SUPABASE_ANON_KEY = running.anonKey;
      env.SUPABASE_SERVICE_KEY = running.serviceKey;
      lines = await seedOnce(running.db.postgresUrl, realHome(data));
    }
    await ensureBuilt();
    let server = await startServer(env);
    closers.push(() => server.stop());
    const address = env.SITE_URL || server.address;
    stack?.lock.announce(address);
    const restartServer = async () => {
      await server.stop();
      server = await startServer(env);
    };
    return { address, lines, restartServer, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** An earlier process that was just killed may take a moment to let go of the data folder; one that stops, longer. */
async function patientStack(): Promise<Stack> {
  for (let tries = 0; ; tries++) {
    try {
      return await startStack();
    } catch (error) {
      if (!(error instanceof AlreadyRunning) || tries > (error.stopping ? 30 : 2)) throw error;
      await sleep(500);
    }
  }
}

/** Postgres that dies by itself is started again; its own recovery brings the data back. */
function keepPostgres(stack: Stack): () => Promise<void> {
  let stopping = false;
  void (async () => {
    while (!stopping) {
      await stack.postgresEnded();
      if (stopping) return;
      console.error('Postgres ended unexpectedly; starting it again.');
      await stack.startPostgres().catch(async (error) => {
        console.error(error.message);
        await sleep(2000);
      });
    }
  })();
  return async () => {
    stopping = true;
  };
}

async function portMustBeFree(port: number, host: string): Promise<void> {
  if (port === 0) return;
  for (let tries = 0; await portIsBusy(port, host); tries++) {
    if (tries > 10) throw new CannotStart(`Port ${port} on ${host} is taken: choose another with PORT.`);
    await sleep(300);
  }
}
