import type { Position } from '../../contract/trails.ts';
import { Seal } from '../../ui/Seal.tsx';
import { hills, layOut, SEAL, WIDTH } from './sketch.ts';

interface Props {
  slug: string;
  path: Position[];
  points: { id: string; seal: string; position?: Position }[];
  /** what it shows, for those who do not see it */
  label: string;
  /** stands below it: that nobody should navigate by it */
  note: string;
}

/** The trail at a glance, drawn on the server: the way, and a seal at every point. North is up. */
export function Sketch({ slug, path, points, label, note }: Props) {
  const layout = layOut(path, points);
  if (!layout) return null;
  const { height, way, walked, places } = layout;
  const sealOf = new Map(points.map(({ id, seal }) => [id, seal]));
  return (
    <figure class="sketch">
      <svg viewBox={`0 0 ${WIDTH} ${height}`} role="img" aria-label={label}>
        {hills(slug, height).map((range) => (
          <path key={range} class="hill" d={range} />
        ))}
        {way && <path class={walked ? 'way' : 'way guessed'} d={way} />}
        {places.map(({ id, x, y, from }) => (
          <g key={id} data-point={id}>
            {from && <path class="leader" d={`M${from.x} ${from.y}L${x} ${y}`} />}
            {from && <circle class="spot" cx={from.x} cy={from.y} r="3.5" />}
            <g transform={`translate(${x - SEAL / 2} ${y - SEAL / 2})`}>
              <rect class="ground" width={SEAL} height={SEAL} rx="4" />
              <Seal text={sealOf.get(id) ?? ''} size={SEAL} />
            </g>
          </g>
        ))}
      </svg>
      <figcaption>{note}</figcaption>
    </figure>
  );
}
