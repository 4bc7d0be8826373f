import { afterEach, expect, test, vi } from 'vitest';
import { drawnIn } from '../../src/features/trails/map/datum.ts';
import { distance } from '../../src/features/trails/trails.ts';
import { tileOrigins, tiles } from '../../src/layouts/site.ts';
import { readSettings, SettingsError } from '../../src/server/settings.ts';

afterEach(() => vi.unstubAllEnvs());

test('without an operator’s tiles a map asks nobody', () => {
  vi.stubEnv('TILE_URL', '');
  expect(tiles()).toBeNull();
  expect(tileOrigins()).toEqual([]);
});

test('pictures may come from the tiles’ own origin and from no other', () => {
  vi.stubEnv('TILE_URL', 'https://t0.example.cn/vec/{z}/{x}/{y}?tk=1  https://t0.example.cn/cva/{z}/{x}/{y}');
  vi.stubEnv('TILE_ATTRIBUTION', '天地图');
  vi.stubEnv('TILE_APPROVAL', 'GS(2024)0650号');
  vi.stubEnv('TILE_DATUM', 'GCJ02');
  expect(tileOrigins()).toEqual(['https://t0.example.cn']);
  expect(tiles()).toMatchObject({ attribution: '天地图', approval: 'GS(2024)0650号', datum: 'gcj02' });
  expect(tiles()?.urls).toHaveLength(2);
});

const SERVER = { SUPABASE_URL: 'http://127.0.0.1:1', SUPABASE_ANON_KEY: 'a', SUPABASE_SERVICE_KEY: 's' };

test('the server says at its start which tiles it could not use', () => {
  expect(readSettings({ ...SERVER, TILE_URL: 'https://t.example/{z}/{x}/{y}.png', TILE_DATUM: 'gcj02' }).port).toBe(
    8080,
  );
  for (const wrong of [
    { TILE_URL: 'https://t.example/tiles.png' },
    { TILE_URL: 'https://{s}.t.example/{z}/{x}/{y}.png' },
    { TILE_URL: 'javascript:{z}{x}{y}' },
    { TILE_DATUM: 'bd09' },
  ])
    expect(() => readSettings({ ...SERVER, ...wrong }), JSON.stringify(wrong)).toThrow(SettingsError);
});

test('a position is moved onto tiles in GCJ-02 by some hundred metres, and not moved for others', async () => {
  const place: [number, number] = [120.6412, 27.7731];
  expect((await drawnIn('wgs84'))(place)).toEqual(place);
  const moved = distance(place, (await drawnIn('gcj02'))(place));
  expect(moved).toBeGreaterThan(300);
  expect(moved).toBeLessThan(800);
});
