import { rpc } from '../../backend/call.ts';
import { serverRpc } from '../../backend/server.ts';
import type { EventCard, Figure } from '../../contract/events.ts';
import type { Locale } from '../../contract/locales.ts';
import type { VenueCard, VenuePage } from '../../contract/registers.ts';
import type { VenueFilter } from './venues.ts';

export interface VenueType {
  key: string;
  name: string;
  /** measure word: 座, 处 … */
  unit: string;
  entries: number;
  number: Figure;
}
/** longitude, latitude, key, name */
export type VenuePoint = [lng: number, lat: number, key: string, name: string];

/** Types that have venues, with how many there are. */
export const venueTypes = (locale: Locale) => serverRpc<VenueType[]>('venue_types', { locale });

/** A page of the list, and how many there are in all. */
export const venueList = (filter: VenueFilter, after: string | null, size: number, locale: Locale) =>
  serverRpc<{ items: VenueCard[]; next: string | null; total: number }>('venues', { filter, after, size, locale });

/** One venue, also a closed one, with what takes place there; null when there is none. */
export const venuePage = (key: string, locale: Locale) =>
  serverRpc<(VenuePage & { events: EventCard[] }) | null>('venue', { key, locale });

/** Every position that the filter leaves, asked by the page when somebody wants the map. */
export const venuePoints = (filter: VenueFilter, locale: Locale) =>
  rpc<VenuePoint[]>('venue_points', { filter, locale }, { as: 'anyone' });
