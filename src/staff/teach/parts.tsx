/** What several parts of a class page share: its class, its words, and acts that are told. */
import { createContext } from 'preact';
import { useContext, useState } from 'preact/hooks';
import type { ClassPage } from '../../contract/courses.ts';
import { useDesk } from '../shell/Console.tsx';
import { may } from '../shell/me.ts';
import { codeOf } from '../shell/problem.ts';
import type { TeachWords } from './words.ts';

export interface ClassDesk {
  words: TeachWords;
  page: ClassPage;
  read(): Promise<ClassPage | null>;
  /** public address of the site, without a slash at the end */
  site: string;
  /** when a lesson is complete, in the words that pupils read */
  rule: string;
}

const Context = createContext<ClassDesk | null>(null);
export const ClassProvider = Context.Provider;

/** The class at hand. Only inside a class page. */
export function useClassDesk(): ClassDesk {
  const desk = useContext(Context);
  if (!desk) throw new Error('useClassDesk outside of a class');
  return desk;
}

/** May run the school's classes: teachers, the end of a class. */
export const useManages = (): boolean => may(useDesk().me, 'classes.manage');

/** Does something, says that it is done, reads the class anew; one at a time. Answers whether it worked. */
export function useAct(): { busy: boolean; act: (work: () => Promise<unknown>, said: string) => Promise<boolean> } {
  const { say, fail } = useDesk();
  const { read, words } = useClassDesk();
  const [busy, setBusy] = useState(false);
  const act = async (work: () => Promise<unknown>, said: string) => {
    if (busy) return false;
    setBusy(true);
    try {
      await work();
      say(said);
      await read();
      return true;
    } catch (error) {
      if (codeOf(error) === 'in_use') say(words.in_use);
      else fail(error);
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { busy, act };
}
