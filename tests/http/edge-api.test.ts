import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ANON_KEY, ask, type EdgeWorld, edgeWorld, post, SERVICE_KEY } from './edge-world.ts';
import { json, token } from './upstream.ts';

let world: EdgeWorld;
const person = token({ role: 'authenticated', sub: 'a', is_anonymous: true });
const rpc = '/rest/v1/rpc';

beforeAll(async () => {
  world = await edgeWorld({ CALLS_PER_SECOND: '1000' });
  world.upstream.json(`${rpc}/record_participation`, { verdicts: [] });
  world.upstream.json(`${rpc}/quizzes`, [{ slug: 'x' }]);
});
afterAll(() => world.close());

const last = (path: string) => world.upstream.to(path).at(-1)!;
const sent = (path: string) => JSON.parse(last(path).body);

describe('what goes on to the database', () => {
  it('is the body, the key and a person’s token, and no header that asks for more', async () => {
    const got = await post(
      world.edge,
      `${rpc}/quizzes?select=*&limit=1`,
      { locale: 'en' },
      {
        authorization: `Bearer ${person}`,
        apikey: 'sb_publishable_from_the_browser',
        prefer: 'count=planned, params=single-object',
        accept: 'application/vnd.pgrst.plan+json',
        'accept-profile': 'private',
        'content-profile': 'private',
        range: '0-0',
        cookie: 'a=b',
        'user-agent': 'phone',
        'x-forwarded-for': '1.2.3.4',
      },
    );
    expect(got.status).toBe(200);
    expect(got.json).toEqual([{ slug: 'x' }]);
    const { path, headers, body } = last(`${rpc}/quizzes`);
    expect(path).toBe(`${rpc}/quizzes`);
    expect(JSON.parse(body)).toEqual({ locale: 'en' });
    expect(Object.keys(headers).sort()).toEqual(
      [
        'accept',
        'accept-profile',
        'apikey',
        'authorization',
        'connection',
        'content-length',
        'content-profile',
        'content-type',
        'host',
      ].sort(),
    );
    expect(headers).toMatchObject({
      accept: 'application/json',
      'accept-profile': 'api',
      'content-profile': 'api',
      apikey: ANON_KEY,
      authorization: `Bearer ${person}`,
    });
  });

  it('never is a token of another role', async () => {
    const refused = [
      SERVICE_KEY,
      token({ role: 'postgres' }),
      token({ sub: 'a' }),
      token({ role: ['authenticated'] }),
      'sb_secret_abc',
      'a.b.c',
      `${token({ role: 'authenticated', pad: 'x'.repeat(5000) })}`,
    ];
    for (const bad of refused) {
      expect((await post(world.edge, `${rpc}/quizzes`, {}, { authorization: `Bearer ${bad}` })).status).toBe(200);
      expect(last(`${rpc}/quizzes`).headers.authorization).toBe(`Bearer ${ANON_KEY}`);
    }
  });

  it('is functions called by POST and nothing else', async () => {
    for (const path of [
      '/rest/v1/',
      '/rest/v1',
      '/rest/v1/participation',
      '/rest/v1/rpc/a/b',
      `${rpc}/A`,
      `${rpc}/x;y`,
      '/rest/v2/rpc/quizzes',
    ]) {
      const before = world.upstream.seen.length;
      const got = await post(world.edge, path, {});
      expect([path, got.status]).toEqual([path, 404]);
      expect(got.json.code).toBe('not_found');
      expect(world.upstream.seen.length).toBe(before);
    }
    for (const method of ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
      const got = await ask(world.edge, `${rpc}/quizzes`, { method });
      expect([method, got.status, got.headers.allow]).toEqual([method, 405, 'POST']);
    }
  });

  it('is JSON, unpacked', async () => {
    for (const type of [
      'text/csv',
      'application/octet-stream',
      'application/x-www-form-urlencoded',
      'application/jsonp',
      '',
    ]) {
      const got = await ask(world.edge, `${rpc}/quizzes`, {
        method: 'POST',
        headers: type ? { 'content-type': type } : {},
        body: '{}',
      });
      expect([type, got.status]).toEqual([type, 415]);
    }
    const packed = await post(world.edge, `${rpc}/quizzes`, '{}', { 'content-encoding': 'gzip' });
    expect(packed.status).toBe(415);
    for (const body of ['{', '[]', '1', 'null', '"a"', '{"a":"\u0001"}', `${'['.repeat(100_000)}`]) {
      const got = await post(world.edge, `${rpc}/quizzes`, body);
      expect([body.slice(0, 9), got.status, got.json.code]).toEqual([body.slice(0, 9), 400, 'bad_json']);
    }
  });
});

