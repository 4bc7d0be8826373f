import { IDBFactory, IDBObjectStore } from 'fake-indexeddb';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { QueueRow } from '../../../src/outbox/db.ts';
import { ageOf } from '../../../src/outbox/deliver.ts';
import { afterFailure, CALM, PACE, waitFor } from '../../../src/outbox/pace.ts';
import { refusedAlone } from '../../../src/outbox/single.ts';
import { answer, createServer, movableClock, openPhone, type Phone, states } from './fake.ts';

const DAY = 86_400_000;
const refuse = (status: number) => new Response('{"code":"PT422","message":"bad_argument"}', { status });
const noteMany = async (phone: Phone, n: number) => {
  const ids: string[] = [];
  for (let i = 0; i < n; i++) ids.push((await phone.quiet(answer)).id);
  return ids;
};
afterEach(() => vi.restoreAllMocks());

describe('pace', () => {
  it('pauses for a random part of 2 s, doubling up to 5 min, and 15 to 30 min after an hour of failures', () => {
    let pulse = CALM;
    const longest: number[] = [];
    for (let i = 0; i < 12; i++) {
      pulse = afterFailure(pulse, 1000, PACE, () => 1);
      longest.push(waitFor(pulse, 1000, PACE));
    }
    expect(longest.slice(0, 5)).toEqual([2000, 4000, 8000, 16_000, 32_000]);
    expect(longest.at(-1)).toBe(300_000);
    expect(
      waitFor(
        afterFailure(CALM, 1000, PACE, () => 0),
        1000,
        PACE,
      ),
    ).toBe(0);
    const hourLater = 1000 + 3_600_001;
    expect(
      waitFor(
        afterFailure(pulse, hourLater, PACE, () => 0),
        hourLater,
        PACE,
      ),
    ).toBe(900_000);
    expect(
      waitFor(
        afterFailure(pulse, hourLater, PACE, () => 1),
        hourLater,
        PACE,
      ),
    ).toBe(1_800_000);
  });

  it("lets the server's pause win over the own one and over the person's wish", () => {
    const pulse = afterFailure(CALM, 0, PACE, () => 0.5, 60_000);
    expect(waitFor(pulse, 0, PACE)).toBe(60_000);
    expect(waitFor(pulse, 0, PACE, true)).toBe(60_000);
    const own = afterFailure(CALM, 0, PACE, () => 0.5);
    expect(waitFor(own, 0, PACE, true)).toBe(0);
  });

  it('allows 20 requests a minute', () => {
    const sent = Array.from({ length: 20 }, (_, i) => 1000 * i);
    expect(waitFor({ ...CALM, sent }, 19_500, PACE, true)).toBe(40_500);
    expect(waitFor({ ...CALM, sent }, 60_001, PACE)).toBe(0);
  });

  it('is not stopped for years by a clock that was moved back', () => {
    const pulse = afterFailure(CALM, Date.UTC(2030, 0), PACE, () => 1);
    expect(waitFor({ ...pulse, barred: Date.UTC(2031, 0) }, Date.UTC(2026, 0), PACE)).toBe(0);
  });
});

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

describe('quarantine', () => {
  const row = { n: 1, id: 'x', state: 'queued', tries: 0, nextAt: 0 } as QueueRow;
  const at = (server: number, deliveredAt: number) => ({ server, deliveredAt, phone: server });

  it('needs three refusals over a day with another delivery in between', () => {
    let now = refusedAlone(row, at(1000, 0), PACE, () => 1);
    expect(now).toMatchObject({ state: 'queued', tries: 1, failedAt: 1000, nextAt: 3000 });
    now = refusedAlone(now, at(2000, 0), PACE, () => 1);
    expect(refusedAlone(now, at(3000, 2500), PACE, () => 1).state).toBe('queued');
    expect(refusedAlone(now, at(1000 + DAY, 900), PACE, () => 1).state).toBe('queued');
    expect(refusedAlone(now, at(1000 + DAY, 2500), PACE, () => 1)).toMatchObject({ state: 'quarantined', tries: 3 });
  });

  it('sets a poisonous record aside after a day, countable and exportable', async () => {
    const start = Date.now();
    const clock = movableClock();
    const server = createServer({ now: () => start + clock.wall });
    const phone = openPhone(server.fetch, { clock });
    const [bad] = await noteMany(phone, 1);
    server.state.before = ({ body }) => (body?.batch?.some((t: string) => t.includes(bad!)) ? refuse(422) : undefined);
    for (let hour = 0; hour < 5; hour++) {
      await phone.quiet(answer);
      await phone.outbox.flush({ eager: true });
      clock.by(8 * 3_600_000);
    }
    expect(phone.outbox.status()).toMatchObject({ waiting: 0, quarantined: 1, delivered: 5 });
    expect((await phone.outbox.exportQueue()).find((row) => row.state === 'quarantined')?.record).toMatchObject({
      id: bad,
    });
    phone.outbox.stop();
  });

  it('takes an outage that answers 400 for an outage', async () => {
    const server = createServer();
    server.state.before = ({ path }) => (path.endsWith('participation') ? refuse(400) : undefined);
    const phone = openPhone(server.fetch, { pace: { base: 60_000, cap: 60_000 }, random: () => 1 });
    await noteMany(phone, 50);
    await phone.outbox.flush();
    const first = server.submits().length;
    expect(first).toBeLessThan(12);
    await phone.outbox.flush();
    expect(server.submits().length).toBe(first);
    phone.outbox.stop();
  });
});

