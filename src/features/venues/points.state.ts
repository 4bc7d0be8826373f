import type { Locale } from '../../contract/locales.ts';
import { venuePoints } from './venues.remote.ts';
import { filterOf } from './venues.ts';

/** Positions of what the page's address has filtered. */
export const pointsHere = (locale: Locale) => venuePoints(filterOf(new URLSearchParams(location.search)), locale);
