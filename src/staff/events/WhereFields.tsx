import { Field } from '../editor/Field.tsx';
import { Line } from '../games/Line.tsx';
import type { Place } from '../schools/places.ts';
import { PositionField } from '../trails/PositionField.tsx';
import { MOST } from './event.ts';
import type { FormProps } from './form.ts';
import { PlaceField } from './PlaceField.tsx';
import { VenueField } from './VenueField.tsx';

/** Where it is: the place for which it counts, a venue of the register or words, and how one gets in. */
export function WhereFields(props: FormProps & { counties: readonly Place[] }) {
  const { words, body, change, locale, counties } = props;
  const line = (field: 'where' | 'access') => ({
    ...{ field, locale, label: words[`field_${field}`], most: MOST[field], text: body[field] ?? {} },
    put: (text: typeof body.title) => change((now) => ({ ...now, [field]: text })),
  });
  return (
    <fieldset class="card group">
      <legend>{words.where_title}</legend>
      <Field field="place" label={words.field_place}>
        {(control) => (
          <PlaceField
            {...{ words, control, counties }}
            place={body.place}
            put={(place) => change((now) => ({ ...now, place }))}
          />
        )}
      </Field>
      <VenueField {...props} />
      <Line {...line('where')} hint={body.venue ? words.where_hint_venue : words.where_hint} />
      {!body.venue && (
        <PositionField
          field="position"
          value={body.position}
          put={(position) => change((now) => ({ ...now, position }))}
        />
      )}
      <label class="row flag">
        <input
          type="checkbox"
          name="accessible"
          checked={body.accessible}
          onChange={({ currentTarget }) => change((now) => ({ ...now, accessible: currentTarget.checked }))}
        />
        {words.field_accessible}
      </label>
      <Line {...line('access')} hint={words.access_hint} />
    </fieldset>
  );
}
