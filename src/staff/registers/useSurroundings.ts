import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Surroundings } from '../../exercise/register/types.ts';
import { askPlaces, type PlaceRow, type TypeCard } from './calls.ts';
import { choicesFrom, namesOf } from './places.ts';
import { useChoices } from './useTypes.ts';

/** Places at and below one; null while they are read. */
export function usePlaces(place: string, fail: (error: unknown) => void): PlaceRow[] | null {
  const [places, set] = useState<{ of: string; rows: PlaceRow[] } | null>(null);
  useEffect(() => {
    let wanted = true;
    askPlaces(place).then((rows) => wanted && set({ of: place, rows }), fail);
    return () => {
      wanted = false;
    };
  }, [place, fail]);
  return places?.of === place ? places.rows : null;
}

/** What a reader of files must know: the places that rows may name, and the words of choices. */
export function useSurroundings(type: TypeCard, place: string, fail: (error: unknown) => void): Surroundings | null {
  const places = usePlaces(place, fail);
  const choices = useChoices(type, fail);
  return useMemo(
    () =>
      places &&
      choices && {
        place,
        places: namesOf(places),
        choices: Object.fromEntries(Object.entries(choices).map(([key, entries]) => [key, choicesFrom(entries)])),
      },
    [place, places, choices],
  );
}
