import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { canonicalPath, isPrivate, knownQuery } from '../../src/server/pages/address.ts';
import { Keep } from '../../src/server/pages/keep.ts';
import { contentState } from '../../src/server/pages/state.ts';
import { ask, type EdgeWorld, edgeWorld } from './edge-world.ts';

let world: EdgeWorld;
let clock = Date.parse('2026-11-22T04:00:00Z');
const state = (revision: number, boundary = '2099-01-01T00:00:00Z') => {
  world.upstream.json('/rest/v1/rpc/content_state', { revision, boundary });
  clock += 1_000;
};
const renderedOf = (url: string) => world.renders.filter((render) => render.url === url).length;

beforeAll(async () => {
  world = await edgeWorld({}, () => clock);
});
beforeEach(() => {
  world.renders.length = 0;
});
afterAll(() => world.close());

describe('a public page', () => {
  it('is rendered once however many ask at the same moment, and then served from memory', async () => {
    const all = await Promise.all(Array.from({ length: 40 }, () => ask(world.edge, '/quiz/one')));
    expect(all.every((got) => got.status === 200 && got.text === all[0]!.text)).toBe(true);
    await ask(world.edge, '/quiz/one?utm=1&src=pwa');
    await ask(world.edge, '/%71uiz//one');
    expect(renderedOf('/quiz/one')).toBe(1);
    expect(world.renders).toHaveLength(1);
  });

  it('is rendered for nobody in particular', async () => {
    await ask(world.edge, '/quiz/nobody', {
      headers: { cookie: 'a=1', host: 'evil.example', 'accept-language': 'en', authorization: 'x' },
    });
    expect(Object.keys(world.renders[0]!.headers)).toEqual(['host']);
    expect(world.renders[0]!.headers.host).not.toContain('evil');
  });

  it('comes packed, with an ETag that answers 304', async () => {
    const plain = await ask(world.edge, '/');
    const br = await ask(world.edge, '/', { headers: { 'accept-encoding': 'gzip, deflate, br' } });
    const gz = await ask(world.edge, '/', { headers: { 'accept-encoding': 'gzip' } });
    expect([br.headers['content-encoding'], gz.headers['content-encoding'], plain.headers['content-encoding']]).toEqual(
      ['br', 'gzip', undefined],
    );
    expect(brotliDecompressSync(br.body).toString()).toBe(plain.text);
    expect(gunzipSync(gz.body).toString()).toBe(plain.text);
    for (const got of [plain, br, gz])
      expect(got.headers).toMatchObject({
        vary: 'Accept-Encoding',
        'cache-control': 'no-cache',
        etag: plain.headers.etag,
      });
    const again = await ask(world.edge, '/', { headers: { 'if-none-match': `"x", ${plain.headers.etag}` } });
    expect([again.status, again.body.length, again.headers['content-security-policy']]).toEqual([
      304,
      0,
      plain.headers['content-security-policy'],
    ]);
    const head = await ask(world.edge, '/', { method: 'HEAD' });
    expect([head.status, head.body.length, head.headers['content-length']]).toEqual([
      200,
      0,
      plain.headers['content-length'],
    ]);
  });

  it('is rendered anew when the content revision moves, within a second', async () => {
    state(1);
    const before = await ask(world.edge, '/quiz/two');
    state(2);
    const after = await ask(world.edge, '/quiz/two', { headers: { 'if-none-match': String(before.headers.etag) } });
    expect([after.status, world.renders.map((render) => render.revision)]).toEqual([200, [1, 2]]);
    expect(after.text).not.toBe(before.text);
  });

  it('is rendered anew when a boundary has passed, without waiting for the second', async () => {
    state(3, new Date(clock + 1_300).toISOString());
    await ask(world.edge, '/quiz/three');
    world.upstream.json('/rest/v1/rpc/content_state', { revision: 3, boundary: '2099-01-01T00:00:00Z' });
    clock += 400;
    await ask(world.edge, '/quiz/three');
    expect(renderedOf('/quiz/three')).toBe(2);
  });

  it('stays readable while the database is away', async () => {
    await ask(world.edge, '/quiz/four');
    world.upstream.on('/rest/v1/rpc/content_state', (_seen, res) => res.socket?.destroy());
    clock += 5_000;
    const got = await ask(world.edge, '/quiz/four');
    expect([got.status, renderedOf('/quiz/four')]).toEqual([200, 1]);
    state(4);
    await ask(world.edge, '/quiz/four');
    await expect.poll(async () => (await ask(world.edge, '/quiz/four')).text).toContain('<p>4 ');
  });

  it('may depend on the query it declares and no other', async () => {
    const a = await ask(world.edge, '/awareness?period=2026-Q3&x=1');
    const b = await ask(world.edge, '/en/awareness?period=2026-Q4');
    await ask(world.edge, '/awareness?x=2&period=2026-Q3');
    await ask(world.edge, '/awareness?period=<script>');
    expect(world.renders.map((render) => render.url)).toEqual([
      '/awareness?period=2026-Q3',
      '/en/awareness?period=2026-Q4',
      '/awareness',
    ]);
    expect(a.text).not.toBe(b.text);
  });
});

