import type { Backend } from '../backend/backend.ts';
import { NotNow } from '../backend/session.ts';
import type { Keep } from '../backend/skew.ts';
import type { Clock } from './clock.ts';
import type { Connection, RowState } from './db.ts';
import { createFlusher, type FlushOptions } from './flush.ts';
import { createExclusive, type Exclusive, type Locks } from './lock.ts';
import type { Pace } from './pace.ts';
import { createPasskey, type Passkey } from './passkey.ts';
import { createRows, type Rows } from './rows.ts';
import type { OutboxStatus, Status } from './status.ts';

export interface OutboxEnv {
  rows: Rows;
  exclusive: Exclusive;
  backend: Backend;
  clock: Clock;
  random: () => number;
  pace: Pace;
  version: string;
  status: Status;
  announce(): void;
}

/** One row as the person may take it away with them. */
export interface ExportedRow {
  state: RowState;
  verdict: string | null;
  record: unknown;
}

export interface Outbox extends Pick<Passkey, 'recoveryKey' | 'recoverWith' | 'makeKnown'> {
  status(): OutboxStatus;
  subscribe(listener: (status: OutboxStatus) => void): () => void;
  /** Something was noted in this or another tab: deliver it in a second. */
  noted(): void;
  /** Another tab has delivered. */
  refresh(): Promise<void>;
  flush(options?: FlushOptions): Promise<void>;
  schedule(ms: number, options?: FlushOptions): void;
  /** State and verdict of one record; undefined when this phone does not (or no longer) know it. */
  recordState(id: string): Promise<{ state: RowState; verdict?: string } | undefined>;
  exportQueue(): Promise<ExportedRow[]>;
  stop(): void;
}

/** The phone's disk, as the outbox and the session use it together. */
export function createDisk(connection: Connection, locks: Locks | null, clock: Clock, owner: string) {
  const rows = createRows(connection);
  const keep: Keep = { get: rows.getMeta, set: rows.setMeta, delete: rows.deleteMeta };
  const exclusive = createExclusive(locks, rows, clock, owner);
  /** for the session: only one page signs in, the others ask again in a second */
  const alone = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const done = await exclusive(name, async () => ({ value: await work() }));
    if (done === null) throw new NotNow(1000);
    return done.value;
  };
  return { rows, keep, exclusive, alone };
}

/** An outbox on the given disk, network and clock. Several can live side by side; pages use the one of index.ts. */
export function createOutbox(env: OutboxEnv): Outbox {
  const { status } = env;
  const passkey = createPasskey(env.rows, env.backend);
  const flusher = createFlusher({ ...env, passkey });
  return {
    status: status.get,
    subscribe: status.subscribe,
    noted() {
      flusher.refresh().catch(() => {});
      flusher.schedule(env.pace.debounce);
    },
    refresh: flusher.refresh,
    flush: flusher.flush,
    schedule: flusher.schedule,
    async recordState(id) {
      const row = await env.rows.byId(id);
      return row && { state: row.state, ...(row.verdict ? { verdict: row.verdict } : {}) };
    },
    async exportQueue() {
      const all = await env.rows.all();
      return all.map((row) => ({ state: row.state, verdict: row.verdict ?? null, record: JSON.parse(row.text) }));
    },
    recoveryKey: passkey.recoveryKey,
    recoverWith: passkey.recoverWith,
    makeKnown: passkey.makeKnown,
    stop: flusher.stop,
  };
}
