import type { Backend } from './backend.ts';
import type { SessionEnv } from './session.ts';
import type { LocalStore } from './storage.ts';

export type Lent = Pick<SessionEnv, 'keep' | 'exclusive' | 'clock'>;

let lend: () => Promise<Partial<Lent>> = async () => ({});
let made: Promise<Backend> | undefined;

/** The outbox lends its disk and its lock, so that the identity lies beside the records it belongs to. */
export function borrowFrom(lender: () => Promise<Partial<Lent>>): void {
  lend = lender;
}

function localStore(): LocalStore | null {
  try {
    return localStorage; // throws where site data is blocked
  } catch {
    return null;
  }
}

const STORAGE_KEY = 'qingtu-person';

/** Whether somebody seems to be known on this phone: asked before anything is loaded to find out. */
export function seemsKnown(): boolean {
  try {
    return localStorage.getItem(STORAGE_KEY) !== null;
  } catch {
    return true; // blocked: the copy on the phone's disk has to be asked
  }
}

async function make(): Promise<Backend> {
  const [{ createBackend }, lent] = await Promise.all([import('./backend.ts'), lend()]);
  return createBackend({
    origin: location.origin,
    fetch: (input, init) => fetch(input, init),
    clock: lent.clock ?? { now: () => Date.now(), mono: () => performance.now() },
    random: Math.random,
    local: localStore(),
    keep: lent.keep ?? null,
    exclusive: lent.exclusive ?? ((_, work) => work()),
    load: async () => (await import('./client.ts')).AuthClient,
    storageKey: STORAGE_KEY,
  });
}

/** This page's backend, loaded when first asked for and asked for again when the chunk did not arrive. */
export function backend(): Promise<Backend> {
  made ??= make();
  made.catch(() => {
    made = undefined;
  });
  return made;
}
