import type { ComponentChildren } from 'preact';
import { today } from './save.ts';

/** For which place, as of which day, and from whom: what makes a number one that holds. */
export interface Whence {
  place: string;
  as_of: string;
  source: string;
}

interface Props {
  words: Record<'about' | 'place' | 'as_of' | 'source' | 'source_hint', string>;
  about: Whence;
  places: readonly { code: string; name: string }[];
  disabled: boolean;
  change: (patch: Partial<Whence>) => void;
  /** before the names of the fields, where a page has others of these names */
  prefix?: string;
  /** what stands between place and day */
  children?: ComponentChildren;
}

/** Where what a file says comes from. */
export function WhenceFields({ words, about, places, disabled, change, prefix = '', children }: Props) {
  return (
    <fieldset class="card about" disabled={disabled}>
      <legend class="vh">{words.about}</legend>
      <label class="stack tight">
        {words.place}
        <select
          name={`${prefix}place`}
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
      {children}
      <label class="stack tight">
        {words.as_of}
        <input
          type="date"
          name={`${prefix}as_of`}
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
