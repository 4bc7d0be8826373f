/** Loads games, trails, gifts, rules for points and counters of the demo city from supabase/seed. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Client } from 'pg';
import type { GameBody, GiftBody, PointsBody, TrailBody, Words } from '../../src/contract/trails.ts';

const SEED = join(import.meta.dirname, '..', 'seed');
const TYPES: Record<string, string> = {
  '.svg': 'image/svg+xml',
  '.webp': 'image/webp',
  '.png': 'image/png',
  '.mp3': 'audio/mpeg',
};
type Load = (kind: 'trail' | 'game' | 'gift' | 'points', key: string, body: object) => Promise<void>;

interface SeedCounter {
  code: string;
  place: string;
  name: Words;
  address: Words;
  hours: Words;
  /** pieces of each gift at the beginning */
  stock: Record<string, number>;
}

const read = async <T>(path: string) => JSON.parse(await readFile(join(SEED, path), 'utf8')) as T;
const folder = async (name: string) =>
  (await readdir(join(SEED, name))).filter((file) => file.endsWith('.json')).sort();

/** Stores a picture or sound and answers its hash: the name under which it is served. */
export async function storeMedia(client: Client, name: string): Promise<string> {
  const bytes = await readFile(join(SEED, name));
  const hash = createHash('sha256').update(bytes).digest('hex');
  await client.query('insert into app.media values ($1, $2, $3) on conflict do nothing', [
    hash,
    TYPES[extname(name)],
    bytes,
  ]);
  return hash;
}

/** Everything of the second door; games come before the trails that have them, trails before the gifts that ask for them. */
export async function trails(client: Client, load: Load): Promise<void> {
  const media = async (name: string | null) => (name === null ? null : await storeMedia(client, name));
  for (const file of await folder('games')) {
    const { slug, body } = await read<{ slug: string; body: GameBody }>(`games/${file}`);
    await load('game', slug, body);
  }
  for (const file of await folder('trails')) {
    const { slug, body } = await read<{ slug: string; body: TrailBody }>(`trails/${file}`);
    const points = [];
    for (const point of body.points)
      points.push({ ...point, picture: await media(point.picture), audio: await media(point.audio) });
    await load('trail', slug, { ...body, points });
  }
  await load('points', 'points', await read<PointsBody>('points.json'));
  for (const { slug, body } of await read<{ slug: string; body: GiftBody }[]>('gifts.json'))
    await load('gift', slug, { ...body, picture: await media(body.picture) });
  for (const { stock, ...counter } of await read<SeedCounter[]>('counters.json')) {
    await client.query('select app.put_counter($1)', [JSON.stringify(counter)]);
    for (const [gift, pieces] of Object.entries(stock))
      await client.query('select app.load_stock($1, $2, $3)', [gift, counter.code, pieces]);
  }
}
