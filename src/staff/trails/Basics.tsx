import type { ComponentChildren } from 'preact';
import type { TrailBody } from '../../contract/trails.ts';
import { fill } from '../../ui/fill.ts';
import { Field } from '../editor/Field.tsx';
import { lengthOf } from './geo/position.ts';
import { NumberField } from './NumberField.tsx';
import { RANGES } from './trail.ts';
import { useTrailWords } from './words.tsx';

interface Props {
  body: TrailBody;
  change: (next: (body: TrailBody) => TrailBody) => void;
  /** field for the address of a new trail */
  children?: ComponentChildren;
}

/** How the trail is walked: order, length, time, and the days on which it is open. */
export function Basics({ body, change, children }: Props) {
  const words = useTrailWords();
  const put = (patch: Partial<TrailBody>) => change((now) => ({ ...now, ...patch }));
  const measured = Math.round(lengthOf(body.path));
  const day = (field: 'opens_on' | 'closes_on') => (
    <Field field={field} label={words[`field_${field}`]} hint={words.may_be_empty}>
      {(control) => (
        <input
          {...control}
          type="date"
          name={field}
          value={body[field] ?? ''}
          onInput={({ currentTarget }) => put({ [field]: currentTarget.value || null })}
        />
      )}
    </Field>
  );
  return (
    <fieldset class="card group">
      <legend>{words.basics}</legend>
      {children}
      <div class="fields even">
        <Field field="ordered" label={words.field_ordered}>
          {(control) => (
            <select
              {...control}
              name="ordered"
              value={body.ordered ? 'yes' : 'no'}
              onChange={({ currentTarget }) => put({ ordered: currentTarget.value === 'yes' })}
            >
              <option value="yes">{words.ordered_yes}</option>
              <option value="no">{words.ordered_no}</option>
            </select>
          )}
        </Field>
        <Field field="positions" label={words.field_positions}>
          {(control) => (
            <select
              {...control}
              name="positions"
              value={body.positions}
              onChange={({ currentTarget }) => put({ positions: currentTarget.value as TrailBody['positions'] })}
            >
              <option value="surveyed">{words.positions_surveyed}</option>
              <option value="illustrative">{words.positions_illustrative}</option>
            </select>
          )}
        </Field>
      </div>
      <div class="fields even">
        <NumberField
          field="length_m"
          value={body.length_m}
          range={RANGES.length_m}
          put={(value) => put({ length_m: value ?? 0 })}
        />
        <NumberField
          field="minutes"
          value={body.minutes}
          range={RANGES.minutes}
          put={(v) => put({ minutes: v ?? 0 })}
        />
        <NumberField
          field="speed"
          value={body.speed}
          range={RANGES.speed}
          put={(value) => put({ speed: value ?? 0 })}
        />
      </div>
      {measured > 0 && measured !== body.length_m && (
        <p class="row small">
          <span class="muted">{fill(words.measured, { metres: measured })}</span>
          <button type="button" class="btn" onClick={() => put({ length_m: measured })}>
            {words.measured_take}
          </button>
        </p>
      )}
      <p class="small muted">{words.speed_hint}</p>
      <div class="fields even">
        {day('opens_on')}
        {day('closes_on')}
      </div>
    </fieldset>
  );
}
