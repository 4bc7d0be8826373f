/** Which seals this person has: what the phone remembers, then what the database adds to it. */
import { readSeals } from './stamps.state.ts';
import { myStamps } from './trails.remote.ts';

/** By `trail/point`. `refused` is none: another way has to be tried. */
export type Collected = Record<string, { at: string; state: 'noted' | 'delivered' | 'refused' }>;

/** Calls `tell` with what the phone knows, and again when the database has added to it; never signs anybody in. */
export async function collected(tell: (seals: Collected) => void): Promise<void> {
  const own: Collected = await readSeals().catch(() => ({}));
  tell(own);
  const mine = await myStamps().catch(() => null);
  if (!mine) return;
  const all = { ...own };
  for (const { trail, point, day } of mine.stamps) {
    const key = `${trail}/${point}`;
    all[key] = { at: all[key]?.at ?? day, state: 'delivered' };
  }
  tell(all);
}
