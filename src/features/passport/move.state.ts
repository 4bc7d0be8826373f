/** From one browser to another by six digits, when both are at hand. */
import { clockSkew, makeKeyKnown, now } from '../../outbox/index.ts';
import { offerPassport, takePassport } from './passport.remote.ts';
import { readDigits } from './passport.ts';

export type MoveMessage = '' | 'taken' | 'wrong' | 'too_many' | 'offline' | 'busy';

export interface MoveState {
  /** digits shown to the other browser, and the seconds that they still hold */
  offer: { code: string; seconds: number } | null;
  busy: boolean;
  message: MoveMessage;
}

export interface Move {
  state: MoveState;
  offer(): Promise<void>;
  take(typed: string): Promise<void>;
  stop(): void;
}

const MESSAGES: Record<string, MoveMessage> = {
  not_found: 'wrong',
  bad_argument: 'wrong',
  too_many: 'too_many',
  offline: 'offline',
  no_session: 'offline',
};

/** `onTaken`: this browser has the other's passport now. */
export function createMove(onChange: () => void, onTaken: () => void): Move {
  const state: MoveState = { offer: null, busy: false, message: '' };
  const set = (change: Partial<MoveState>) => {
    Object.assign(state, change);
    onChange();
  };
  let timer: ReturnType<typeof setInterval> | undefined;
  const ask = async (work: () => Promise<MoveMessage>) => {
    if (state.busy) return;
    set({ busy: true, message: '' });
    const message = await work().catch(
      (error): MoveMessage => MESSAGES[(error as { code?: string }).code ?? ''] ?? 'busy',
    );
    set({ busy: false, message });
  };
  return {
    state,
    offer: () =>
      ask(async () => {
        const { code, until } = await offerPassport();
        const end = Date.parse(until) - (await clockSkew());
        const tick = () =>
          set({ offer: { code, seconds: Math.min(60, Math.max(0, Math.ceil((end - now()) / 1000))) } });
        clearInterval(timer);
        timer = setInterval(tick, 1000);
        tick();
        return '';
      }),
    take: (typed) =>
      ask(async () => {
        const code = readDigits(typed);
        if (!code) return 'wrong';
        await takePassport(code);
        // this browser's own key brings the passport back from now on
        await makeKeyKnown().catch(() => {});
        onTaken();
        return 'taken';
      }),
    stop: () => clearInterval(timer),
  };
}
