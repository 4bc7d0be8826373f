import { type ComponentChildren, createContext } from 'preact';
import { useCallback, useContext, useEffect, useMemo, useState } from 'preact/hooks';
import { SignInAgain } from '../account/SignInAgain.tsx';
import { Dialog } from './Dialog.tsx';
import { forgetMe, type Me, may, type Right } from './me.ts';
import { codeOf, problem } from './problem.ts';
import { Standstill } from './Standstill.tsx';
import type { Shell } from './shell.ts';
import { type Toast, Toasts } from './Toasts.tsx';
import { useMe } from './useMe.ts';

/** What every part of a console page may use. */
export interface Desk extends Shell {
  me: Me;
  /** says that something is done */
  say(text: string): void;
  /** says what went wrong; a session that is over is asked to sign in again while the page stays as it is */
  fail(error: unknown): void;
}

const Context = createContext<Desk | null>(null);

/** The desk of the page at hand. Only inside `Console`. */
export function useDesk(): Desk {
  const desk = useContext(Context);
  if (!desk) throw new Error('useDesk outside of Console');
  return desk;
}

interface Props {
  shell: Shell;
  /** any of these lets the person in; absent: everybody of the staff */
  need?: Right | readonly Right[];
  /** also open to somebody whose second factor is still missing: where one sets it up */
  firstFactor?: boolean;
  /** works without a network, once somebody has signed in in this tab */
  offline?: boolean;
  /** mounted only for somebody who may be here */
  children: (me: Me) => ComponentChildren;
}

/** Frame of a console page: who is there, what they may see, messages, and the way back in. */
export function Console({ shell, need, firstFactor, offline, children }: Props) {
  const standing = useMe(offline);
  const [toasts, setToasts] = useState<Toast[]>([]);
  const [over, setOver] = useState(false);

  const add = useCallback((text: string, bad: boolean) => {
    const id = performance.now();
    setToasts((shown) => [...shown.filter((toast) => toast.text !== text).slice(-2), { id, text, bad }]);
    setTimeout(() => setToasts((shown) => shown.filter((toast) => toast.id !== id)), bad ? 12_000 : 5_000);
  }, []);
  const fail = useCallback(
    (error: unknown) => {
      const code = codeOf(error);
      if (code === 'no_session') setOver(true);
      else add(problem(shell.words, error), true);
      if (code === 'not_staff') forgetMe(); // a role withdrawn: the next page asks anew
    },
    [add, shell],
  );
  const say = useCallback((text: string) => add(text, false), [add]);
  const me = standing.state === 'in' || firstFactor ? standing.me : undefined;
  const desk = useMemo(() => (me ? { ...shell, me, say, fail } : null), [shell, me, say, fail]);
  useSessionEnd(me, shell, add);

  if (!desk || !me) return <Standstill shell={shell} state={standing.state} />;
  return (
    <Context.Provider value={desk}>
      {need && !may(me, need) ? <Standstill shell={shell} state="no_right" /> : children(me)}
      <Toasts toasts={toasts} words={shell.words} close={(id) => setToasts((all) => all.filter((t) => t.id !== id))} />
      <Dialog open={over} title={shell.words.session_over} words={shell.words} close={() => setOver(false)}>
        <SignInAgain
          shell={shell}
          done={(said) => {
            setOver(false);
            say(said);
          }}
        />
      </Dialog>
    </Context.Provider>
  );
}

/** Ten minutes before a session ends the person hears of it. */
function useSessionEnd(me: Me | undefined, shell: Shell, add: (text: string, bad: boolean) => void) {
  useEffect(() => {
    const left = Date.parse(me?.session_ends ?? '') - Date.now();
    if (!(left > 0)) return;
    const warn = () => {
      const minutes = Math.max(1, Math.round((Date.parse(me?.session_ends ?? '') - Date.now()) / 60_000));
      add(shell.words.session_soon.replace('{{minutes}}', String(minutes)), true);
    };
    const timer = setTimeout(warn, Math.min(Math.max(0, left - 600_000), 2 ** 31 - 1));
    return () => clearTimeout(timer);
  }, [me, shell, add]);
}