describe('batches', () => {
  it('lose only the elements that would spoil the whole request', async () => {
    const good = '{"id":"x"}';
    const batch = [
      good,
      1,
      null,
      ['a'],
      { a: 1 },
      'a\u0000b',
      '\ud800',
      'x\udfffy',
      'a\nb',
      '\u001f',
      true,
      good,
      '['.repeat(20_000),
      '{"n":1e400000}',
      '青',
    ];
    await post(world.edge, `${rpc}/record_participation`, {
      protocol: 1,
      epoch: null,
      client_now: 'now',
      batch,
      ages: [1, 2],
    });
    const body = sent(`${rpc}/record_participation`);
    expect(body.batch).toEqual([
      good,
      '',
      '',
      '',
      '',
      '',
      '',
      '',
      '',
      '',
      '',
      good,
      '['.repeat(20_000),
      '{"n":1e400000}',
      '青',
    ]);
    expect(body).toMatchObject({ protocol: 1, epoch: null, client_now: 'now', ages: [1, 2] });
  });

  it('of any odd shape are answered 400 and never 5xx', async () => {
    const deep = `{"batch":[],"x":${'['.repeat(50_000)}${']'.repeat(50_000)}}`;
    for (const body of [
      '{"batch":["a\u0000b"]}',
      '{"batch":["a\u0001"]}',
      '{"batch":"{a}"}',
      '{"batch":null}',
      '{}',
      '',
      deep,
    ]) {
      const got = await post(world.edge, `${rpc}/record_participation`, body);
      expect([body.slice(0, 20), got.status, got.json?.code]).toEqual([body.slice(0, 20), 400, 'bad_json']);
    }
  });
});

describe('what comes back', () => {
  it('carries no header of the service behind, and is not kept', async () => {
    const got = await post(world.edge, `${rpc}/quizzes`, {});
    expect(got.headers.server).toBeUndefined();
    expect(got.headers['x-inner']).toBeUndefined();
    expect(got.headers['cache-control']).toBe('no-store');
    expect(got.headers['content-security-policy'] ?? '').not.toContain('unsafe');
    expect(got.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'x-frame-options': 'DENY',
    });
  });

  it('is packed when it is long', async () => {
    world.upstream.json(`${rpc}/practice_bank`, Array(200).fill({ stem: '禁毒' }));
    const got = await post(world.edge, `${rpc}/practice_bank`, {}, { 'accept-encoding': 'gzip, br' });
    expect(got.headers['content-encoding']).toBe('br');
    expect((await post(world.edge, `${rpc}/practice_bank`, {})).json).toHaveLength(200);
    expect(
      (await post(world.edge, `${rpc}/practice_bank`, {}, { 'accept-encoding': 'br;q=0, gzip' })).headers[
        'content-encoding'
      ],
    ).toBe('gzip');
  });

  it('keeps what the product’s own errors say, and no more of them', async () => {
    const details = '[{"field":"words.zh-Hans.stem","problem":"missing"}]';
    world.upstream.on('/rest/v1/rpc/refusal', (_seen, res) =>
      json(res, { code: 'PT422', message: 'bad_content', details, hint: 'app.question' }, 422),
    );
    const { json: body } = await post(world.edge, '/rest/v1/rpc/refusal', {});
    expect(body).toMatchObject({ code: 'PT422', message: 'bad_content', details, hint: null });
  });

  it('keeps the code of an error and drops its details', async () => {
    world.upstream.json(
      `${rpc}/quiz`,
      { code: '23505', message: 'duplicate key "x_pkey"', details: 'Key (id)=(7)', hint: 'h' },
      409,
    );
    const got = await post(world.edge, `${rpc}/quiz`, {});
    expect([got.status, got.json.code]).toEqual([409, '23505']);
    expect(got.text).not.toMatch(/x_pkey|Key|"h"/);
    world.upstream.on(`${rpc}/quiz`, (_seen, res) => {
      res.setHeader('retry-after', '7');
      json(res, { code: 'PT429', message: 'too_many', details: null, hint: null }, 429);
    });
    const limited = await post(world.edge, `${rpc}/quiz`, {});
    expect([limited.status, limited.json.message, limited.headers['retry-after']]).toEqual([429, 'too_many', '7']);
  });

  it('is 503 in JSON when the service behind is in trouble', async () => {
    const troubles: ((res: import('node:http').ServerResponse) => void)[] = [
      (res) => res.socket?.destroy(),
      (res) => res.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad gateway</h1>'),
      (res) => res.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Sign in to the network</h1>'),
      (res) => json(res, { code: '', details: null, hint: null, message: '' }, 400),
      (res) => json(res, { code: 'PGRST002' }, 503),
      (res) => {
        res.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
        res.write('{"half":');
        setTimeout(() => res.socket?.destroy(), 20);
      },
    ];
    for (const trouble of troubles) {
      world.upstream.on(`${rpc}/trouble`, (_seen, res) => trouble(res));
      const got = await post(world.edge, `${rpc}/trouble`, {});
      expect([got.status, got.json?.code, Number(got.headers['retry-after']) > 0]).toEqual([
        503,
        'upstream_unavailable',
        true,
      ]);
      expect(got.headers['content-type']).toMatch(/^application\/json/);
    }
  });

  it('is 429 when one token calls faster than its pace, and others go on', async () => {
    const edge = await world.another({ CALLS_PER_SECOND: '2' });
    const call = (claims: string) =>
      post(edge, `${rpc}/quizzes`, {}, { authorization: `Bearer ${token({ role: 'authenticated', sub: claims })}` });
    const statuses: number[] = [];
    for (let i = 0; i < 30; i++) statuses.push((await call('busy')).status);
    expect(statuses.slice(0, 4).every((status) => status === 200)).toBe(true);
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(10);
    const refused = await call('busy');
    expect([refused.json.code, Number(refused.headers['retry-after']) > 0]).toEqual(['over_request_rate_limit', true]);
    expect((await call('calm')).status).toBe(200);
  });
});
