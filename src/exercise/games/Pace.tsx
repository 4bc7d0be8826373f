import { useState } from 'preact/hooks';
import type { GameWords } from './words.ts';

/** A circle that goes round in twenty seconds, for those who want one. Off at first; nothing happens when it is full. */
export function Pace({ place, words }: { place: number; words: GameWords }) {
  const [on, set] = useState(false);
  return (
    <button type="button" class="pace" aria-pressed={on} onClick={() => set(!on)}>
      <svg width="24" height="24" viewBox="0 0 36 36" aria-hidden="true">
        <circle cx="18" cy="18" r="15.9155" />
        {/* a new question begins a new round */}
        {on && <circle key={place} class="on" cx="18" cy="18" r="15.9155" transform="rotate(-90 18 18)" />}
      </svg>
      {words.pace}
    </button>
  );
}
