import { beforeEach, expect, test, vi } from 'vitest';
import { keep } from '../../src/sw/keep.ts';
import { everythingIn } from '../../src/sw/rules.ts';

const PAGE = (body: string) => `<html><head><meta name="qingtu" content="page" /></head>${body}</html>`;
const SITE: Record<string, { type: string; body: string }> = {
  '/trails/a': { type: 'text/html', body: PAGE('<script type="module" src="/_astro/page.a1.js"></script>') },
  '/c': { type: 'text/html', body: PAGE('') },
  '/_astro/page.a1.js': { type: 'text/javascript', body: 'import"./note.b2.js";const map=()=>import("./map.c3.js")' },
  '/_astro/note.b2.js': { type: 'text/javascript', body: '' },
  '/_astro/map.c3.js': { type: 'text/javascript', body: 'const s="/_astro/leaflet.d4.css"' },
  '/_astro/leaflet.d4.css': { type: 'text/css', body: '.x{}' },
  '/media/f00': { type: 'image/webp', body: 'picture' },
};
const ALL = Object.keys(SITE).sort();

let shelves: Record<string, Map<string, Response>>;
let room: number;
let broken: string[];
let asked: { path: string; cache: string }[];

beforeEach(() => {
  [shelves, room, broken, asked] = [{}, 100, [], []];
  vi.stubGlobal('self', globalThis);
  vi.stubGlobal('location', { origin: 'http://phone' });
  vi.stubGlobal('caches', {
    open: async (name: string) => {
      shelves[name] ??= new Map();
      const shelf = shelves[name];
      return {
        match: async (path: string) => shelf.get(path)?.clone(),
        put: async (path: string, reply: Response) => {
          if (room-- <= 0) throw new DOMException('full', 'QuotaExceededError');
          shelf.set(path, reply);
        },
      };
    },
  });
  vi.stubGlobal('fetch', async (path: string, { cache }: RequestInit) => {
    asked.push({ path, cache: cache ?? '' });
    const found = SITE[path];
    if (!found || broken.includes(path)) throw new TypeError('Failed to fetch');
    return new Response(found.body, { headers: { 'content-type': found.type } });
  });
});

const kept = () =>
  Object.values(shelves)
    .flatMap((shelf) => [...shelf.keys()])
    .map((key) => key.replace('http://phone', ''))
    .sort();
const WANTED = ['/trails/a', '/c', '/media/f00'];

test('scripts and styles are found in pages and scripts, whether they are needed at once or later', () => {
  expect(everythingIn(SITE['/_astro/page.a1.js']!.body)).toEqual(['/_astro/note.b2.js', '/_astro/map.c3.js']);
  expect(everythingIn('<a href="/_astro/x.js?y">"https://evil.example/_astro/z.js" "./a/b.js"')).toEqual([]);
});

test('a trail is kept whole, with what it loads only later, and pages are asked for anew', async () => {
  const told: string[] = [];
  expect(await keep(WANTED, ({ done, total }) => told.push(`${done}/${total}`))).toEqual({ failed: [], full: false });
  expect(kept()).toEqual(ALL);
  expect(told.at(-1)).toBe('6/7');
  expect(asked.filter(({ cache }) => cache === 'reload').map(({ path }) => path)).toEqual(['/trails/a', '/c']);
});

test('what could not be had is named, and the next try fetches only that and the pages', async () => {
  broken = ['/media/f00'];
  expect(await keep(WANTED, () => {})).toEqual({ failed: ['/media/f00'], full: false });
  [broken, asked] = [[], []];
  expect(await keep(WANTED, () => {})).toEqual({ failed: [], full: false });
  expect(asked.map(({ path }) => path)).toEqual(['/trails/a', '/c', '/media/f00']);
  expect(kept()).toEqual(ALL);
});

test('a captive portal’s page is not taken for ours', async () => {
  vi.stubGlobal(
    'fetch',
    async () => new Response('<title>Wi-Fi</title>', { headers: { 'content-type': 'text/html' } }),
  );
  expect(await keep(['/trails/a'], () => {})).toEqual({ failed: ['/trails/a'], full: false });
  expect(kept()).toEqual([]);
});

test('a full phone stops the saving at once and is told as such', async () => {
  room = 2;
  const { full, failed } = await keep(WANTED, () => {});
  expect([full, failed.length, asked.length]).toEqual([true, 1, 3]);
});
