import type { Place } from '../schools/places.ts';
import { useDesk } from '../shell/Console.tsx';
import type { EventWords } from './event.ts';
import type { ForAll } from './ics/drafts.ts';
import { PlaceField } from './PlaceField.tsx';
import { useTerms } from './useEvents.ts';

interface Props {
  words: EventWords;
  counties: readonly Place[];
  all: ForAll;
  put: (all: ForAll) => void;
}

/** Place and type of everything that is taken; each can be changed in its draft. */
export function ForAllFields({ words, counties, all, put }: Props) {
  const { locale } = useDesk();
  const types = useTerms('event_type');
  return (
    <fieldset class="card group">
      <legend>{words.for_all}</legend>
      <div class="fields even">
        <div class="field">
          <span class="label">{words.field_place}</span>
          <PlaceField words={words} counties={counties} place={all.place} put={(place) => put({ ...all, place })} />
        </div>
        <label class="field">
          <span class="label">{words.field_type}</span>
          <select
            name="type"
            value={all.type}
            onChange={({ currentTarget }) => put({ ...all, type: currentTarget.value })}
          >
            <option value="">{words.choose_type}</option>
            {types.map(({ key, title }) => (
              <option key={key} value={key}>
                {title[locale] || title['zh-Hans'] || key}
              </option>
            ))}
          </select>
        </label>
      </div>
    </fieldset>
  );
}
