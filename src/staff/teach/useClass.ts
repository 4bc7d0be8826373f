import { useCallback, useEffect, useState } from 'preact/hooks';
import type { ClassPage } from '../../contract/courses.ts';
import { useDesk } from '../shell/Console.tsx';
import { codeOf } from '../shell/problem.ts';
import { classPage } from './calls.ts';

const EVERY_MS = 20_000;

export interface ClassNow {
  page: ClassPage | null;
  /** when it was read */
  at: Date | null;
  /** not theirs, or not there: the two look the same */
  refused: boolean;
  reading: boolean;
  /** reads it anew; answers null when that did not work */
  read(): Promise<ClassPage | null>;
}

/** A class as it is now: read every twenty seconds while the page is seen, and when somebody comes back to it. */
export function useClass(id: string): ClassNow {
  const { locale, fail } = useDesk();
  const [page, setPage] = useState<ClassPage | null>(null);
  const [at, setAt] = useState<Date | null>(null);
  const [refused, refuse] = useState(false);
  const [reading, setReading] = useState(false);
  const load = useCallback(
    async (aloud: boolean) => {
      setReading(true);
      try {
        const next = await classPage(id, locale);
        setPage(next);
        setAt(new Date());
        return next;
      } catch (error) {
        if (['not_staff', 'not_found'].includes(codeOf(error))) refuse(true);
        else if (aloud) fail(error);
        return null;
      } finally {
        setReading(false);
      }
    },
    [id, locale, fail],
  );
  const read = useCallback(() => load(true), [load]);
  useEffect(() => {
    void load(true);
    const look = () => document.visibilityState === 'visible' && void load(false);
    const timer = setInterval(look, EVERY_MS);
    addEventListener('focus', look);
    return () => {
      clearInterval(timer);
      removeEventListener('focus', look);
    };
  }, [load]);
  return { page, at, refused, reading, read };
}
