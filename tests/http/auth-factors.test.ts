import fs from 'node:fs';
import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import { decodeJwt } from 'jose';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeOf, fromBase32, matchingStep, otpauthUri, stepAt, toBase32 } from '../../supabase/local/auth/totp.ts';
import { type Stack, startStack } from '../../supabase/local/stack.ts';
import { temporaryFolder } from '../../supabase/local/temporary.ts';

const PASSWORD = 'correct horse battery';
const data = temporaryFolder();
let stack: Stack;
let db: pg.Pool;

beforeAll(async () => {
  stack = await startStack({ data, fsync: false, migrations: false });
  db = new pg.Pool({ connectionString: stack.db.adminUrl, max: 2 });
  db.on('error', () => {});
});

afterAll(async () => {
  await db.end();
  await stack.stop();
  fs.rmSync(data, { recursive: true, force: true });
});

/** A supabase-js client that finds auth where a project has it. */
function desk(agent = 'Desk'): SupabaseClient {
  const base = 'http://project.invalid';
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
  return createClient(base, stack.anonKey, {
    auth: { autoRefreshToken: false, persistSession: true, storage },
    global: {
      headers: { 'user-agent': agent },
      fetch: (input, init) => fetch(String(input).replace(`${base}/auth/v1`, stack.authUrl), init),
    },
  });
}

let number = 0;
async function newcomer() {
  const client = desk();
  const email = `staff${++number}@demo.example`;
  const { error } = await client.auth.signUp({ email, password: PASSWORD });
  expect(error).toBeNull();
  return { client, email, signIn: () => signIn(email) };
}
async function signIn(email: string) {
  const client = desk();
  expect((await client.auth.signInWithPassword({ email, password: PASSWORD })).error).toBeNull();
  return client;
}
/** Signs up and sets up a second factor. `off` moves the code used by so many steps. */
async function proven(off = 0) {
  const one = await newcomer();
  const { data } = await one.client.auth.mfa.enroll({ factorType: 'totp', friendlyName: 'phone', issuer: '清途' });
  const { id: factorId, totp } = data as NonNullable<typeof data>;
  // a step that lasts long enough for the test
  const left = 30_000 - (Date.now() % 30_000);
  if (left < 4000) await new Promise((resolve) => setTimeout(resolve, left + 100));
  const at = stepAt(Date.now());
  const code = (step = 0) => codeOf(fromBase32(totp.secret), at + step);
  const { error } = await one.client.auth.mfa.challengeAndVerify({ factorId, code: code(off) });
  expect(error).toBeNull();
  return { ...one, factorId, code, totp };
}
const claimsOf = async (client: SupabaseClient) =>
  decodeJwt((await client.auth.getSession()).data.session!.access_token);

describe('the code', () => {
  const secret = Buffer.from('12345678901234567890');

  it.each([
    [59, '94287082'],
    [1111111109, '07081804'],
    [1111111111, '14050471'],
    [1234567890, '89005924'],
    [2000000000, '69279037'],
    [20000000000, '65353130'],
  ])('of RFC 6238 at %i s is %s', (seconds, code) => {
    expect(codeOf(secret, stepAt(seconds * 1000), 8)).toBe(code);
    expect(codeOf(secret, stepAt(seconds * 1000))).toBe(code.slice(2));
  });

  it('is taken from one step before to one step after', () => {
    const now = 1_111_111_111_000;
    const taken = [-2, -1, 0, 1, 2].map((off) => matchingStep(secret, codeOf(secret, stepAt(now) + off), now));
    expect(taken).toEqual([null, stepAt(now) - 1, stepAt(now), stepAt(now) + 1, null]);
    for (const wrong of ['', '00000', '0000000', 'abcdef', '１２３４５６'])
      expect(matchingStep(secret, wrong, now)).toBeNull();
  });

  it('comes from a secret in base32 of RFC 4648', () => {
    expect(['f', 'fo', 'foo', 'foob', 'fooba', 'foobar'].map((text) => toBase32(Buffer.from(text)))).toEqual([
      'MY',
      'MZXQ',
      'MZXW6',
      'MZXW6YQ',
      'MZXW6YTB',
      'MZXW6YTBOI',
    ]);
    expect(fromBase32('MZXW6YTBOI').toString()).toBe('foobar');
    expect(otpauthUri('清途', 'a@b.c', 'ABC')).toMatch(/^otpauth:\/\/totp\/%E6[^:]+:a%40b\.c\?.*&secret=ABC$/);
  });
});

