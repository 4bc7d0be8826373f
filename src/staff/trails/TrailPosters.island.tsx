import { useCallback, useEffect, useState } from 'preact/hooks';
import type { TrailPage } from '../../contract/trails.ts';
import { keyOfPage } from '../editor/page.ts';
import type { PosterWords } from '../posters/words.ts';
import { Console, useDesk } from '../shell/Console.tsx';
import { Teach } from '../shell/parts.tsx';
import type { Shell } from '../shell/shell.ts';
import { type PointCode, publishedTrail, trailCodes } from './desk.ts';
import { PointSheets } from './PointSheets.tsx';
import { PosterChoices, type PosterFormat } from './PosterChoices.tsx';
import { Published } from './Published.tsx';
import type { TrailWords } from './trail.ts';

interface Props {
  shell: Shell;
  words: TrailWords;
  poster: PosterWords;
  /** public address of the site, without a slash at the end */
  site: string;
  brand: string;
}

/** Print pages for all points of a trail at once, and codes made anew. */
export function TrailPosters({ shell, ...props }: Props) {
  return (
    <Console shell={shell} need="rewards.manage">
      {() => <Posters {...props} />}
    </Console>
  );
}

function Posters({ words, poster, site, brand }: Omit<Props, 'shell'>) {
  const desk = useDesk();
  const [key] = useState(() => keyOfPage(location));
  const [trail, setTrail] = useState<TrailPage | null | undefined>(undefined);
  const [codes, setCodes] = useState<PointCode[]>([]);
  const [format, setFormat] = useState<PosterFormat>('a4');
  const [off, setOff] = useState<ReadonlySet<string>>(new Set());
  const load = useCallback(async () => {
    if (!key) return;
    try {
      const [page, all] = await Promise.all([publishedTrail(key, desk.locale), trailCodes(key)]);
      setCodes(all);
      setTrail(page);
    } catch (error) {
      setTrail(null);
      desk.fail(error);
    }
  }, [key, desk.locale, desk.fail]);
  useEffect(() => void load(), [load]);
  if (!key) return <Published words={words} />;
  if (trail === undefined) return <p class="muted">{desk.words.loading}</p>;
  if (!trail) return <Teach title={words.not_published} text={words.not_published_text} />;
  const points = trail.points.flatMap((point) => {
    const code = codes.find((one) => one.point === point.id);
    return code ? [{ ...point, ...code }] : [];
  });
  return (
    <div class="poster-desk">
      <PosterChoices {...{ words, poster, site, trail, points, format, setFormat, off, setOff, load }} />
      <section class="poster-preview" aria-label={poster.preview}>
        <PointSheets
          words={words}
          poster={poster}
          site={site}
          brand={brand}
          title={trail.title}
          prefix={desk.prefix}
          format={format}
          points={points.filter(({ id }) => !off.has(id))}
        />
      </section>
    </div>
  );
}
