/** Wakes a lesson that the server has drawn to be read: one page at a time, from where this phone left it. */
import { render } from 'preact';
import type { GameWords } from '../../exercise/games/words.ts';
import { LessonPlayer, type PlayerProps } from './LessonPlayer.tsx';
import { createLesson } from './lesson.state.ts';

/** What the page hands over, as JSON in `#lesson-data`. */
export type LessonData = Omit<PlayerProps, 'state' | 'on' | 'gameWords'> & { gameWords: GameWords };

const root = document.getElementById('lesson');
const data: LessonData = JSON.parse(document.getElementById('lesson-data')?.textContent ?? 'null');

if (root && data) {
  let shown: string | undefined;
  let over = false;
  const { state, on, wake } = createLesson(data.lesson, () => draw());
  const draw = () => {
    const { at, plays } = state.progress;
    const ended = plays[at]?.play.stage === 'done';
    if (shown === undefined) root.replaceChildren();
    render(<LessonPlayer {...data} state={state} on={on} />, root);
    // a new page is read from its beginning, and so is what a game has taught; a game finds its own way in between
    if (shown !== undefined && (shown !== at || (ended && !over))) {
      scrollTo(0, 0);
      document.getElementById('block')?.focus({ preventScroll: true });
    }
    shown = at;
    over = ended;
  };
  void wake().then(() => {
    root.dataset.awake = '';
  });
}
