import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { documents, type Filter, type Kind, type Page } from '../documents.ts';
import { readFilter, writeFilter } from './filter.ts';

const WAIT_MS = 250;

export interface List extends Page {
  loading: boolean;
}

/** Documents that fit a filter kept in the address. Typing waits a moment; an answer that was overtaken is dropped. */
export function useList(kind: Kind, fail: (error: unknown) => void) {
  const [filter, setFilter] = useState<Filter | null>(null);
  const [list, setList] = useState<List | null>(null);
  const turn = useRef(0);

  useEffect(() => {
    const read = () => setFilter(readFilter(location.search));
    read();
    addEventListener('popstate', read);
    return () => removeEventListener('popstate', read);
  }, []);

  const load = useCallback(
    async (wanted: Filter, before?: List) => {
      const mine = ++turn.current;
      setList((shown) => shown && { ...shown, loading: true });
      try {
        const page = await documents(kind, wanted, before?.next ?? null);
        if (mine !== turn.current) return;
        const items = before ? [...before.items, ...page.items] : page.items;
        setList({ items, next: page.next, total: page.total ?? before?.total ?? null, loading: false });
      } catch (error) {
        if (mine !== turn.current) return;
        setList((shown) => shown && { ...shown, loading: false });
        fail(error);
      }
    },
    [kind, fail],
  );

  const text = filter?.text ?? '';
  const typed = useRef<string | null>(null);
  useEffect(() => {
    if (!filter) return;
    const wait = typed.current !== null && typed.current !== text ? WAIT_MS : 0;
    typed.current = text;
    const timer = setTimeout(() => load(filter), wait);
    return () => clearTimeout(timer);
  }, [filter, text, load]);

  const change = (patch: Partial<Filter>) => {
    const next = { ...filter, ...patch };
    // the part of the page that is in sight stays
    history.replaceState(null, '', location.pathname + writeFilter(next) + location.hash);
    setFilter(readFilter(writeFilter(next)));
  };
  return {
    filter: filter ?? {},
    list,
    change,
    clear: () => {
      history.replaceState(null, '', location.pathname + location.hash);
      setFilter({});
    },
    more: () => list && filter && load(filter, list),
    reload: () => filter && load(filter),
  };
}
