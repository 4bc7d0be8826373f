/**
 * IndexedDB `qingtu`: what outlives a page on this phone.
 *
 * | store   | key                       | holds                                                     |
 * |---------|---------------------------|-----------------------------------------------------------|
 * | drafts  | text, chosen by a feature | work in progress (a quiz half done); any cloneable value   |
 * | records | n, counted by the browser | `QueueRow`: records and what the database said about them |
 * | meta    | text                      | `Meta`: epoch, pace, clock skew, session copy, recovery key |
 *
 * Life of a row: queued → acked | rejected | quarantined. "In flight" is memory only, so a killed page strands nothing.
 * A queued row is never deleted by code. Acked rows stay 30 days (a database restored from a backup asks for them
 * again), then go oldest first. Rejected and quarantined rows stay until the person clears the site's data.
 *
 * Old copies: `UPGRADES[i]` lifts version i to i + 1 and runs once per phone. Never edit a published entry, append one.
 * Row fields are only added, never renamed: an older tab may still be writing while a newer one reads.
 */

export type RowState = 'queued' | 'acked' | 'rejected' | 'quarantined';

export interface QueueRow {
  /** local order of making; the store's key */
  n: number;
  /** the record's uuid */
  id: string;
  kind: string;
  /** the record as it is sent: ASCII-only JSON, made once, never changed */
  text: string;
  /** phone's wall clock when it was made, ms */
  wall: number;
  /** forward-only clock of the page that made it, ms, and that page's name */
  mono: number;
  session: string;
  state: RowState;
  verdict?: string;
  /** failures of this record sent alone, the first of them (server's time), and when it may be tried again (phone's) */
  tries: number;
  failedAt?: number;
  nextAt: number;
  /** version of the app whose record kind the server did not know */
  waitsFor?: string;
  /** server's time and epoch of the acknowledgement */
  ackedAt?: number;
  ackEpoch?: string;
}

export const DB_NAME = 'qingtu';

const UPGRADES: ((db: IDBDatabase) => void)[] = [
  (db) => {
    db.createObjectStore('drafts');
    db.createObjectStore('meta');
    const records = db.createObjectStore('records', { keyPath: 'n', autoIncrement: true });
    records.createIndex('id', 'id', { unique: true });
    records.createIndex('state', 'state');
  },
];

/** An open connection that is made again when the browser has dropped it. */
export interface Connection {
  /** Runs `work`; when it fails for another reason than a full disk, reopens and runs it once more. */
  use<T>(work: (db: IDBDatabase) => Promise<T>): Promise<T>;
  close(): void;
}

export const isFull = (error: unknown): boolean => (error as Error | null)?.name === 'QuotaExceededError';

/** Opens the database when first used. `factory` defaults to the browser's. */
export function connect(factory?: IDBFactory): Connection {
  let opened: Promise<IDBDatabase> | undefined;
  const close = () => {
    opened?.then((db) => db.close()).catch(() => {});
    opened = undefined;
  };
  const open = () => {
    opened ??= new Promise<IDBDatabase>((resolve, reject) => {
      const request = (factory ?? indexedDB).open(DB_NAME, UPGRADES.length);
      request.onupgradeneeded = (event) => {
        for (const upgrade of UPGRADES.slice(event.oldVersion)) upgrade(request.result);
      };
      request.onerror = () => reject(request.error);
      request.onsuccess = () => {
        const db = request.result;
        // a newer version of the app in another tab wants to upgrade: let it, the next use opens again
        db.onversionchange = close;
        // iOS drops connections of pages in the background ("Connection to Indexed Database server lost")
        db.onclose = close;
        resolve(db);
      };
    });
    return opened;
  };
  return {
    close,
    async use(work) {
      try {
        return await work(await open());
      } catch (error) {
        if (isFull(error)) throw error;
        close();
        return work(await open());
      }
    },
  };
}

/** A database of another name with the same stores, for what has to outlive this one's owner: scans at a door. */
export const connectAs = (name: string): Connection =>
  connect({ open: (_: string, version?: number) => indexedDB.open(name, version) } as IDBFactory);

/** Starts `work` in one transaction; resolves with its last request's result when everything is on disk. */
export function transact<T>(
  db: IDBDatabase,
  stores: string[],
  mode: IDBTransactionMode,
  work: (tx: IDBTransaction) => IDBRequest<T> | undefined,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const tx = db.transaction(stores, mode, { durability: 'strict' });
    // a full disk is reported here, not by the request
    tx.onabort = () => reject(tx.error ?? new DOMException('aborted', 'AbortError'));
    try {
      const request = work(tx);
      tx.oncomplete = () => resolve(request?.result as T);
    } catch (error) {
      // a value that cannot be cloned must not leave half of the transaction behind
      reject(error);
      tx.abort();
    }
  });
}
