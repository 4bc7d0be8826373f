import type { Counts } from './counts.ts';

export interface OutboxStatus extends Counts {
  /** a request is under way in this page */
  flushing: boolean;
  /**
   * why the last attempt did not deliver: `offline` (no answer, or one that is not ours), `no_identity`, `busy` (asked to
   * wait), `refused` (a record is not taken), `disk` (the phone's storage fails); null when it did
   */
  lastError: 'offline' | 'no_identity' | 'busy' | 'refused' | 'disk' | null;
}

export const EMPTY_STATUS: OutboxStatus = {
  waiting: 0,
  delivered: 0,
  rejected: 0,
  quarantined: 0,
  flushing: false,
  lastError: null,
};

/** Holds the status and tells whoever listens, once per change. */
export function createStatus() {
  let status = EMPTY_STATUS;
  const listeners = new Set<(status: OutboxStatus) => void>();
  return {
    get: () => status,
    set(change: Partial<OutboxStatus>) {
      const next = { ...status, ...change };
      if (JSON.stringify(next) === JSON.stringify(status)) return;
      status = next;
      for (const listener of [...listeners]) listener(status);
    },
    subscribe(listener: (status: OutboxStatus) => void) {
      listeners.add(listener);
      listener(status);
      return () => void listeners.delete(listener);
    },
  };
}

export type Status = ReturnType<typeof createStatus>;
