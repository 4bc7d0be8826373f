import { expect, test } from 'vitest';
import { pageCache } from '../../src/server/pages/cache.ts';

test('a page that names its own end is rendered anew after it, though nothing was published', async () => {
  let now = Date.parse('2026-11-28T00:00:00Z');
  let renders = 0;
  const render = async ({ url }: { url: string }) => ({
    status: 200,
    headers: { ...(url === '/events' && { expires: new Date(now + 60_000).toUTCString() }) } as Record<string, string>,
    body: Buffer.from(String(++renders)),
  });
  const state = { revision: 1, boundary: '2099-01-01T00:00:00Z' };
  const cache = pageCache(render, { current: async () => state }, () => now);
  const get = async (url: string) => (await cache.get(url)).content.identity.toString();
  expect([await get('/events'), await get('/help')]).toEqual(['1', '2']);
  now += 59_000;
  expect([await get('/events'), await get('/help')]).toEqual(['1', '2']);
  now += 2_000;
  expect([await get('/events'), await get('/help')]).toEqual(['3', '2']);
});
