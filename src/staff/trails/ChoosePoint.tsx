import { useEffect, useState } from 'preact/hooks';
import type { TrailPage } from '../../contract/trails.ts';
import { useDesk } from '../shell/Console.tsx';
import { Teach } from '../shell/parts.tsx';
import { publishedTrail, publishedTrails } from './desk.ts';
import type { TrailWords } from './trail.ts';

interface Props {
  words: TrailWords;
  /** only this one; '' for all */
  trail: string;
}

/** Points that take codes from a screen. */
export function ChoosePoint({ words, trail }: Props) {
  const desk = useDesk();
  const [trails, setTrails] = useState<TrailPage[] | null>(null);
  useEffect(() => {
    const all = async () => {
      const cards = trail ? [{ slug: trail }] : await publishedTrails(desk.locale);
      const pages = await Promise.all(cards.map(({ slug }) => publishedTrail(slug, desk.locale)));
      setTrails(pages.filter((page): page is TrailPage => page !== null));
    };
    all().catch(desk.fail);
  }, [trail, desk.locale, desk.fail]);
  if (!trails) return <p class="muted">{desk.words.loading}</p>;
  const shown = trails
    .map((page) => ({ ...page, points: page.points.filter(({ proofs }) => proofs.includes('screen')) }))
    .filter(({ points }) => points.length);
  if (!shown.length) return <Teach title={words.screen_none} text={words.screen_none_text} />;
  return (
    <div class="stack">
      <p>{words.screen_choose}</p>
      {shown.map(({ slug, title, points }) => (
        <section key={slug} class="card stack tight">
          <h2>{title}</h2>
          <ul class="screen-points">
            {points.map(({ id, name }) => (
              <li key={id}>
                <a class="btn" href={`${desk.prefix}/staff/screen?trail=${slug}&point=${id}`}>
                  {name}
                </a>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
