import { fill } from '../../ui/fill.ts';
import { today } from '../exchange/save.ts';
import { type Place, yearName } from '../schools/places.ts';
import { Toolbar } from '../shell/parts.tsx';
import { searchOf, type Wanted, yearsOf } from './place.ts';
import { queryOf } from './standing.ts';
import type { View } from './view.tsx';

interface Props {
  view: View;
  /** places that the caller sees without drilling down */
  places: readonly Place[];
  wanted: Wanted;
  change: (wanted: Wanted) => void;
}

/** Which place, which school year, and the ways on: up, to the simulator, onto paper. */
export function Choose({ view, places, wanted, change }: Props) {
  const { words, prefix, rates } = view;
  const { place, year, total, history } = rates;
  const choice = places.some(({ code }) => code === place.code) ? places : [place, ...places];
  const up = places.find(({ code }) => code === place.parent);
  return (
    <>
      {up && (
        <p class="no-print">
          <a class="btn quiet" href={`${prefix}/staff/rates${searchOf({ place: up.code, year })}`}>
            ← {up.name}
          </a>
        </p>
      )}
      <div class="row">
        <h2 class="grow place" data-testid="place">
          {fill(words.heading, { place: place.name, year: yearName(year) })}
        </h2>
        <Toolbar label={words.acts}>
          {choice.length > 1 && (
            <select
              name="place"
              aria-label={words.place}
              value={wanted.place}
              onChange={(event) => change({ ...wanted, place: event.currentTarget.value })}
            >
              {choice.map(({ code, name }) => (
                <option key={code} value={code}>
                  {name}
                </option>
              ))}
            </select>
          )}
          <select
            name="year"
            aria-label={words.year}
            value={wanted.year}
            onChange={(event) => change({ ...wanted, year: event.currentTarget.value })}
          >
            {yearsOf(history, wanted.year, today()).map((one) => (
              <option key={one} value={one}>
                {fill(words.year_of, { year: yearName(one) })}
              </option>
            ))}
          </select>
          <button type="button" class="btn" onClick={() => print()}>
            {words.print}
          </button>
          {place.level !== 'school' && (
            <a class="btn" href={`${prefix}/staff/composite?${queryOf(total)}`}>
              {words.to_composite}
            </a>
          )}
        </Toolbar>
      </div>
    </>
  );
}
