import { useEffect, useRef } from 'preact/hooks';
import { fill } from '../../ui/fill.ts';
import type { GameProps } from './GameView.tsx';
import { isOver, LETTERS } from './game.ts';

/** Two columns of cards: one from the left, then the one that belongs to it from the right. */
export function Pairs({ game, play, words, on }: GameProps) {
  const root = useRef<HTMLDivElement>(null);
  const said = useRef<HTMLDivElement>(null);
  // what came of a tap stands above the cards, which may be longer than the screen
  useEffect(() => {
    if (play.tried) said.current?.scrollIntoView({ block: 'nearest' });
    // the cards of a pair go, and with them the focus of a finger
    if (play.settled && document.activeElement === document.body) root.current?.focus({ preventScroll: true });
  }, [play.tried, play.place, play.settled]);
  const over = isOver(game, play);
  const tried = play.tried && !play.settled ? LETTERS.indexOf(play.tried) : -1;
  /** With keys one goes on from card to card; a finger finds its own way. */
  const goOn = (event: MouseEvent, side: 'left' | 'right') => {
    if (event.detail > 0) return;
    requestAnimationFrame(() =>
      root.current?.querySelector<HTMLElement>(`[data-side=${side}]:not(:disabled)`)?.focus(),
    );
  };
  const open = game.steps.map((_, i) => i).filter((i) => !play.paired.includes(i));
  return (
    <div class="stack" ref={root} tabIndex={-1} data-stem>
      <div class="stack tight said-of" aria-live="polite" ref={said}>
        {tried >= 0 ? (
          <div class="card think stack tight">
            <p class="song said">{words.weak}</p>
            <p>
              {fill(words.pair_no, { right: game.steps[tried]?.match ?? '', left: game.steps[play.place]?.text ?? '' })}
            </p>
            <p class="muted">{game.steps[tried]?.say}</p>
          </div>
        ) : play.settled ? (
          <div class="card verdict stack tight">
            <p class="song said">{words.pair_yes}</p>
            <p>
              <strong>{game.steps[play.place]?.text}</strong> — {game.steps[play.place]?.match}
            </p>
            <p class="muted">{game.steps[play.place]?.say}</p>
          </div>
        ) : (
          <p class="muted small">{play.place < 0 ? words.pairs_first : words.pairs_then}</p>
        )}
      </div>
      {open.length > 0 && (
        <div class="columns">
          <ul class="opts" aria-label={words.pairs_first}>
            {open.map((i) => (
              <li key={i}>
                <button
                  type="button"
                  class="opt card-side"
                  data-side="left"
                  aria-pressed={play.place === i}
                  onClick={(event) => {
                    on.takeLeft(i);
                    if (play.place !== i) goOn(event, 'right');
                  }}
                >
                  {game.steps[i]?.text}
                </button>
              </li>
            ))}
          </ul>
          <ul class="opts" aria-label={words.pairs_then}>
            {play.order
              .filter((i) => open.includes(i))
              .map((i) => (
                <li key={i}>
                  <button
                    type="button"
                    class={`opt card-side${tried === i ? ' quiet' : ''}`}
                    data-side="right"
                    disabled={play.place < 0 || play.settled}
                    onClick={(event) => {
                      on.putRight(i);
                      if (play.place === i) goOn(event, 'left');
                    }}
                  >
                    {game.steps[i]?.match}
                  </button>
                </li>
              ))}
          </ul>
        </div>
      )}
      {over && (
        <button type="button" class="btn main wide" data-side="left" onClick={on.next}>
          {words.finish}
        </button>
      )}
    </div>
  );
}
