import { afterEach, describe, expect, it, vi } from 'vitest';
import { answer, createServer, movableClock, noteMany, openPhone } from './fake.ts';

const DAY = 86_400_000;
afterEach(() => vi.restoreAllMocks());

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
