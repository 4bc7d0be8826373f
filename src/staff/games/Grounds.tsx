import { FactsField } from '../editor/FactsField.tsx';
import { Field } from '../editor/Field.tsx';
import type { KnownFacts } from '../editor/useFacts.ts';
import type { FormProps } from './Texts.tsx';

interface Grounded {
  facts: string[];
  checked_on: string;
  kp?: number;
}
interface Props extends Pick<FormProps, 'words'> {
  body: Grounded;
  change: (next: <B extends Grounded>(body: B) => B) => void;
  /** where searching for facts begins */
  kp?: number | undefined;
  known: KnownFacts;
  today: string;
}

/** The facts that a game or a lesson rests on, and when they were last looked at. */
export function Grounds({ words, body, change, kp = body.kp ?? 1, known, today }: Props) {
  return (
    <fieldset class="card group">
      <legend>{words.field_facts}</legend>
      <FactsField facts={body.facts} kp={kp} known={known} put={(facts) => change((now) => ({ ...now, facts }))} />
      <div class="days">
        <div class="row">
          <Field field="checked_on" label={words.field_checked_on}>
            {(control) => (
              <input
                {...control}
                type="date"
                name="checked_on"
                value={body.checked_on}
                onInput={(event) => {
                  const checked_on = event.currentTarget.value;
                  change((now) => ({ ...now, checked_on }));
                }}
              />
            )}
          </Field>
          <button type="button" class="btn" onClick={() => change((now) => ({ ...now, checked_on: today }))}>
            {words.today}
          </button>
        </div>
      </div>
    </fieldset>
  );
}
