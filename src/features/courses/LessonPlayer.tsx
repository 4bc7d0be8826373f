import type { GameWords } from '../../exercise/games/words.ts';
import { fill } from '../../ui/fill.ts';
import { Icon } from '../../ui/Icon.tsx';
import { back, book } from '../../ui/icons.ts';
import { BlockPage } from './BlockPage.tsx';
import { Cover } from './Cover.tsx';
import { EndPage } from './EndPage.tsx';
import type { LessonActions, LessonState } from './lesson.state.ts';
import { END, goOn, type Lesson, minutesLeft, START } from './lesson.ts';
import type { CourseWords, HelpWords } from './words.ts';

export interface PlayerProps {
  lesson: Lesson;
  /** HTML, and the lesson in two sentences */
  goals: string;
  summary: string;
  words: CourseWords;
  gameWords: GameWords;
  help: HelpWords;
  /** pages around: the list of courses, the help page, and before a lesson's name its course */
  links: { courses: string; help: string; course: string };
  state: LessonState;
  on: LessonActions;
}

/** A lesson, one page at a time: where one is, the page, and the next step at the thumb. */
export function LessonPlayer(props: PlayerProps) {
  const { lesson, words, goals, summary, links, state, on } = props;
  const { progress, delivery } = state;
  const { at, done } = progress;
  const block = lesson.blocks.find(({ id }) => id === at);
  const next = goOn(lesson, done);
  return (
    <div class="player stack">
      <div class="steps">
        <a class="back" href={links.courses} aria-label={words.exit}>
          <Icon d={back} />
        </a>
        <div class="segs" role="img" aria-label={fill(words.progress, { n: done.length, total: lesson.blocks.length })}>
          {lesson.blocks.map(({ id }) => (
            <i key={id} class={done.includes(id) ? 'on' : id === at ? 'now' : ''} />
          ))}
        </div>
        {at !== START && (
          <button type="button" class="to-contents" aria-label={words.contents} onClick={() => on.go(START)}>
            <Icon d={book} />
          </button>
        )}
      </div>
      <p class="muted small where">
        <span>{where(props)}</span>
        <span role="status" data-testid="delivery">
          {delivery === 'noted' ? words.noted : delivery === 'delivered' ? words.delivered : ''}
        </span>
      </p>
      {state.refused.length > 0 && <p class="notice amber">{words.refused}</p>}
      {delivery === 'failed' && (
        <p class="notice amber" role="alert">
          {words.not_stored}
        </p>
      )}
      {block ? (
        <BlockPage key={block.id} {...props} block={block} />
      ) : at === END ? (
        <EndPage {...props} />
      ) : (
        <Cover lesson={lesson} words={words} summary={summary} goals={goals} done={done} onGo={on.go}>
          <button type="button" class="btn main wide begin" onClick={() => on.go(next)}>
            {done.length === 0 ? words.start : next === END ? words.to_end : words.resume}
          </button>
        </Cover>
      )}
    </div>
  );
}

/** Which block this is, and how much of the class hour is still ahead; for information, nothing is timed. */
function where({ lesson, words, state }: PlayerProps): string {
  const { at, done } = state.progress;
  const n = lesson.blocks.findIndex(({ id }) => id === at) + 1;
  const left = minutesLeft(lesson, done);
  const ahead = left > 0 && at !== START ? fill(words.minutes_left, { n: left }) : '';
  const here = n > 0 ? fill(words.block, { n, total: lesson.blocks.length }) : '';
  return [here, ahead].filter(Boolean).join(' · ');
}
