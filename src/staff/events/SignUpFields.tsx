import type { SignUpRule } from '../../contract/events.ts';
import { NumberField } from '../editor/NumberField.tsx';
import { RANGES, usualSignUp } from './event.ts';
import type { FormProps } from './form.ts';

/** Whether one signs up, for how many people, and when. */
export function SignUpFields({ words, body, change }: FormProps) {
  const { sign_up } = body;
  const put = (patch: Partial<SignUpRule>) =>
    change((now) => ({ ...now, sign_up: now.sign_up && { ...now.sign_up, ...patch } }));
  const number = (field: Exclude<keyof SignUpRule, 'opens_days'>) => (
    <NumberField
      field={`sign_up.${field}`}
      label={words[`field_${field}`]}
      value={sign_up?.[field] ?? 0}
      range={RANGES[field]}
      put={(value) => put({ [field]: value ?? 0 })}
    />
  );
  return (
    <fieldset class="card group">
      <legend>{words.sign_up}</legend>
      <label class="row flag">
        <input
          type="checkbox"
          name="sign_up"
          checked={sign_up !== null}
          onChange={({ currentTarget }) =>
            change((now) => ({ ...now, sign_up: currentTarget.checked ? usualSignUp() : null }))
          }
        />
        {words.with_sign_up}
      </label>
      <p class="small muted">{words.sign_up_hint}</p>
      {sign_up && (
        <div class="fields even">
          {number('capacity')}
          {number('waiting')}
          {number('party')}
          <NumberField
            field="sign_up.opens_days"
            label={words.field_opens_days}
            hint={words.opens_hint}
            value={sign_up.opens_days}
            range={RANGES.opens_days}
            put={(opens_days) => put({ opens_days })}
          />
          {number('closes_hours')}
          {number('helpers')}
        </div>
      )}
    </fieldset>
  );
}
