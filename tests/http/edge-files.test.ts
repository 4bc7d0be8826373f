import { readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepHashed } from '../../src/server/assets/old.ts';
import { ask, type EdgeWorld, edgeWorld } from './edge-world.ts';

let world: EdgeWorld;
const clock = Date.parse('2026-11-22T04:00:00Z');

beforeAll(async () => {
  world = await edgeWorld({}, () => clock);
});
afterAll(() => world.close());

describe('files', () => {
  it('with a hash are immutable and packed; others are revalidated', async () => {
    const hashed = await ask(world.edge, '/_astro/player.abc123.js', { headers: { 'accept-encoding': 'br' } });
    expect(hashed.headers).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-encoding': 'br',
      'content-type': 'text/javascript; charset=utf-8',
    });
    const icon = await ask(world.edge, '/icon.svg');
    expect(icon.headers['cache-control']).toBe('no-cache');
    expect(
      (await ask(world.edge, '/icon.svg', { headers: { 'if-none-match': String(icon.headers.etag) } })).status,
    ).toBe(304);
    expect(icon.headers['content-security-policy']).toContain("default-src 'none'");
  });

  it('made at build time are pages: reached with and without .html, under their own policy', async () => {
    for (const path of ['/offline', '/offline.html']) {
      const got = await ask(world.edge, path);
      expect([got.status, got.headers['content-type'], got.headers['cache-control']]).toEqual([
        200,
        'text/html; charset=utf-8',
        'no-cache',
      ]);
      expect(got.headers['content-security-policy']).toBe("script-src 'self'; frame-ancestors 'none'");
    }
  });

  it('outside the build are not reached by any spelling', async () => {
    for (const path of [
      '/../secret.txt',
      '/..%2fsecret.txt',
      '/%2e%2e/secret.txt',
      '/_astro/../../../secret.txt',
      '/_astro/..%5c..%5csecret.txt',
      '/..;/secret.txt',
      '/%00',
      '//etc/passwd',
      '/%c0%ae%c0%ae/secret.txt',
      '/%',
      '/server/entry.mjs',
      '/.%2e/.%2e/secret.txt',
    ]) {
      const got = await ask(world.edge, path);
      expect([path, got.status === 404 || got.status === 400]).toEqual([path, true]);
      expect(got.text).not.toContain('not yours');
    }
  });

  it('of earlier builds stay for pages that were opened before, for 60 days', async () => {
    const kept = join(world.folder, 'data/assets');
    expect(await readdir(kept)).toEqual(['player.abc123.js']);
    await writeFile(join(kept, 'player.old111.js'), 'old');
    await writeFile(join(kept, 'player.old000.js'), 'older');
    const days = (count: number) => new Date(clock - count * 86_400_000);
    await utimes(join(kept, 'player.old111.js'), days(59), days(59));
    await utimes(join(kept, 'player.old000.js'), days(61), days(61));
    const next = await world.another({}, () => clock);
    const got = await ask(next, '/_astro/player.old111.js');
    expect([got.status, got.text]).toEqual([200, 'old']);
    expect((await ask(next, '/_astro/player.old000.js')).status).toBe(404);
    await keepHashed(join(world.folder, 'dist/client/_astro'), kept, clock + 61 * 86_400_000);
    expect(await readdir(kept)).toEqual(['player.abc123.js']);
  });

  it('are not written to: other methods are refused', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS'])
      expect((await ask(world.edge, '/quiz', { method })).status).toBe(405);
  });
});

describe('the service worker', () => {
  it('is revalidated each time and bound by no page policy', async () => {
    const { headers, text } = await ask(world.edge, '/sw.js');
    expect(headers).toMatchObject({ 'cache-control': 'no-cache', 'service-worker-allowed': '/' });
    expect(headers['content-security-policy']).toBeUndefined();
    expect(text).toContain('version');
  });

  it('is replaced by one that removes itself when the operator says so', async () => {
    const edge = await world.another({ SW_KILL: '1' });
    const { headers, text } = await ask(edge, '/sw.js');
    expect(text).toMatch(/unregister\(\)/);
    expect(headers['clear-site-data']).toBe('"cache"');
    expect((await ask(edge, '/')).headers['clear-site-data']).toBe('"cache"');
  });
});