describe('what is not kept', () => {
  it('is a page that sets a cookie or says it is private, also for those who asked at the same moment', async () => {
    for (const path of ['/cookie', '/mine']) {
      world.renders.length = 0;
      await Promise.all([ask(world.edge, path), ask(world.edge, path), ask(world.edge, path)]);
      await ask(world.edge, path);
      expect([path, renderedOf(path)]).toEqual([path, 4]);
    }
  });

  it('is a page of staff or teachers, which gets its cookies and its query', async () => {
    for (const path of ['/staff/x?tab=1', '/en/teach', '/%73taff']) {
      const got = await ask(world.edge, path, { headers: { cookie: 's=1' } });
      await ask(world.edge, path);
      expect(got.headers['cache-control']).toBe('private, no-store');
    }
    expect(world.renders).toHaveLength(6);
    expect(world.renders[0]).toMatchObject({ url: '/staff/x?tab=1', headers: { cookie: 's=1' } });
  });

  it('is, for long, an address that does not exist', async () => {
    const got = await ask(world.edge, '/nothing');
    await ask(world.edge, '/nothing');
    expect([got.status, renderedOf('/nothing')]).toEqual([404, 1]);
    clock += 11_000;
    await ask(world.edge, '/nothing');
    expect(renderedOf('/nothing')).toBe(2);
  });

  it('is an error, which is a plain 503 that names nothing', async () => {
    for (const path of ['/broken', '/half']) {
      const got = await ask(world.edge, path);
      expect([path, got.status, got.headers['cache-control'], got.headers['retry-after']]).toEqual([
        path,
        503,
        'no-store',
        '5',
      ]);
      expect(got.text).not.toMatch(/template error|at /);
    }
  });
});

describe('headers', () => {
  it('carry the page’s policy with frame-ancestors added, and the bare one where there is none', async () => {
    const home = await ask(world.edge, '/');
    expect(home.headers['content-security-policy']).toBe(
      "default-src 'self'; script-src 'self' 'sha256-x'; frame-ancestors 'none'",
    );
    expect((await ask(world.edge, '/quiz/x')).headers['content-security-policy']).toBe(
      "default-src 'none'; frame-ancestors 'none'",
    );
    expect(home.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(home.headers['permissions-policy']).toMatch(/camera=\(self\).*geolocation=\(self\).*microphone=\(\)/);
    expect(home.headers['strict-transport-security']).toBeUndefined();
    const secure = await world.another({ SITE_URL: 'https://qingtu.example' });
    expect((await ask(secure, '/')).headers['strict-transport-security']).toMatch(/max-age=31536000/);
  });

  it('let a picture be kept for ever when the page says so', async () => {
    const got = await ask(world.edge, '/media/abc');
    expect([got.headers['cache-control'], got.headers['content-type']]).toEqual([
      'public, max-age=31536000, immutable',
      'image/webp',
    ]);
  });
});

describe('a console host of its own', () => {
  it('serves the console alone, and hides it elsewhere', async () => {
    const edge = await world.another({ STAFF_HOST: 'office.example' });
    const at = (host: string, path: string) => ask(edge, path, { headers: { host } });
    expect((await at('office.example', '/staff')).status).toBe(200);
    expect((await at('office.example:8443', '/en/teach/x')).status).toBe(200);
    expect((await at('office.example', '/quiz')).status).toBe(404);
    expect((await at('office.example', '/')).headers.location).toBe('/staff');
    expect((await at('qingtu.example', '/staff')).status).toBe(404);
    expect((await at('qingtu.example', '/zh-hant/staff/awareness')).status).toBe(404);
    expect((await at('qingtu.example', '/quiz')).status).toBe(200);
    expect((await at('office.example', '/_astro/player.abc123.js')).status).toBe(200);
  });
});

describe('small parts', () => {
  it('gives a page one spelling', () => {
    expect(canonicalPath('/%71uiz//a%20b')).toBe('/quiz/a%20b');
    for (const bad of ['/%', '/a/%2e%2e/b', '/a%00', '/a%5cb']) expect(canonicalPath(bad)).toBeNull();
    expect(knownQuery('/zh-hant/awareness', new URLSearchParams('b=1&period=2026'))).toBe('?period=2026');
    expect(['/staff', '/en/teach/1', '/staffed', '/quiz/staff'].map(isPrivate)).toEqual([true, true, false, false]);
  });

  it('keeps within its bytes and its count', () => {
    const keep = new Keep<{ size: number }>(100, 3);
    for (const key of ['a', 'b', 'c']) keep.set(key, { size: 30 });
    keep.get('a');
    keep.set('d', { size: 30 });
    expect([keep.get('b'), keep.count, keep.bytes]).toEqual([undefined, 3, 90]);
    keep.set('e', { size: 80 });
    expect([keep.count, keep.bytes]).toEqual([1, 80]);
    keep.set('f', { size: 101 });
    expect(keep.get('f')).toBeUndefined();
  });

  it('asks for the content state once a second and by one request at a time', async () => {
    let now = 0;
    let asked = 0;
    const states = contentState(
      async () => {
        asked++;
        return { revision: asked, boundary: '2099-01-01T00:00:00Z' };
      },
      () => now,
    );
    await Promise.all(Array.from({ length: 20 }, () => states.current()));
    now = 999;
    await states.current();
    expect(asked).toBe(1);
    now = 1_000;
    await Promise.all(Array.from({ length: 20 }, () => states.current()));
    expect(asked).toBe(2);
  });
});
