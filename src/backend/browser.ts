import { type Backend, createBackend } from './backend.ts';
import type { SessionEnv } from './session.ts';
import type { LocalStore } from './storage.ts';

type Lent = Pick<SessionEnv, 'keep' | 'exclusive' | 'clock'>;
let lent: Partial<Lent> = {};
let made: Backend | undefined;

/** The outbox lends its disk and its lock, so that the identity lies beside the records it belongs to. */
export function lend(things: Partial<Lent>): void {
  lent = { ...lent, ...things };
}

function localStore(): LocalStore | null {
  try {
    return localStorage; // throws where site data is blocked
  } catch {
    return null;
  }
}

/** This page's backend, made when first asked for. */
export function backend(): Backend {
  made ??= createBackend({
    origin: location.origin,
    fetch: (input, init) => fetch(input, init),
    clock: lent.clock ?? { now: () => Date.now(), mono: () => performance.now() },
    random: Math.random,
    local: localStore(),
    keep: lent.keep ?? null,
    exclusive: lent.exclusive ?? ((_, work) => work()),
    load: async () => (await import('./client.ts')).AuthClient,
    storageKey: 'qingtu-person',
  });
  return made;
}
