/** Which place and school year the page shows: in the address, so that it can be passed on. */
import type { Locale } from '../../i18n/locale.ts';
import { placeName } from '../people/people.ts';
import { ROLES } from '../people/roles.ts';
import { type Place, schoolYear } from '../schools/places.ts';
import type { Me } from '../shell/me.ts';

export interface Wanted {
  place: string;
  /** first day of the school year */
  year: string;
}

const SEEING = ROLES.filter(({ rights }) => rights.includes('figures.see') || rights.includes('classes.manage'));

/** Where somebody sees rates: the city with its districts, their own districts, their own schools; theirs first. */
export function placesOf(me: Me, districts: readonly Place[], locale: Locale): Place[] {
  const own = me.roles.flatMap(({ role, place, place_name }) => {
    const level = SEEING.find((one) => one.role === role)?.level;
    return level ? [{ level, code: place, name: placeName(locale, place_name) }] : [];
  });
  const city = own.filter(({ level }) => level === 'city');
  const all = [...city, ...(city.length ? districts : own.filter(({ level }) => level === 'county'))];
  const found = [...all, ...own.filter(({ level }) => level === 'school')];
  return [...new Map(found.map(({ code, name }) => [code, { code, name }])).values()];
}

/** What an address asks for; without a place it is the caller's first, without a year the one that runs. */
export function wantedOf(search: string, places: readonly Place[], today: string): Wanted {
  const query = new URLSearchParams(search);
  const place = query.get('p') ?? '';
  const year = query.get('y') ?? '';
  return {
    place: /^\d{6}(\d{4})?$/.test(place) ? place : (places[0]?.code ?? ''),
    year: /^2\d{3}$/.test(year) ? `${year}-09-01` : schoolYear(today),
  };
}

export const searchOf = ({ place, year }: Wanted): string => `?p=${place}&y=${year.slice(0, 4)}`;

/** School years that one may choose: those with figures, this one, the one before and the one at hand; newest first. */
export function yearsOf(history: readonly { code: string }[], year: string, today: string): string[] {
  const now = schoolYear(today);
  const before = `${Number(now.slice(0, 4)) - 1}-09-01`;
  return [...new Set([now, before, year, ...history.map(({ code }) => code)])].sort().reverse();
}
