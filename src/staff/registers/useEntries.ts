import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Place } from '../schools/places.ts';
import type { Wanted } from './address.ts';
import { askEntries, type EntryFilter, type EntryList } from './calls.ts';

const WAIT_MS = 250;

/** Entries by the filter of the address. Typing waits a moment; an answer that was overtaken is dropped. */
export function useEntries(type: string, wanted: Wanted, places: readonly Place[], fail: (error: unknown) => void) {
  const [list, setList] = useState<(EntryList & { loading: boolean }) | null>(null);
  const turn = useRef(0);
  const { place, q, as_of, ended } = wanted;
  const own = places.length === 1 ? places[0]?.code : place;
  const filter = useMemo<EntryFilter>(
    () => ({
      ...(own && { place: own }),
      ...(q && { q }),
      ...(as_of && { as_of }),
      ...(ended && { ended: true }),
    }),
    [own, q, as_of, ended],
  );
  const load = useCallback(
    async (before?: EntryList) => {
      const mine = ++turn.current;
      setList((now) => now && { ...now, loading: true });
      try {
        const page = await askEntries(type, filter, before?.next ?? null);
        if (mine !== turn.current) return;
        setList({ ...page, items: [...(before?.items ?? []), ...page.items], loading: false });
      } catch (error) {
        if (mine !== turn.current) return;
        setList((now) => now && { ...now, loading: false });
        fail(error);
      }
    },
    [type, filter, fail],
  );
  const typed = useRef(q);
  useEffect(() => {
    const wait = typed.current !== q ? WAIT_MS : 0;
    typed.current = q;
    const timer = setTimeout(load, wait, undefined);
    return () => clearTimeout(timer);
  }, [q, load]);
  return { list, filter, more: () => void (list && load(list)) };
}
