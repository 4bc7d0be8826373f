import 'fake-indexeddb/auto';
import { IDBFactory, IDBObjectStore } from 'fake-indexeddb';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { RECORD_MAX_BYTES } from '../../../src/contract/records.ts';
import type { Clock } from '../../../src/outbox/clock.ts';
import { connect, type QueueRow, transact } from '../../../src/outbox/db.ts';
import { createNotebook } from '../../../src/outbox/note.ts';
import { newId, recordText } from '../../../src/outbox/text.ts';

const clock: Clock = { now: () => Date.UTC(2026, 8, 1), mono: () => 1234, session: 'page' };
const answer = { kind: 'answer', quiz: 'five', question: 'Q1', rev: 1, choice: 'A', ms: 900 } as const;

function phone() {
  const factory = new IDBFactory();
  const connection = connect(factory);
  const signal = vi.fn();
  const notebook = createNotebook(connection, clock, signal);
  const rows = () =>
    connection.use((db) =>
      transact(db, ['records'], 'readonly', (tx) => tx.objectStore('records').getAll() as IDBRequest<QueueRow[]>),
    );
  return { factory, connection, signal, notebook, rows };
}

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

describe('record text', () => {
  it('is ASCII, without NUL and lone surrogates, and reads back as written otherwise', () => {
    const text = recordText({ ...answer, quiz: '清途\u0000 \ud83d\ude00 \ud800 \udc00\u007f' }, newId(), clock.now());
    expect(text).toMatch(/^[\x20-\x7e]+$/);
    expect(JSON.parse(text).quiz).toBe('清途 😀 \ufffd \ufffd\u007f');
    expect(text).not.toMatch(/\\u0000|\\ud800/);
  });

  it('keeps a backslash-u that the person really typed', () => {
    expect(JSON.parse(recordText({ ...answer, quiz: '\\u0000' }, newId(), 0)).quiz).toBe('\\u0000');
  });

  it('makes version 4 uuids with and without a secure context', () => {
    const shape = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
    expect(newId()).toMatch(shape);
    vi.stubGlobal('crypto', { getRandomValues: crypto.getRandomValues.bind(crypto) });
    const made = Array.from({ length: 500 }, () => newId());
    for (const id of made) expect(id).toMatch(shape);
    expect(new Set(made).size).toBe(500);
  });
});

describe('the write path', () => {
  it('stores the record and the draft together and signals after both are on disk', async () => {
    const { notebook, rows, signal } = phone();
    const { id } = await notebook.note(answer, { key: 'quiz:five', value: { at: 1 } });
    expect(signal).toHaveBeenCalledOnce();
    const [row] = await rows();
    expect(row).toMatchObject({ n: 1, id, kind: 'answer', state: 'queued', mono: 1234, session: 'page', tries: 0 });
    expect(JSON.parse(row?.text ?? '')).toMatchObject({ id, v: 1, ...answer, at: '2026-09-01T00:00:00.000Z' });
    expect(await notebook.readDraft('quiz:five')).toEqual({ at: 1 });
    await notebook.note(answer, { key: 'quiz:five', value: undefined });
    expect(await notebook.readDraft('quiz:five')).toBeUndefined();
    expect((await rows()).map((r) => r.n)).toEqual([1, 2]);
  });

  it('keeps drafts by themselves', async () => {
    const { notebook } = phone();
    await notebook.writeDraft('a', [1]);
    expect(await notebook.readDraft('a')).toEqual([1]);
    await notebook.deleteDraft('a');
    expect(await notebook.readDraft('a')).toBeUndefined();
  });

  it('refuses a record over 4096 bytes and stores nothing of it', async () => {
    const { notebook, rows, signal } = phone();
    const huge = { ...answer, quiz: '长'.repeat(RECORD_MAX_BYTES / 6) };
    await expect(notebook.note(huge, { key: 'd', value: 1 })).rejects.toMatchObject({ code: 'too_long' });
    expect(await rows()).toEqual([]);
    expect(await notebook.readDraft('d')).toBeUndefined();
    expect(signal).not.toHaveBeenCalled();
  });

  it('stores neither record nor draft when the draft cannot be cloned', async () => {
    const { notebook, rows } = phone();
    await expect(notebook.note(answer, { key: 'd', value: () => 1 })).rejects.toMatchObject({ code: 'unavailable' });
    expect(await rows()).toEqual([]);
  });

  it('says full when the disk is full at commit, and then has stored nothing', async () => {
    const { notebook, connection, rows, signal } = phone();
    await notebook.note(answer);
    signal.mockClear();
    const full = fillDisk(connection);
    await expect(notebook.note(answer, { key: 'd', value: 1 })).rejects.toMatchObject({ code: 'full' });
    expect(signal).not.toHaveBeenCalled();
    full.mockRestore();
    expect(await rows()).toHaveLength(1);
    expect(await notebook.readDraft('d')).toBeUndefined();
  });

  it('lets acknowledged rows give way when the disk is full, never waiting ones', async () => {
    const { notebook, connection, rows } = phone();
    for (let i = 0; i < 3; i++) await notebook.note(answer);
    await connection.use((db) =>
      transact(db, ['records'], 'readwrite', (tx) => {
        const store = tx.objectStore('records');
        const get = store.get(1);
        get.onsuccess = () => store.put({ ...get.result, state: 'acked' });
        return undefined;
      }),
    );
    fillDisk(connection, 1);
    await notebook.note(answer);
    expect((await rows()).map((r) => r.n)).not.toContain(1);
    expect((await rows()).map((r) => r.state)).toEqual(['queued', 'queued', 'queued']);
  });

  it('opens the database again when the browser has dropped the connection', async () => {
    const { notebook, connection, rows } = phone();
    await notebook.note(answer);
    await connection.use(async (db) => db.close());
    await notebook.note(answer, { key: 'd', value: 2 });
    expect(await rows()).toHaveLength(2);
    expect(await notebook.readDraft('d')).toBe(2);
  });

  it('counts a record once when the first try reached the disk and still reported an error', async () => {
    const { notebook, rows } = phone();
    const add = IDBObjectStore.prototype.add;
    let lies = 1;
    vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(function (this: IDBObjectStore, value: unknown) {
      const request = add.call(this, value);
      if (lies-- > 0) {
        const { transaction } = this;
        const complete = () => transaction.onabort?.(new Event('abort') as never);
        queueMicrotask(() => {
          transaction.oncomplete = complete as never;
        });
      }
      return request;
    } as never);
    await notebook.note(answer);
    expect(await rows()).toHaveLength(1);
  });

  it('steps aside for a tab that upgrades the database', async () => {
    const { notebook, factory } = phone();
    await notebook.note(answer);
    await new Promise<void>((resolve, reject) => {
      const request = factory.open('qingtu', 99);
      request.onblocked = () => reject(new Error('blocked'));
      request.onsuccess = () => resolve();
    });
  });
});

/** Aborts write transactions of new records with QuotaExceededError at commit, as browsers do; `times` of them. */
function fillDisk(_connection: unknown, times = Number.POSITIVE_INFINITY) {
  const add = IDBObjectStore.prototype.add;
  let left = times;
  return vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(function (this: IDBObjectStore, value: unknown) {
    const request = add.call(this, value);
    if (left-- > 0) {
      const { transaction } = this;
      request.onsuccess = () => {
        Object.defineProperty(transaction, 'error', { value: new DOMException('full', 'QuotaExceededError') });
        transaction.abort();
      };
    }
    return request;
  } as never);
}
