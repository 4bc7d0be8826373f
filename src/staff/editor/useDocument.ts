import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import {
  type Document,
  documentRevision,
  editorOf,
  getDocument,
  giveBack,
  type Kind,
  type Outcome,
  type Problem,
  publishDocuments,
  restoreRevision,
  saveDocument,
  submitDocuments,
  withdrawDocument,
} from '../documents.ts';
import { useDesk } from '../shell/Console.tsx';
import { forget, keep, kept } from '../shell/keep.ts';
import { codeOf } from '../shell/problem.ts';
import { same } from './fields.ts';

/** What was typed and not saved, with the revision that it was typed upon. */
interface Kept<B> {
  base: B | null;
  basedOn: number;
  body: B;
  at: string;
}

/** Somebody else saved meanwhile: their newest document, and the body that both began with. */
export interface Conflict<B> {
  theirs: Document<B>;
  base: B | null;
}

/** What became of an act; `said` is a word `done_<act>` or `refused_<why>` of the area console_editor. */
export type Said = { word: string; bad: boolean } | null;

export interface Editing<B> {
  state: 'loading' | 'ready' | 'missing';
  doc: Document<B> | null;
  body: B;
  change: (next: B | ((body: B) => B)) => void;
  dirty: boolean;
  /** name of the act under way */
  busy: string;
  problems: Problem[];
  said: Said;
  save: (note: string | null) => Promise<boolean>;
  submit: (note: string | null) => Promise<void>;
  publish: () => Promise<void>;
  giveBack: (note: string) => Promise<void>;
  withdraw: (note: string | null) => Promise<void>;
  restore: (revision: number) => Promise<void>;
  /** unsaved work of an earlier visit, until it is taken or dropped */
  found: { at: string } | null;
  takeFound: () => void;
  dropFound: () => void;
  conflict: Conflict<B> | null;
  /** saves a merged body on top of theirs */
  resolve: (body: B) => Promise<boolean>;
  setConflict: (conflict: Conflict<B> | null) => void;
}

interface Options<B> {
  kind: Kind;
  key: string | null;
  /** the key that a new document asks for; without it the database makes one */
  newKey?: string | null;
  empty: () => B;
  /** what is saved of what is typed */
  tidy: (body: B) => B;
  /** a body from outside in the shape that the form needs; must always be the same function */
  read?: (raw: unknown) => B;
}

const asItIs = <B>(raw: unknown) => raw as B;

