import type { TrailCard } from '../../contract/trails.ts';
import type { Areas } from '../../i18n/keys.ts';
import { fill } from '../../ui/fill.ts';
import { Seal } from '../../ui/Seal.tsx';
import { Facts } from './Facts.tsx';

interface Props {
  trail: TrailCard;
  to: string;
  words: Areas['trails'];
}

/** A trail in the list: what it is, how far, and its seals. */
export function ListCard({ trail, to, words }: Props) {
  const { slug, title, summary, points } = trail;
  const places = points.flatMap(({ name, position }) => (position ? [{ name, position }] : []));
  return (
    <li data-trail={slug} data-places={JSON.stringify(places)}>
      <a class="card stack" href={to}>
        <div class="stack tight">
          <h2>{title}</h2>
          <Facts {...{ trail, words }} />
          <p class="chip near" data-near hidden />
        </div>
        <p class="muted">{summary}</p>
        <div class="strip" aria-hidden="true">
          {points.map(({ id, seal }) => (
            <span key={id} data-point={id}>
              <Seal text={seal} size={38} />
            </span>
          ))}
        </div>
        <p class="muted small num" data-count={fill(words.count, { total: points.length })}>
          {fill(words.count, { n: 0, total: points.length })}
        </p>
      </a>
    </li>
  );
}
