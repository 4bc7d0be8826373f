import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { firstTouch, forgetTouch, touched } from '../../../src/outbox/channel.ts';
import type { Clock } from '../../../src/outbox/clock.ts';
import { connect, type QueueRow, transact } from '../../../src/outbox/db.ts';
import { createNotebook } from '../../../src/outbox/note.ts';

let address = '';

function open(url: string) {
  address = url;
  vi.stubGlobal('location', { href: `https://qingtu.example${url}` });
  firstTouch();
}

beforeEach(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal(
    'localStorage',
    new Proxy(
      {},
      {
        get: (_, key) =>
          key === 'getItem'
            ? (name: string) => kept.get(name) ?? null
            : key === 'setItem'
              ? (name: string, value: string) => kept.set(name, value)
              : kept.get(String(key)),
        deleteProperty: (_, key) => kept.delete(String(key)) || true,
      },
    ),
  );
  vi.stubGlobal('history', {
    replaceState(_state: unknown, _title: string, url: URL) {
      address = url.href.slice(url.origin.length);
    },
  });
});
afterEach(() => void vi.unstubAllGlobals());

describe('the first touch', () => {
  it('is kept, the first one for ever, and leaves the address with nothing else of it', () => {
    open('/events?type=talk&ch=bus17#in=abc');
    expect(address).toBe('/events?type=talk#in=abc');
    expect(touched()).toEqual({ ch: 'bus17' });
    open('/venues?ch=taxi');
    expect(address).toBe('/venues');
    expect(touched()).toEqual({ ch: 'bus17' });
  });

  it('is nothing for an address without a code, which stays as it is', () => {
    open('/c?p=street/books');
    expect(address).toBe('/c?p=street/books');
    expect(touched()).toEqual({});
  });

  it.each(['ab', 'BUS17', 'x'.repeat(17), 'a b c d', '<img>', '公交车站'])('is no “%s”: removed, not kept', (code) => {
    open(`/?ch=${encodeURIComponent(code)}`);
    expect(address).toBe('/');
    expect(touched()).toEqual({});
  });

  it('is none where storage is shut, and nothing fails', () => {
    const shut = () => {
      throw new DOMException('shut', 'SecurityError');
    };
    vi.stubGlobal('localStorage', new Proxy({}, { get: shut, set: shut, deleteProperty: shut }));
    expect(touched()).toEqual({});
    forgetTouch();
    expect(touched()).toEqual({});
  });

  it('goes along with every record made from then on, until it is forgotten', async () => {
    const clock: Clock = { now: () => 0, mono: () => 0, session: 'page' };
    const connection = connect(new IDBFactory());
    const { note } = createNotebook(connection, clock, () => {}, touched);
    const vote = { kind: 'vote', round: 'films-2026', work: 'river' } as const;
    await note(vote);
    open('/works?ch=post');
    await note(vote);
    await note(vote);
    forgetTouch();
    await note(vote);
    const rows = await connection.use((db) =>
      transact(db, ['records'], 'readonly', (tx) => tx.objectStore('records').getAll() as IDBRequest<QueueRow[]>),
    );
    expect(rows.map(({ text }) => JSON.parse(text).ch)).toEqual([undefined, 'post', 'post', undefined]);
  });
});
