import { fill } from '../../ui/fill.ts';
import type { GameProps } from './GameView.tsx';
import { lessons, rightSteps } from './game.ts';

/** The end: what one takes home, where help is, and whether the phone has noted it. */
export function Finish({ game, play, words, delivery, help, on }: GameProps) {
  const total = game.steps.length;
  const right = rightSteps(game, play).length;
  const more = lessons(game, play);
  return (
    <>
      <p class="stem song" tabIndex={-1} data-stem>
        {words.done}
      </p>
      <p>
        {right === total ? words.done_all : fill(words.done_some, { n: right, total })}{' '}
        <small class="muted" role="status" data-testid="delivery">
          {delivery === 'noted' ? words.noted : delivery === 'delivered' ? words.delivered : ''}
        </small>
      </p>
      <div class="card verdict stack tight">
        <p class="song said">{words.keep}</p>
        <p>
          <strong>{words[`keep_${game.kind}`]}</strong>
        </p>
        {more.length > 0 && (
          <ul class="lessons">
            {more.map((say) => (
              <li key={say}>{say}</li>
            ))}
          </ul>
        )}
      </div>
      <p class="small">
        {words.help} <a href={help}>{words.help_link}</a>
      </p>
      <button type="button" class="btn wide" onClick={on.again}>
        {words.again}
      </button>
    </>
  );
}
