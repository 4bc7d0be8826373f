import type { GameProps } from './GameView.tsx';
import { isOver, isRight } from './game.ts';
import { Verdict } from './Verdict.tsx';

/** One thing, and two boxes to put it into: buttons, nothing needs to be dragged. */
export function Sort({ game, play, words, on }: GameProps) {
  const step = game.steps[play.place];
  if (!step) return null;
  const right = isRight(game, play.place, play.tried);
  return (
    <>
      <p class="thing song" tabIndex={-1} data-stem key={play.place}>
        {step.text}
      </p>
      <div class="boxes">
        {(['A', 'B'] as const).map((box, i) => {
          const key = play.settled && step.answer === box;
          // what lies in a box already: everything ends where it belongs
          const inside = game.steps
            .slice(0, play.place + (play.settled ? 1 : 0))
            .filter(({ answer }) => answer === box);
          return (
            <button
              key={box}
              type="button"
              class={`opt box${key ? ' right' : play.settled ? ' quiet' : ''}`}
              disabled={play.settled}
              onClick={() => on.choose(box)}
            >
              <span>{game.boxes?.[i] ?? box}</span>
              <span class="dots" aria-hidden="true">
                {inside.map(({ text }) => (
                  <i key={text} />
                ))}
              </span>
              {key && <span class="vh">{words.right_choice}</span>}
            </button>
          );
        })}
      </div>
      {play.settled && (
        <>
          <Verdict title={right ? words.right : words.wrong} good={right}>
            <p>{step.say}</p>
          </Verdict>
          <button type="button" class="btn main wide" onClick={on.next}>
            {isOver(game, play) ? words.finish : words.next}
          </button>
        </>
      )}
    </>
  );
}
