import type { Locale } from '../../i18n/locale.ts';
import { placeName } from '../people/people.ts';
import { ROLES } from '../people/roles.ts';
import type { Me } from '../shell/me.ts';

export interface Place {
  code: string;
  name: string;
}

const MANAGING = ROLES.filter(({ rights }) => rights.includes('schools.manage')).map(({ role }) => role);

/** Where somebody manages schools: the city with its districts, or their own districts. */
export function placesOf(me: Me, districts: readonly Place[], locale: Locale): Place[] {
  const own = me.roles.filter(({ role }) => MANAGING.includes(role));
  const city = own.find(({ place }) => !districts.some(({ code }) => code === place));
  if (city) return [{ code: city.place, name: placeName(locale, city.place_name) }, ...districts];
  return districts.filter(({ code }) => own.some(({ place }) => place === code));
}

/** Counties of a place: all of them for the city, a county itself. */
export const countiesOf = (place: string, districts: readonly Place[]): Place[] => {
  const own = districts.filter(({ code }) => code === place);
  return own.length ? own : [...districts];
};

/** First day of the school year that a day belongs to. */
export const schoolYear = (day: string): string =>
  `${Number(day.slice(0, 4)) - (day.slice(5, 7) < '09' ? 1 : 0)}-09-01`;
/** 2026-09-01 → 2026–2027 */
export const yearName = (year: string): string => `${year.slice(0, 4)}–${Number(year.slice(0, 4)) + 1}`;
/** The years that a roster may be for, this one first. */
export function rosterYears(today: string): string[] {
  const now = Number(schoolYear(today).slice(0, 4));
  return [now, now + 1, now - 1, now - 2].map((year) => `${year}-09-01`);
}
