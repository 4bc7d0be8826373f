/** Positions are WGS-84; tiles of some publishers are drawn in GCJ-02, half a kilometre away. */
import type { Position } from '../../../contract/trails.ts';

export type Draw = (position: Position) => Position;

/** How a position is put onto tiles of a datum; the conversion is loaded only where it is needed. */
export async function drawnIn(datum: 'wgs84' | 'gcj02'): Promise<Draw> {
  if (datum === 'wgs84') return (position) => position;
  const { default: gcoord } = await import('gcoord');
  return (position) => gcoord.transform(position, gcoord.WGS84, gcoord.GCJ02) as Position;
}
