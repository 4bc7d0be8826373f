/** Taking a seat: what was typed stays until the class has answered, also while there is no network. */
import { deleteDraft, readDraft, writeDraft } from '../../outbox/index.ts';
import { joinClass } from './classroom.remote.ts';
import { type JoinProblem, problemOf, readCode, readSeat, typedWrong } from './classroom.ts';

/** Draft with what was typed. */
const TYPED = 'join';
/** How often an attempt without a network is repeated, ms. */
const AGAIN_MS = 15_000;

export interface JoinState {
  code: string;
  seat: string;
  busy: boolean;
  /** there is no network: it is tried again by itself */
  waiting: boolean;
  problem: JoinProblem | NonNullable<ReturnType<typeof typedWrong>> | '';
  /** how many seats the class has, with no_such_seat */
  seats: number;
}

export interface Join {
  state: JoinState;
  /** Brings back what was typed before; a code from an address comes first. */
  wake(scanned: string | null): Promise<void>;
  type(typed: { code?: string; seat?: string }): void;
  join(): Promise<void>;
  stop(): void;
}

/** `onSeated` is called when the seat is this person's. */
export function createJoin(locale: string, onChange: () => void, onSeated: () => void): Join {
  const state: JoinState = { code: '', seat: '', busy: false, waiting: false, problem: '', seats: 0 };
  const set = (change: Partial<JoinState>) => {
    Object.assign(state, change);
    onChange();
  };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const again = () => void (state.waiting && join());
  addEventListener('online', again);
  const rest = () => {
    clearTimeout(timer);
    timer = undefined;
  };
  async function join() {
    if (state.busy) return;
    rest();
    const { code, seat } = state;
    const wrong = typedWrong(code, seat);
    if (wrong) return set({ problem: wrong, waiting: false });
    set({ busy: true });
    try {
      await writeDraft(TYPED, { code, seat }).catch(() => undefined);
      const answer = await joinClass(code, readSeat(seat) ?? 0, locale);
      if ('problem' in answer) {
        const seats = 'seats' in answer ? answer.seats : 0;
        return set({ busy: false, waiting: false, problem: answer.problem, seats });
      }
      await deleteDraft(TYPED).catch(() => undefined);
      set({ code: '', seat: '', busy: false, waiting: false, problem: '' });
      onSeated();
    } catch (error) {
      const problem = problemOf(error);
      set({ busy: false, problem, waiting: problem === 'offline' });
      if (problem === 'offline') timer = setTimeout(again, AGAIN_MS);
    }
  }
  return {
    state,
    join,
    async wake(scanned) {
      const typed = await readDraft<Pick<JoinState, 'code' | 'seat'>>(TYPED).catch(() => undefined);
      set({ code: scanned ?? (state.code || typed?.code) ?? '', seat: (state.seat || typed?.seat) ?? '' });
    },
    type({ code = state.code, seat = state.seat }) {
      rest();
      set({ code: readCode(code), seat: seat.slice(0, 3), problem: '', waiting: false });
    },
    stop() {
      rest();
      removeEventListener('online', again);
    },
  };
}
