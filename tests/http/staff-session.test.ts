import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { staffEmail, staffRpc, staffSignedIn, staffSignIn, staffSignOutEverywhere } from '../../src/backend/staff.ts';
import { enrollFactor, secondFactor, staffSignUp, verifyFactor } from '../../src/backend/staff-account.ts';
import { token } from './upstream.ts';

/** What the edge answers next, by path; and what it was asked. */
const answers = new Map<string, (body: unknown) => [status: number, body: unknown] | 'down'>();
let asked: { path: string; token: string; body: unknown }[] = [];
let now = Date.now();

const kept = new Map<string, string>();
const seconds = () => Math.floor(now / 1000);
const user = (factors?: unknown[]) => ({ id: 'g', email: 'guo@x.example', ...(factors && { factors }) });
let serial = 0;
/** A session as auth answers it, good for so many seconds. */
const session = (good: number, aal = 'aal1') => ({
  access_token: token({ sub: 'g', role: 'authenticated', exp: seconds() + good, aal, serial: ++serial }),
  refresh_token: `r${serial}`,
  token_type: 'bearer',
  expires_in: good,
  expires_at: seconds() + good,
  user: user(),
});
const REFRESH = '/auth/v1/token?grant_type=refresh_token';
const refused = [401, { code: 'PT401', message: 'no_session', details: null }] as [number, unknown];

beforeAll(() => {
  vi.stubGlobal('location', { origin: 'https://city.example' });
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  });
  vi.stubGlobal('fetch', async (input: string, init: RequestInit) => {
    const path = String(input).replace('https://city.example', '');
    const body = init.body ? JSON.parse(String(init.body)) : null;
    const bearer = new Headers(init.headers).get('authorization')?.slice(7) ?? '';
    asked.push({ path, token: bearer, body });
    const answer = answers.get(path)?.(body) ?? [404, { code: 'not_found' }];
    if (answer === 'down') throw new TypeError('failed to fetch');
    const headers = { 'content-type': 'application/json', 'x-supabase-api-version': '2024-01-01' };
    return new Response(answer[0] === 204 ? null : JSON.stringify(answer[1]), { status: answer[0], headers });
  });
});

beforeEach(async () => {
  now = Date.now();
  vi.useFakeTimers({ now, toFake: ['Date'] });
  answers.clear();
  kept.clear();
  answers.set('/auth/v1/token?grant_type=password', () => [200, session(3600)]);
  answers.set('/rest/v1/rpc/save', () => [200, { revision: 2 }]);
  await staffSignIn('guo@x.example', 'p');
  asked = [];
});
afterEach(() => vi.useRealTimers());

const later = (minutes: number) => vi.setSystemTime((now += minutes * 60_000));
const to = (path: string) => asked.filter((one) => one.path === path);

describe('a call of staff', () => {
  it('goes out with the session as it is while it is good', async () => {
    later(50);
    expect(await staffRpc('save')).toEqual({ revision: 2 });
    expect(to(REFRESH)).toHaveLength(0);
    expect(staffEmail()).toBe('guo@x.example');
  });

  it('refreshes first when the token is near its end', async () => {
    answers.set(REFRESH, () => [200, session(3600)]);
    later(59);
    expect(await staffRpc('save')).toEqual({ revision: 2 });
    expect(to(REFRESH)).toHaveLength(1);
    expect(to('/rest/v1/rpc/save')).toHaveLength(1);
  });

  it('refreshes once and asks again when its token is refused', async () => {
    answers.set(REFRESH, () => [200, session(3600)]);
    let first = true;
    answers.set('/rest/v1/rpc/save', () => {
      const answer: [number, unknown] = first ? refused : [200, { revision: 3 }];
      first = false;
      return answer;
    });
    expect(await staffRpc('save', { key: 'q' })).toEqual({ revision: 3 });
    const [before, after] = to('/rest/v1/rpc/save');
    expect(before!.body).toEqual(after!.body);
    expect(before!.token).not.toBe(after!.token);
  });

  it('asks no third time', async () => {
    answers.set(REFRESH, () => [200, session(3600)]);
    answers.set('/rest/v1/rpc/save', () => refused);
    await expect(staffRpc('save')).rejects.toMatchObject({ code: 'no_session' });
    expect(to('/rest/v1/rpc/save')).toHaveLength(2);
  });

  it('says that the session is over when auth says so, and that one is offline when auth is away', async () => {
    answers.set('/rest/v1/rpc/save', () => refused);
    answers.set(REFRESH, () => [400, { code: 'session_expired', message: 'Session Expired' }]);
    await expect(staffRpc('save')).rejects.toMatchObject({ code: 'no_session' });
    kept.clear();
    await staffSignIn('guo@x.example', 'p');
    later(120);
    answers.set(REFRESH, () => [503, { code: 'upstream_unavailable' }]);
    vi.useFakeTimers({ now, toFake: ['Date', 'setTimeout'] });
    const call = expect(staffRpc('save')).rejects.toMatchObject({ code: 'offline' });
    await vi.advanceTimersByTimeAsync(60_000);
    await call;
    expect(staffSignedIn()).toBe(true);
  });

  it('carries what the function says about an error', async () => {
    const details = '[{"field":"stem"}]';
    answers.set('/rest/v1/rpc/save', () => [422, { code: 'PT422', message: 'bad_argument', details, hint: null }]);
    await expect(staffRpc('save')).rejects.toMatchObject({ code: 'bad_argument', status: 422, detail: details });
  });
});

