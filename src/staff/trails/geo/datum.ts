/** Chinese map services shift what they show by hundreds of metres (GCJ-02); trails are kept as GPS measures (WGS-84). */
import gcoord from 'gcoord';
import type { Position } from '../../../contract/trails.ts';
import { rounded } from './position.ts';

export const DATUMS = ['wgs84', 'gcj02'] as const;
export type Datum = (typeof DATUMS)[number];

/** The position as GPS measures it. */
export const toWgs84 = (position: Position, datum: Datum): Position =>
  rounded(datum === 'gcj02' ? (gcoord.transform([...position], gcoord.GCJ02, gcoord.WGS84) as Position) : position);
