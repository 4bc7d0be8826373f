import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { askSchools, type Register, type RegisterFilter, SHOWN } from './calls.ts';
import type { Place } from './places.ts';

const WAIT_MS = 250;
type Wanted = RegisterFilter & { place?: string };

function readAddress(): Wanted {
  const query = new URLSearchParams(location.search);
  const show = SHOWN.find((one) => one === query.get('show'));
  const text = query.get('text');
  const place = query.get('place');
  return { ...(text && { text }), ...(show && { show }), ...(place && { place }) };
}

/** The register by a filter that stands in the address. Typing waits a moment; an answer that was overtaken is dropped. */
export function useRegister(places: readonly Place[], fail: (error: unknown) => void) {
  const [wanted, setWanted] = useState<Wanted>(readAddress);
  const [list, setList] = useState<(Register & { loading: boolean }) | null>(null);
  const turn = useRef(0);
  const place = places.find(({ code }) => code === wanted.place)?.code ?? places[0]?.code ?? '';

  const load = useCallback(
    async (filter: RegisterFilter, before?: Register) => {
      const mine = ++turn.current;
      setList((now) => now && { ...now, loading: true });
      try {
        const page = await askSchools(place, filter, before?.next ?? null);
        if (mine !== turn.current) return;
        setList({ ...page, items: [...(before?.items ?? []), ...page.items], loading: false });
      } catch (error) {
        if (mine !== turn.current) return;
        setList((now) => now && { ...now, loading: false });
        fail(error);
      }
    },
    [place, fail],
  );

  const { text, show } = wanted;
  const typed = useRef<string | undefined>();
  useEffect(() => {
    const wait = list && typed.current !== text ? WAIT_MS : 0;
    typed.current = text;
    const timer = setTimeout(() => load({ ...(text && { text }), ...(show && { show }) }), wait);
    return () => clearTimeout(timer);
  }, [text, show, load]);

  const change = (patch: Wanted) => {
    const next = { ...wanted, ...patch };
    const query = new URLSearchParams(Object.entries(next).flatMap(([key, value]) => (value ? [[key, value]] : [])));
    history.replaceState(null, '', location.pathname + (query.size ? `?${query}` : ''));
    setWanted(next);
  };
  return {
    place,
    filter: wanted,
    list,
    change,
    more: () => list && load({ ...(text && { text }), ...(show && { show }) }, list),
    reload: () => load({ ...(text && { text }), ...(show && { show }) }),
  };
}
