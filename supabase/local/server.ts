import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { CannotStart, ROOT } from './place.ts';
import { sleep } from './ports.ts';

export interface Server {
  address: string;
  stop(): Promise<void>;
}

const HEALTHY_MS = 30_000;

/** Runs the site's server as a process of its own, waits until /healthz is good, and starts it again when it dies. */
export async function startServer(env: Record<string, string | undefined>): Promise<Server> {
  let stopping = false;
  let child = launch();
  const address = await firstAddress(child);
  for (const until = Date.now() + HEALTHY_MS; !(await isHealthy(address)); await sleep(100)) {
    if (child.exitCode !== null) throw new CannotStart('The server ended before it was ready.');
    if (Date.now() > until) {
      await stop();
      throw new CannotStart(`The server does not become healthy: ${address}/healthz`);
    }
  }
  void keepAlive();

  function launch(): ChildProcess {
    const leash = path.join(ROOT, 'supabase/local/leash.mjs');
    const started = spawn(process.execPath, ['--import', leash, path.join(ROOT, 'src/server/main.ts')], {
      cwd: ROOT,
      env,
      // Its own process group: Ctrl-C reaches it through us, once.
      detached: true,
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    });
    started.on('error', (error) => console.error(`server: ${error.message}`));
    return started;
  }

  async function keepAlive(): Promise<void> {
    for (let pause = 200; ; pause = Math.min(pause * 2, 10_000)) {
      const began = Date.now();
      if (child.exitCode === null && child.signalCode === null)
        await new Promise((resolve) => child.once('exit', resolve));
      if (stopping) return;
      if (Date.now() - began > 30_000) pause = 200;
      console.error('The server ended unexpectedly; starting it again.');
      await sleep(pause);
      if (stopping) return;
      child = launch();
      child.stdout?.resume();
    }
  }

  async function stop(): Promise<void> {
    stopping = true;
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    const force = setTimeout(() => child.kill('SIGKILL'), 4000);
    await ended;
    clearTimeout(force);
  }

  return { address, stop };
}

/** The server tells where it listens; everything else it says goes through. */
async function firstAddress(child: ChildProcess): Promise<string> {
  const lines = createInterface({ input: child.stdout! });
  return await new Promise((resolve, reject) => {
    child.once('exit', () => reject(new CannotStart('')));
    lines.on('line', (line) => {
      const told = line.match(/^Qingtu serves at (\S+)/)?.[1];
      if (told) resolve(told);
      else console.log(line);
    });
  });
}

async function isHealthy(address: string): Promise<boolean> {
  const local = address.replace('//0.0.0.0:', '//127.0.0.1:').replace('//[::]:', '//[::1]:');
  return await fetch(`${local}/healthz`).then(
    (response) => response.ok,
    () => false,
  );
}
