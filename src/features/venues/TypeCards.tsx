import type { Areas } from '../../i18n/keys.ts';
import type { VenueType } from './venues.remote.ts';
import { queryOf, sayFigure, type VenueFilter } from './venues.ts';

interface Props {
  types: VenueType[];
  filter: VenueFilter;
  /** address of the list */
  here: string;
  words: Areas['venues'];
  count: (value: number) => string;
}

/** How many there are of each type; a press narrows the list to it. */
export function TypeCards({ types, filter, here, words, count }: Props) {
  const { type, ...rest } = filter;
  return (
    <nav class="stack tight" aria-labelledby="types">
      <h2 id="types" class="vh">
        {words.types}
      </h2>
      <ul class="venue-types">
        {types.map(({ key, name, unit, number }) => (
          <li key={key}>
            <a
              class="card"
              href={here + queryOf({ ...rest, type: key })}
              aria-current={key === type ? 'true' : undefined}
            >
              <span>{name}</span>
              <strong class="song num">
                {sayFigure(number, words, count)}
                <small>{unit}</small>
              </strong>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
