import { AuthClient } from '@supabase/supabase-js';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { answer, createServer, HASTE, memoryStore, movableClock, openPhone } from './fake.ts';

const DAY = 86_400_000;
const YEAR = 365 * DAY;
const START = Date.UTC(2026, 8, 1, 4);

/** Holds the phone's wall clock (auth-js reads it too) apart from the server's. */
function apart() {
  vi.useFakeTimers({ toFake: ['Date'], now: START });
  let server = START;
  return {
    server: () => server,
    phone: (skew: number) => vi.setSystemTime(server + skew),
    pass(ms: number, skew: number) {
      server += ms;
      vi.setSystemTime(server + skew);
    },
  };
}
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const tokenCalls = (server: ReturnType<typeof createServer>) =>
  server.state.calls.filter((call) => call.path.startsWith('/auth/'));
const withoutToken = (server: ReturnType<typeof createServer>) =>
  server.state.calls.filter((call) => call.path.startsWith('/rest/') && !call.token);

describe('a phone whose clock is wrong', () => {
  it.each([
    ['a day ahead', DAY],
    ['a day behind', -DAY],
    ['a year ahead', YEAR],
    ['a year behind', -YEAR],
    ['an hour and a half ahead', 5_400_000],
  ])('%s keeps its identity through two hours, without a storm of refreshes', async (_, skew) => {
    const time = apart();
    const server = createServer({ now: time.server });
    time.phone(skew);
    const local = memoryStore();
    const clock = movableClock();
    let phone = openPhone(server.fetch, { local, clock, pace: { base: 1, cap: 2 } });
    for (let minute = 0; minute <= 120; minute += 5) {
      await phone.quiet(answer);
      await phone.outbox.flush({ eager: true });
      expect(phone.outbox.status().waiting).toBe(0);
      time.pass(300_000, skew);
      clock.fwd += 300_000;
      if (minute === 60) {
        phone.outbox.stop();
        phone = openPhone(server.fetch, { local, factory: phone.factory, clock, pace: { base: 1, cap: 2 } });
      }
    }
    expect(server.state.users.size).toBe(1);
    expect(server.state.ledger.size).toBe(25);
    // one sign-in and one refresh an hour
    expect(tokenCalls(server).length).toBeLessThanOrEqual(4);
    expect(withoutToken(server)).toEqual([]);
    phone.outbox.stop();
  });

  it('keeps its identity when the clock jumps while it is away', async () => {
    const time = apart();
    const server = createServer({ now: time.server });
    let phone = openPhone(server.fetch);
    for (const skew of [0, YEAR, -DAY, DAY, -YEAR, 0]) {
      phone.outbox.stop();
      phone = openPhone(server.fetch, { local: phone.local, factory: phone.factory });
      time.pass(600_000, skew);
      await phone.quiet(answer);
      for (let i = 0; i < 3 && phone.outbox.status().waiting !== 0; i++) await phone.outbox.flush({ eager: true });
      await phone.outbox.flush({ eager: true });
      expect(phone.outbox.status().waiting).toBe(0);
    }
    expect(server.state.users.size).toBe(1);
    expect(server.state.ledger.size).toBe(6);
    expect(tokenCalls(server).length).toBeLessThanOrEqual(8);
    phone.outbox.stop();
  });
});

