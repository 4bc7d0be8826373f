import { hasIdentity, rpc } from '../../backend/call.ts';
import type { CheckpointCard, MyStamps, TrailPage } from '../../contract/trails.ts';

/** The point that a printed or typed code belongs to, or null. Needs no identity: the code is on the wall. */
export const fetchCheckpoint = (token: string, locale: string) =>
  rpc<CheckpointCard | null>('checkpoint', { token, locale }, { as: 'anyone' });

/** A trail with its points and the hashes of their codes, or null. */
export const fetchTrail = (slug: string, locale: string) =>
  rpc<TrailPage | null>('trail', { slug, locale }, { as: 'anyone' });

/** Seals that the database has of this person; null when nothing was ever delivered. Signs nobody in. */
export const fetchMyStamps = async (): Promise<MyStamps | null> =>
  (await hasIdentity()) ? rpc<MyStamps | null>('my_stamps') : null;
