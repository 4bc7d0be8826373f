import type { VenueCard } from '../../contract/registers.ts';
import type { Areas } from '../../i18n/keys.ts';
import { isMany, sayFigure } from './venues.ts';

interface Props {
  venue: VenueCard;
  to: string;
  words: Areas['venues'];
  /** measure word of its type */
  unit: string;
  count: (value: number) => string;
}

/** A venue in the list. */
export function VenueRow({ venue, to, words, unit, count }: Props) {
  const { type, name, district, address, accessible, bookable, illustrative, number } = venue;
  const flags = [accessible && words.accessible, bookable && words.bookable].filter((flag) => flag !== false);
  return (
    <li>
      <a class="card venue-row" href={to}>
        <span class="grow stack tight">
          <span class="muted small">{[type.name, district.name].join(' · ')}</span>
          <strong class="song">{name}</strong>
          <span class="muted">{address ?? words.where_none}</span>
          {(flags.length > 0 || illustrative) && (
            <span class="row tight">
              {flags.map((flag) => (
                <span key={flag} class="chip">
                  {flag}
                </span>
              ))}
              {illustrative && <span class="chip demo">{words.demo}</span>}
            </span>
          )}
        </span>
        {isMany(number) && (
          <strong class="song num many">
            {sayFigure(number, words, count)}
            <small>{unit}</small>
          </strong>
        )}
      </a>
    </li>
  );
}
