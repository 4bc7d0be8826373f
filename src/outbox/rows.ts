import { type IDBPDatabase, wrap } from 'idb';
import type { BatchReply } from '../contract/records.ts';
import { type Counts, readCounts } from './counts.ts';
import { type Connection, isFull, type QueueRow } from './db.ts';

/** Acknowledged rows stay this long, for a database that is restored from a backup. */
export const KEEP_ACKED_MS = 30 * 86_400_000;

/** The flusher's view of the records: what is due, and what became of it. */
export interface Rows {
  counts(): Promise<Counts>;
  /** oldest waiting rows that may be tried at `now`; `more`: some were left */
  due(now: number, version: string, records: number, bytes: number): Promise<{ rows: QueueRow[]; more: boolean }>;
  /** earliest `nextAt` among waiting rows that are not due, or null */
  nextAt(now: number, version: string): Promise<number | null>;
  /** Writes the verdicts of a verified reply, and queues acked rows again when the epoch has changed. */
  settle(rows: QueueRow[], reply: BatchReply, version: string, phoneNow: number): Promise<void>;
  update(row: QueueRow): Promise<void>;
  byId(id: string): Promise<QueueRow | undefined>;
  all(): Promise<QueueRow[]>;
  /** Takes the lease `key` until `until`, unless another owner's is running at `now`. */
  lease(key: string, owner: string, now: number, until: number): Promise<boolean>;
  getMeta<T>(key: string): Promise<T | undefined>;
  setMeta(key: string, value: unknown): Promise<void>;
  deleteMeta(key: string): Promise<void>;
  /** Removes everything, at the person's wish only. */
  wipe(): Promise<void>;
}

const UPGRADE_RETRY_MS = 86_400_000;

/** What one verdict makes of a row. */
export function settled(
  row: QueueRow,
  verdict: string,
  at: number,
  epoch: string,
  version: string,
  phoneNow: number,
): QueueRow {
  if (verdict === 'accepted' || verdict === 'seen')
    return { ...row, state: 'acked', verdict, ackedAt: at, ackEpoch: epoch };
  // the server is older than this app, or the app too old: wait for either to be updated
  if (verdict === 'rejected:upgrade')
    return { ...row, verdict, waitsFor: version, nextAt: phoneNow + UPGRADE_RETRY_MS };
  return { ...row, state: 'rejected', verdict, ackedAt: at };
}

const isDue = (row: QueueRow, now: number, version: string) =>
  (row.waitsFor !== undefined && row.waitsFor !== version) ||
  row.nextAt <= now ||
  row.nextAt - now > 2 * UPGRADE_RETRY_MS;

export function createRows(connection: Connection): Rows {
  const use = <T>(work: (db: IDBPDatabase) => Promise<T>) => connection.use((db) => work(wrap(db)));
  const write = (work: (store: ReturnType<typeof openStore>) => Promise<unknown>) =>
    use(async (db) => {
      const tx = db.transaction(['records', 'meta'], 'readwrite', { durability: 'strict' });
      tx.done.catch(() => {});
      // when a full disk aborts the transaction, its requests only say AbortError: the transaction knows why
      await work(openStore(tx)).catch((error) => tx.done.then(() => Promise.reject(error)));
      await tx.done;
    });

  const settle: Rows['settle'] = async (rows, reply, version, phoneNow) => {
    const at = Date.parse(reply.server_now);
    const run = (thrifty: boolean) =>
      write(async ({ records, meta }) => {
        const epoch = await meta.get('epoch');
        for (const [i, row] of rows.entries()) {
          const next = settled(row, reply.verdicts[i]!.verdict, at, reply.epoch, version, phoneNow);
          if (thrifty && next.state === 'acked') await records.delete(row.n);
          else await records.put(next);
        }
        await meta.put(at, 'delivered_at');
        if (epoch !== reply.epoch) await meta.put(reply.epoch, 'epoch');
        for (let cursor = await records.index('state').openCursor('acked'); cursor; cursor = await cursor.continue()) {
          const row = cursor.value as QueueRow;
          const old = at - (row.ackedAt ?? 0) > KEEP_ACKED_MS;
          if (old) await cursor.delete();
          else if (epoch === reply.epoch)
            break; // oldest first: the rest is younger
          else if (row.ackEpoch !== reply.epoch) await cursor.update({ ...row, state: 'queued', tries: 0, nextAt: 0 });
        }
      });
    // on a full disk the acknowledged rows make room by leaving at once
    await run(false).catch((error) => (isFull(error) ? run(true) : Promise.reject(error)));
  };

  return {
    settle,
    counts: () => readCounts(connection),
    due: (now, version, records, bytes) =>
      use(async (db) => {
        const rows: QueueRow[] = [];
        let size = 0;
        const index = db.transaction('records').store.index('state');
        for (let cursor = await index.openCursor('queued'); cursor; cursor = await cursor.continue()) {
          const row = cursor.value as QueueRow;
          if (!isDue(row, now, version)) continue;
          size += row.text.length;
          if (rows.length === records || (rows.length && size > bytes)) return { rows, more: true };
          rows.push(row);
        }
        return { rows, more: false };
      }),
    nextAt: (now, version) =>
      use(async (db) => {
        const rows = (await db.getAllFromIndex('records', 'state', 'queued')) as QueueRow[];
        const times = rows.filter((row) => !isDue(row, now, version)).map((row) => row.nextAt);
        return times.length ? Math.min(...times) : null;
      }),
    update: (row) => write(({ records }) => records.put(row)),
    lease: async (key, owner, now, until) => {
      let mine = true;
      await write(async ({ meta }) => {
        const lease = (await meta.get(key)) as { owner: string; until: number } | undefined;
        // one that ends later than any we write comes from a clock that was moved
        mine = !lease || lease.owner === owner || lease.until <= now || lease.until > until;
        if (mine) await meta.put({ owner, until }, key);
      });
      return mine;
    },
    byId: (id) => use((db) => db.getFromIndex('records', 'id', id)),
    all: () => use((db) => db.getAll('records')),
    getMeta: (key) => use((db) => db.get('meta', key)),
    setMeta: (key, value) => use((db) => db.put('meta', value, key)).then(() => {}),
    wipe: () =>
      use(async (db) => {
        const tx = db.transaction(['records', 'meta', 'drafts'], 'readwrite');
        await Promise.all([...tx.objectStoreNames].map((name) => tx.objectStore(name).clear()));
        await tx.done;
      }),
    deleteMeta: (key) => use((db) => db.delete('meta', key)),
  };
}

function openStore(tx: import('idb').IDBPTransaction<unknown, string[], 'readwrite'>) {
  return { records: tx.objectStore('records'), meta: tx.objectStore('meta') };
}