describe('the account of staff', () => {
  it('has auth’s own word for what was wrong', async () => {
    answers.set('/auth/v1/signup', () => [422, { code: 'user_already_exists', message: 'User already registered' }]);
    await expect(staffSignUp('a@b.example', 'p')).rejects.toMatchObject({
      code: 'bad_argument',
      detail: 'user_already_exists',
    });
    answers.set('/auth/v1/signup', () => [429, { code: 'over_request_rate_limit', message: 'slow' }]);
    await expect(staffSignUp('a@b.example', 'p')).rejects.toMatchObject({ code: 'too_many' });
    answers.set('/auth/v1/token?grant_type=password', () => [400, { code: 'invalid_credentials', message: 'no' }]);
    await expect(staffSignIn('a@b.example', 'p')).rejects.toMatchObject({ code: 'no_session' });
  });

  it('sets up a second factor after removing one that was never finished', async () => {
    const factor = (id: string, status: string) => ({ id, status, factor_type: 'totp', created_at: '2026-01-01' });
    answers.set('/auth/v1/user', () => [200, user([factor('old', 'unverified')])]);
    answers.set('/auth/v1/factors/old', () => [200, { id: 'old' }]);
    const totp = { uri: 'otpauth://totp/x', secret: 'ABC', qr_code: '<svg/>' };
    answers.set('/auth/v1/factors', () => [200, { id: 'new', type: 'totp', friendly_name: 'n', totp }]);
    expect(await enrollFactor('清途')).toEqual({ id: 'new', uri: 'otpauth://totp/x', secret: 'ABC' });
    expect(to('/auth/v1/factors/old')).toHaveLength(1);
    expect(to('/auth/v1/factors')[0]!.body).toMatchObject({ factor_type: 'totp', issuer: '清途' });

    answers.set('/auth/v1/factors/new/challenge', () => [200, { id: 'c', type: 'totp', expires_at: 0 }]);
    answers.set('/auth/v1/factors/new/verify', () => [422, { code: 'mfa_verification_failed', message: 'Invalid' }]);
    await expect(verifyFactor('new', '000000')).rejects.toMatchObject({ detail: 'mfa_verification_failed' });
    const proven = { ...session(3600, 'aal2'), user: user([factor('new', 'verified')]) };
    answers.set('/auth/v1/factors/new/verify', () => [200, proven]);
    answers.set('/auth/v1/user', () => [200, proven.user]);
    await verifyFactor('new', '123456');
    expect(await secondFactor()).toEqual({ level: 'aal2', factors: [{ id: 'new', since: '2026-01-01' }] });
  });

  it('signs out everywhere, and stays signed in when that could not be done', async () => {
    answers.set('/auth/v1/logout?scope=global', () => 'down');
    await expect(staffSignOutEverywhere()).rejects.toMatchObject({ code: 'offline' });
    expect(staffSignedIn()).toBe(true);
    answers.set('/auth/v1/logout?scope=global', () => [204, null]);
    await staffSignOutEverywhere();
    expect(staffSignedIn()).toBe(false);
  });
});
