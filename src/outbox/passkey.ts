import type { Backend } from '../backend/backend.ts';
import { BackendError } from '../backend/http.ts';
import { type Identity, NotNow } from '../backend/session.ts';
import { newRecoveryKey, parseRecoveryKey, showRecoveryKey } from './recovery.ts';
import type { Rows } from './rows.ts';
import { sha256Hex } from './sha256.ts';

/** Meta key `recovery`. `sub`: the sign-in under which the database knows the key. */
interface KeptKey {
  key: string;
  sub?: string;
}

/** The person's way back after a lost identity: see recovery.ts for the key itself. */
export interface Passkey {
  /** Makes the key if this phone has none; before the first sign-in, so that no identity is ever without one. */
  ensure(): Promise<KeptKey>;
  /** Called with the identity about to be used: a new one takes over what the old one had collected. */
  greet(identity: Identity): Promise<void>;
  /** Makes the key known to the database, once; called after a delivery. */
  register(identity: Identity): Promise<void>;
  /** The same at once, signing in if need be: for a paper that carries the key. Rejects with `NotNow`, `BackendError`. */
  makeKnown(): Promise<void>;
  recoveryKey(): Promise<{ key: string; shown: string; registered: boolean }>;
  /** Rejects with `BackendError` (`bad_argument`: not a key, `not_found`: nobody's). */
  recoverWith(typed: string): Promise<{ merged: number }>;
}

export function createPasskey(rows: Rows, backend: Backend): Passkey {
  const load = () => rows.getMeta<KeptKey>('recovery');
  const ensure = async () => {
    const kept = await load();
    if (kept) return kept;
    const made: KeptKey = { key: newRecoveryKey() };
    await rows.setMeta('recovery', made);
    return made;
  };
  const register = async (identity: Identity) => {
    const kept = await ensure();
    if (kept.sub) return;
    await backend.rpc('register_recovery', { key_hash: sha256Hex(kept.key) });
    await rows.setMeta('recovery', { ...kept, sub: identity.sub });
  };
  const reclaim = (key: string) => backend.rpc<{ merged: number }>('reclaim', { recovery_key: key });
  const passkey: Passkey = {
    ensure,
    register,
    async greet(identity) {
      const kept = await ensure();
      if (!kept.sub || kept.sub === identity.sub) return;
      try {
        await reclaim(kept.key);
        await rows.setMeta('recovery', { ...kept, sub: identity.sub });
      } catch (error) {
        if (!(error instanceof BackendError)) throw error;
        if (error.code !== 'not_found' && error.code !== 'bad_argument') throw new NotNow(error.retryAfter, error);
        // the database does not know the key (restored from before it was registered): register it anew
        await rows.setMeta('recovery', { key: kept.key });
      }
    },
    async makeKnown() {
      await ensure();
      const identity = await backend.session.identity();
      await passkey.greet(identity);
      await register(identity);
    },
    async recoveryKey() {
      const kept = await ensure();
      return { key: kept.key, shown: showRecoveryKey(kept.key), registered: kept.sub !== undefined };
    },
    async recoverWith(typed) {
      const key = parseRecoveryKey(typed);
      if (!key) throw new BackendError('bad_argument', 0);
      await ensure();
      const { merged } = await reclaim(key);
      const { sub } = await backend.session.identity();
      await rows.setMeta('recovery', { key, sub });
      return { merged };
    },
  };
  return passkey;
}
