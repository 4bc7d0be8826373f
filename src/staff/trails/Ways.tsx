import { useDesk } from '../shell/Console.tsx';
import { may, type Right } from '../shell/me.ts';
import type { TrailWords } from './trail.ts';

const WAYS: readonly [word: 'posters' | 'live' | 'screen', page: string, right: Right][] = [
  ['posters', '/staff/trail-posters?key=', 'rewards.manage'],
  ['live', '/staff/trail-map?key=', 'figures.see'],
  ['screen', '/staff/screen?trail=', 'counter.serve'],
];

/** What one does with a published trail besides writing it. */
export function Ways({ words, slug }: { words: TrailWords; slug: string }) {
  const desk = useDesk();
  return (
    <nav class="ways row" aria-label={words.ways}>
      {WAYS.filter(([, , right]) => may(desk.me, right)).map(([word, page]) => (
        <a key={word} class="btn" href={desk.prefix + page + slug}>
          {words[`to_${word}`]}
        </a>
      ))}
    </nav>
  );
}