describe('signing up with an e-mail address', () => {
  it('opens a session of at most eight hours', async () => {
    const { client, email } = await newcomer();
    expect(await claimsOf(client)).toMatchObject({ email, aal: 'aal1', is_anonymous: false });
    const { rows } = await db.query(
      `select extract(epoch from s.not_after - s.created_at) / 3600 as hours, s.user_agent
       from auth.sessions s join auth.users u on u.id = s.user_id where u.email = $1`,
      [email],
    );
    expect(rows).toEqual([{ hours: '8.0000000000000000', user_agent: 'Desk' }]);
  });

  it('refuses a known address, a weak password and what is no address', async () => {
    const { email } = await newcomer();
    const sign = async (body: { email: string; password: string }) => (await desk().auth.signUp(body)).error?.code;
    expect(await sign({ email: email.toUpperCase(), password: PASSWORD })).toBe('user_already_exists');
    expect(await sign({ email: 'new@demo.example', password: 'nine char' })).toBe('weak_password');
    expect(await sign({ email: 'no address', password: PASSWORD })).toBe('validation_failed');
  });

  it('answers twenty at once for one address with one account', async () => {
    const body = { email: 'race@demo.example', password: PASSWORD };
    const all = await Promise.all(Array.from({ length: 20 }, () => desk().auth.signUp(body)));
    expect(all.filter(({ error }) => !error)).toHaveLength(1);
    expect(new Set(all.flatMap(({ error }) => (error ? [error.code] : [])))).toEqual(new Set(['user_already_exists']));
  });
});

