import { Field } from '../editor/Field.tsx';
import { DatesPreview } from './DatesPreview.tsx';
import { dayOf, localMs, moveStart, setAllDay } from './event.ts';
import type { FormProps } from './form.ts';
import { RuleFields } from './RuleFields.tsx';
import { whenText } from './say.ts';

/** When it takes place: the first date, how it repeats, what that means in words, and the dates it comes to. */
export function WhenFields(props: FormProps & { today: string }) {
  const { words, body, change } = props;
  const whole = body.all_day;
  const shown = (local: string) => (whole ? dayOf(local) : local);
  const full = (typed: string) => (typed.length === 10 ? `${typed}T00:00` : typed.slice(0, 16));
  const field = (name: 'start' | 'end') => {
    const label = whole ? (name === 'start' ? words.field_first_day : words.field_last_day) : words[`field_${name}`];
    return (
      <Field field={name} label={label} {...(name === 'end' ? { hint: words.end_hint } : {})}>
        {(control) => (
          <input
            {...control}
            type={whole ? 'date' : 'datetime-local'}
            name={name}
            required
            value={shown(body[name])}
            onInput={({ currentTarget }) => {
              const next = full(currentTarget.value);
              // while a day is being typed there is none
              if (Number.isNaN(localMs(next))) return;
              change((now) => (name === 'start' ? moveStart(now, next) : { ...now, end: next }));
            }}
          />
        )}
      </Field>
    );
  };
  return (
    <fieldset class="card group">
      <legend>{words.when}</legend>
      <p class="when-text" data-testid="when" aria-live="polite">
        {whenText(words, body)}
      </p>
      <div class="fields even">
        {field('start')}
        {field('end')}
      </div>
      <label class="row flag">
        <input
          type="checkbox"
          name="all_day"
          checked={whole}
          onChange={({ currentTarget }) => change((now) => setAllDay(now, currentTarget.checked))}
        />
        {words.field_all_day}
      </label>
      <RuleFields {...props} />
      <DatesPreview {...props} />
    </fieldset>
  );
}
