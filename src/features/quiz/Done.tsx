import type { Purpose } from '../../contract/content.ts';
import { fill } from '../../ui/fill.ts';
import type { QuizWords } from './words.ts';

interface DoneProps {
  purpose: Purpose;
  words: QuizWords;
  total: number;
  right: number;
  delivery: '' | 'noted' | 'delivered' | 'failed';
  exit: string;
  onAgain?: () => void;
}

/** The end of a round or form: one line of result, one line of delivery, where to go next. */
export function Done({ purpose, words, total, right, delivery, exit, onAgain }: DoneProps) {
  const practice = purpose === 'practice';
  const again = practice && onAgain;
  return (
    <div class="stack done">
      <svg
        class="tick"
        width="72"
        height="72"
        viewBox="0 0 36 36"
        fill="none"
        stroke="currentColor"
        stroke-width="2"
        aria-hidden="true"
      >
        <circle cx="18" cy="18" r="16" />
        <path d="M11 18.5l5 5 9.5-10.5" stroke-width="2.5" stroke-linecap="round" stroke-linejoin="round" />
      </svg>
      <h1 id="stem" tabIndex={-1}>
        {practice ? fill(words.summary, { n: total, right }) : words.handed_in}
      </h1>
      <p>{practice ? words.summary_text : words.handed_in_form}</p>
      <p class="muted" role="status" data-testid="delivery">
        {delivery === 'delivered' ? words.delivered : delivery === 'noted' ? words.noted : ''}
      </p>
      <div class="thumb">
        {again && (
          <button type="button" class="btn main" id="go" onClick={again}>
            {words.again}
          </button>
        )}
        <a class={again ? 'btn quiet' : 'btn main'} href={exit}>
          {words.more}
        </a>
      </div>
    </div>
  );
}
