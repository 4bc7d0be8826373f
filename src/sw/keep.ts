/** Saving on demand, from the page: with a worker into its caches, without one into what the browser keeps by itself. */
import { everythingIn, isOurs, keyOf } from './rules.ts';

const WAIT_MS = 60_000;

export interface Keeping {
  done: number;
  /** grows while pages name what else they need */
  total: number;
}
export interface Kept {
  /** what could not be had; nothing when all is there */
  failed: string[];
  /** the phone has no room left */
  full: boolean;
}

/** Hashed files never change, and neither does what lies under its hash: what is here once is not fetched again. */
const shelfOf = (path: string) =>
  path.startsWith('/_astro/') ? 'assets' : path.startsWith('/media/') ? 'media' : 'pages';

async function get(path: string, cache: RequestCache): Promise<Response> {
  const control = new AbortController();
  const timer = setTimeout(() => control.abort(), WAIT_MS);
  try {
    return await fetch(path, { cache, signal: control.signal });
  } finally {
    clearTimeout(timer);
  }
}

/** Keeps one file and answers what else it names. Rejects when it could not be had or not be stored. */
async function keepOne(path: string): Promise<string[]> {
  const shelf = shelfOf(path);
  const cache = 'caches' in self ? await caches.open(shelf) : null;
  const kept = shelf === 'pages' ? undefined : await cache?.match(path);
  const response = kept ?? (await get(path, shelf === 'pages' ? 'reload' : 'default'));
  const good = shelf === 'pages' ? await isOurs(response) : response.status === 200 && !response.redirected;
  if (!good) throw new Error(path);
  // read to the end: a line that breaks off in the middle is a failure
  const copy = response.clone();
  const text = shelf === 'media' ? '' : await copy.text();
  if (shelf === 'media') await copy.arrayBuffer();
  if (!kept) await cache?.put(shelf === 'pages' ? keyOf(new URL(path, location.origin).href) : path, response);
  return everythingIn(text);
}

/** Keeps pages with everything that they may ever load, and files; goes on where it stopped when it is called again. */
export async function keep(paths: string[], tell: (keeping: Keeping) => void): Promise<Kept> {
  const queue = [...new Set(paths)];
  const failed: string[] = [];
  let full = false;
  for (let i = 0; i < queue.length && !full; i++) {
    tell({ done: i, total: queue.length });
    try {
      for (const next of await keepOne(queue[i]!)) if (!queue.includes(next)) queue.push(next);
    } catch (error) {
      full = (error as Error).name === 'QuotaExceededError';
      failed.push(queue[i]!);
    }
  }
  return { failed, full };
}

/** Whether the worker's caches have all of them. */
export async function isKept(paths: string[]): Promise<boolean> {
  if (!('caches' in self) || !navigator.serviceWorker?.controller) return false;
  const found = await Promise.all(paths.map((path) => caches.match(keyOf(new URL(path, location.origin).href))));
  return found.every(Boolean);
}
