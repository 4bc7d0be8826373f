import type { Areas } from '../../i18n/keys.ts';
import { queryOf, type VenueFilter } from './venues.ts';

interface Props {
  filter: VenueFilter;
  here: string;
  districts: { code: string; name: string }[];
  words: Areas['venues'];
}

/** Narrows the list by the page's address alone: it works without script and can be passed on. */
export function Filters({ filter, here, districts, words }: Props) {
  return (
    <form class="venue-filter card" action={here} method="get" role="search" aria-label={words.filter}>
      {filter.type && <input type="hidden" name="type" value={filter.type} />}
      <label>
        <span>{words.search}</span>
        <input type="search" name="q" value={filter.q} maxLength={40} enterkeyhint="search" />
      </label>
      <label>
        <span>{words.district}</span>
        <select name="district">
          <option value="">{words.every_district}</option>
          {districts.map(({ code, name }) => (
            <option key={code} value={code} selected={code === filter.district}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <div class="row">
        {(['accessible', 'bookable'] as const).map((name) => (
          <label key={name} class="tick">
            <input type="checkbox" name={name} value="1" checked={filter[name] === true} />
            {words[name]}
          </label>
        ))}
      </div>
      <div class="row">
        <button class="btn" type="submit">
          {words.apply}
        </button>
        {queryOf(filter) !== '' && (
          <a class="btn quiet" href={here}>
            {words.clear}
          </a>
        )}
      </div>
    </form>
  );
}
