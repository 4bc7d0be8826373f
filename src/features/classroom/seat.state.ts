/** The seat of this phone: as the class has it, as the phone saw it last, and given on to the next pupil. */
import type { MyClass } from '../../contract/courses.ts';
import {
  deleteDraft,
  exportQueue,
  flushNow,
  forgetPhone,
  type OutboxStatus,
  outboxStatus,
  readDraft,
  subscribe,
  writeDraft,
} from '../../outbox/index.ts';
import { fetchCertificate, fetchMyClass, leaveClass } from './classroom.remote.ts';
import { type Kept, nextLesson, recallKey } from './classroom.ts';

/** Draft with what the class said last: the card opens without a network too. */
const KEPT = 'class';

export interface SeatState {
  mine: MyClass | null;
  /** loading · ready · offline: what the phone saw last */
  phase: 'loading' | 'ready' | 'offline';
  /** what this phone keeps of the lessons, by slug */
  kept: Record<string, Kept | undefined>;
  /** the questions that wait were answered here already */
  recalled: boolean;
  /** records that this phone could not deliver and never will */
  refused: number;
  busy: boolean;
  message: '' | 'left' | 'no_network' | 'not_delivered' | 'no_disk';
  /** why the phone is not given on yet */
  waiting: { count: number; why: 'offline' | 'sending' } | null;
}

export interface Seat {
  state: SeatState;
  load(): Promise<void>;
  leave(): Promise<void>;
  /** Forgets the pupil and calls `onGone`; only when everything has been delivered. */
  giveOn(onGone: () => void): Promise<void>;
  stop(): void;
}

/** `onChange` is called after every change of state. */
export function createSeat(locale: string, onChange: () => void): Seat {
  const state: SeatState = {
    mine: null,
    phase: 'loading',
    kept: {},
    recalled: false,
    refused: 0,
    busy: false,
    message: '',
    waiting: null,
  };
  const set = (change: Partial<SeatState>) => {
    Object.assign(state, change);
    onChange();
  };
  let before: OutboxStatus = outboxStatus();
  const end = subscribe((status) => {
    const delivered = before.waiting > 0 && status.waiting === 0;
    before = status;
    if (state.refused !== status.rejected + status.quarantined) set({ refused: status.rejected + status.quarantined });
    if (delivered && !state.busy) void load();
  });

  async function show(mine: MyClass | null, phase: SeatState['phase']) {
    const slugs = mine?.lessons.map(({ slug }) => slug) ?? [];
    const drafts = await Promise.all(slugs.map((slug) => readDraft<Kept>(`lesson:${slug}`).catch(() => undefined)));
    const recalled = mine?.recall && (await readDraft<boolean>(recallKey(mine.recall)).catch(() => undefined));
    const kept = Object.fromEntries(slugs.map((slug, i) => [slug, drafts[i]]));
    set({ mine, phase, kept, recalled: Boolean(recalled) });
  }
  async function load() {
    if (state.phase === 'loading') {
      const last = await readDraft<MyClass>(KEPT).catch(() => undefined);
      if (last) await show(last, 'loading');
    }
    try {
      const mine = await fetchMyClass(locale);
      if (mine && mine.certificate === null && nextLesson(mine) < 0)
        mine.certificate = await fetchCertificate().catch(() => null);
      await (mine ? writeDraft(KEPT, mine) : deleteDraft(KEPT)).catch(() => undefined);
      await show(mine, 'ready');
    } catch {
      set({ phase: 'offline' });
    }
  }
  const alone = async (work: () => Promise<Partial<SeatState>>, failed: SeatState['message']) => {
    if (state.busy) return;
    set({ busy: true, message: '', waiting: null });
    set({ busy: false, ...(await work().catch(() => ({ message: failed }))) });
  };
  return {
    state,
    load,
    leave: () =>
      alone(async () => {
        await leaveClass();
        await deleteDraft(KEPT).catch(() => undefined);
        return { mine: null, message: 'left' };
      }, 'no_network'),
    giveOn: (onGone) =>
      alone(async () => {
        const { lastError } = await flushNow();
        const count = (await exportQueue()).filter((row) => row.state === 'queued').length;
        if (count > 0)
          return { message: 'not_delivered', waiting: { count, why: lastError === 'offline' ? 'offline' : 'sending' } };
        await forgetPhone();
        onGone();
        return { mine: null, kept: {} };
      }, 'no_disk'),
    stop: end,
  };
}
