import type { TrailCard } from '../../contract/trails.ts';
import type { Areas } from '../../i18n/keys.ts';
import { fill } from '../../ui/fill.ts';
import { said } from './trails.ts';

type Trail = Pick<TrailCard, 'length_m' | 'minutes' | 'positions' | 'ordered'> & { points: unknown[] };

/** One line: how long, how far, how many seals; and that the places are a demonstration, where they are. */
export function Facts({ trail, words }: { trail: Trail; words: Areas['trails'] }) {
  const { key, n } = said(trail.length_m);
  const time =
    trail.minutes < 120
      ? fill(words.minutes, { n: trail.minutes })
      : fill(words.hours_long, { n: Math.round(trail.minutes / 30) / 2 });
  return (
    <p class="facts-line muted">
      <span class="num">{time}</span>
      <span class="num">{fill(words[key], { n })}</span>
      <span class="num">{fill(words.seals, { n: trail.points.length })}</span>
      {trail.ordered && <span>{words.ordered}</span>}
      {trail.positions === 'illustrative' && <span class="demo">{words.demo}</span>}
    </p>
  );
}