describe('a second factor', () => {
  it('is set up by QR code or secret, and raises the session with its first code', async () => {
    const { client } = await newcomer();
    const { data, error } = await client.auth.mfa.enroll({ factorType: 'totp', friendlyName: 'phone', issuer: '清途' });
    expect(error).toBeNull();
    expect(data).toMatchObject({ type: 'totp', friendly_name: 'phone' });
    expect(data!.totp.secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(data!.totp.uri).toContain(`secret=${data!.totp.secret}`);
    expect(data!.totp.qr_code).toMatch(/^data:image\/svg\+xml;utf-8,<svg /);
    expect((await client.auth.mfa.listFactors()).data).toMatchObject({ totp: [], all: [{ status: 'unverified' }] });
    expect((await client.auth.mfa.getAuthenticatorAssuranceLevel()).data).toMatchObject({ nextLevel: 'aal1' });

    const challenge = await client.auth.mfa.challenge({ factorId: data!.id });
    expect(challenge.data).toMatchObject({ type: 'totp', expires_at: expect.any(Number) });
    const before = await claimsOf(client);
    const code = codeOf(fromBase32(data!.totp.secret), stepAt(Date.now()));
    const verified = await client.auth.mfa.verify({ factorId: data!.id, challengeId: challenge.data!.id, code });
    expect(verified.error).toBeNull();
    expect(verified.data!.user.factors).toMatchObject([{ id: data!.id, status: 'verified', factor_type: 'totp' }]);
    expect(JSON.stringify(verified.data)).not.toContain(data!.totp.secret);
    const claims = await claimsOf(client);
    expect([claims.aal, claims.session_id]).toEqual(['aal2', before.session_id]);
    expect(claims.amr).toEqual([
      { method: 'totp', timestamp: expect.any(Number) },
      { method: 'password', timestamp: expect.any(Number) },
    ]);
    const { data: level } = await client.auth.mfa.getAuthenticatorAssuranceLevel();
    expect(level).toMatchObject({ currentLevel: 'aal2', nextLevel: 'aal2' });
  });

  it('leaves the level as it was when the session is refreshed', async () => {
    const { client } = await proven();
    expect((await client.auth.refreshSession()).error).toBeNull();
    expect(await claimsOf(client)).toMatchObject({ aal: 'aal2', amr: [{ method: 'totp' }, { method: 'password' }] });
  });

  it('is asked for at the next sign-in, whose session stands on the password alone until then', async () => {
    const { factorId, code, signIn } = await proven(-1);
    const second = await signIn();
    expect((await second.auth.mfa.getAuthenticatorAssuranceLevel()).data).toMatchObject({
      currentLevel: 'aal1',
      nextLevel: 'aal2',
    });
    expect((await second.auth.mfa.challengeAndVerify({ factorId, code: code() })).error).toBeNull();
    expect(await claimsOf(second)).toMatchObject({ aal: 'aal2' });
  });

  it('takes no code twice, nor one older than the last', async () => {
    const { factorId, code, signIn } = await proven();
    const second = await signIn();
    for (const used of [code(), code(-1)]) {
      const { error } = await second.auth.mfa.challengeAndVerify({ factorId, code: used });
      expect(error).toMatchObject({ status: 422, code: 'mfa_verification_failed' });
    }
    expect(await claimsOf(second)).toMatchObject({ aal: 'aal1' });
    expect((await second.auth.mfa.challengeAndVerify({ factorId, code: code(1) })).error).toBeNull();
  });

  it('takes one of five simultaneous uses of a code', async () => {
    const { factorId, code, email } = await proven(-1);
    const desks = await Promise.all([1, 2, 3, 4, 5].map(() => signIn(email)));
    const all = await Promise.all(desks.map((one) => one.auth.mfa.challengeAndVerify({ factorId, code: code() })));
    expect(all.filter(({ error }) => !error)).toHaveLength(1);
  });

  it('ends a challenge after five wrong codes, and answers fifteen challenges in five minutes', async () => {
    const { client, factorId, code } = await proven(-1);
    const { data } = await client.auth.mfa.challenge({ factorId });
    const wrong = code(5);
    for (let i = 0; i < 5; i++) {
      const { error } = await client.auth.mfa.verify({ factorId, challengeId: data!.id, code: wrong });
      expect(error?.code).toBe('mfa_verification_failed');
    }
    const late = await client.auth.mfa.verify({ factorId, challengeId: data!.id, code: code() });
    expect(late.error?.code).toBe('mfa_challenge_expired');
    const more = [];
    for (let i = 0; i < 20; i++) more.push((await client.auth.mfa.challenge({ factorId })).error?.status);
    expect(more).toEqual([...Array(13).fill(undefined), ...Array(7).fill(429)]);
  });

  it('refuses a challenge that was answered, is too old or belongs to another factor', async () => {
    const [one, other] = [await proven(-1), await proven(-1)];
    const { data } = await one.client.auth.mfa.challenge({ factorId: one.factorId });
    const verify = async (challengeId: string, who = one) =>
      (await who.client.auth.mfa.verify({ factorId: who.factorId, challengeId, code: who.code() })).error?.code;
    expect(await verify(data!.id, other)).toBe('mfa_factor_not_found');
    expect(await verify('no-uuid')).toBe('mfa_factor_not_found');
    await db.query(`update auth.mfa_challenges set created_at = now() - interval '301 seconds' where id = $1`, [
      data!.id,
    ]);
    expect(await verify(data!.id)).toBe('mfa_challenge_expired');
    const fresh = (await one.client.auth.mfa.challenge({ factorId: one.factorId })).data!;
    expect(await verify(fresh.id)).toBeUndefined();
    expect(await verify(fresh.id)).toBe('mfa_ip_address_mismatch');
  });

  it('of somebody else is not found', async () => {
    const [one, other] = [await proven(), await newcomer()];
    const { factorId } = one;
    expect((await other.client.auth.mfa.challenge({ factorId })).error).toMatchObject({ status: 404 });
    expect((await other.client.auth.mfa.unenroll({ factorId })).error).toMatchObject({ status: 404 });
    expect((await one.client.auth.mfa.challenge({ factorId })).error).toBeNull();
  });

  it('is nothing for anonymous people, and no other kind is known', async () => {
    const resident = desk();
    await resident.auth.signInAnonymously();
    expect((await resident.auth.mfa.enroll({ factorType: 'totp' })).error).toMatchObject({ status: 403 });
    const { client } = await newcomer();
    expect((await client.auth.mfa.enroll({ factorType: 'phone', phone: '+8613800000000' })).error?.status).toBe(400);
  });

  it('cannot be added, removed or walked around with the password alone', async () => {
    const { factorId, signIn, client } = await proven();
    const second = await signIn();
    const { auth } = second;
    expect((await auth.mfa.enroll({ factorType: 'totp', friendlyName: 'b' })).error?.code).toBe('insufficient_aal');
    expect((await auth.mfa.unenroll({ factorId })).error?.code).toBe('insufficient_aal');
    expect((await auth.updateUser({ password: 'another password' })).error?.code).toBe('insufficient_aal');
    expect((await client.auth.updateUser({ password: 'another password' })).error).toBeNull();
  });

  it('ends, with its first code, the sessions that stand on the password alone', async () => {
    const { client, email } = await newcomer();
    const elsewhere = await signIn(email);
    const { data } = await client.auth.mfa.enroll({ factorType: 'totp', friendlyName: 'a' });
    const code = codeOf(fromBase32(data!.totp.secret), stepAt(Date.now()));
    expect((await client.auth.mfa.challengeAndVerify({ factorId: data!.id, code })).error).toBeNull();
    expect((await elsewhere.auth.getUser()).error).not.toBeNull();
  });

  it('is renewed: a second one is added, the first removed, and names are not used twice', async () => {
    const { client, factorId } = await proven();
    const enroll = (friendlyName: string) => client.auth.mfa.enroll({ factorType: 'totp', friendlyName });
    expect((await enroll('phone')).error?.code).toBe('mfa_factor_name_conflict');
    const { data } = await enroll('new phone');
    const code = codeOf(fromBase32(data!.totp.secret), stepAt(Date.now()));
    expect((await client.auth.mfa.challengeAndVerify({ factorId: data!.id, code })).error).toBeNull();
    expect((await client.auth.mfa.unenroll({ factorId })).error).toBeNull();
    expect((await client.auth.mfa.listFactors()).data!.totp).toMatchObject([{ id: data!.id }]);
    expect((await client.auth.mfa.unenroll({ factorId: data!.id })).error).toBeNull();
    await client.auth.refreshSession();
    expect(await claimsOf(client)).toMatchObject({ aal: 'aal1', amr: [{ method: 'password' }] });
  });
});

describe('a session of staff', () => {
  const age = (email: string, hours: number) =>
    db.query(
      `update auth.sessions s set created_at = s.created_at - $2 * interval '1 hour', not_after = s.not_after - $2 * interval '1 hour'
       from auth.users u where u.id = s.user_id and u.email = $1`,
      [email, hours],
    );

  it('ends eight hours after it began, however often it was refreshed', async () => {
    const { client, email } = await newcomer();
    await age(email, 7.5);
    expect((await client.auth.refreshSession()).error).toBeNull();
    const { exp, iat } = await claimsOf(client);
    expect(exp! - iat!).toBeLessThanOrEqual(1800);
    expect(exp! - iat!).toBeGreaterThan(1700);
    await age(email, 0.5);
    const { access_token } = (await client.auth.getSession()).data.session!;
    expect((await client.auth.refreshSession()).error).toMatchObject({ code: 'session_expired' });
    expect((await desk().auth.getUser(access_token)).error).not.toBeNull();
  });

  it('of a resident has no such end', async () => {
    const resident = desk();
    const { data } = await resident.auth.signInAnonymously();
    await db.query(`update auth.sessions set created_at = created_at - interval '90 days' where user_id = $1`, [
      data.user!.id,
    ]);
    expect((await resident.auth.refreshSession()).error).toBeNull();
    expect((await claimsOf(resident)).amr).toMatchObject([{ method: 'anonymous' }]);
  });

  it('ends everywhere at once, or everywhere else', async () => {
    const { client, email, signIn } = await newcomer();
    const [second, third] = [await signIn(), await signIn()];
    expect((await second.auth.signOut({ scope: 'others' })).error).toBeNull();
    expect((await client.auth.refreshSession()).error).toMatchObject({ code: 'refresh_token_not_found' });
    expect((await third.auth.refreshSession()).error).not.toBeNull();
    expect((await second.auth.refreshSession()).error).toBeNull();
    const fourth = await signIn();
    expect((await fourth.auth.signOut({ scope: 'global' })).error).toBeNull();
    expect((await second.auth.refreshSession()).error).not.toBeNull();
    const { rows } = await db.query(
      'select from auth.sessions s join auth.users u on u.id = s.user_id where u.email = $1',
      [email],
    );
    expect(rows).toHaveLength(0);
  });
});
