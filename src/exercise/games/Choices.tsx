import type { GameProps } from './GameView.tsx';
import { isOver, isRight, LETTERS } from './game.ts';
import { Pace } from './Pace.tsx';
import { Verdict } from './Verdict.tsx';

/** One step of a ladder of refusals, or one quick question: what is said, and ways to answer it. */
export function Choices({ game, play, words, on }: GameProps) {
  const step = game.steps[play.place];
  if (!step) return null;
  const ladder = game.kind === 'ladder';
  const last = play.tried.slice(-1);
  const chosen = last ? step.options?.[LETTERS.indexOf(last)] : undefined;
  const right = isRight(game, play.place, last);
  return (
    <>
      <div class={ladder ? 'talk' : undefined}>
        <p class={ladder ? 'bubble' : 'stem song'} tabIndex={-1} data-stem>
          {ladder && <span class="vh">{words.them}</span>}
          {step.text}
        </p>
        {ladder && chosen && (
          <p class="bubble me">
            <span class="vh">{words.me}</span>
            {chosen.text}
          </p>
        )}
      </div>
      {/* in a scene the answer stands in the talk; what else could be said comes back with another try */}
      {!(ladder && play.settled) && (
        <ul class="opts">
          {step.options?.map((option, i) => {
            const letter = LETTERS[i] ?? '';
            const tried = play.tried.includes(letter);
            const shown = play.settled && isRight(game, play.place, letter);
            return (
              <li key={letter}>
                <button
                  type="button"
                  class={`opt${shown ? ' right' : play.settled || tried ? ' quiet' : ''}`}
                  disabled={play.settled || tried}
                  onClick={() => on.choose(letter)}
                >
                  <b aria-hidden="true">{shown ? '✓' : letter}</b>
                  <span>{option.text}</span>
                  {play.settled && (shown || tried) && (
                    <span class="vh">{shown ? words.right_choice : words.your_choice}</span>
                  )}
                </button>
              </li>
            );
          })}
        </ul>
      )}
      {chosen && (
        <Verdict title={right ? (ladder ? words.good : words.right) : ladder ? words.weak : words.wrong} good={right}>
          {chosen.say && <p>{chosen.say}</p>}
          {play.settled && <p class={ladder ? 'muted' : undefined}>{step.say}</p>}
          {!play.settled && <p class="muted">{words.try_again}</p>}
        </Verdict>
      )}
      {/* a page without a word for it has no circle */}
      {!ladder && words.pace && <Pace place={play.place} words={words} />}
      {play.settled && (
        <button type="button" class="btn main wide" onClick={on.next}>
          {isOver(game, play) ? words.finish : words.next}
        </button>
      )}
    </>
  );
}
