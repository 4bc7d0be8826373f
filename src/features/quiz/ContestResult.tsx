import type { ContestResult as Result } from '../../contract/content.ts';
import { fill } from '../../ui/fill.ts';
import type { ContestWords } from './contest.words.ts';
import type { QuizWords } from './words.ts';

interface Props {
  words: QuizWords & ContestWords;
  result: Result | null;
  exit: string;
  /** absent where there is one try */
  onAgain: (() => void) | undefined;
}

/** How the attempt went; before it is delivered, that it waits. Keys and explanations come after the contest has closed. */
export function ContestResult({ words, result, exit, onAgain }: Props) {
  // a test is graded for everybody at once, when it has closed
  const graded = result?.state === 'graded' && result.correct !== undefined;
  return (
    <div class="stack done">
      <h1 id="stem" role="status">
        {graded
          ? fill(words.result, { total: result.total ?? 0, correct: result.correct ?? 0 })
          : result?.state === 'missed'
            ? words.missed
            : words.handed_in}
      </h1>
      <p class="muted" data-testid="delivery">
        {graded ? words.result_text : result?.state === 'missed' ? '' : words.result_waiting}
      </p>
      {result?.review && (
        <section class="card stack tight">
          <h2>{words.review}</h2>
          <ol>
            {result.review.map((item) => (
              <li key={item.code}>
                {words.yours} {item.yours} · {words.key} {item.key}
                <br />
                <span class="muted">{item.explanation}</span>
              </li>
            ))}
          </ol>
        </section>
      )}
      <div class="thumb">
        {result && onAgain && (
          <button type="button" class="btn main" onClick={onAgain}>
            {words.try_again}
          </button>
        )}
        <a class={result && onAgain ? 'btn quiet' : 'btn main'} href={exit}>
          {words.more}
        </a>
      </div>
    </div>
  );
}
