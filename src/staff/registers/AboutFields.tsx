import { today } from '../exchange/save.ts';
import type { Place } from '../schools/places.ts';
import type { About, RegisterWords } from './calls.ts';

interface Props {
  words: RegisterWords;
  about: About;
  places: readonly Place[];
  disabled: boolean;
  change: (patch: Partial<About>) => void;
}

/** For which place, as of which day, and from whom: what makes a number one that holds. */
export function AboutFields({ words, about, places, disabled, change }: Props) {
  return (
    <fieldset class="card about" disabled={disabled}>
      <legend class="vh">{words.about}</legend>
      <label class="stack tight">
        {words.place}
        <select
          name="about-place"
          value={about.place}
          onChange={(event) => change({ place: event.currentTarget.value })}
        >
          {places.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label class="stack tight">
        {words.as_of}
        <input
          type="date"
          name="about-as_of"
          max={today()}
          value={about.as_of}
          onInput={(event) => event.currentTarget.value && change({ as_of: event.currentTarget.value })}
        />
      </label>
      <label class="stack tight source">
        {words.source}
        <input
          name="source"
          maxLength={100}
          required
          aria-describedby="source-hint"
          value={about.source}
          onInput={(event) => change({ source: event.currentTarget.value })}
        />
        <span id="source-hint" class="muted small">
          {words.source_hint}
        </span>
      </label>
    </fieldset>
  );
}
