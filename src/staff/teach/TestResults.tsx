import { useCallback, useEffect, useState } from 'preact/hooks';
import type { TestQuestion, TestResult } from '../../contract/class-tests.ts';
import { formatMoment, formatNumber, formatPercent } from '../../i18n/format.ts';
import { fill } from '../../ui/fill.ts';
import { useDesk } from '../shell/Console.tsx';
import type { ProjectWords } from './Test.island.tsx';
import { testResult } from './test.calls.ts';
import { keyText, shareOf } from './test.ts';
import { seatList } from './words.ts';

interface Props {
  id: string;
  words: ProjectWords;
  /** between seat numbers */
  separator: string;
  back(): void;
}

/** How a class did: who is still to hand in, how results lie, which questions were hard. Never who had what right. */
export function TestResults({ id, words, separator, back }: Props) {
  const { locale, fail, words: shell } = useDesk();
  const [got, setGot] = useState<TestResult | null>(null);
  const read = useCallback(() => testResult(id, locale).then(setGot, fail), [id, locale, fail]);
  useEffect(() => void read(), [read]);
  const list = (seats: readonly number[]) => (seats.length ? seatList(seats, separator) : words.test_nobody);
  return (
    <section class="stack" aria-busy={!got} data-testid="test-result">
      <p class="row">
        <button type="button" class="btn" onClick={back}>
          {words.test_back}
        </button>
        {got && !got.closed && (
          <button type="button" class="btn" onClick={() => void read()}>
            {words.test_refresh}
          </button>
        )}
      </p>
      {!got && <p class="muted">{shell.loading}</p>}
      {got && (
        <>
          <h2>
            {fill(words.test_when, {
              from: formatMoment(locale, got.opens_at),
              to: formatMoment(locale, got.closes_at),
            })}
          </h2>
          <dl class="test-seats">
            <dt>{words.test_done}</dt>
            <dd class="num">{list(got.done)}</dd>
            <dt>{words.test_waiting}</dt>
            <dd class="num">{list(got.waiting)}</dd>
          </dl>
          <Scores got={got} words={words} />
          {!got.closed && <p class="small muted">{words.test_later}</p>}
          <div class="test-forms">
            {got.forms.map(({ form, n, questions }) => (
              <section key={form} class="stack tight" aria-label={fill(words.test_form, { form })}>
                <h3>{fill(words.test_form_n, { form, n })}</h3>
                {questions.every(({ n }) => n === undefined) && <p class="small muted">{words.test_form_few}</p>}
                <ol class="plain-list stack tight">
                  {questions.map((question) => (
                    <Question key={question.place} question={question} words={words} />
                  ))}
                </ol>
              </section>
            ))}
          </div>
          <p class="small muted">{words.test_note}</p>
        </>
      )}
    </section>
  );
}

function Scores({ got, words }: { got: TestResult; words: ProjectWords }) {
  const { locale } = useDesk();
  const { scores } = got;
  const most = Math.max(1, ...(scores?.right ?? []));
  return (
    <section class="card stack tight">
      <h3>{words.test_scores}</h3>
      {!scores && <p class="muted">{words.test_scores_few}</p>}
      {scores && (
        <>
          <p class="num">
            {fill(words.test_scores_text, {
              n: scores.n,
              mean: formatNumber(locale, scores.mean, 1),
              of: got.questions,
            })}
          </p>
          <table class="test-histogram">
            <thead>
              <tr>
                <th scope="col">{words.test_right_n}</th>
                <th scope="col">{words.test_pupils}</th>
              </tr>
            </thead>
            <tbody>
              {scores.right
                .map((n, right) => ({ n, right }))
                .map(({ n, right }) => (
                  <tr key={right}>
                    <th scope="row" class="num">
                      {right}
                    </th>
                    <td class="num">
                      <progress max={most} value={n} aria-hidden="true" /> {n}
                    </td>
                  </tr>
                ))}
            </tbody>
          </table>
        </>
      )}
      {!got.closed && <p class="small muted">{words.test_scores_steps}</p>}
    </section>
  );
}

function Question({ question, words }: { question: TestQuestion; words: ProjectWords }) {
  const { locale } = useDesk();
  const { place, kp, difficulty, n, right } = question;
  const share = shareOf(question);
  return (
    <li class="card stack tight">
      <p>
        <b>{fill(words.test_question, { n: place })}</b> {question.question?.stem}{' '}
        <span class="small muted">
          {words.test_kp} {kp} · {words.test_difficulty} {words[`test_difficulty_${difficulty as 1 | 2 | 3}`]}
        </span>
      </p>
      {share !== null && (
        <p class="num">
          {fill(words.test_right, { right: right ?? 0, n: n ?? 0, share: formatPercent(locale, share, 0) })}
          <progress class="hard-bar" max={1} value={share} aria-hidden="true" />
        </p>
      )}
      {question.question && (
        <p class="small">
          {fill(words.test_key, { text: keyText(question) })} <span class="muted">{question.question.explanation}</span>
        </p>
      )}
    </li>
  );
}