describe('verdicts', () => {
  it.each([
    ['accepted', 'acked'],
    ['seen', 'acked'],
    ['late', 'rejected'],
    ['closed', 'rejected'],
    ['conflict', 'rejected'],
    ['rejected:bad_field', 'rejected'],
    ['rejected:something_new', 'rejected'],
    ['rejected:upgrade', 'queued'],
  ])('%s makes a record %s', async (verdict, state) => {
    const server = createServer();
    server.state.verdict = () => verdict;
    const phone = openPhone(server.fetch);
    const [id] = await noteMany(phone, 1);
    await phone.outbox.flush();
    expect(await phone.outbox.recordState(id!)).toEqual({ state, verdict });
    phone.outbox.stop();
  });

  it('keeps a record of an unknown kind until the app or the server is updated', async () => {
    const server = createServer();
    server.state.verdict = (record) => (record.kind === 'round' ? 'rejected:upgrade' : undefined);
    const clock = movableClock();
    const phone = openPhone(server.fetch, { clock });
    await phone.quiet({ kind: 'round', quiz: 'five', asked: 5 });
    await phone.quiet(answer);
    await phone.outbox.flush();
    await phone.outbox.flush({ eager: true });
    expect(server.submits()).toHaveLength(1);
    expect(phone.outbox.status()).toMatchObject({ waiting: 1, delivered: 1 });
    phone.outbox.stop();

    const updated = openPhone(server.fetch, { factory: phone.factory, local: phone.local, version: 'v2' });
    await updated.outbox.flush();
    expect(server.submits()).toHaveLength(2);
    updated.outbox.stop();

    server.state.verdict = undefined;
    clock.by(DAY + 1);
    const nextDay = openPhone(server.fetch, { factory: phone.factory, local: phone.local, version: 'v2', clock });
    await nextDay.outbox.flush({ eager: true });
    expect(nextDay.outbox.status()).toMatchObject({ waiting: 0, delivered: 2 });
    nextDay.outbox.stop();
  });

  it('counts a record once whose answer was lost', async () => {
    const server = createServer();
    let drops = 3;
    server.state.before = ({ path, body, token }) => {
      if (!path.endsWith('participation') || drops-- <= 0) return undefined;
      server.answerTo(path, body, token);
      return Promise.reject(new TypeError('fetch failed'));
    };
    const phone = openPhone(server.fetch);
    const [id] = await noteMany(phone, 1);
    for (let i = 0; i < 4; i++) await phone.outbox.flush({ eager: true });
    expect(await phone.outbox.recordState(id!)).toEqual({ state: 'acked', verdict: 'seen' });
    expect(server.state.ledger.size).toBe(1);
    phone.outbox.stop();
  });
});

describe('a database restored from a backup', () => {
  it('gets everything of the last 30 days again, and has it once', async () => {
    const start = Date.now();
    const clock = movableClock();
    const server = createServer({ now: () => start + clock.wall, ttl: 90 * 86_400 });
    const phone = openPhone(server.fetch, { clock });
    const old = await noteMany(phone, 2);
    await phone.outbox.flush();
    clock.by(20 * DAY);
    const young = await noteMany(phone, 1000);
    await phone.outbox.flush();
    clock.by(11 * DAY);

    for (const id of [...young, ...old]) server.state.ledger.delete(id);
    server.state.epoch = 'epoch-2';
    const [last] = await noteMany(phone, 1);
    await phone.outbox.flush();
    expect(phone.outbox.status()).toMatchObject({ waiting: 0, delivered: 1001 });
    expect(new Set(server.state.ledger.keys())).toEqual(new Set([...young, last]));
    expect((await phone.disk.rows.all()).every((row) => row.ackEpoch === 'epoch-2')).toBe(true);
    phone.outbox.stop();
  });

  it('deletes acknowledged rows after 30 days of the server, whatever the phone believes', async () => {
    const start = Date.now();
    let server30 = 0;
    const server = createServer({ now: () => start + server30, ttl: 90 * 86_400 });
    const clock = movableClock();
    const phone = openPhone(server.fetch, { clock });
    await noteMany(phone, 3);
    await phone.outbox.flush();
    clock.by(400 * DAY);
    await noteMany(phone, 1);
    await phone.outbox.flush({ eager: true });
    expect(phone.outbox.status().delivered).toBe(4);
    server30 = 31 * DAY;
    await noteMany(phone, 1);
    await phone.outbox.flush({ eager: true });
    expect(phone.outbox.status()).toMatchObject({ waiting: 0, delivered: 1 });
    phone.outbox.stop();
  });
});

describe('ages', () => {
  const row = { session: 'page', wall: 1000, mono: 50 } as QueueRow;
  it.each([
    ['the same page measures by its forward-only clock, whatever the wall clock does', 'page', 9e9, 850, 800],
    ['another page measures by the wall clock', 'other', 4000, 1, 3000],
    ['a wall clock that went back gives no negative age', 'other', 500, 1, 0],
  ])('%s', (_, session, now, mono, age) => {
    expect(ageOf(row, { session, now: () => now as number, mono: () => mono as number })).toBe(age);
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
