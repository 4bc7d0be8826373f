import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientAddress, network, trustedProxies } from '../../src/server/edge/address.ts';
import { subjects } from '../../src/server/edge/subject.ts';
import { ANON_KEY, ask, type EdgeWorld, edgeWorld, post, SERVICE_KEY } from './edge-world.ts';
import { json, token } from './upstream.ts';

let world: EdgeWorld;
const anonymous = token({ role: 'authenticated', sub: 'a', is_anonymous: true });
const staff = token({ role: 'authenticated', sub: 'g', is_anonymous: false });
const signup = '/auth/v1/signup';
const spendRate = '/rest/v1/rpc/spend_rate';

beforeAll(async () => {
  world = await edgeWorld({ TRUSTED_PROXIES: '127.0.0.1, 10.0.0.0/8 fd12::/16' });
  for (const path of ['signup', 'token', 'user', 'logout', 'factors'])
    world.upstream.json(`/auth/v1/${path}`, { ok: path });
});
afterAll(() => world.close());

const last = (path: string) => world.upstream.to(path).at(-1)!;
const spent = () => world.upstream.to(spendRate).map((seen) => JSON.parse(seen.body));

describe('sign-in', () => {
  it('passes what supabase-js needs, with query values it knows', async () => {
    await post(world.edge, '/auth/v1/token?grant_type=password&redirect_to=//evil&x=1', {
      email: 'guo@x',
      password: 'p',
    });
    expect(last('/auth/v1/token').path).toBe('/auth/v1/token?grant_type=password');
    expect(JSON.parse(last('/auth/v1/token').body)).toEqual({ email: 'guo@x', password: 'p' });
    await ask(world.edge, '/auth/v1/user', { headers: { authorization: `Bearer ${staff}` } });
    expect(last('/auth/v1/user').headers.authorization).toBe(`Bearer ${staff}`);
    await ask(world.edge, '/auth/v1/logout?scope=local', {
      method: 'POST',
      headers: { authorization: `Bearer ${staff}` },
    });
    expect(last('/auth/v1/logout').path).toBe('/auth/v1/logout?scope=local');
  });

  it('has no door to administration, mail or redirects', async () => {
    for (const path of [
      'admin/users',
      'recover',
      'otp',
      'magiclink',
      'verify',
      'authorize',
      'invite',
      'settings',
      'token/../admin/users',
      '',
    ]) {
      const got = await post(world.edge, `/auth/v1/${path}`, {}, { authorization: `Bearer ${SERVICE_KEY}` });
      expect([path, got.status]).toEqual([path, 404]);
    }
    expect((await ask(world.edge, signup)).status).toBe(405);
    expect((await post(world.edge, '/auth/v1/token?grant_type=pkce', {})).status).toBe(400);
  });

  it('drops a token that is not a person’s', async () => {
    for (const bad of [SERVICE_KEY, 'sb_secret_x', '']) {
      await ask(world.edge, '/auth/v1/user', { headers: { authorization: `Bearer ${bad}`, apikey: SERVICE_KEY } });
      expect(last('/auth/v1/user').headers).toMatchObject({ apikey: ANON_KEY, authorization: `Bearer ${ANON_KEY}` });
    }
  });

  it('is anonymous when it is new, and carries no free text', async () => {
    await post(world.edge, signup, { data: { name: '陈陈' }, gotrue_meta_security: { captcha_token: 't' } });
    expect(JSON.parse(last(signup).body)).toEqual({ data: {}, gotrue_meta_security: { captcha_token: 't' } });
    for (const body of [{ email: 'a@b.c' }, { password: 'x' }, { email: {}, password: 'x' }, { phone: '138' }]) {
      const got = await post(world.edge, signup, body);
      expect([got.status, got.json.code]).toEqual([422, 'anonymous_only']);
    }
    const put = (who: string) =>
      ask(world.edge, '/auth/v1/user', {
        method: 'PUT',
        headers: { authorization: `Bearer ${who}`, 'content-type': 'application/json' },
        body: '{"email":"a@b.c"}',
      });
    expect((await put(anonymous)).status).toBe(422);
    expect((await put(staff)).status).toBe(200);
  });

  it('takes e-mail address and password of invited staff, and nothing else of them', async () => {
    await post(world.edge, signup, { email: 'a@b.example', password: 'long enough', data: { name: 'x' }, phone: '' });
    expect(JSON.parse(last(signup).body)).toEqual({ email: 'a@b.example', password: 'long enough', data: {} });
  });

  it('names the browser of the console and of nobody else', async () => {
    const agent = { 'user-agent': 'Firefox/150' };
    await post(world.edge, signup, {}, agent);
    expect(last(signup).headers['user-agent']).toBeUndefined();
    const console = { ...agent, 'x-client-info': 'qingtu-staff' };
    await post(world.edge, '/auth/v1/token?grant_type=password', { email: 'e@x', password: 'p' }, console);
    expect(last('/auth/v1/token').headers['user-agent']).toBe('Firefox/150');
  });

  it('answers bad bodies clearly', async () => {
    expect((await post(world.edge, signup, '{"a":')).json.code).toBe('bad_json');
    expect((await post(world.edge, signup, `{"data":"${'x'.repeat(300_000)}"}`)).status).toBe(413);
    expect(
      (await ask(world.edge, signup, { method: 'POST', headers: { 'content-type': 'text/plain' }, body: '{}' })).status,
    ).toBe(415);
  });
});

