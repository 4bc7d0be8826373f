import { serverRpc } from '../../backend/server.ts';
import type { Release } from './awareness.ts';

/** The latest release of the public statistics, or null before the first. */
export const awarenessRelease = () => serverRpc<Release | null>('awareness_release');
