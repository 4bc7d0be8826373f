import { fill } from '../../ui/fill.ts';
import type { ProjectWords } from './Project.island.tsx';
import { clock as clockText } from './project.ts';
import type { BlockClock } from './useClock.ts';

/** How much of the block's minutes is left. It never rings and nothing turns red: time is the teacher's. */
export function ProjectClock({ clock, words }: { clock: BlockClock; words: ProjectWords }) {
  return (
    <div class="stage-clock">
      {!clock.hidden && (
        <>
          <span class="num" role="timer" aria-live="off" aria-label={fill(words.left, { time: clockText(clock.left) })}>
            {clockText(clock.left)}
          </span>
          <button type="button" class="btn" onClick={clock.pause}>
            {clock.running ? words.pause : words.go_on}
          </button>
          <button type="button" class="btn" onClick={clock.restart}>
            {words.restart}
          </button>
        </>
      )}
      <button type="button" class="btn" aria-pressed={!clock.hidden} onClick={clock.hide}>
        {words.clock}
      </button>
    </div>
  );
}
