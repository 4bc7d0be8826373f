/** What stands in the address of a page, so that it can be passed on; with what it is put back. */
import { useCallback, useState } from 'preact/hooks';

export type Wanted = Record<string, string>;

const read = (names: readonly string[]): Wanted => {
  const query = new URLSearchParams(location.search);
  return Object.fromEntries(names.flatMap((name) => (query.get(name) ? [[name, query.get(name) ?? '']] : [])));
};

export const searchOf = (wanted: Wanted): string => {
  const query = new URLSearchParams(Object.entries(wanted).filter(([, value]) => value));
  return query.size ? `?${query}` : '';
};

/** The named parts of the address, and changing some of them. */
export function useAddress(names: readonly string[]): [Wanted, (patch: Wanted) => void] {
  const [wanted, set] = useState<Wanted>(() => read(names));
  const change = useCallback((patch: Wanted) => {
    set((now) => {
      const next = { ...now, ...patch };
      history.replaceState(null, '', location.pathname + searchOf(next));
      return next;
    });
  }, []);
  return [wanted, change];
}