describe('a phone with a session that cannot be renewed just now', () => {
  const refusals: [string, () => Response | Promise<Response>][] = [
    ['429', () => new Response('{"code":429,"error_code":"over_request_rate_limit"}', { status: 429 })],
    ['429 with an hour of Retry-After', () => new Response('', { status: 429, headers: { 'retry-after': '3600' } })],
    ['500', () => new Response('{"code":500}', { status: 500 })],
    ['503 without a body', () => new Response('', { status: 503 })],
    ['a captive portal', () => new Response('<html>', { status: 200, headers: { 'content-type': 'text/html' } })],
    ['403 of a firewall', () => new Response('<html>', { status: 403 })],
    ['400 without a known word', () => new Response('{"code":400,"error_code":"validation_failed"}', { status: 400 })],
    ['200 without a session', () => new Response('{}', { status: 200 })],
    ['no network', () => Promise.reject(new TypeError('fetch failed'))],
  ];
  it.each(
    refusals,
  )('%s costs at most three token calls a minute, sends nothing and keeps the identity', async (_, refuse) => {
    const time = apart();
    const server = createServer({ now: time.server });
    const clock = movableClock();
    const phone = openPhone(server.fetch, { clock });
    await phone.quiet(answer);
    await phone.outbox.flush();
    time.pass(DAY, 0);
    clock.fwd += DAY;
    server.state.before = ({ path }) => (path.startsWith('/auth/') ? refuse() : undefined);
    const before = server.state.calls.length;
    await phone.quiet(answer);
    const until = performance.now() + 400;
    while (performance.now() < until) {
      await phone.outbox.flush({ eager: true });
      await phone.backend.rpc('my_passport').catch(() => {});
    }
    const tried = server.state.calls.slice(before);
    expect(tried.filter((call) => call.path.startsWith('/auth/')).length).toBeGreaterThan(0);
    expect(tried.filter((call) => call.path.startsWith('/auth/')).length).toBeLessThanOrEqual(3);
    expect(tried.filter((call) => call.path.startsWith('/rest/'))).toEqual([]);
    expect(phone.outbox.status()).toMatchObject({ waiting: 1, lastError: 'no_identity' });

    server.state.before = undefined;
    time.pass(3_700_000, 0);
    clock.fwd += 3_700_000;
    await phone.outbox.flush({ eager: true });
    expect(phone.outbox.status()).toMatchObject({ waiting: 0, delivered: 2 });
    expect(server.state.users.size).toBe(1);
    phone.outbox.stop();
  });

  it('an auth that is down for a day loses nobody', async () => {
    const time = apart();
    const server = createServer({ now: time.server });
    const clock = movableClock();
    const phone = openPhone(server.fetch, { clock });
    await phone.quiet(answer);
    await phone.outbox.flush();
    server.state.before = ({ path }) => (path.startsWith('/auth/') ? new Response('', { status: 503 }) : undefined);
    for (let hour = 0; hour < 24; hour++) {
      time.pass(3_600_000, 0);
      clock.fwd += 3_600_000;
      await phone.quiet(answer);
      await phone.outbox.flush({ eager: true });
    }
    server.state.before = undefined;
    time.pass(3_600_000, 0);
    clock.fwd += 3_600_000;
    await phone.outbox.flush({ eager: true });
    expect(server.state.users.size).toBe(1);
    expect(server.state.ledger.size).toBe(25);
    phone.outbox.stop();
  });
});

