import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { County, RosterRead } from '../../exercise/roster/types.ts';
import { patiently } from '../exchange/patiently.ts';
import { type About, addRows, dropRoster, openRoster, type ServerProblem } from './calls.ts';
import { readFile } from './worker.ts';

/** Rows in a call; the server takes no more. */
const CHUNK = 200;

interface Importing {
  /** cut: the network or the session failed between two chunks; refused: the server found what the file's reader did not */
  step: 'choose' | 'reading' | 'read' | 'sending' | 'cut' | 'refused' | 'done';
  file: File | null;
  read: RosterRead | null;
  roster: string | null;
  sent: number;
  problems: ServerProblem[];
}
const NOTHING: Importing = { step: 'choose', file: null, read: null, roster: null, sent: 0, problems: [] };

/** One roster from choosing its file to its last row. Another file stops what is under way. */
export function useRoster(fail: (error: unknown) => void) {
  const [state, set] = useState(NOTHING);
  const running = useRef<AbortController>();
  useEffect(() => () => running.current?.abort(), []);

  const choose = useCallback(
    async (file: File, counties: County[]) => {
      running.current?.abort();
      const own = new AbortController();
      running.current = own;
      set({ ...NOTHING, step: 'reading', file });
      try {
        const read = await readFile(file, counties, own.signal);
        if (!own.signal.aborted) set({ ...NOTHING, step: 'read', file, read });
      } catch (error) {
        if (!own.signal.aborted) fail(error);
      }
    },
    [fail],
  );

  const send = async (about: About) => {
    const rows = state.read?.rows ?? [];
    let { roster, sent } = state;
    const put = (patch: Partial<Importing>) => set((now) => ({ ...now, ...patch }));
    put({ step: 'sending' });
    try {
      roster ??= (await patiently(() => openRoster(about, rows.length))).roster;
      put({ roster });
      while (sent < rows.length) {
        const chunk = rows.slice(sent, sent + CHUNK);
        const to = roster;
        const { problems } = await patiently(() => addRows(to, chunk));
        if (problems.length) {
          // Denominators are whole or not at all.
          await dropRoster(to);
          return put({ step: 'refused', roster: null, sent: 0, problems });
        }
        sent += chunk.length;
        put({ sent });
      }
      put({ step: 'done' });
    } catch (error) {
      put({ step: 'cut' });
      fail(error);
    }
  };
  const again = useCallback(() => set(NOTHING), []);
  return { ...state, choose, send, again };
}
