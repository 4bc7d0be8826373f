/** The passport of this phone: what the database has, what waits here, and the key that brings it back. */
import type { AgeBand } from '../../contract/records.ts';
import type { MyStamps } from '../../contract/trails.ts';
import {
  exportQueue,
  forgetPhone,
  note,
  type OutboxStatus,
  outboxStatus,
  readDraft,
  recoverWith,
  recoveryKey,
  subscribe,
  writeDraft,
} from '../../outbox/index.ts';
import { eraseMe, fetchExport, fetchPassport, fetchStamps } from './passport.remote.ts';
import type { Passport } from './passport.ts';
import { type Noted, notedIn } from './seals.ts';

/** Draft with what the database said last: the passport opens without a network too. */
const KEPT = 'passport';
type Kept = Pick<PassportState, 'passport' | 'stamps'>;

export interface PassportState {
  passport: Passport | null;
  /** seals of trails and points, as the database has them */
  stamps: MyStamps | null;
  /** seals that were pressed on this phone */
  noted: Noted;
  /** loading · ready · offline: the phone shows what it knows itself · shut: this browser lets pages keep nothing */
  phase: 'loading' | 'ready' | 'offline' | 'shut';
  status: OutboxStatus;
  key: { shown: string; registered: boolean } | null;
  message: '' | 'saved' | 'not_stored' | 'recovered' | 'bad_key' | 'unknown_key' | 'no_network' | 'erased';
}

export interface PassportHandle {
  state: PassportState;
  load(): Promise<void>;
  setProfile(district: string | null, age_band: AgeBand | null): Promise<void>;
  recover(typed: string): Promise<void>;
  /** everything: the server's copy, and what still waits on this phone */
  exportAll(): Promise<string>;
  erase(): Promise<void>;
  stop(): void;
}

export function createPassport(onChange: () => void): PassportHandle {
  const state: PassportState = {
    passport: null,
    stamps: null,
    noted: [],
    phase: 'loading',
    status: outboxStatus(),
    key: null,
    message: '',
  };
  const set = (change: Partial<PassportState>) => {
    Object.assign(state, change);
    onChange();
  };
  /** how often the outbox has spoken: the first time it has not looked yet, and what is empty reads as all delivered */
  let heard = 0;
  const end = subscribe((status) => {
    heard++;
    const delivered = state.status.waiting > 0 && status.waiting === 0;
    set({ status });
    if (delivered) void load();
  });
  async function load() {
    let kept: Kept | undefined;
    try {
      kept = await readDraft<Kept>(KEPT);
    } catch {
      return set({ phase: 'shut' });
    }
    const noted = notedIn(await readDraft('seals').catch(() => undefined));
    try {
      const [{ shown, registered }, rows] = await Promise.all([recoveryKey(), exportQueue()]);
      const waiting = rows.filter((row) => row.state === 'queued').length;
      if (heard < 2 && waiting > 0) set({ status: { ...state.status, waiting } });
      set({ key: { shown, registered }, noted, ...(state.phase === 'loading' ? kept : {}) });
      const [passport, stamps] = await Promise.all([fetchPassport(), fetchStamps()]);
      set({ passport, stamps, phase: 'ready' });
      await writeDraft(KEPT, { passport, stamps }).catch(() => {});
    } catch {
      set({ noted, phase: 'offline' });
    }
  }
  return {
    state,
    load,
    async setProfile(district, age_band) {
      try {
        await note({ kind: 'profile', district, age_band });
        set({ message: 'saved' });
      } catch {
        set({ message: 'not_stored' });
      }
    },
    async recover(typed) {
      try {
        await recoverWith(typed);
        set({ message: 'recovered' });
        await load();
      } catch (error) {
        const code = (error as { code?: string }).code;
        set({ message: code === 'bad_argument' ? 'bad_key' : code === 'not_found' ? 'unknown_key' : 'no_network' });
      }
    },
    async exportAll() {
      const [server, phone] = await Promise.all([fetchExport(), exportQueue()]);
      return JSON.stringify({ server, phone }, null, 2);
    },
    async erase() {
      try {
        await eraseMe();
        await forgetPhone();
        set({ passport: null, stamps: null, message: 'erased' });
        await load();
      } catch {
        set({ message: 'no_network' });
      }
    },
    stop: end,
  };
}
