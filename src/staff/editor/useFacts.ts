import { useEffect, useState } from 'preact/hooks';
import { getDocument, type Row } from '../documents.ts';
import { codeOf } from '../shell/problem.ts';

/** Facts by number; null: the server knows none of that number. */
export type KnownFacts = ReadonlyMap<string, Row | null>;

/** Whether a question may rest on it: only what was checked and published counts. */
export function factState(fact: Row | null | undefined): 'ok' | 'unchecked' | 'unknown' | 'loading' {
  if (fact === undefined) return 'loading';
  if (fact === null) return 'unknown';
  return fact.live && fact.pool !== 'M' ? 'ok' : 'unchecked';
}

/** Looks up the facts that a question names, each once. */
export function useFacts(codes: readonly string[]): KnownFacts {
  const [known, setKnown] = useState<KnownFacts>(new Map());
  const missing = codes.filter((code) => !known.has(code)).join('\n');
  useEffect(() => {
    if (!missing) return;
    let gone = false;
    const ask = async (code: string) => {
      if (!/^F\d{1,4}$/.test(code)) return [code, null] as const;
      const fact: Row | null = await getDocument('fact', code).catch((error) => {
        if (codeOf(error) === 'not_found') return null;
        throw error;
      });
      return [code, fact] as const;
    };
    Promise.all(missing.split('\n').map(ask)).then(
      (rows) => gone || setKnown((before) => new Map([...before, ...rows])),
      () => {}, // asked again with the next change
    );
    return () => {
      gone = true;
    };
  }, [missing]);
  return known;
}
