import type { TargetedKeyboardEvent } from 'preact';
import { useRef } from 'preact/hooks';
import { fill } from '../../ui/fill.ts';
import { Says, useControl } from '../editor/Field.tsx';
import {
  addStep,
  FEWEST_STEPS,
  LETTERS,
  MOST,
  MOST_STEPS,
  moveStep,
  putStep,
  removeStep,
  type Stepped,
} from './game.ts';
import { Line } from './Line.tsx';
import { StepOptions } from './StepOptions.tsx';
import type { FormProps } from './Texts.tsx';

export interface StepsProps extends Pick<FormProps, 'words' | 'locale'> {
  body: Stepped;
  change: (next: <B extends Stepped>(body: B) => B) => void;
  /** before the names of fields: where the steps stand in a larger document */
  at?: string;
}

interface Props extends StepsProps {
  fewest?: number;
  most?: number;
  /** what the steps are for, where it is not what the game says */
  hint?: string;
}

/** The steps in their order: added, moved (also by Alt and the arrows) and taken out. */
export function Steps({ fewest = FEWEST_STEPS, most = MOST_STEPS, hint, ...props }: Props) {
  const { words, body, change, at = '' } = props;
  const { control, findings } = useControl(`${at}steps`);
  const list = useRef<HTMLOListElement>(null);
  const count = body.steps.length;
  const focus = (place: number) =>
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>(`[data-step="${place}"]`)?.focus());
  const step = (place: number, by: -1 | 1) => {
    change((now) => moveStep(now, place, by));
    // the step keeps the focus that moved with it
    focus(Math.min(Math.max(place + by, 0), count - 1));
  };
  const hear = (event: TargetedKeyboardEvent<HTMLLIElement>, place: number) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    step(place, event.key === 'ArrowUp' ? -1 : 1);
  };
  return (
    <fieldset class="card group">
      <legend>{words.field_steps}</legend>
      <p id={control.id} tabIndex={-1} class="small muted">
        {fill(words.steps_hint, { count, least: fewest, most })} {hint ?? words[`hint_${body.kind}`]}
      </p>
      <Says id={control.id} findings={findings} />
      <ol ref={list} class="game-steps" aria-label={words.field_steps}>
        {body.steps.map((_, place) => (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: Alt and the arrows move the step at hand
          <li key={place} class="game-step" data-step={place} tabIndex={0} onKeyDown={(event) => hear(event, place)}>
            <div class="row step-head">
              <b class="grow">{fill(words.step, { n: place + 1 })}</b>
              <span class="option-tools">
                <button
                  type="button"
                  class="icon"
                  disabled={place === 0}
                  aria-label={fill(words.step_up, { n: place + 1 })}
                  onClick={() => step(place, -1)}
                >
                  ↑
                </button>
                <button
                  type="button"
                  class="icon"
                  disabled={place === count - 1}
                  aria-label={fill(words.step_down, { n: place + 1 })}
                  onClick={() => step(place, 1)}
                >
                  ↓
                </button>
                <button
                  type="button"
                  class="icon"
                  disabled={count <= fewest}
                  aria-label={fill(words.step_remove, { n: place + 1 })}
                  onClick={() => {
                    change((now) => removeStep(now, place));
                    focus(Math.max(0, place - 1));
                  }}
                >
                  ×
                </button>
              </span>
            </div>
            <Step {...props} place={place} />
          </li>
        ))}
      </ol>
      {count < most && (
        <div>
          <button
            type="button"
            class="btn"
            onClick={() => {
              change(addStep);
              focus(count);
            }}
          >
            + {words.add_step}
          </button>
        </div>
      )}
      <p class="small muted no-print">{words.move_hint}</p>
    </fieldset>
  );
}

function Step({ words, body, change, locale, at = '', place }: StepsProps & { place: number }) {
  const step = body.steps[place];
  const field = `${at}step.${place + 1}`;
  const { control, findings } = useControl(`${field}.answer`);
  if (!step) return null;
  return (
    <div class="stack tight">
      <Line
        field={`${field}.text`}
        label={words[`text_${body.kind}`]}
        locale={locale}
        most={MOST.text}
        text={step.text}
        put={(text) => change((now) => putStep(now, place, { text }))}
      />
      {step.match && (
        <Line
          field={`${field}.match`}
          label={words.field_match}
          locale={locale}
          most={MOST.match}
          text={step.match}
          put={(match) => change((now) => putStep(now, place, { match }))}
        />
      )}
      {step.options && <StepOptions {...{ words, body, change, locale, at, place }} />}
      {body.kind === 'disguise' && (
        <div class="row" role="radiogroup" aria-label={words.belongs} id={control.id} tabIndex={-1}>
          <span class="label">{words.belongs}</span>
          {([0, 1] as const).map((box) => (
            <label key={box} class="row flag">
              <input
                type="radio"
                name={`${field}.answer`}
                value={LETTERS[box]}
                checked={step.answer === LETTERS[box]}
                onChange={() => change((now) => putStep(now, place, { answer: LETTERS[box] ?? '' }))}
              />
              {body.boxes?.[box]?.['zh-Hans']?.trim() || words[box ? 'box_B' : 'box_A']}
            </label>
          ))}
        </div>
      )}
      <Says id={control.id} findings={findings} />
      <Line
        field={`${field}.say`}
        label={words.field_say}
        hint={words.say_hint}
        rows={2}
        locale={locale}
        most={MOST.say}
        text={step.say}
        put={(say) => change((now) => putStep(now, place, { say }))}
      />
    </div>
  );
}
