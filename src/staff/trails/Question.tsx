import type { OnSiteQuestion } from '../../contract/trails.ts';
import { fill } from '../../ui/fill.ts';
import { Says, useControl } from '../editor/Field.tsx';
import { pointField } from './findings.ts';
import type { PointProps } from './PointEditor.tsx';
import { MOST } from './trail.ts';
import { useTrailWords } from './words.tsx';

const LETTERS = 'ABCDEF';
const FEWEST = 3;

export const emptyQuestion = (): OnSiteQuestion => ({
  words: { 'zh-Hans': { stem: '', options: ['', '', ''] } },
  answer: '',
});

/** The question whose answer stands on the exhibit only. Its letter never leaves the database. */
export function Question({ point, put, locale }: PointProps) {
  const words = useTrailWords();
  const { control, findings } = useControl(pointField(point.id, 'question'), locale);
  const { control: whole, findings: about } = useControl(pointField(point.id, 'question'));
  const { control: answer, findings: answers } = useControl(pointField(point.id, 'question.answer'));
  const { question } = point;
  if (!question) return null;
  const count = question.words['zh-Hans']?.options.length ?? FEWEST;
  const own = question.words[locale] ?? { stem: '', options: [] };
  const options = Array.from({ length: count }, (_, i) => own.options[i] ?? '');
  const say = (patch: Partial<typeof own>) =>
    put({ question: { ...question, words: { ...question.words, [locale]: { ...own, options, ...patch } } } });
  /** Every language has as many options as the others. */
  const resize = (change: (options: string[]) => string[], letter = question.answer) => {
    const all = Object.entries(question.words).map(([of, { stem, options: had }]) => [
      of,
      { stem, options: change(had) },
    ]);
    put({ question: { words: Object.fromEntries(all), answer: letter } });
  };
  const remove = (at: number) => {
    const now = LETTERS.indexOf(question.answer);
    const letter = now === at ? '' : now > at ? (LETTERS[now - 1] ?? '') : question.answer;
    resize((had) => had.filter((_, i) => i !== at), letter);
  };
  return (
    <div class="field" role="group" aria-labelledby={`${whole.id}-label`}>
      <span id={`${whole.id}-label`}>
        <span class="label">{words.field_question}</span>
        <span class="small muted hint-text">{words.question_hint}</span>
      </span>
      <input
        {...control}
        type="text"
        name="stem"
        lang={locale}
        maxLength={MOST.stem}
        aria-label={words.question_stem}
        placeholder={words.question_stem}
        value={own.stem}
        onInput={({ currentTarget }) => say({ stem: currentTarget.value })}
      />
      <ol class="options" id={answer.id} tabIndex={-1}>
        {options.map((text, i) => (
          <li key={i} class="option-line">
            <input
              type="radio"
              name={`answer-${point.id}`}
              aria-label={fill(words.right_answer, { letter: LETTERS[i] ?? '' })}
              checked={question.answer === LETTERS[i]}
              onChange={() => put({ question: { ...question, answer: LETTERS[i] ?? '' } })}
            />
            <span class="letter">{LETTERS[i]}</span>
            <input
              type="text"
              name={`option-${LETTERS[i]}`}
              class="grow"
              lang={locale}
              maxLength={MOST.option}
              aria-label={fill(words.field_option, { letter: LETTERS[i] ?? '' })}
              value={text}
              onBlur={control.onBlur}
              onInput={({ currentTarget }) =>
                say({ options: options.map((had, at) => (at === i ? currentTarget.value : had)) })
              }
            />
            <button
              type="button"
              class="icon"
              disabled={count <= FEWEST}
              aria-label={fill(words.remove_option, { letter: LETTERS[i] ?? '' })}
              onClick={() => remove(i)}
            >
              ×
            </button>
          </li>
        ))}
      </ol>
      <Says id={whole.id} findings={about} />
      <Says id={control.id} findings={findings} />
      <Says id={answer.id} findings={answers} />
      <div class="row">
        <button
          type="button"
          class="btn"
          disabled={count >= MOST.options}
          onClick={() => resize((had) => [...had, ''])}
        >
          + {words.add_option}
        </button>
        {!point.proofs.includes('question') && (
          <button type="button" class="btn quiet" onClick={() => put({ question: null })}>
            {words.question_drop}
          </button>
        )}
      </div>
    </div>
  );
}
