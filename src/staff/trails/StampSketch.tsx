import type { Position } from '../../contract/trails.ts';
import { layOut, WIDTH } from '../../features/trails/sketch.ts';
import { formatNumber } from '../../i18n/format.ts';
import { useDesk } from '../shell/Console.tsx';
import type { StampMap } from './desk.ts';
import type { TrailWords } from './trail.ts';

const [SMALLEST, LARGEST] = [9, 24];
/** room that the sketch of the visitors' page leaves for its hills */
const HILLS = 30;

/** The way with a disc at every point: its area is the number of stamps. The table beside it says the same. */
export function StampSketch({ words, map, path }: { words: TrailWords; map: StampMap; path: Position[] }) {
  const { locale } = useDesk();
  const points = map.points.map(({ point, position }) => ({ id: point, ...(position ? { position } : {}) }));
  const layout = layOut(path, points);
  if (!layout) return null;
  const most = Math.max(...map.points.map(({ stamps }) => stamps ?? 0), 1);
  const { height, way, places } = layout;
  return (
    <figure class="sketch live">
      <svg viewBox={`0 0 ${WIDTH} ${height - HILLS}`} role="img" aria-label={words.live_sketch}>
        {way && <path class="way" d={way} />}
        {places.map(({ id, x, y }) => {
          const at = map.points.findIndex(({ point }) => point === id);
          const stamps = map.points[at]?.stamps ?? null;
          const radius = stamps === null ? SMALLEST : Math.max(SMALLEST, LARGEST * Math.sqrt(stamps / most));
          return (
            <g key={id} data-point={id} class={stamps === null ? 'few' : undefined}>
              <title>
                {`${map.points[at]?.name[locale] ?? ''} · ${stamps === null ? words.too_few : formatNumber(locale, stamps)}`}
              </title>
              <circle cx={x} cy={y} r={radius} />
              <text x={x} y={y} dy=".36em" text-anchor="middle" font-size="10">
                {at + 1}
              </text>
            </g>
          );
        })}
      </svg>
    </figure>
  );
}
