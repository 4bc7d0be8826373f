import { afterEach, describe, expect, it, vi } from 'vitest';
import type { QueueRow } from '../../../src/outbox/db.ts';
import { ageOf } from '../../../src/outbox/deliver.ts';
import { afterFailure, CALM, PACE, waitFor } from '../../../src/outbox/pace.ts';
import { refusedAlone } from '../../../src/outbox/single.ts';
import { answer, createServer, movableClock, noteMany, openPhone } from './fake.ts';

const DAY = 86_400_000;
const refuse = (status: number) => new Response('{"code":"PT422","message":"bad_argument"}', { status });
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
