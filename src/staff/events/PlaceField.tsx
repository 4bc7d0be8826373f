import type { Place } from '../schools/places.ts';
import { useDesk } from '../shell/Console.tsx';
import type { PlaceRow } from './calls.ts';
import type { EventWords } from './event.ts';
import { usePlaces } from './useEvents.ts';

interface Props {
  words: EventWords;
  /** counties that one may choose */
  counties: readonly Place[];
  place: string;
  put: (place: string) => void;
  /** attributes of the first control */
  control?: object;
}

/** County, town and community; each further one may be left open. Codes begin with those of the places above. */
export function PlaceField({ words, counties, place, put, control }: Props) {
  const { locale } = useDesk();
  const county = place.slice(0, 6);
  const town = place.length >= 9 ? place.slice(0, 9) : '';
  const below = usePlaces(county || undefined) ?? [];
  const at = (level: PlaceRow['level'], parent: string) =>
    below.filter((one) => one.level === level && one.parent === parent);
  const name = (one: PlaceRow) => one.name[locale] ?? one.name['zh-Hans'] ?? one.code;
  const towns = at('town', county);
  const communities = at('community', town);
  const choose = (level: 'town' | 'community', rows: PlaceRow[], value: string, above: string, whole: string) => (
    <select
      name={level}
      aria-label={words[`field_${level}`]}
      value={value}
      onChange={({ currentTarget }) => put(currentTarget.value || above)}
    >
      <option value="">{whole}</option>
      {value && !rows.some(({ code }) => code === value) && <option>{value}</option>}
      {rows.map((one) => (
        <option key={one.code} value={one.code}>
          {name(one)}
        </option>
      ))}
    </select>
  );
  return (
    <span class="row place">
      <select
        {...control}
        name="county"
        aria-label={words.field_county}
        value={county}
        onChange={({ currentTarget }) => put(currentTarget.value)}
      >
        {!county && <option value="">–</option>}
        {county && !counties.some(({ code }) => code === county) && <option>{county}</option>}
        {counties.map((one) => (
          <option key={one.code} value={one.code}>
            {one.name}
          </option>
        ))}
      </select>
      {county && (towns.length > 0 || town) && choose('town', towns, town, county, words.whole_county)}
      {town &&
        (communities.length > 0 || place.length === 12) &&
        choose('community', communities, place.length === 12 ? place : '', town, words.whole_town)}
    </span>
  );
}
