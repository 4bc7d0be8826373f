/** Arithmetic of positions (longitude, latitude). Pure. */
import type { Position } from '../../../contract/trails.ts';
import { distance } from '../../../features/trails/trails.ts';

/** Length of a line in metres. */
export const lengthOf = (path: readonly Position[]): number =>
  path.reduce((sum, at, i) => (i ? sum + distance(path[i - 1] as Position, at) : 0), 0);

/** Six decimals: a tenth of a metre; more is noise of the instrument. */
export const rounded = ([lng, lat]: Position): Position => [Math.round(lng * 1e6) / 1e6, Math.round(lat * 1e6) / 1e6];

export const onEarth = ([lng, lat]: Position): boolean =>
  Number.isFinite(lng) && Number.isFinite(lat) && Math.abs(lng) <= 180 && Math.abs(lat) <= 90;

/** China in its widest, as a box. */
const inBox = ([lng, lat]: Position) => lng >= 73 && lng <= 136 && lat >= 3 && lat <= 54;

/** Whether these look like latitude before longitude: none lies in China as written, all do the other way round. */
export const looksSwapped = (positions: readonly Position[]): boolean =>
  positions.length > 0 && positions.every((at) => !inBox(at) && inBox([at[1], at[0]]));

/** A number as somebody types it: degrees with decimals, full-width signs allowed. Null for anything else. */
export function readDegrees(text: string, most: 180 | 90): number | null {
  const plain = text.normalize('NFKC').trim().replace(/°$/, '');
  if (!/^[+-]?\d{1,3}(\.\d+)?$/.test(plain)) return null;
  const value = Number(plain);
  return Math.abs(value) <= most ? value : null;
}