/** One document being written: loading, keeping, saving, conflicts and every step of its life. */
export function useDocument<B>(options: Options<B>): Editing<B> {
  const { kind, key: wanted, newKey = null, empty, tidy, read = asItIs } = options;
  const { fail, prefix } = useDesk();
  const [key, setKey] = useState(wanted);
  const [doc, setDoc] = useState<Document<B> | null>(null);
  const [state, setState] = useState<Editing<B>['state']>('loading');
  const [body, setBody] = useState<B>(empty);
  const [base, setBase] = useState<B>(body);
  const [busy, setBusy] = useState('');
  const [problems, setProblems] = useState<Problem[]>([]);
  const [said, setSaid] = useState<Said>(null);
  const [found, setFound] = useState<Kept<B> | null>(null);
  const [conflict, setConflict] = useState<Conflict<B> | null>(null);
  /** the newest revision that this page has seen */
  const basedOn = useRef(0);
  const name = `${kind}:${key ?? 'new'}`;
  const dirty = !same(tidy(body), tidy(base));

  const show = useCallback(
    (fresh: Document<B>) => {
      basedOn.current = fresh.head;
      setDoc(fresh);
      setBody(read(fresh.body));
      setBase(read(fresh.body));
      setProblems(fresh.problems);
      setState('ready');
    },
    [read],
  );

  useEffect(() => {
    const before = kept<Kept<B>>(`${kind}:${wanted ?? 'new'}`);
    if (!wanted) {
      setFound(before);
      setState('ready');
      return;
    }
    getDocument<B>(kind, wanted).then(
      (fresh) => {
        show(fresh);
        setFound(before && !same(before.body, fresh.body) ? before : null);
      },
      (error) => {
        setState('missing');
        if (codeOf(error) !== 'not_found') fail(error);
      },
    );
  }, [kind, wanted, show, fail]);

  // Kept at once, not when the page is left: a crash asks nobody.
  useEffect(() => {
    if (state !== 'ready' || found) return;
    if (dirty) keep(name, { base: doc ? base : null, basedOn: basedOn.current, body, at: new Date().toISOString() });
    else forget(name);
  }, [body, base, dirty, state, found, name, doc]);

  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => dirty && event.preventDefault();
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [dirty]);

  /** Runs one act at a time; answers whether it went through. */
  const act = async (what: string, run: () => Promise<unknown>): Promise<boolean> => {
    if (busy) return false;
    setBusy(what);
    setSaid(null);
    try {
      await run();
      return true;
    } catch (error) {
      fail(error);
      return false;
    } finally {
      setBusy('');
    }
  };

  const write = async (next: B, upon: number, note: string | null): Promise<string> => {
    const sent = tidy(next);
    const saved = await saveDocument(kind, key ?? newKey, upon, sent, note);
    basedOn.current = saved.revision;
    setProblems(saved.problems);
    setBase(sent);
    // what was typed while the answer was on its way stays
    setBody((shown) => (same(tidy(shown), sent) ? sent : shown));
    forget(name);
    setFound(null);
    setKey(saved.key);
    if (saved.key !== key) history.replaceState(null, '', prefix + editorOf(kind, saved.key));
    setDoc(await getDocument<B>(kind, saved.key));
    return saved.key;
  };

  /** Saves; on a conflict fetches what the other person wrote and says false. */
  const saveOr = async (next: B, note: string | null): Promise<string | null> => {
    try {
      return await write(next, basedOn.current, note);
    } catch (error) {
      if (codeOf(error) !== 'edited_meanwhile' || !key) throw error;
      const theirs = await getDocument<B>(kind, key);
      const old = basedOn.current ? await documentRevision<B>(kind, key, basedOn.current) : null;
      setConflict({ theirs, base: old?.body ?? null });
      return null;
    }
  };

  const settle = async (outcome: Outcome, done: string) => {
    const [refused] = outcome.refused;
    setSaid(refused ? { word: `refused_${refused.problem}`, bad: true } : { word: done, bad: false });
    if (refused?.problems) setProblems(refused.problems);
    if (key) await refresh(key);
  };
  /** The document anew after a step of its life; what is typed stays. */
  const refresh = async (at: string) => {
    const fresh = await getDocument<B>(kind, at);
    basedOn.current = fresh.head;
    setDoc(fresh);
  };

  return {
    state,
    doc,
    body,
    change: setBody,
    dirty,
    busy,
    problems,
    said,
    found,
    takeFound: () => {
      if (!found) return;
      // Somebody saved since: saving will say so and show both.
      if (found.basedOn > 0) basedOn.current = found.basedOn;
      setBody(read(found.body));
      setFound(null);
    },
    dropFound: () => {
      forget(name);
      setFound(null);
    },
    conflict,
    setConflict,
    save: async (note) => {
      let saved = false;
      await act('save', async () => {
        if (!dirty && key && !note) return;
        saved = (await saveOr(body, note)) !== null;
        if (saved) setSaid({ word: 'done_save', bad: false });
      });
      return saved;
    },
    submit: async (note) => {
      await act('submit', async () => {
        const at = dirty || !key ? await saveOr(body, note) : key;
        if (!at) return;
        const outcome = await submitDocuments(kind, [at]);
        await settle(outcome, 'done_submit');
        await refresh(at);
      });
    },
    publish: async () => {
      await act(
        'publish',
        async () => key && settle(await publishDocuments(kind, [key], [basedOn.current]), 'done_publish'),
      );
    },
    giveBack: async (note) => {
      await act('give_back', async () => {
        if (!key) return;
        await giveBack(kind, key, note);
        setSaid({ word: 'done_give_back', bad: false });
        await refresh(key);
      });
    },
    withdraw: async (note) => {
      await act('withdraw', async () => {
        if (!key) return;
        await withdrawDocument(kind, key, note);
        setSaid({ word: 'done_withdraw', bad: false });
        await refresh(key);
      });
    },
    restore: async (revision) => {
      await act('restore', async () => {
        if (!key) return;
        await restoreRevision(kind, key, revision);
        show(await getDocument<B>(kind, key));
        setSaid({ word: 'done_restore', bad: false });
      });
    },
    resolve: async (merged) => {
      let saved = false;
      await act('save', async () => {
        if (!conflict) return;
        setBody(merged);
        basedOn.current = conflict.theirs.head;
        setConflict(null);
        saved = (await saveOr(merged, null)) !== null;
        if (saved) setSaid({ word: 'done_save', bad: false });
      });
      return saved;
    },
  };
}
