import { fill } from '../../ui/fill.ts';
import { today } from '../exchange/save.ts';
import type { About, SchoolWords } from './calls.ts';
import { type Place, rosterYears, yearName } from './places.ts';

interface Props {
  words: SchoolWords;
  about: About;
  places: readonly Place[];
  disabled: boolean;
  change: (patch: Partial<About>) => void;
}

/** Whose schools, which year, as of which day, and from whom: what makes numbers a denominator. */
export function AboutFields({ words, about, places, disabled, change }: Props) {
  return (
    <fieldset class="card about" disabled={disabled}>
      <legend class="vh">{words.about}</legend>
      <label class="stack tight">
        {words.place}
        <select name="place" value={about.place} onChange={(event) => change({ place: event.currentTarget.value })}>
          {places.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label class="stack tight">
        {words.school_year}
        <select name="year" value={about.year} onChange={(event) => change({ year: event.currentTarget.value })}>
          {rosterYears(today()).map((year) => (
            <option key={year} value={year}>
              {fill(words.year_of, { year: yearName(year) })}
            </option>
          ))}
        </select>
      </label>
      <label class="stack tight">
        {words.as_of}
        <input
          type="date"
          name="as_of"
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
