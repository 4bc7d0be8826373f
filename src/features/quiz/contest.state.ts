/** The contest: opened by the server, kept on the phone from then on, handed in through the outbox, graded by the server. */
import type { ContestAttempt, ContestResult, Question } from '../../contract/content.ts';
import { deleteDraft, mono, note, readDraft, subscribe, writeDraft } from '../../outbox/index.ts';
import { fetchResult, myTest, openContest, openTest } from './contest.remote.ts';
import { type Choice, chooseIn } from './contest.ts';
import { back, contestRecord, next, type Play, START, submit } from './quiz.ts';

export type ContestPhase = 'loading' | 'intro' | 'opening' | 'asking' | 'sent' | 'graded';
export interface ContestState {
  phase: ContestPhase;
  attempt: ContestAttempt | null;
  play: Play;
  /** milliseconds left on the timer, null without one */
  left: number | null;
  failed: boolean;
  error: '' | 'offline' | 'busy' | 'no_tries_left' | 'not_open';
  result: ContestResult | null;
}

interface Draft {
  attempt: ContestAttempt;
  play: Play;
  /** phone's wall clock at the server's opening time: the timer goes on by the phone's own differences */
  openedHere: number;
  sent: boolean;
}

export interface Contest {
  state: ContestState;
  load(): Promise<void>;
  start(untimed: boolean): Promise<void>;
  tap(question: Question, letter: string): void;
  put(question: Question, place: number, box: 'A' | 'B'): void;
  submit(): void;
  back(): void;
  handIn(): Promise<void>;
  refresh(): Promise<void>;
  again(): void;
  /** switches the timer of the attempt under way off; needs the network */
  stopTimer(): Promise<void>;
  tick(): void;
}

/** A test of this person's class; `attempt` when it was handed in, on whatever phone. */
export type Test = NonNullable<Awaited<ReturnType<typeof myTest>>>;
export const findTest = myTest;

export function createContest(of: string | Test, locale: string, onChange: () => void): Contest {
  const test = typeof of === 'string' ? null : of;
  const key = test ? `test:${test.id}` : `contest:${of}`;
  const open = (untimed: boolean) =>
    typeof of === 'string' ? openContest(of, locale, untimed) : openTest(of.id, locale, untimed);
  const state: ContestState = {
    phase: 'loading',
    attempt: null,
    play: START,
    left: null,
    failed: false,
    error: '',
    result: null,
  };
  let openedHere = 0;
  let shown = 0;
  const set = (change: Partial<ContestState>) => {
    Object.assign(state, change);
    onChange();
  };
  const draft = (sent = false): Draft => ({
    attempt: state.attempt as ContestAttempt,
    play: state.play,
    openedHere,
    sent,
  });
  const keep = (play: Play) => {
    if (play.place !== state.play.place) shown = mono();
    set({ play, failed: false });
    void writeDraft(key, draft()).catch(() => set({ failed: true }));
  };
  const left = () => {
    const { attempt } = state;
    if (!attempt || attempt.seconds === null) return null;
    const all = Date.parse(attempt.closes_at) - Date.parse(attempt.opened_at);
    return Math.max(0, openedHere + all - Date.now());
  };

  const result = async (attempt: string) => {
    try {
      const result = await fetchResult(attempt, locale);
      if (result.state !== 'open') set({ phase: 'graded', result });
    } catch {
      // no network: the record waits in the outbox, and so does the result
    }
  };

  const contest: Contest = {
    state,
    async load() {
      const kept = await readDraft<Draft>(key).catch(() => undefined);
      if (!kept && test?.attempt) {
        set({ phase: 'sent' });
        return await result(test.attempt);
      }
      if (!kept) return set({ phase: 'intro' });
      openedHere = kept.openedHere;
      set({ attempt: kept.attempt, play: kept.play, phase: kept.sent ? 'sent' : 'asking' });
      if (kept.sent) await contest.refresh();
      else contest.tick();
    },
    async start(untimed) {
      set({ phase: 'opening', error: '' });
      try {
        const attempt = await open(untimed);
        openedHere = Date.now() - Math.max(0, Date.parse(attempt.server_now) - Date.parse(attempt.opened_at));
        shown = mono();
        set({ attempt, play: START, phase: 'asking', result: null, left: null });
        await writeDraft(key, draft());
        contest.tick();
      } catch (error) {
        const code = (error as { code?: string }).code;
        set({
          phase: 'intro',
          error: code === 'no_tries_left' || code === 'not_open' || code === 'offline' ? code : 'busy',
        });
      }
    },
    tap(question, letter) {
      keep({ ...state.play, choice: chooseIn(question, state.play.choice, letter) });
    },
    put(question, place, box) {
      keep({ ...state.play, choice: chooseIn(question, state.play.choice, box, place) });
    },
    submit() {
      const items = state.attempt?.items ?? [];
      keep(submit('contest', items, state.play, state.play.choice as Choice, mono() - shown));
    },
    back: () => keep(back(state.play)),
    async handIn() {
      const { attempt } = state;
      if (!attempt) return;
      const play = next('contest', attempt.items, { ...state.play, place: attempt.items.length - 1 });
      state.play = play;
      try {
        await note(contestRecord(attempt.attempt, attempt.items, play), { key, value: draft(true) });
        set({ phase: 'sent', failed: false });
      } catch {
        set({ failed: true });
      }
    },
    async refresh() {
      if (state.attempt && state.phase !== 'graded') await result(state.attempt.attempt);
    },
    again() {
      void deleteDraft(key);
      set({ phase: 'intro', attempt: null, play: START, result: null });
    },
    async stopTimer() {
      try {
        const { seconds, closes_at } = await open(true);
        if (state.attempt) state.attempt = { ...state.attempt, seconds, closes_at };
        set({ left: null, error: '' });
        await writeDraft(key, draft());
      } catch {
        set({ error: 'offline' });
      }
    },
    tick() {
      const now = left();
      if (now !== state.left) set({ left: now });
    },
  };
  subscribe((status) => {
    if (state.phase === 'sent' && status.waiting === 0) void contest.refresh();
  });
  return contest;
}
