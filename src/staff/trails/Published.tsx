import { useEffect, useState } from 'preact/hooks';
import type { TrailCard } from '../../contract/trails.ts';
import { fill } from '../../ui/fill.ts';
import { useDesk } from '../shell/Console.tsx';
import { Teach } from '../shell/parts.tsx';
import { publishedTrails } from './desk.ts';
import type { TrailWords } from './trail.ts';
import { Ways } from './Ways.tsx';

/** What is published, for those who print, watch and stamp but do not write. */
export function Published({ words }: { words: TrailWords }) {
  const desk = useDesk();
  const [trails, setTrails] = useState<TrailCard[] | null>(null);
  useEffect(() => {
    publishedTrails(desk.locale).then(setTrails, desk.fail);
  }, [desk.locale, desk.fail]);
  if (!trails) return <p class="muted">{desk.words.loading}</p>;
  if (!trails.length) return <Teach title={words.empty} text={words.none_published} />;
  return (
    <ul class="published stack">
      {trails.map(({ slug, title, points }) => (
        <li key={slug} class="card stack tight">
          <h2>{title}</h2>
          <p class="muted">{fill(words.points, { count: points.length })}</p>
          <Ways words={words} slug={slug} />
        </li>
      ))}
    </ul>
  );
}
