/** The passport of this phone: what the database has, what waits here, and the key that brings it back. */
import type { AgeBand } from '../../contract/records.ts';
import {
  exportQueue,
  forgetPhone,
  note,
  type OutboxStatus,
  outboxStatus,
  recoverWith,
  recoveryKey,
  subscribe,
} from '../../outbox/index.ts';
import { eraseMe, fetchExport, fetchPassport } from './passport.remote.ts';
import type { Passport } from './passport.ts';

export interface PassportState {
  passport: Passport | null;
  /** loading · ready · offline: the phone shows what it knows itself */
  phase: 'loading' | 'ready' | 'offline';
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
  const state: PassportState = { passport: null, phase: 'loading', status: outboxStatus(), key: null, message: '' };
  const set = (change: Partial<PassportState>) => {
    Object.assign(state, change);
    onChange();
  };
  const end = subscribe((status) => {
    const delivered = state.status.waiting > 0 && status.waiting === 0;
    set({ status });
    if (delivered) void load();
  });
  async function load() {
    const { shown, registered } = await recoveryKey();
    set({ key: { shown, registered } });
    try {
      set({ passport: await fetchPassport(), phase: 'ready' });
    } catch {
      set({ phase: 'offline' });
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
        set({ passport: null, message: 'erased' });
        await load();
      } catch {
        set({ message: 'no_network' });
      }
    },
    stop: end,
  };
}
