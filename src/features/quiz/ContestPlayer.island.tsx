import { useEffect, useReducer, useRef } from 'preact/hooks';
import { fill } from '../../ui/fill.ts';
import { ContestResult } from './ContestResult.tsx';
import { type Contest, createContest, type Test } from './contest.state.ts';
import { clockText } from './contest.ts';
import type { ContestWords } from './contest.words.ts';
import { QuizPlayer } from './QuizPlayer.tsx';
import type { QuizWords } from './words.ts';

interface Props {
  /** a contest's slug, or a test of one's class */
  of: string | Test;
  locale: string;
  title: string;
  summary: string;
  rules: { draw: number; tries: number; seconds: number | null };
  opens: string;
  closes: string;
  opensText: string;
  closesText: string;
  words: QuizWords & ContestWords;
  topics: Record<number, string>;
  exit: string;
}

/** A contest from its rules to its result. Keys never come to the phone; the server draws, permutes and grades. */
export function ContestPlayer(props: Props) {
  const { words, rules, exit } = props;
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  const ref = useRef<Contest | null>(null);
  useEffect(() => {
    const contest = createContest(props.of, props.locale, () => redraw(0));
    ref.current = contest;
    void contest.load();
    const timer = setInterval(contest.tick, 1000);
    return () => clearInterval(timer);
  }, []);
  const contest = ref.current;
  const state = contest?.state;
  const phase = state?.phase ?? 'loading';

  if (contest && state?.attempt && phase === 'asking') {
    const { attempt, play } = state;
    const question = attempt.items[play.place];
    const over = state.left === 0;
    if (play.stage === 'finishing' || over) {
      return (
        <div class="stack done">
          <h1 id="stem">{over ? words.timer_up : words.hand_in}</h1>
          <p class="muted">{words.hand_in_text}</p>
          {state.failed && <p class="notice amber">{words.not_stored}</p>}
          <div class="thumb">
            <button type="button" class="btn main" id="go" onClick={() => void contest.handIn()}>
              {words.hand_in}
            </button>
            {!over && (
              <button type="button" class="btn quiet" onClick={contest.back}>
                {words.previous}
              </button>
            )}
          </div>
        </div>
      );
    }
    return (
      <>
        {state.left !== null && (
          <div class="timer">
            <span class="muted" role="timer" aria-live="off">
              {fill(words.minutes_left, { time: clockText(state.left) })}
            </span>
            <button type="button" class="link" onClick={() => void contest.stopTimer()}>
              {words.timer_off}
            </button>
          </div>
        )}
        <QuizPlayer
          purpose="contest"
          items={attempt.items}
          play={play}
          words={words}
          topics={props.topics}
          exit={exit}
          delivery={state.failed ? 'failed' : ''}
          on={{
            tap: (letter) => question && contest.tap(question, letter),
            put: (place, box) => question && contest.put(question, place, box),
            submit: contest.submit,
            dontKnow: () => undefined,
            next: () => undefined,
            back: contest.back,
          }}
        />
      </>
    );
  }
  if (contest && (phase === 'sent' || phase === 'graded')) {
    return (
      <ContestResult
        words={words}
        result={state?.result ?? null}
        exit={exit}
        onAgain={typeof props.of === 'string' ? contest.again : undefined}
      />
    );
  }
  const now = Date.now();
  const early = now < Date.parse(props.opens);
  const late = now >= Date.parse(props.closes);
  const error = state?.error;
  return (
    <div class="player stack">
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
      <h1 id="stem">{props.title}</h1>
      <p>{props.summary}</p>
      <ul class="card rules">
        <li>{fill(words.rules_draw, { n: rules.draw })}</li>
        {rules.seconds !== null && <li>{fill(words.rules_time, { n: Math.round(rules.seconds / 60) })}</li>}
        <li>{fill(words.rules_tries, { n: rules.tries })}</li>
        <li>{words.rules_grade}</li>
      </ul>
      <p class="muted">{early ? `${words.not_open} · ${props.opensText}` : late ? words.closed : props.closesText}</p>
      <div aria-live="polite">
        {error && (
          <p class="notice amber">
            {error === 'offline'
              ? words.offline
              : error === 'no_tries_left'
                ? words.no_tries
                : error === 'not_open'
                  ? words.not_open
                  : words.busy}
          </p>
        )}
      </div>
      {!early && !late && (
        <div class="thumb">
          <button
            type="button"
            class="btn main"
            id="go"
            disabled={phase !== 'intro'}
            onClick={() => void contest?.start(false)}
          >
            {phase === 'opening' ? words.loading : words.start_contest}
          </button>
          {rules.seconds !== null && (
            <button
              type="button"
              class="btn quiet"
              disabled={phase !== 'intro'}
              onClick={() => void contest?.start(true)}
            >
              {words.start_untimed}
            </button>
          )}
        </div>
      )}
    </div>
  );
}
