/** Geometry of a trail's sketch, from its path and positions alone: the same trail is drawn the same for ever. */
import type { Position } from '../../contract/trails.ts';

export const WIDTH = 400;
/** side of a seal in the sketch */
export const SEAL = 30;
const EDGE = 26;
/** below the points: the strip of hills */
const FOOT = 46;
const [LEAST, MOST] = [90, 250];
/** A straight street would be a flat line: a sketch may stretch its height this far. */
const STRETCH = 4;

export interface Layout {
  height: number;
  /** of the way, as an SVG path; empty when there is none */
  way: string;
  /** whether the way is the trail's own path, not lines from point to point */
  walked: boolean;
  /** seal's middle, and the place it belongs to when it had to step aside */
  places: { id: string; x: number; y: number; from: { x: number; y: number } | null }[];
}

type Dot = { x: number; y: number };
const round = (value: number) => Math.round(value * 10) / 10;

/** Seals that would cover each other step aside, all at once and a little at a time. */
function spread(dots: Dot[], height: number) {
  const apart = SEAL + 4;
  // a first breath outwards in a spiral, so that those on one spot know which way to go
  dots.forEach((dot, i) => {
    dot.x += Math.sqrt(i) * Math.cos(2.4 * i);
    dot.y += Math.sqrt(i) * Math.sin(2.4 * i);
  });
  for (let turn = 0; turn < 200; turn++) {
    let moved = false;
    for (let i = 0; i < dots.length; i++) {
      for (let j = i + 1; j < dots.length; j++) {
        const [a, b] = [dots[i]!, dots[j]!];
        const [dx, dy] = [b.x - a.x, b.y - a.y];
        const far = Math.max(Math.abs(dx), Math.abs(dy));
        if (far >= apart) continue;
        moved = true;
        // squares: the shorter way out is along the longer axis
        const push = (apart - far) / 2 + 0.1;
        const across = Math.abs(dx) > Math.abs(dy);
        const [px, py] = across ? [Math.sign(dx) * push, 0] : [0, (Math.sign(dy) || 1) * push];
        a.x -= px;
        a.y -= py;
        b.x += px;
        b.y += py;
      }
    }
    for (const dot of dots) {
      dot.x = Math.min(WIDTH - EDGE, Math.max(EDGE, dot.x));
      dot.y = Math.min(height - FOOT, Math.max(EDGE, dot.y));
    }
    if (!moved) return;
  }
}

/** Where everything stands in a box that is 400 wide; north is up. Null when no place of the trail is known. */
export function layOut(path: Position[], points: { id: string; position?: Position }[]): Layout | null {
  const known = points.flatMap(({ id, position }) => (position ? [{ id, position }] : []));
  const all = [...path, ...known.map(({ position }) => position)];
  if (known.length === 0) return null;
  const [west, east] = [Math.min(...all.map(([lng]) => lng)), Math.max(...all.map(([lng]) => lng))];
  const [south, north] = [Math.min(...all.map(([, lat]) => lat)), Math.max(...all.map(([, lat]) => lat))];
  const narrow = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const [wide, tall] = [(east - west) * narrow || 1e-9, north - south || 1e-9];
  const inner = WIDTH - 2 * EDGE;
  const scale = Math.min(inner / wide, MOST / tall);
  const rise = Math.min(STRETCH, Math.max(1, LEAST / (tall * scale)));
  const box = Math.max(LEAST, tall * scale * rise);
  const height = Math.round(box + EDGE + FOOT);
  const left = (WIDTH - wide * scale) / 2;
  const top = EDGE + (box - tall * scale * rise) / 2;
  const dot = ([lng, lat]: Position): Dot => ({
    x: left + (lng - west) * narrow * scale,
    y: top + (north - lat) * scale * rise,
  });

  const walked = path.length > 1;
  const line = (walked ? path : known.map(({ position }) => position)).map(dot);
  const way = line.length > 1 ? `M${line.map(({ x, y }) => `${round(x)} ${round(y)}`).join('L')}` : '';
  const real = known.map(({ position }) => dot(position));
  const seals = real.map((place) => ({ ...place }));
  spread(seals, height);
  const places = known.map(({ id }, i) => {
    const [{ x, y }, own] = [seals[i]!, real[i]!];
    const aside = Math.hypot(x - own.x, y - own.y) > SEAL / 2;
    return { id, x: round(x), y: round(y), from: aside ? { x: round(own.x), y: round(own.y) } : null };
  });
  return { height, way, walked, places };
}

/** Two ranges of hills in mist along the lower edge: decoration, of no place; every trail has its own. */
export function hills(name: string, height: number): string[] {
  let seed = 7;
  for (const char of name) seed = (seed * 31 + char.charCodeAt(0)) % 9973;
  return [0, 1].map((range) => {
    const ridge = Array.from({ length: 21 }, (_, i) => {
      const x = (i * WIDTH) / 20;
      const wave = Math.sin(x / (58 - 17 * range) + seed + range) + 0.5 * Math.sin(x / 23 + seed * 2);
      return `${round(x)} ${round(height - 22 + 12 * range - wave * 6)}`;
    });
    return `M${ridge.join('L')}L${WIDTH} ${height}L0 ${height}Z`;
  });
}
