import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { useDesk } from '../shell/Console.tsx';
import { type LogPage, PAGE } from './acts.ts';

export interface Log<Row> {
  rows: Row[];
  next: number | null;
  loading: boolean;
}

/** A log by pages, newest first. `ask` belongs to the filter at hand: a new one begins anew, after a moment of quiet. */
export function useLog<Row>(ask: (after: number | null) => Promise<LogPage<Row>>) {
  const { fail } = useDesk();
  const [log, setLog] = useState<Log<Row> | null>(null);
  const turn = useRef(0);
  const load = useCallback(
    async (before: Row[], after: number | null) => {
      const mine = ++turn.current;
      setLog((shown) => shown && { ...shown, loading: true });
      try {
        const { items, next } = await ask(after);
        if (mine !== turn.current) return;
        setLog({ rows: [...before, ...items], next: items.length === PAGE ? next : null, loading: false });
      } catch (error) {
        if (mine !== turn.current) return;
        setLog((shown) => shown && { ...shown, loading: false });
        fail(error);
      }
    },
    [ask, fail],
  );
  const first = useRef(true);
  useEffect(() => {
    const timer = setTimeout(() => load([], null), first.current ? 0 : 250);
    first.current = false;
    return () => clearTimeout(timer);
  }, [load]);
  return { log, more: () => log?.next && load(log.rows, log.next) };
}
