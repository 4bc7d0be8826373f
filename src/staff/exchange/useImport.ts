import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { ReadOptions } from '../../exercise/exchange/types.ts';
import type { Areas } from '../../i18n/keys.ts';
import type { Reading } from './messages.ts';
import { today } from './save.ts';
import { type Check, checkRows, commitRows, type Outcome, rowOf } from './server.ts';
import { ofFile, ofLint, ofServer, type Shown } from './shown.ts';
import { readFile } from './worker.ts';

export interface Importing {
  step: 'choose' | 'reading' | 'checking' | 'ready' | 'writing' | 'done';
  file: File | null;
  result: Reading | null;
  check: Check | null;
  /** everything found, by row of the file */
  shown: Shown[];
  /** rows sent to be checked */
  sent: number;
  outcome: Outcome | null;
}

const NOTHING: Importing = {
  step: 'choose',
  file: null,
  result: null,
  check: null,
  shown: [],
  sent: 0,
  outcome: null,
};

/** One import from choosing a file to the result. Another file or other options stop what is under way. */
export function useImport(
  words: Areas['console_exchange'],
  rules: Record<string, string>,
  fail: (error: unknown) => void,
) {
  const [state, set] = useState(NOTHING);
  const [options, setOptions] = useState<ReadOptions>(() => ({
    pool: 'practice',
    kp: null,
    stages: ['primary', 'junior', 'senior', 'adult'],
    difficulty: 2,
    checked_on: today(),
  }));
  const running = useRef<AbortController>();
  useEffect(() => () => running.current?.abort(), []);

  const read = useCallback(
    async (file: File, wanted: ReadOptions) => {
      running.current?.abort();
      const own = new AbortController();
      running.current = own;
      const put = (patch: Partial<Importing>) => own.signal.aborted || set((now) => ({ ...now, ...patch }));
      set({ ...NOTHING, step: 'reading', file });
      try {
        const result = await readFile(file, wanted, own.signal);
        const mine = [...ofFile(result, words), ...ofLint(result.hints, words, rules)];
        if (!result.questions.length) return put({ step: 'ready', result, shown: mine });
        put({ step: 'checking', result, shown: mine });
        const rows = result.questions.map(({ draft }) => rowOf(draft));
        const check = await checkRows(file.name, rows, (sent) => put({ sent }), own.signal);
        const shown = [...mine, ...ofServer(check.problems, result.questions, words)].sort((a, b) => a.row - b.row);
        return put({ step: 'ready', check, shown });
      } catch (error) {
        if (own.signal.aborted) return;
        put({ step: 'ready' });
        fail(error);
      }
    },
    [words, rules, fail],
  );

  const choose = useCallback((file: File) => void read(file, options), [read, options]);
  const change = useCallback(
    (patch: Partial<ReadOptions>) => {
      const wanted = { ...options, ...patch };
      setOptions(wanted);
      if (state.file) void read(state.file, wanted);
    },
    [options, state.file, read],
  );
  const commit = useCallback(
    async (mode: 'all' | 'good') => {
      if (!state.check) return;
      set((now) => ({ ...now, step: 'writing' }));
      try {
        const outcome = await commitRows(state.check.job, mode);
        set((now) => ({ ...now, step: 'done', outcome }));
      } catch (error) {
        set((now) => ({ ...now, step: 'ready' }));
        fail(error);
      }
    },
    [state.check, fail],
  );
  /** after the network or the session failed: the file is still here */
  const retry = useCallback(() => state.file && void read(state.file, options), [state.file, options, read]);
  const again = useCallback(() => set(NOTHING), []);
  return { ...state, options, choose, change, commit, retry, again };
}
