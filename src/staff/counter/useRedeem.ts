import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { useDesk } from '../shell/Console.tsx';
import { forget, keep, kept } from '../shell/keep.ts';
import { codeOf } from '../shell/problem.ts';
import { redeem } from './calls.ts';
import { misread, numberOf, type Outcome, type Said, told, unsaid } from './redeeming.ts';
import { readScan } from './scan.ts';
import { signal } from './signal.ts';

/** Outcomes that stay in sight while a queue is served. */
const RECENT = 10;
const SAME_MS = 120_000;
const UNANSWERED = 'counter-unanswered';

/** Moments at which codes were sent whose answers never came, by number. */
const unanswered = () => kept<Record<string, number>>(UNANSWERED) ?? {};

/** Whether the browser believes in a network. */
export function useOnline(): boolean {
  const [online, setOnline] = useState(true);
  useEffect(() => {
    const look = () => setOnline(navigator.onLine);
    look();
    addEventListener('online', look);
    addEventListener('offline', look);
    return () => {
      removeEventListener('online', look);
      removeEventListener('offline', look);
    };
  }, []);
  return online;
}

interface Options {
  counter: string;
  /** puts a code back that was not asked about */
  putBack: (code: string) => void;
  /** something was handed out */
  moved: () => void;
}

/**
 * Codes as they come, asked one after the other: a hand scanner is faster than the network. Nothing waits for a network:
 * what cannot be asked now is refused now, and the code is put back into the field.
 */
export function useRedeem({ counter, putBack, moved }: Options) {
  const { locale, me, fail } = useDesk();
  const [recent, setRecent] = useState<Outcome[]>([]);
  const [waiting, setWaiting] = useState(0);
  const line = useRef<Promise<void>>(Promise.resolve());
  /** counts up when the network fails: codes of an earlier count are not asked any more */
  const broken = useRef(0);
  const last = useRef(0);

  const tell = useCallback((said: Said) => {
    const outcome = { ...said, id: ++last.current, said: Date.now() };
    signal(said.good);
    setRecent((shown) => [outcome, ...shown].slice(0, RECENT));
  }, []);

  const ask = async (code: string, count: number) => {
    if (count !== broken.current) return tell(unsaid('left', code));
    const number = numberOf(code);
    const before = unanswered();
    const sent = Date.now();
    try {
      const reply = await redeem(code, counter);
      const said = told(reply, { code, locale, me: me.name, unanswered: before[number] });
      delete before[number];
      if (Object.keys(before).length > 0) keep(UNANSWERED, before);
      else forget(UNANSWERED);
      tell(said);
      if (said.good) moved();
    } catch (error) {
      const why = codeOf(error);
      broken.current += 1;
      if (why === 'offline') {
        // the first try counts: later ones may have been refused because of it
        keep(UNANSWERED, { [number]: sent, ...before });
        tell(unsaid('no_answer', code));
      } else {
        tell(unsaid('failed', code));
        fail(error);
      }
      putBack(code);
    }
  };

  const submit = (text: string, seen = false) => {
    const scan = readScan(text);
    const [shown] = recent;
    // digits change while a phone lies before the camera: what was just handed out is not asked about again
    if (seen && shown?.good && shown.number === numberOf(text) && Date.now() - shown.said < SAME_MS) return;
    const wrong = misread(scan);
    if (wrong) {
      // a slip of the finger is put right, not typed again
      if (wrong.word === 'not_a_claim' && !seen) putBack(text);
      return tell(wrong);
    }
    if (scan.kind !== 'claim') return;
    if (!navigator.onLine) {
      tell(unsaid('offline', scan.code));
      return putBack(text);
    }
    setWaiting((now) => now + 1);
    const count = broken.current;
    line.current = line.current.then(() => ask(scan.code, count)).finally(() => setWaiting((now) => now - 1));
  };

  return { recent, waiting, submit, clear: () => setRecent([]) };
}
