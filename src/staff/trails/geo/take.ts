/** What an imported file would change in a trail: shown before anything is taken over. Pure. */
import { LOCALES } from '../../../contract/locales.ts';
import type { PointBody, TrailBody } from '../../../contract/trails.ts';
import { distance } from '../../../features/trails/trails.ts';
import { emptyPoint, freeId, sealOf } from '../trail.ts';
import type { GeoFile, Station } from './file.ts';
import { lengthOf } from './position.ts';

/** Two stations that are nearer than this are one: the width of a street, or of a phone's error. */
export const SAME_WITHIN_M = 15;

export interface Proposal {
  station: Station;
  /** the point that it is, with how far it would move; null: a new one */
  point: PointBody | null;
  moves_m: number | null;
}

const plain = (text: string) => text.normalize('NFKC').replace(/\s+/g, '').toLowerCase();

/** Which point each station is: by id, by name in any language, or by standing in the same place. Each point once. */
export function propose(body: TrailBody, file: GeoFile): Proposal[] {
  const free = new Set(body.points);
  const find = (station: Station): PointBody | undefined => {
    const left = [...free];
    const name = plain(station.name);
    const near = (point: PointBody) =>
      point.position !== null && distance(point.position, station.position) <= SAME_WITHIN_M;
    return (
      left.find(({ id }) => id === station.id) ??
      left.find((point) => name && LOCALES.some((locale) => plain(point.name[locale] ?? '') === name)) ??
      left.find(near)
    );
  };
  return file.stations.map((station) => {
    const point = find(station);
    if (!point) return { station, point: null, moves_m: null };
    free.delete(point);
    return { station, point, moves_m: point.position ? distance(point.position, station.position) : null };
  });
}

/** The trail with the chosen stations and, if wanted, the path. Words that are there stay; ids never change. */
export function takeOver(body: TrailBody, chosen: readonly Proposal[], path: TrailBody['path'] | null): TrailBody {
  const moved = new Map(chosen.flatMap(({ station, point }) => (point ? [[point.id, station] as const] : [])));
  const points = body.points.map((point) => {
    const station = moved.get(point.id);
    if (!station) return point;
    return { ...point, position: station.position, radius_m: station.radius_m ?? point.radius_m };
  });
  for (const { station, point } of chosen) {
    if (point) continue;
    const made = emptyPoint(freeId(points, station.id));
    points.push({
      ...made,
      name: { 'zh-Hans': station.name },
      seal: { 'zh-Hans': sealOf(station.name) },
      position: station.position,
      radius_m: station.radius_m,
      required: station.required ?? true,
    });
  }
  const next = { ...body, points };
  return path?.length ? { ...next, path, length_m: Math.round(lengthOf(path)) } : next;
}
