import { useEffect, useReducer, useRef, useState } from 'preact/hooks';
import { fill } from '../../ui/fill.ts';
import { codeInFragment } from './classroom.ts';
import { JoinForm } from './JoinForm.tsx';
import { createJoin, type Join as Joining } from './join.state.ts';
import { className, type JoinWords, SeatActions, useSeat } from './parts.tsx';
import { Seated } from './Seated.tsx';

export interface JoinProps {
  locale: string;
  words: JoinWords;
  paths: Record<'join' | 'courses' | 'certificate' | 'privacy', string>;
}

/** Eight characters and a seat number; afterwards where one sits, and the first lesson. */
export function Join({ locale, words, paths }: JoinProps) {
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  const seat = useSeat(locale);
  const ref = useRef<Joining | null>(null);
  /** the form is open although this phone has a seat */
  const [changing, setChanging] = useState(false);
  const load = useRef(() => {});
  load.current = () => {
    setChanging(false);
    void seat?.load().then(() => document.getElementById('seated')?.focus());
  };
  useEffect(() => {
    const joining = createJoin(
      locale,
      () => redraw(0),
      () => load.current(),
    );
    ref.current = joining;
    // after hydration: the server never sees the fragment, and nobody behind this pupil shall read it from the address
    const look = () => {
      const scanned = codeInFragment(location.hash);
      if (location.hash) history.replaceState(null, '', location.pathname + location.search);
      if (scanned) setChanging(true);
      void joining.wake(scanned);
    };
    look();
    addEventListener('hashchange', look);
    return () => {
      removeEventListener('hashchange', look);
      joining.stop();
    };
  }, [locale]);
  const mine = seat?.state.mine ?? null;
  const joining = ref.current;
  return (
    <>
      {seat?.state.message === 'left' && (
        <p class="notice" role="status">
          {words.left}
        </p>
      )}
      {mine && !changing && (
        <Seated words={words} mine={mine} paths={paths}>
          <div class="stack tight">
            <button type="button" class="btn" onClick={() => setChanging(true)}>
              {words.change}
            </button>
          </div>
          <SeatActions {...{ seat: seat!, mine, words, locale, joinPath: paths.join }} />
        </Seated>
      )}
      {mine && changing && (
        <div class="notice row">
          <p class="grow">
            {fill(words.already, { class: className(words, mine.class), seat: mine.seat })} {words.change_text}
          </p>
          <button type="button" class="btn" onClick={() => setChanging(false)}>
            {words.change_no}
          </button>
        </div>
      )}
      {(!mine || changing) && <JoinForm words={words} paths={paths} joining={joining} />}
    </>
  );
}
