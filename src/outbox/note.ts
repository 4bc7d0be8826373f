/**
 * The write path: an act becomes a fact on this phone. Small on purpose, it is written into quiz pages;
 * delivery, accounts and the network live elsewhere (index.ts) and are loaded later.
 */
import { type NewRecord, RECORD_MAX_BYTES } from '../contract/records.ts';
import { touched } from './channel.ts';
import { type Clock, pageClock } from './clock.ts';
import { type Connection, connect, isFull, type QueueRow, transact } from './db.ts';
import { newId, recordText } from './text.ts';

export { mono, now } from './clock.ts';

/** Channel between pages, and name of the window event: "something was noted or delivered". */
export const SIGNAL = 'qingtu-outbox';

/**
 * `full`: no room left on the phone · `too_long`: the record is over 4096 bytes · `unavailable`: this browser keeps no data
 * (private mode, blocked storage). Whatever the code, nothing was stored.
 */
export type NoteErrorCode = 'full' | 'too_long' | 'unavailable';
export type NoteError = Error & { code: NoteErrorCode };

export interface Notebook {
  /**
   * Stores the record and puts (or, with `value: undefined`, deletes) the draft in one transaction. Resolves when both are
   * on disk: only then may the page say 已记下. Rejects with a `NoteError`; then neither was stored.
   */
  note(record: NewRecord, draft?: { key: string; value: unknown | undefined }): Promise<{ id: string }>;
  readDraft<T>(key: string): Promise<T | undefined>;
  writeDraft(key: string, value: unknown): Promise<void>;
  deleteDraft(key: string): Promise<void>;
}

/** Rows the database has acknowledged give way to new ones when the disk is full, oldest first. */
const makeRoom = (db: IDBDatabase) =>
  transact(db, ['records'], 'readwrite', (tx) => {
    let left = 50;
    const request = tx.objectStore('records').index('state').openCursor('acked');
    request.onsuccess = () => {
      const cursor = request.result;
      if (!cursor || !left--) return;
      cursor.delete();
      cursor.continue();
    };
    return undefined;
  });

const failure = (code: NoteErrorCode, cause?: unknown): NoteError =>
  Object.assign(new Error(code), { code, cause }) as NoteError;

const putDraft = (tx: IDBTransaction, key: string, value: unknown) => {
  const drafts = tx.objectStore('drafts');
  if (value === undefined) drafts.delete(key);
  else drafts.put(value, key);
};

/** A notebook on its own connection and clock, with what goes along with every record; pages use the functions below. */
export function createNotebook(
  connection: Connection,
  clock: Clock,
  signal: () => void,
  more: () => { ch?: string } = () => ({}),
): Notebook {
  const write = async (stores: string[], work: (tx: IDBTransaction) => void) => {
    const attempt = () => connection.use((db) => transact(db, stores, 'readwrite', (tx) => void work(tx) as undefined));
    try {
      await attempt().catch((error) => {
        if (!isFull(error)) throw error;
        return connection.use(makeRoom).then(attempt);
      });
    } catch (error) {
      // the second run of a write whose first run did reach the disk after all
      if ((error as Error).name !== 'ConstraintError') throw failure(isFull(error) ? 'full' : 'unavailable', error);
    }
  };
  const writeDraft = (key: string, value: unknown) => write(['drafts'], (tx) => putDraft(tx, key, value));
  return {
    async note(record, draft) {
      const id = newId();
      const wall = clock.now();
      const text = recordText({ ...more(), ...record }, id, wall);
      if (text.length > RECORD_MAX_BYTES) throw failure('too_long');
      const row: Omit<QueueRow, 'n'> = {
        id,
        kind: record.kind,
        text,
        wall,
        mono: clock.mono(),
        session: clock.session,
        state: 'queued',
        tries: 0,
        nextAt: 0,
      };
      await write(['records', 'drafts'], (tx) => {
        tx.objectStore('records').add(row);
        if (draft) putDraft(tx, draft.key, draft.value);
      });
      signal();
      return { id };
    },
    readDraft: (key) =>
      connection.use((db) => transact(db, ['drafts'], 'readonly', (tx) => tx.objectStore('drafts').get(key))),
    writeDraft,
    deleteDraft: (key) => writeDraft(key, undefined),
  };
}

/** Tells this page and, where the browser can, the other tabs. */
export function signalRecord(): void {
  dispatchEvent(new Event(SIGNAL));
  if (typeof BroadcastChannel === 'undefined') return;
  const channel = new BroadcastChannel(SIGNAL);
  channel.postMessage('record');
  channel.close();
}

export const { note, readDraft, writeDraft, deleteDraft } = createNotebook(connect(), pageClock, signalRecord, touched);
