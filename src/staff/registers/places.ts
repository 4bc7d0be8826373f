import { LOCALES } from '../../contract/locales.ts';
import type { Words } from '../../contract/trails.ts';
import type { ChoiceName, PlaceName } from '../../exercise/register/types.ts';
import type { Locale } from '../../i18n/locale.ts';
import { placeName } from '../people/people.ts';
import { ROLES } from '../people/roles.ts';
import type { Place } from '../schools/places.ts';
import type { Me } from '../shell/me.ts';
import type { EntryRow, PlaceRow } from './calls.ts';

const RIGHTS = ['registers.manage', 'registers.sign', 'events.manage', 'figures.see'] as const;
const WORKING = ROLES.filter(({ rights }) => RIGHTS.some((right) => rights.includes(right))).map(({ role }) => role);

/** Where somebody works with registers: the city with its districts, or their own districts. */
export function placesOf(me: Me, districts: readonly Place[], locale: Locale): Place[] {
  const own = me.roles.filter(({ role }) => WORKING.includes(role));
  const city = own.find(({ place }) => place.length === 6 && !districts.some(({ code }) => code === place));
  if (city) return [{ code: city.place, name: placeName(locale, city.place_name) }, ...districts];
  return districts.filter(({ code }) => own.some(({ place }) => place === code));
}

/** All names of something, the Chinese one first, whatever order the database keeps them in. */
const allNames = (words: Words): string[] => [...new Set(LOCALES.flatMap((locale) => words[locale] ?? []))];

/** Places as files name them. */
export const namesOf = (places: readonly PlaceRow[]): PlaceName[] =>
  places.map(({ code, parent, name }) => ({ code, parent, names: allNames(name) }));

/** Words of another register as choices. */
export const choicesFrom = (entries: readonly EntryRow[]): ChoiceName[] =>
  entries.map(({ key, title }) => ({ key, names: allNames(title) }));
