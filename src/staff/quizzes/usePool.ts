import { useEffect, useState } from 'preact/hooks';
import { documents, type Pool } from '../documents.ts';
import { useDesk } from '../shell/Console.tsx';
import type { Candidate } from './items.ts';

/** So many questions can be chosen from here; a larger pool is cut, and the page says so. */
const MOST = 3000;

export interface QuestionPool {
  list: Candidate[];
  byKey: ReadonlyMap<string, Candidate>;
  /** all of them are here: what is not in the list is not published */
  whole: boolean;
}

/** Published questions of a pool, by pages; null until the first one is there. */
export function usePool(pool: Pool): QuestionPool | null {
  const { fail } = useDesk();
  const [found, setFound] = useState<QuestionPool | null>(null);
  useEffect(() => {
    setFound(null);
    if (pool === 'practice') return;
    let gone = false;
    const read = async () => {
      const list: Candidate[] = [];
      let next: string | null = null;
      do {
        const page = await documents('question', { pool, live: true }, next, 200);
        if (gone) return;
        list.push(...page.items);
        next = page.next;
        const ordered = [...list].sort((a, b) => (a.kp ?? 0) - (b.kp ?? 0) || (a.key < b.key ? -1 : 1));
        setFound({ list: ordered, byKey: new Map(list.map((one) => [one.key, one])), whole: next === null });
      } while (next && list.length < MOST);
    };
    read().catch((error) => gone || fail(error));
    return () => {
      gone = true;
    };
  }, [pool, fail]);
  return found;
}
