import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { RegisterType, RowProblem } from '../../contract/registers.ts';
import type { RegisterRead, Surroundings } from '../../exercise/register/types.ts';
import type { Whence } from '../exchange/WhenceFields.tsx';
import { sendRows } from './sending.ts';
import { readFile } from './worker.ts';

interface Importing {
  /** cut: the network or the session failed between two calls; refused: the server found what the file's reader did not */
  step: 'choose' | 'reading' | 'read' | 'sending' | 'cut' | 'refused' | 'done';
  file: File | null;
  read: RegisterRead | null;
  batch: string | null;
  sent: number;
  problems: RowProblem[];
}
const NOTHING: Importing = { step: 'choose', file: null, read: null, batch: null, sent: 0, problems: [] };

/** One file of entries from choosing it to its last row. Another file stops what is under way. */
export function useImport(type: RegisterType, fail: (error: unknown) => void) {
  const [state, set] = useState(NOTHING);
  const running = useRef<AbortController>();
  useEffect(() => () => running.current?.abort(), []);

  const choose = useCallback(
    async (file: File, around: Surroundings) => {
      running.current?.abort();
      const own = new AbortController();
      running.current = own;
      set({ ...NOTHING, step: 'reading', file });
      try {
        const read = await readFile(file, type, around, own.signal);
        if (!own.signal.aborted) set({ ...NOTHING, step: 'read', file, read });
      } catch (error) {
        if (!own.signal.aborted) fail(error);
      }
    },
    [type, fail],
  );

  const send = async (about: Whence) => {
    const put = (patch: Partial<Importing>) => set((now) => ({ ...now, ...patch }));
    put({ step: 'sending' });
    try {
      const problems = await sendRows(type.key, about, state.read?.rows ?? [], state, put);
      put(problems.length ? { step: 'refused', problems } : { step: 'done' });
    } catch (error) {
      put({ step: 'cut' });
      fail(error);
    }
  };
  const again = useCallback(() => set(NOTHING), []);
  return { ...state, choose, send, again };
}
