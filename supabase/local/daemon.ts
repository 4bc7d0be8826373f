import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import type { Owner } from './place.ts';

/** A server process that belongs to this one and does not outlive it for long. */
export interface Daemon {
  pid: number;
  /** resolves when the process has ended */
  ended: Promise<void>;
  running(): boolean;
  signal(signal: NodeJS.Signals): void;
}

interface DaemonOptions {
  args: string[];
  env: Record<string, string>;
  owner: Owner;
  /** output is appended to this file */
  log: string;
}

const LOG_LIMIT = 5_000_000;
const live = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of live) child.kill('SIGINT');
});

/**
 * Starts a server in a process group of its own, so that Ctrl-C in the terminal leaves the order of stopping to us.
 * A one-line shell holds the other end of a pipe: when we are killed with -9 it reads the end of the pipe
 * and sends the server SIGINT, which makes Postgres and PostgREST end cleanly.
 */
export async function startDaemon(file: string, options: DaemonOptions): Promise<Daemon> {
  const big = (fs.statSync(options.log, { throwIfNoEntry: false })?.size ?? 0) > LOG_LIMIT;
  const log = fs.openSync(options.log, big ? 'w' : 'a', 0o600);
  const child = spawn(file, options.args, {
    cwd: '/',
    env: options.env,
    detached: true,
    stdio: ['ignore', log, log],
    ...options.owner,
  });
  fs.closeSync(log);
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', reject);
  });
  const pid = child.pid as number;
  live.add(child);
  const watch = spawn('/bin/sh', ['-c', 'read -r _; kill -INT "$0"', String(pid)], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  watch.on('error', () => {});
  watch.stdin.on('error', () => {});
  watch.unref();
  (watch.stdin as unknown as { unref?: () => void }).unref?.();
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => {
      live.delete(child);
      watch.kill('SIGKILL');
      resolve();
    });
  });
  return {
    pid,
    ended,
    running: () => live.has(child),
    signal: (signal) => void child.kill(signal),
  };
}

/** Sends each signal in turn, waiting up to `patience` ms after each, until the process has ended. */
export async function stopDaemon(daemon: Daemon, signals: NodeJS.Signals[], patience: number): Promise<void> {
  for (const signal of signals) {
    if (!daemon.running()) return;
    daemon.signal(signal);
    await endsWithin(daemon, patience);
  }
  await daemon.ended;
}

/** Waits for the end of a process, `ms` milliseconds at most. */
export async function endsWithin(daemon: Daemon, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([daemon.ended, late]);
  clearTimeout(timer);
}
