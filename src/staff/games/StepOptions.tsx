import { fill } from '../../ui/fill.ts';
import { Says, useControl } from '../editor/Field.tsx';
import { arrangeOptions, LETTERS, MOST, MOST_OPTIONS, toggleRight } from './game.ts';
import { Line } from './Line.tsx';
import type { StepsProps } from './Steps.tsx';

/** Ways to answer a line or a question: words, what follows, and which of them are right. */
export function StepOptions({ words, body, change, locale, at = '', place }: StepsProps & { place: number }) {
  const field = `${at}step.${place + 1}`;
  const { control, findings } = useControl(`${field}.options`);
  const step = body.steps[place];
  const options = step?.options ?? [];
  const put = (next: (now: NonNullable<typeof step>) => NonNullable<typeof step>) =>
    change((now) => ({ ...now, steps: now.steps.map((one, i) => (i === place ? next(one) : one)) }));
  const all = [...options.keys()];
  const swap = (at: number, by: 1 | -1) => {
    const order = [...all];
    [order[at], order[at + by]] = [order[at + by] as number, order[at] as number];
    put((now) => arrangeOptions(now, order));
  };
  if (!step) return null;
  return (
    <div class="field" role="group" aria-label={words.field_options} id={control.id} tabIndex={-1}>
      <ol class="options">
        {options.map((option, i) => {
          const letter = LETTERS[i] ?? '';
          const say = (text: string) => fill(text, { letter });
          const putOption = (patch: Partial<typeof option>) =>
            put((now) => ({
              ...now,
              options: (now.options ?? []).map((one, j) => (j === i ? { ...one, ...patch } : one)),
            }));
          return (
            <li key={i} class="game-option">
              <label class="row flag mark">
                <input
                  type={body.kind === 'ladder' ? 'checkbox' : 'radio'}
                  name={`${field}.answer`}
                  checked={step.answer.includes(letter)}
                  aria-label={say(body.kind === 'ladder' ? words.good_answer : words.right_answer)}
                  onChange={() => put((now) => toggleRight(body.kind, now, i))}
                />
                <b aria-hidden="true">{letter}</b>
              </label>
              <div class="grow stack tight">
                <Line
                  field={`${field}.option.${letter}.text`}
                  label={say(words.field_option)}
                  locale={locale}
                  most={MOST.option}
                  text={option.text}
                  put={(text) => putOption({ text })}
                />
                {body.kind === 'ladder' && (
                  <Line
                    field={`${field}.option.${letter}.say`}
                    label={words.field_after}
                    rows={2}
                    locale={locale}
                    most={MOST.after}
                    text={option.say ?? {}}
                    put={(after) => putOption({ say: after })}
                  />
                )}
              </div>
              <span class="option-tools">
                <button
                  type="button"
                  class="icon"
                  aria-label={say(words.option_up)}
                  disabled={i === 0}
                  onClick={() => swap(i, -1)}
                >
                  ↑
                </button>
                <button
                  type="button"
                  class="icon"
                  aria-label={say(words.option_down)}
                  disabled={i === options.length - 1}
                  onClick={() => swap(i, 1)}
                >
                  ↓
                </button>
                <button
                  type="button"
                  class="icon"
                  aria-label={say(words.remove_option)}
                  disabled={options.length <= 2}
                  onClick={() =>
                    put((now) =>
                      arrangeOptions(
                        now,
                        all.filter((j) => j !== i),
                      ),
                    )
                  }
                >
                  ×
                </button>
              </span>
            </li>
          );
        })}
      </ol>
      <Says id={control.id} findings={findings} />
      {options.length < MOST_OPTIONS && (
        <div>
          <button type="button" class="btn" onClick={() => put((now) => arrangeOptions(now, [...all, -1]))}>
            + {words.add_option}
          </button>
        </div>
      )}
    </div>
  );
}
