import { FactsField } from '../editor/FactsField.tsx';
import { Field } from '../editor/Field.tsx';
import type { KnownFacts } from '../editor/useFacts.ts';
import type { FormProps } from './Texts.tsx';

/** The facts that a game rests on, and when they were last looked at. */
export function Grounds({ words, body, change, known, today }: FormProps & { known: KnownFacts; today: string }) {
  return (
    <fieldset class="card group">
      <legend>{words.field_facts}</legend>
      <FactsField facts={body.facts} kp={body.kp} known={known} put={(facts) => change((now) => ({ ...now, facts }))} />
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
