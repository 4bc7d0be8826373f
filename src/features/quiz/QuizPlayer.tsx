import type { Purpose, Question } from '../../contract/content.ts';
import { answersAtOnce, DONT_KNOW } from '../../exercise/answer.ts';
import { Options } from '../../exercise/Options.tsx';
import { Sorting } from '../../exercise/Sorting.tsx';
import { fill } from '../../ui/fill.ts';
import { Feedback } from './Feedback.tsx';
import { canSubmit, type Play, tapAnswers } from './quiz.ts';
import type { QuizWords } from './words.ts';

export interface PlayerActions {
  tap(letter: string): void;
  put(place: number, box: 'A' | 'B'): void;
  submit(): void;
  dontKnow(): void;
  next(): void;
  back(): void;
}

interface Props {
  purpose: Purpose;
  items: Question[];
  play: Play;
  words: QuizWords;
  topics: Record<number, string>;
  /** where "back" leads when the first question is shown */
  exit: string;
  /** the state of the last record: '' | 'noted' | 'delivered' | 'failed' */
  delivery: '' | 'noted' | 'delivered' | 'failed';
  on: PlayerActions;
}

/** One question at a time: progress, stem, options, and the next step at the thumb. */
export function QuizPlayer({ purpose, items, play, words, topics, exit, delivery, on }: Props) {
  const question = items[play.place];
  if (!question) return null;
  const total = items.length;
  const last = play.place === total - 1;
  const label = fill(words.progress, { n: play.place + 1, total });
  return (
    <div class="player stack">
      <div class="steps">
        <a class="back" href={exit} aria-label={words.exit}>
          <svg
            width="24"
            height="24"
            viewBox="0 0 24 24"
            fill="none"
            stroke="currentColor"
            stroke-width="2.5"
            aria-hidden="true"
          >
            <path d="M15 5l-7 7 7 7" />
          </svg>
        </a>
        <div class="segs" role="img" aria-label={label}>
          {items.map((item, i) => (
            <i
              key={item.code}
              class={i < play.place + (play.revealed ? 1 : 0) ? 'on' : i === play.place ? 'now' : ''}
            />
          ))}
        </div>
        <span class="muted" aria-hidden="true">
          {play.place + 1} / {total}
        </span>
      </div>
      {topics[question.kp] && <p class="chip">{topics[question.kp]}</p>}
      <h1 class="stem" id="stem" tabIndex={-1}>
        {question.stem}
      </h1>
      <p class="muted hint">{words[`choose_${hint(question)}`]}</p>
      {question.kind === 'sort' ? (
        <Sorting question={question} choice={play.choice} revealed={play.revealed} words={words} onPut={on.put} />
      ) : (
        <Options question={question} choice={play.choice} revealed={play.revealed} words={words} onTap={on.tap} />
      )}
      {purpose === 'monitoring' && (
        <button type="button" class="opt" aria-pressed={play.choice === DONT_KNOW} onClick={on.dontKnow}>
          <b aria-hidden="true">?</b>
          <span>{words.dont_know}</span>
        </button>
      )}
      <div aria-live="polite">
        {play.revealed && <Feedback question={question} choice={play.choice} words={words} delivery={delivery} />}
        {delivery === 'failed' && <p class="notice amber">{words.not_stored}</p>}
      </div>
      <div class="thumb">
        {play.revealed ? (
          <button type="button" class="btn main" id="go" onClick={on.next}>
            {last ? words.finish : words.next}
          </button>
        ) : (
          !tapAnswers(purpose, question) && (
            <button type="button" class="btn main" id="go" disabled={!canSubmit(items, play)} onClick={on.submit}>
              {purpose !== 'practice' ? (last ? words.finish : words.next) : words.submit_many}
            </button>
          )
        )}
        {purpose !== 'practice' && play.place > 0 && (
          <button type="button" class="btn quiet" onClick={on.back}>
            {words.previous}
          </button>
        )}
      </div>
    </div>
  );
}

const hint = (question: Question) =>
  question.kind === 'judge' ? 'judge' : question.kind === 'sort' ? 'sort' : answersAtOnce(question) ? 'one' : 'many';
