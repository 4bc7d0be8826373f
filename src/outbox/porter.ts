import type { Counts } from './counts.ts';
import type { Outbox } from './outbox.ts';
import type { Status } from './status.ts';
import type { Woken } from './triggers.ts';

/** When the outbox's own script could not be fetched (no network): try again. */
const RELOAD_MS = 30_000;

/** Sits at the door of every page and fetches the outbox itself only when something waits. */
export function createPorter(status: Status, counts: () => Promise<Counts>, wake: () => Promise<Outbox>): Woken {
  const refresh = async () => status.set(await counts());
  let again: ReturnType<typeof setTimeout> | undefined;
  const ifWaiting = async (work: (outbox: Outbox) => unknown) => {
    try {
      await refresh();
      if (!status.get().waiting) return;
    } catch {
      return status.set({ lastError: 'disk' });
    }
    try {
      await work(await wake());
    } catch {
      status.set({ lastError: 'offline' });
      clearTimeout(again);
      again = setTimeout(() => void ifWaiting(work), RELOAD_MS);
    }
  };
  return {
    refresh,
    noted: () => void ifWaiting((outbox) => outbox.noted()),
    flush: (options) => ifWaiting((outbox) => outbox.flush(options)),
    schedule: (ms, options) => void ifWaiting((outbox) => outbox.schedule(ms, options)),
  };
}
