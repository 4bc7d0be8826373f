/** The list that somebody is working through: what they opened from it knows its neighbours. Kept in the tab. */
import { keep, kept } from './keep.ts';

const NAME = 'queue';

/** Remembers the addresses of a list, in its order. */
export const setQueue = (addresses: readonly string[]): void => keep(NAME, addresses);

/** The addresses before and after one, where it is part of the list that was last shown. */
export function neighbours(address: string, queue: readonly string[] | null = kept<string[]>(NAME)) {
  const at = Array.isArray(queue) ? queue.indexOf(address) : -1;
  return at < 0 ? {} : { before: queue?.[at - 1], after: queue?.[at + 1] };
}
