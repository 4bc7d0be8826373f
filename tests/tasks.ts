import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Root of the repository. */
export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** What a command did. */
export interface Ran {
  /** exit code; 1 when it was ended by a signal or could not be started */
  code: number;
  /** stdout and stderr as they came */
  output: string;
  seconds: number;
}

/** Runs a command in the repository without a terminal; `echo` lets its output through while it runs. */
export async function run(
  command: string[],
  options: { echo?: boolean; env?: Record<string, string>; cwd?: string; timeoutMs?: number } = {},
): Promise<Ran> {
  const [file = '', ...args] = command;
  const began = performance.now();
  const child = spawn(file, args, {
    cwd: options.cwd ?? ROOT,
    env: { ...process.env, FORCE_COLOR: undefined, NO_COLOR: '1', ASTRO_TELEMETRY_DISABLED: '1', ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (text: string) => {
      output += text;
      if (options.echo) process.stdout.write(text);
    });
  }
  const timer = options.timeoutMs && setTimeout(() => child.kill('SIGTERM'), options.timeoutMs);
  const code = await new Promise<number>((resolve) => {
    child.once('error', (error) => {
      output += `${error.message}\n`;
      resolve(1);
    });
    child.once('close', (status) => resolve(status ?? 1));
  });
  if (timer) clearTimeout(timer);
  return { code, output, seconds: (performance.now() - began) / 1000 };
}

/** A program of an installed package, run by this Node. */
export function program(file: string, ...args: string[]): string[] {
  return [process.execPath, path.join(ROOT, 'node_modules', file), ...args];
}

/** Works through a list with at most `width` at once, in its order. */
export async function inParallel<T, R>(items: T[], width: number, work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = new Array(items.length);
  let next = 0;
  const walk = async () => {
    while (next < items.length) {
      const at = next++;
      results[at] = await work(items[at] as T);
    }
  };
  await Promise.all(Array.from({ length: width }, walk));
  return results;
}
