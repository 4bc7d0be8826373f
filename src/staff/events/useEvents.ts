import { useEffect, useState } from 'preact/hooks';
import type { Entry } from '../../contract/registers.ts';
import { ROLES } from '../people/roles.ts';
import type { Place } from '../schools/places.ts';
import { useDesk } from '../shell/Console.tsx';
import type { Me, Right } from '../shell/me.ts';
import { type PlaceRow, placesBelow, type Terms, termsOf } from './calls.ts';

const none: readonly Entry[] = [];

/** Words of a register; empty until they are there. */
export function useTerms(type: Terms): readonly Entry[] {
  const { fail } = useDesk();
  const [terms, setTerms] = useState(none);
  useEffect(() => {
    termsOf(type).then(setTerms, fail);
  }, [type, fail]);
  return terms;
}

/** Places where somebody has a right: the city before its counties. */
export function placesWith(me: Me, right: Right): string[] {
  const roles = ROLES.filter(({ rights }) => rights.includes(right)).map(({ role }) => role);
  const own = me.roles.filter(({ role }) => roles.includes(role)).map(({ place }) => place);
  return [...new Set(own)].sort();
}

/** A place and all below it; null until they are there. */
export function usePlaces(place: string | undefined): readonly PlaceRow[] | null {
  const { fail } = useDesk();
  const [places, setPlaces] = useState<readonly PlaceRow[] | null>(null);
  useEffect(() => {
    if (place) placesBelow(place).then(setPlaces, fail);
  }, [place, fail]);
  return places;
}

/** Counties in which somebody has a right: all of them for the city's people. */
export function countiesOf(me: Me, right: Right, districts: readonly Place[]): Place[] {
  const own = placesWith(me, right);
  const city = own.some((place) => !districts.some(({ code }) => code === place));
  return districts.filter(({ code }) => city || own.includes(code));
}