describe('the limiter', () => {
  it('is asked by a name that is not the address, the same on every instance, other for other addresses', async () => {
    const other = await world.another({});
    const before = spent().length;
    const from = (address: string) => ({ 'x-forwarded-for': address });
    await post(world.edge, signup, {}, from('203.0.113.7'));
    await post(other, signup, {}); // no trusted proxy there: the socket's address
    const trusting = await world.another({ TRUSTED_PROXIES: '127.0.0.1' });
    await post(trusting, signup, {}, from('203.0.113.7'));
    await post(world.edge, signup, {}, from('203.0.113.8'));
    const [a, socket, b, c] = spent()
      .slice(before)
      .filter((call) => call.bucket === 'signup');
    expect(a.subject).toBe(b.subject);
    expect(new Set([a.subject, socket.subject, c.subject]).size).toBe(3);
    expect(JSON.stringify(a)).not.toContain('203.0.113');
    expect(a).toMatchObject({ burst: 100, period_seconds: 27 });
    expect(world.upstream.to(spendRate).at(-1)!.headers.authorization).toBe(`Bearer ${SERVICE_KEY}`);
  });

  it('does not believe an address that a client wrote itself', async () => {
    const before = spent().length;
    for (const forged of ['1.1.1.1', '2.2.2.2', '10.9.9.9', 'unknown', '::1, 8.8.8.8'])
      await post(world.edge, signup, {}, { 'x-forwarded-for': `${forged}, 203.0.113.9, 10.0.0.2` });
    expect(
      new Set(
        spent()
          .slice(before)
          .map((call) => call.subject),
      ).size,
    ).toBe(1);
    const aliases = world.upstream
      .to(signup)
      .slice(-5)
      .map((seen) => seen.headers['x-forwarded-for']);
    expect(new Set(aliases).size).toBe(1);
    expect(aliases[0]).toMatch(/^fd[0-9a-f]{2}(?::[0-9a-f]{4}){7}$/);
    const direct = await world.another({ TRUSTED_PROXIES: '' });
    const count = spent().length;
    for (const forged of ['1.1.1.1', '2.2.2.2']) await post(direct, signup, {}, { 'x-forwarded-for': forged });
    expect(
      new Set(
        spent()
          .slice(count)
          .map((call) => call.subject),
      ).size,
    ).toBe(1);
  });

  it('refuses with 429 and Retry-After, and asks the database once a second in a flood', async () => {
    world.upstream.json(spendRate, { allowed: false, retry_after: 41 });
    const before = world.upstream.to(signup).length;
    const asked = spent().length;
    const flood = await Promise.all(
      Array.from({ length: 5 }, () => post(world.edge, signup, {}, { 'x-forwarded-for': '198.51.100.1' })),
    );
    for (let i = 0; i < 50; i++) flood.push(await post(world.edge, signup, {}, { 'x-forwarded-for': '198.51.100.1' }));
    expect(flood.every((got) => got.status === 429 && got.headers['retry-after'] === '41')).toBe(true);
    expect(flood[0]!.json).toMatchObject({ code: 'over_request_rate_limit', error_code: 'over_request_rate_limit' });
    expect(world.upstream.to(signup).length).toBe(before);
    expect(spent().length - asked).toBeLessThanOrEqual(6);
  });

  it('keeps a session alive: a refresh over the limit is 503 and not 429', async () => {
    const refresh = '/auth/v1/token?grant_type=refresh_token';
    world.upstream.json(spendRate, { allowed: false, retry_after: 9 });
    const got = await post(world.edge, refresh, { refresh_token: 'r' }, { 'x-forwarded-for': '198.51.100.2' });
    expect([got.status, got.headers['retry-after']]).toEqual([503, '9']);
    world.upstream.json(spendRate, { allowed: true, retry_after: 0 });
    world.upstream.on('/auth/v1/token', (_seen, res) =>
      json(res, { code: 429, error_code: 'over_request_rate_limit' }, 429),
    );
    const above = await post(world.edge, refresh, { refresh_token: 'r' }, { 'x-forwarded-for': '198.51.100.3' });
    expect([above.status, above.headers['retry-after']]).toEqual([503, '30']);
    const password = await post(world.edge, '/auth/v1/token?grant_type=password', { email: 'e', password: 'p' });
    expect(password.status).toBe(429);
    world.upstream.json('/auth/v1/token', { ok: 'token' });
  });

  it('limits passwords by address and by e-mail', async () => {
    const before = spent().length;
    await post(world.edge, '/auth/v1/token?grant_type=password', { email: ' Guo@Example.org ', password: 'p' });
    await post(
      world.edge,
      '/auth/v1/token?grant_type=password',
      { email: 'guo@example.org', password: 'q' },
      { 'x-forwarded-for': '198.51.100.4' },
    );
    const [address1, email1, address2, email2] = spent().slice(before);
    expect([address1.bucket, email1.bucket]).toEqual(['password_address', 'password_email']);
    expect(email1.subject).toBe(email2.subject);
    expect(address1.subject).not.toBe(address2.subject);
    expect(JSON.stringify(spent())).not.toMatch(/guo@/i);
  });

  it('gives e-mail sign-ups a bucket of their own, far smaller than that of residents', async () => {
    const before = spent().length;
    const from = { 'x-forwarded-for': '198.51.100.6' };
    await post(world.edge, signup, { email: 'a@b.example', password: 'long enough' }, from);
    await post(world.edge, signup, {}, from);
    const [staffOne, resident] = spent().slice(before);
    expect(staffOne).toMatchObject({ bucket: 'signup_email', burst: 10, period_seconds: 360 });
    expect(resident).toMatchObject({ bucket: 'signup', burst: 100, period_seconds: 27 });
    expect(staffOne.subject).toBe(resident.subject);
  });

  it('limits codes of a second factor by address and by factor, whoever sends them', async () => {
    const path = '/auth/v1/factors/0b0e6a52-0000-4000-8000-000000000001';
    world.upstream.json(`${path}/verify`, { ok: 'verify' });
    world.upstream.json(`${path}/challenge`, { ok: 'challenge' });
    const before = spent().length;
    const verify = (from: string, who = staff) =>
      post(
        world.edge,
        `${path}/verify`,
        { challenge_id: 'c', code: '000000' },
        { 'x-forwarded-for': from, authorization: `Bearer ${who}` },
      );
    expect((await verify('198.51.100.7')).status).toBe(200);
    expect((await verify('198.51.100.8', token({ role: 'authenticated', sub: 'other' }))).status).toBe(200);
    const [address1, factor1, address2, factor2] = spent().slice(before);
    expect([address1.bucket, factor1.bucket]).toEqual(['factor_address', 'factor']);
    expect(factor1).toMatchObject({ burst: 10, period_seconds: 120 });
    expect(factor1.subject).toBe(factor2.subject);
    expect(address1.subject).not.toBe(address2.subject);
    const headers = { authorization: `Bearer ${staff}` };
    expect((await post(world.edge, `${path}/challenge`, {}, headers)).status).toBe(200);
    expect(spent().length).toBe(before + 4);
    const passed = world.upstream.to(`${path}/verify`).length;
    world.upstream.json(spendRate, { allowed: false, retry_after: 60 });
    expect((await verify('198.51.100.9')).status).toBe(429);
    world.upstream.json(spendRate, { allowed: true, retry_after: 0 });
    expect(world.upstream.to(`${path}/verify`).length).toBe(passed);
  });

  it('when away, stops new sign-ins and passwords and lets the others go on', async () => {
    world.upstream.on(spendRate, (_seen, res) => res.socket?.destroy());
    const from = { 'x-forwarded-for': '198.51.100.5' };
    const closed = await post(world.edge, signup, {}, from);
    expect([closed.status, closed.json.code, Number(closed.headers['retry-after']) > 0]).toEqual([
      503,
      'upstream_unavailable',
      true,
    ]);
    expect(
      (await post(world.edge, '/auth/v1/token?grant_type=password', { email: 'e', password: 'p' }, from)).status,
    ).toBe(503);
    expect(
      (await post(world.edge, '/auth/v1/token?grant_type=refresh_token', { refresh_token: 'r' }, from)).status,
    ).toBe(200);
    expect(
      (await ask(world.edge, '/auth/v1/user', { headers: { authorization: `Bearer ${staff}`, ...from } })).status,
    ).toBe(200);
    world.upstream.json(spendRate, { allowed: true, retry_after: 0 });
  });
});

