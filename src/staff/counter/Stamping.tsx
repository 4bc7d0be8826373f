import { useEffect, useRef, useState } from 'preact/hooks';
import type { TrailCard } from '../../contract/trails.ts';
import { sha256Hex } from '../../outbox/sha256.ts';
import { useDesk } from '../shell/Console.tsx';
import { forget, keep, kept } from '../shell/keep.ts';
import { codeOf } from '../shell/problem.ts';
import { CodeField, type CodeFieldHandle } from './CodeField.tsx';
import { askTrails, stampPassport } from './calls.ts';
import { type PointChoice, StampPlace } from './StampPlace.tsx';
import { StampResult } from './StampResult.tsx';
import { readScan } from './scan.ts';
import { signal } from './signal.ts';
import { type Stamped, stamped, stampMisread } from './stamping.ts';
import type { CounterWords } from './words.ts';

const NAME = 'counter-stamping';

/** Stamping passports: trail and point once, then card after card. Keys are hashed here and forgotten. */
export function Stamping({ words }: { words: CounterWords }) {
  const { locale, fail } = useDesk();
  const [trails, setTrails] = useState<TrailCard[] | null>(null);
  const [place, setPlace] = useState<PointChoice | null>(() => kept<PointChoice>(NAME));
  const [results, setResults] = useState<Stamped[]>([]);
  const [waiting, setWaiting] = useState(0);
  const field = useRef<CodeFieldHandle>(null);
  const line = useRef<Promise<void>>(Promise.resolve());
  const last = useRef(0);
  useEffect(() => {
    askTrails(locale).then(setTrails, fail);
  }, [locale, fail]);
  const trail = trails?.find(({ slug }) => slug === place?.trail);
  const point = trail?.points.find(({ id }) => id === place?.point);

  const tell = (said: Omit<Stamped, 'id'>) => {
    signal(said.good);
    setResults((shown) => [{ ...said, id: ++last.current }, ...shown]);
  };
  const ask = async (key: string, at: PointChoice, text: string) => {
    try {
      tell(stamped(await stampPassport(sha256Hex(key), at.trail, at.point)));
    } catch (error) {
      const why = codeOf(error);
      if (why === 'not_found') return tell(stampMisread('unknown_card'));
      tell(stampMisread(why === 'offline' ? 'no_answer' : 'failed'));
      field.current?.putBack(text);
      if (why !== 'offline') fail(error);
    }
  };
  const submit = (text: string, seen: boolean) => {
    if (!place || !point) return tell(stampMisread('no_place'));
    const scan = readScan(text);
    if (scan.kind !== 'passport') {
      if ((scan.kind === 'nothing' || scan.kind === 'broken_key') && !seen) field.current?.putBack(text);
      return tell(stampMisread(scan.kind));
    }
    if (!navigator.onLine) {
      tell(stampMisread('offline'));
      return field.current?.putBack(text);
    }
    setWaiting((now) => now + 1);
    line.current = line.current.then(() => ask(scan.key, place, text)).finally(() => setWaiting((now) => now - 1));
  };
  const choose = (next: PointChoice | null) => {
    setPlace(next);
    setResults([]);
    if (next) keep(NAME, next);
    else forget(NAME);
    requestAnimationFrame(() => field.current?.focus());
  };
  return (
    <>
      <StampPlace words={words} trails={trails} choice={place} choose={choose} />
      {point && trail && (
        <>
          <CodeField
            words={words}
            label={words.card}
            hint={words.card_hint}
            submit={submit}
            testid="stamp-code"
            handle={field}
          />
          <StampResult words={words} point={point} trail={trail} results={results} waiting={waiting} />
        </>
      )}
    </>
  );
}