describe('signing in', () => {
  it('happens at the first delivery, after the recovery key was made', async () => {
    const server = createServer();
    const phone = openPhone(server.fetch);
    let keyAtSignIn: unknown;
    server.state.before = ({ path }) => {
      if (path.startsWith('/auth/v1/signup'))
        return phone.disk.rows.getMeta('recovery').then((key) => {
          keyAtSignIn = key;
          return undefined as never;
        });
      return undefined;
    };
    await phone.quiet(answer);
    expect(server.state.calls).toEqual([]);
    await phone.outbox.flush();
    expect(keyAtSignIn).toMatchObject({ key: expect.stringMatching(/^[0-9A-Z]{26}$/) });
    expect(server.state.users.size).toBe(1);
    phone.outbox.stop();
  });

  it('waits as long as a busy school asks it to', async () => {
    const server = createServer();
    server.state.before = ({ path }) =>
      path.startsWith('/auth/v1/signup')
        ? new Response('', { status: 429, headers: { 'retry-after': '20' } })
        : undefined;
    const clock = movableClock();
    const phone = openPhone(server.fetch, { clock });
    await phone.quiet(answer);
    for (let i = 0; i < 5; i++) await phone.outbox.flush({ eager: true });
    expect(tokenCalls(server)).toHaveLength(1);
    expect(phone.outbox.status()).toMatchObject({ waiting: 1, lastError: 'no_identity' });
    server.state.before = undefined;
    clock.by(21_000);
    await phone.outbox.flush();
    expect(phone.outbox.status()).toMatchObject({ waiting: 0 });
    phone.outbox.stop();
  });

  it('is done once by five tabs that start in the same moment', async () => {
    for (const locks of [true, false]) {
      const server = createServer();
      const local = memoryStore();
      const manager = locks ? (navigator as { locks?: LockManager }).locks : null;
      const first = openPhone(server.fetch, { local, locks: manager });
      await first.quiet(answer);
      const tabs = [first];
      for (let i = 0; i < 4; i++) tabs.push(openPhone(server.fetch, { local, factory: first.factory, locks: manager }));
      await Promise.all(tabs.map((tab) => tab.outbox.flush()));
      await expect.poll(() => server.state.ledger.size).toBe(1);
      expect(server.state.users.size).toBe(1);
      for (const tab of tabs) tab.outbox.stop();
    }
  });

  it('is asked for again when its script did not arrive', async () => {
    const server = createServer();
    let offline = true;
    const load = () => (offline ? Promise.reject(new TypeError('chunk')) : Promise.resolve(AuthClient));
    const phone = openPhone(server.fetch, { load });
    await phone.quiet(answer);
    await phone.outbox.flush();
    expect(phone.outbox.status()).toMatchObject({ waiting: 1, lastError: 'no_identity' });
    offline = false;
    await phone.outbox.flush({ eager: true });
    expect(phone.outbox.status().waiting).toBe(0);
    phone.outbox.stop();
  });

  it('does not depend on localStorage', async () => {
    const server = createServer();
    const broken = {
      getItem: () => {
        throw new DOMException('denied', 'SecurityError');
      },
      setItem: () => {
        throw new DOMException('full', 'QuotaExceededError');
      },
      removeItem: () => {},
    };
    const phone = openPhone(server.fetch, { local: broken });
    await phone.quiet(answer);
    await phone.outbox.flush();
    phone.outbox.stop();
    const later = openPhone(server.fetch, { local: broken, factory: phone.factory });
    await later.quiet(answer);
    await later.outbox.flush();
    expect(server.state.users.size).toBe(1);
    expect(server.state.ledger.size).toBe(2);
    later.outbox.stop();
  });
});

describe('tabs', () => {
  it('that refresh at the same time end with one identity and nothing sent anonymously', async () => {
    const time = apart();
    const server = createServer({ now: time.server });
    const local = memoryStore();
    const first = openPhone(server.fetch, { local });
    await first.quiet(answer);
    await first.outbox.flush();
    time.pass(2 * 3_600_000, 0);
    const tabs = [first];
    for (let i = 0; i < 4; i++) tabs.push(openPhone(server.fetch, { local, factory: first.factory }));
    await Promise.all(tabs.map((tab) => tab.backend.rpc('my_passport').catch(() => {})));
    await first.quiet(answer);
    await first.outbox.flush({ eager: true });
    expect(server.state.users.size).toBe(1);
    expect(server.state.ledger.size).toBe(2);
    expect(withoutToken(server)).toEqual([]);
    for (const tab of tabs) tab.outbox.stop();
  });

  it('deliver each record once, with locks, with a lease and with a lock that never answers', async () => {
    const silent = { request: () => new Promise(() => {}) } as never;
    const manager = (navigator as { locks?: LockManager }).locks ?? null;
    for (const locks of [manager, null, silent]) {
      const server = createServer();
      const local = memoryStore();
      const first = openPhone(server.fetch, { local, locks, pace: HASTE });
      for (let i = 0; i < 30; i++) await first.quiet(answer);
      const tabs = [first, openPhone(server.fetch, { local, factory: first.factory, locks })];
      await Promise.all(tabs.map((tab) => tab.outbox.flush()));
      await expect
        .poll(() => first.outbox.refresh().then(() => first.outbox.status().waiting), { timeout: 9000 })
        .toBe(0);
      expect(server.state.ledger.size).toBe(30);
      if (locks !== silent) expect(server.submits()).toHaveLength(1);
      for (const tab of tabs) tab.outbox.stop();
    }
  });
});
