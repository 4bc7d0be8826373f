/** Venues, pure: what the address of the list asks for, and figures as people say them. */
import type { Figure, Qualifier } from '../../contract/events.ts';

/** What `/venues` can be narrowed to. */
export interface VenueFilter {
  type?: string;
  district?: string;
  accessible?: boolean;
  bookable?: boolean;
  q?: string;
}

/** Venues on one page. */
export const PAGE = 50;

/** The filter that an address carries; what it does not know is left out. */
export function filterOf(query: URLSearchParams): VenueFilter {
  const filter: VenueFilter = {};
  for (const name of ['type', 'district', 'q'] as const) {
    const value = query.get(name)?.trim();
    if (value) filter[name] = value;
  }
  for (const name of ['accessible', 'bookable'] as const) if (query.get(name) === '1') filter[name] = true;
  return filter;
}

/** The query of an address with this filter: `?type=base&district=330302`, or nothing. */
export function queryOf(filter: VenueFilter, after?: string): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...filter, after }))
    if (value) query.set(name, value === true ? '1' : value);
  return query.size > 0 ? `?${query}` : '';
}

export type FigureWords = Record<`figure_${Qualifier}`, string>;

/** A figure with its qualifier, which is never dropped: 2,500余, nearly 300. `count` writes the number. */
export const sayFigure = (figure: Figure, words: FigureWords, count: (value: number) => string): string =>
  words[`figure_${figure.qualifier}`].replace('{{n}}', count(figure.value));

/** Whether an entry stands for more than itself: a figure stated as a whole. */
export const isMany = ({ value, qualifier }: Figure): boolean => value !== 1 || qualifier !== 'exact';
