/** Trails, pure: distances on the ground and along the way, and what comes next. Positions are those of places. */
import type { Position, Proof } from '../../contract/trails.ts';

const EARTH_M = 6_371_009;
const rad = (degrees: number) => (degrees * Math.PI) / 180;

/** Metres between two positions (haversine). */
export function distance([lngA, latA]: Position, [lngB, latB]: Position): number {
  const half = (a: number, b: number) => Math.sin(rad(b - a) / 2) ** 2;
  const h = half(latA, latB) + Math.cos(rad(latA)) * Math.cos(rad(latB)) * half(lngA, lngB);
  return 2 * EARTH_M * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** Metres from the beginning of a path to the place on it that is nearest to a position. */
export function along(path: Position[], to: Position): number {
  const narrow = Math.cos(rad(to[1]));
  let walked = 0;
  let best = { off: Number.POSITIVE_INFINITY, at: 0 };
  for (let i = 0; i + 1 < path.length; i++) {
    const [a, b] = [path[i]!, path[i + 1]!];
    const [dx, dy] = [(b[0] - a[0]) * narrow, b[1] - a[1]];
    const [px, py] = [(to[0] - a[0]) * narrow, to[1] - a[1]];
    const share = Math.min(1, Math.max(0, (px * dx + py * dy) / (dx * dx + dy * dy || 1)));
    const off = Math.hypot(px - share * dx, py - share * dy);
    const length = distance(a, b);
    if (off < best.off) best = { off, at: walked + share * length };
    walked += length;
  }
  return best.at;
}

/** Length of a path that ends where it began, in metres; 0 for one that does not. */
export function loopLength(path: Position[]): number {
  const [first, last] = [path[0], path.at(-1)];
  if (path.length < 4 || !first || !last) return 0;
  const length = path.slice(1).reduce((sum, place, i) => sum + distance(path[i]!, place), 0);
  return distance(first, last) < length / 100 ? length : 0;
}

/** What finding the next stop needs to know of a point; `along` is null where its place is not known. */
export interface Stop {
  id: string;
  required: boolean;
  along: number | null;
}

export const stopsOf = (path: Position[], points: { id: string; required: boolean; position?: Position }[]): Stop[] =>
  points.map(({ id, required, position }) => ({
    id,
    required,
    along: position && path.length > 1 ? Math.round(along(path, position)) : null,
  }));

/**
 * The stop after the one collected last, in the trail's order and round again from its beginning; optional ones only when
 * nothing else is left. `metres` is the way there from the last one; null at the beginning and where it is not known.
 * @param got points collected, and when
 * @param loop length of a round way
 */
export function nextStop(stops: Stop[], got: ReadonlyMap<string, string>, loop = 0) {
  let last = -1;
  stops.forEach(({ id }, i) => {
    const at = got.get(id);
    if (at !== undefined && (last < 0 || at >= got.get(stops[last]!.id)!)) last = i;
  });
  const ahead = [...stops.slice(last + 1), ...stops.slice(0, last + 1)].filter(({ id }) => !got.has(id));
  const stop = ahead.find(({ required }) => required) ?? ahead[0];
  if (!stop) return null;
  const from = stops[last]?.along ?? null;
  const way = from === null || stop.along === null ? null : Math.abs(stop.along - from);
  return { id: stop.id, metres: way === null ? null : loop > 0 ? Math.min(way, Math.abs(loop - way)) : way };
}

/** A distance as people say it: to 5 m below 100, to 10 m below a kilometre, then to 100 m. */
export function said(metres: number): { key: 'metres' | 'kilometres'; n: number } {
  if (metres < 995)
    return { key: 'metres', n: Math.max(5, metres < 97.5 ? 5 * Math.round(metres / 5) : 10 * Math.round(metres / 10)) };
  return { key: 'kilometres', n: metres < 9950 ? Math.round(metres / 100) / 10 : Math.round(metres / 1000) };
}

/** What a point offers, in the order in which it is told: the code first, then what helps when it cannot be scanned. */
export const TOLD: readonly Proof[] = ['code', 'screen', 'typed', 'question', 'place', 'staff'];
export const told = (proofs: readonly Proof[]) => TOLD.filter((proof) => proofs.includes(proof));

/** Bytes as people read them: 0.3 MB at least, one decimal. */
export const megabytes = (bytes: number) => Math.max(0.1, Math.round(bytes / 100_000) / 10).toFixed(1);
