import { timeout } from '../backend/timeout.ts';
import type { Clock } from './clock.ts';
import type { Rows } from './rows.ts';

/** The one method of `navigator.locks` that is used. */
export type Locks = Pick<LockManager, 'request'>;

/**
 * One page at a time does `work`; null when another one is at it. This only saves traffic: what makes every record count
 * once is the ledger's primary key. Hence a lock that seems stuck (seen on iOS and Android) is passed by, and `work` gets a
 * signal that fires at the ceiling.
 */
export type Exclusive = <T>(name: string, work: (signal: AbortSignal) => Promise<T>) => Promise<T | null>;

/** How long `navigator.locks` may stay silent before it counts as broken. */
const SILENCE_MS = 5000;

export function createExclusive(
  locks: Locks | null,
  rows: Pick<Rows, 'lease' | 'deleteMeta'>,
  clock: Clock,
  owner: string,
  ceiling = 60_000,
): Exclusive {
  const refusedSince = new Map<string, number>();
  const bounded = <T>(work: (signal: AbortSignal) => Promise<T>) => work(timeout(ceiling));

  const heldForTooLong = (name: string) => {
    const since = refusedSince.get(name) ?? clock.mono();
    refusedSince.set(name, since);
    return clock.mono() - since > 2 * ceiling;
  };

  const byLock = <T>(manager: Locks, name: string, work: (signal: AbortSignal) => Promise<T>) =>
    new Promise<T | null>((resolve, reject) => {
      let answered = false;
      const silence = setTimeout(() => {
        answered = true;
        bounded(work).then(resolve, reject);
      }, SILENCE_MS);
      const enter = async (lock: Lock | null) => {
        clearTimeout(silence);
        if (answered) return null;
        answered = true;
        if (lock) refusedSince.delete(name);
        return lock || heldForTooLong(name) ? bounded(work) : null;
      };
      manager.request(name, { ifAvailable: true }, enter).then((value) => {
        if (value !== null || answered) resolve(value as T | null);
      }, reject);
    });

  /** Without `navigator.locks`: a lease in IndexedDB, which a killed page leaves to run out. */
  const byLease = async <T>(name: string, work: (signal: AbortSignal) => Promise<T>) => {
    const key = `lease:${name}`;
    if (!(await rows.lease(key, owner, clock.now(), clock.now() + ceiling))) return null;
    try {
      return await bounded(work);
    } finally {
      await rows.deleteMeta(key).catch(() => {});
    }
  };

  return (name, work) => (locks ? byLock(locks, name, work) : byLease(name, work));
}
