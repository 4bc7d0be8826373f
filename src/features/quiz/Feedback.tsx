import type { Question } from '../../contract/content.ts';
import type { Choice } from '../../contract/records.ts';
import { isRight } from '../../exercise/answer.ts';
import { fill } from '../../ui/fill.ts';
import type { QuizWords } from './words.ts';

interface Props {
  question: Question;
  choice: Choice;
  words: QuizWords;
  delivery: '' | 'noted' | 'delivered' | 'failed';
}

/** What one learns from the answer: the rule in one or two sentences and where it stands. Never red, never a scolding. */
export function Feedback({ question, choice, words, delivery }: Props) {
  return (
    <section class="card verdict stack tight" aria-labelledby="verdict">
      <div class="row">
        <h2 id="verdict">{isRight(question, choice) ? words.right : words.wrong}</h2>
        <small class="muted" data-testid="delivery">
          {delivery === 'noted' ? words.noted : delivery === 'delivered' ? words.delivered : ''}
        </small>
      </div>
      <p>{question.explanation}</p>
      {question.source && (
        <p class="muted small">
          {fill(words.source, { text: question.source.text })} ·{' '}
          {fill(words.checked, { when: question.source.checked.slice(0, 7).replace('-', '\u2011') })}
        </p>
      )}
    </section>
  );
}