describe('names for limits', () => {
  const at = (time: string) => Date.parse(`2026-11-22T${time}+08:00`);
  const names = subjects('key');

  it('change with the day in Shanghai, and carry yesterday’s allowance over midnight', () => {
    const evening = names.ofAddress('203.0.113.7', at('23:50:00'));
    const night = names.ofAddress('203.0.113.7', at('23:59:59') + 60_000);
    const morning = names.ofAddress('203.0.113.7', at('23:59:59') + 3_700_000);
    expect(evening).toHaveLength(1);
    expect(night).toHaveLength(2);
    expect(night[0]).toBe(evening[0]);
    expect(morning).toEqual([night[1]]);
    expect(subjects('other').ofAddress('203.0.113.7', at('23:50:00'))).not.toEqual(evening);
  });

  it('are one for the /64 of an IPv6 subscriber, and one for an IPv4 address however it is written', () => {
    expect(network('2001:db8:1:2:3:4:5:6')).toBe(network('2001:0db8:1:2::1'));
    expect(network('2001:db8:1:2::1')).not.toBe(network('2001:db8:1:3::1'));
    expect(network('::1')).toBe('0:0:0:0::/64');
    expect(network('203.0.113.7')).toBe('203.0.113.7');
  });
});

describe('the client’s address', () => {
  const address = (socket: string, forwarded: string | undefined, trusted: string[]) =>
    clientAddress(
      { socket: { remoteAddress: socket }, headers: { 'x-forwarded-for': forwarded } } as never,
      trustedProxies(trusted),
    );

  it.each([
    ['192.0.2.1', '1.1.1.1', [], '192.0.2.1'],
    ['::ffff:192.0.2.1', undefined, [], '192.0.2.1'],
    ['10.0.0.1', '1.1.1.1, 2.2.2.2', ['10.0.0.0/8'], '2.2.2.2'],
    ['::ffff:10.0.0.1', '1.1.1.1, 2.2.2.2, 10.3.3.3', ['10.0.0.0/8'], '2.2.2.2'],
    ['10.0.0.1', '1.1.1.1, garbage', ['10.0.0.0/8'], '10.0.0.1'],
    ['10.0.0.1', '1.1.1.1:443', ['10.0.0.0/8'], '1.1.1.1'],
    ['fd12::1', '2001:DB8::5', ['fd12::/16'], '2001:db8::5'],
    ['fd12::1', '[2001:db8::5]:80', ['fd12::/16'], '2001:db8::5'],
    ['10.0.0.1', undefined, ['10.0.0.1'], '10.0.0.1'],
    ['10.0.0.1', '10.0.0.2', ['10.0.0.0/8'], '10.0.0.2'],
  ])('of a socket from %s with %s, trusting %j, is %s', (socket, forwarded, trusted, found) => {
    expect(address(socket, forwarded, trusted)).toBe(found);
  });

  it('refuses proxies that are no addresses', () => {
    for (const bad of ['proxy.local', '10.0.0.0/33', '10.0.0.0/x', '::/129', '10.0.0.0/'])
      expect(() => trustedProxies([bad])).toThrow(bad);
  });
});
