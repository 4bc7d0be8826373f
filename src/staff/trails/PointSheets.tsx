import type { Checkpoint } from '../../contract/trails.ts';
import { fill } from '../../ui/fill.ts';
import { Poster } from '../posters/Poster.tsx';
import type { PosterWords } from '../posters/words.ts';
import type { PointCode } from './desk.ts';
import type { PosterFormat } from './PosterChoices.tsx';
import type { TrailWords } from './trail.ts';

export type PrintPoint = Checkpoint & PointCode;

interface Props {
  words: TrailWords;
  poster: PosterWords;
  site: string;
  brand: string;
  /** of the trail */
  title: string;
  /** of the language in which the code's page opens */
  prefix: string;
  format: PosterFormat;
  points: PrintPoint[];
}

/** Six characters in two halves, as they are read aloud. */
const halves = (code: string) => `${code.slice(0, 3)} ${code.slice(3)}`;

/** One sheet for each point, or one for four. */
export function PointSheets({ words, poster, site, brand, title, prefix, format, points }: Props) {
  const on = format === 'a6x4' ? 4 : 1;
  const sheets = Array.from({ length: Math.ceil(points.length / on) }, (_, i) => points.slice(i * on, i * on + on));
  return (
    <>
      {sheets.map((sheet) => (
        <div key={sheet[0]?.id} class={`sheet sheet-${format}`} data-testid="sheet">
          {sheet.map((point) => (
            <div key={point.id} class="cut" data-point={point.id}>
              <Poster
                site={site}
                path={`${prefix}/c#${point.token}`}
                title={point.name}
                line={title}
                seal={point.seal}
                brand={brand}
                words={{ ...poster, scan: words.poster_scan, promise: words.poster_promise }}
                code={{ hint: fill(words.poster_type, { host: new URL(site).host }), text: halves(point.typed) }}
              />
            </div>
          ))}
        </div>
      ))}
    </>
  );
}
