import { IDBFactory, IDBObjectStore } from 'fake-indexeddb';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { QueueRow } from '../../../src/outbox/db.ts';
import { answer, createServer, movableClock, noteMany, openPhone, states } from './fake.ts';

const refuse = (status: number) => new Response('{"code":"PT422","message":"bad_argument"}', { status });
afterEach(() => vi.restoreAllMocks());

describe('batches', () => {
  it('hold at most 50 records in the order of their making', async () => {
    const server = createServer();
    const phone = openPhone(server.fetch);
    const ids = await noteMany(phone, 120);
    await phone.outbox.flush();
    expect(server.submits().map((call) => call.size)).toEqual([50, 50, 20]);
    expect(server.submits().flatMap((call) => call.body.batch.map((t: string) => JSON.parse(t).id))).toEqual(ids);
    phone.outbox.stop();
  });

  it('hold at most 200 KB', async () => {
    const server = createServer();
    const phone = openPhone(server.fetch, { pace: { batchBytes: 10_000 } });
    for (let i = 0; i < 6; i++) await phone.quiet({ ...answer, quiz: 'x'.repeat(3900) });
    await phone.outbox.flush();
    expect(server.submits().map((call) => call.size)).toEqual([2, 2, 2]);
    phone.outbox.stop();
  });

  it('send the text as it was written, with ages', async () => {
    const server = createServer();
    const clock = movableClock();
    const phone = openPhone(server.fetch, { clock });
    await phone.quiet(answer);
    clock.by(5000);
    const [row] = await phone.disk.rows.all();
    await phone.outbox.flush();
    const { body } = server.submits()[0]!;
    expect(body.batch).toEqual([row?.text]);
    expect(body.ages[0]).toBeGreaterThanOrEqual(5000);
    expect(body.ages[0]).toBeLessThan(5500);
    expect(body.epoch).toBeNull();
    phone.outbox.stop();
  });

  it('halve on 413 until they pass', async () => {
    const server = createServer();
    server.state.before = ({ body }) => (body?.batch?.length > 10 ? refuse(413) : undefined);
    const phone = openPhone(server.fetch);
    await noteMany(phone, 40);
    await phone.outbox.flush();
    expect(server.state.ledger.size).toBe(40);
    expect(server.submits()[0]?.size).toBe(40);
    phone.outbox.stop();
  });

  it.each([400, 422, 413])('isolate the one record that is answered %i; all others are delivered', async (status) => {
    const server = createServer();
    const clock = movableClock();
    const phone = openPhone(server.fetch, { clock, pace: { base: 60_000, cap: 300_000 } });
    const ids = await noteMany(phone, 50);
    const bad = ids[17]!;
    server.state.before = ({ body }) =>
      body?.batch?.some((t: string) => t.includes(bad)) ? refuse(status) : undefined;
    await phone.outbox.flush();
    expect(server.state.ledger.size).toBe(49);
    expect(phone.outbox.status()).toMatchObject({ waiting: 1, delivered: 49, quarantined: 0 });
    expect(await phone.outbox.recordState(bad)).toEqual({ state: 'queued' });
    phone.outbox.stop();
  });
});

describe('a phone whose disk is full', () => {
  it('frees acknowledged rows instead of sending for ever', async () => {
    const server = createServer();
    const phone = openPhone(server.fetch);
    await noteMany(phone, 5);
    const put = IDBObjectStore.prototype.put;
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
      this: IDBObjectStore,
      value: QueueRow,
      key: IDBValidKey | undefined,
    ) {
      const request = put.call(this, value, ...(key === undefined ? [] : [key]));
      if (value?.state === 'acked') {
        const { transaction } = this;
        request.onsuccess = () => {
          Object.defineProperty(transaction, 'error', { value: new DOMException('full', 'QuotaExceededError') });
          transaction.abort();
        };
      }
      return request;
    } as never);
    await phone.outbox.flush();
    expect(phone.outbox.status()).toMatchObject({ waiting: 0, lastError: null });
    expect(await states(phone)).toEqual([]);
    expect(server.state.ledger.size).toBe(5);
    phone.outbox.stop();
  });
});

describe('a record noted while a flush is on its last steps', () => {
  it('is delivered all the same', async () => {
    const server = createServer();
    const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
    const lazy = async (_: string, __: object, enter: (lock: object) => Promise<unknown>) => {
      const result = await enter({});
      await sleep(100);
      return result;
    };
    const phone = openPhone(server.fetch, { locks: { request: lazy } as never });
    await phone.note(answer);
    await expect.poll(() => server.state.ledger.size).toBe(1);
    await sleep(20);
    await phone.note(answer);
    await expect.poll(() => server.state.ledger.size, { timeout: 2000 }).toBe(2);
    phone.outbox.stop();
  });
});

describe('a first view', () => {
  it('with nothing waiting makes no request and loads no account code', async () => {
    const server = createServer();
    const phone = openPhone(server.fetch);
    await phone.outbox.flush();
    await phone.outbox.flush({ eager: true });
    expect(server.state.calls).toEqual([]);
    expect(phone.loads()).toBe(0);
    phone.outbox.stop();
  });

  it('delivers what an earlier page left behind', async () => {
    const server = createServer();
    const factory = new IDBFactory();
    const first = openPhone(server.fetch, { factory });
    await noteMany(first, 3);
    first.outbox.stop();
    first.connection.close();
    const second = openPhone(server.fetch, { factory });
    await second.outbox.flush();
    expect(second.outbox.status()).toMatchObject({ waiting: 0, delivered: 3 });
    second.outbox.stop();
  });

  it('goes on when the browser drops the connection in the middle', async () => {
    const server = createServer();
    const phone = openPhone(server.fetch, { pace: { batchRecords: 2 } });
    await noteMany(phone, 6);
    server.state.before = ({ path }) => {
      if (path.endsWith('participation')) phone.connection.use(async (db) => db.close());
      return undefined;
    };
    await phone.outbox.flush();
    expect(phone.outbox.status()).toMatchObject({ waiting: 0, delivered: 6 });
    expect(server.state.ledger.size).toBe(6);
    phone.outbox.stop();
  });
});
