import { fill } from '../../ui/fill.ts';
import { Field } from '../editor/Field.tsx';
import { MOST, type QuizBody, type QuizWords, readCount, SPREADS } from './quiz.ts';

interface Props {
  words: QuizWords;
  body: QuizBody;
  change: (next: (body: QuizBody) => QuizBody) => void;
}

const MINUTES = [1, 2, 3, 5, 10, 15, 20, 30, 45, 60, 90, 120];

/** How a contest is played: tries, how many questions are drawn and how, and the timer. */
export function ContestRules({ words, body, change }: Props) {
  const put = (patch: Partial<QuizBody>) => change((now) => ({ ...now, ...patch }));
  const count = (field: 'tries' | 'draw', most: number) => (
    <Field field={field} label={words[`field_${field}`]}>
      {(control) => (
        <input
          {...control}
          type="number"
          name={field}
          min={1}
          max={most}
          value={body[field] ?? ''}
          onInput={(event) => put({ [field]: readCount(event.currentTarget.value) })}
        />
      )}
    </Field>
  );
  const seconds = body.seconds ?? null;
  const choices = [...new Set([...MINUTES.map((minutes) => minutes * 60), ...(seconds ? [seconds] : [])])].sort(
    (a, b) => a - b,
  );
  return (
    <fieldset class="card group">
      <legend>{words.rules}</legend>
      <div class="fields even">
        {count('tries', MOST.tries)}
        {count('draw', Math.min(MOST.draw, Math.max(body.items?.length ?? 1, 1)))}
        <Field field="seconds" label={words.field_seconds}>
          {(control) => (
            <select
              {...control}
              name="seconds"
              value={seconds ?? ''}
              onChange={(event) => put({ seconds: readCount(event.currentTarget.value) })}
            >
              <option value="">{words.no_timer}</option>
              {choices.map((one) => (
                <option key={one} value={one}>
                  {one % 60 ? fill(words.seconds, { count: one }) : fill(words.minutes, { count: one / 60 })}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field field="spread" label={words.field_spread}>
          {(control) => (
            <select
              {...control}
              name="spread"
              value={body.spread ?? 'any'}
              onChange={(event) => put({ spread: event.currentTarget.value as (typeof SPREADS)[number] })}
            >
              {SPREADS.map((one) => (
                <option key={one} value={one}>
                  {words[`spread_${one}`]}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      <p class="small muted">{words.rules_hint}</p>
    </fieldset>
  );
}
