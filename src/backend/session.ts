import type { AuthClient as AuthClass } from '@supabase/supabase-js';
import { createGate, type GATE_PACE } from './gate.ts';
import { type Fetch, PAGE_KEY } from './http.ts';
import type { Keep, Skew } from './skew.ts';
import { claims, createSessionStore, type LocalStore, type SessionStore } from './storage.ts';

type AuthClient = InstanceType<typeof AuthClass>;

/** Who is calling: a token that names somebody. Without one nothing is sent. */
export interface Identity {
  token: string;
  sub: string;
}

/** No identity just now (no network, a limit, auth down): try again, at the earliest after `retryAfter` ms. */
export class NotNow extends Error {
  declare readonly retryAfter: number | undefined;
  constructor(retryAfter?: number, cause?: unknown) {
    super('not_now', { cause });
    this.name = 'NotNow';
    this.retryAfter = retryAfter || undefined;
  }
}

export interface SessionEnv {
  origin: string;
  fetch: Fetch;
  clock: { now(): number; mono(): number };
  random: () => number;
  local: LocalStore | null;
  keep: Keep | null;
  /** only one page at a time signs in */
  exclusive<T>(name: string, work: () => Promise<T>): Promise<T>;
  /** auth-js; pages load it when first needed */
  load: () => Promise<typeof AuthClass>;
  storageKey: string;
  gatePace?: typeof GATE_PACE;
}

export interface PersonSession {
  /** The person's identity; signs in anonymously when this phone has none. Rejects with `NotNow`. */
  identity(): Promise<Identity>;
  /** The server has refused the token: gets another. Rejects with `NotNow`. */
  renew(refused: Identity): Promise<Identity>;
  /** Whether this phone already has an identity; asks nobody. */
  exists(): Promise<boolean>;
  /** The last identity used in this page, for a request made while the page is being closed. */
  last(): Identity | null;
  /** Removes the identity from this phone. */
  forget(): Promise<void>;
  store: SessionStore;
}

export function createSession(env: SessionEnv, skew: Skew): PersonSession {
  const store = createSessionStore(env.storageKey, env.local, env.keep, skew);
  const gate = createGate(env.fetch, env.clock, env.random, { date: skew.learn, final: store.bury }, env.gatePace);
  let loading: Promise<AuthClient> | undefined;
  let pending: Promise<Identity> | undefined;
  let last: Identity | null = null;

  const client = () => {
    loading ??= env.load().then(
      (Auth) =>
        new Auth({
          url: `${env.origin}/auth/v1`,
          headers: { apikey: PAGE_KEY },
          storageKey: env.storageKey,
          storage: store,
          fetch: gate.fetch,
          persistSession: true,
          autoRefreshToken: false,
          detectSessionInUrl: false,
        }),
    );
    loading.catch(() => {
      loading = undefined; // a chunk that did not arrive is asked for again
    });
    return loading;
  };

  const known = (token: string | undefined): Identity | null => {
    const found = claims(token);
    last = found && token ? { token, sub: found.sub } : null;
    return last;
  };

  const signIn = async (auth: AuthClient) =>
    env.exclusive('qingtu-sign-in', async () => {
      const kept = await store.read();
      if (kept && !store.isDead(kept.refresh_token)) {
        // another page was faster
        const found = known((await auth.getSession()).data.session?.access_token);
        if (found) return found;
        throw new NotNow(gate.wait('refresh'));
      }
      if (kept) await store.forget();
      const { data, error } = await auth.signInAnonymously();
      const made = known(data.session?.access_token);
      if (!made) throw new NotNow(gate.wait('signup'), error);
      return made;
    });

  const find = async (refused?: Identity): Promise<Identity> => {
    try {
      await skew.load();
      const auth = await client();
      let session = (await auth.getSession()).data.session;
      if (session && session.access_token === refused?.token) session = (await auth.refreshSession()).data.session;
      const found = known(session?.access_token);
      if (found) return found;
      const kept = await store.read();
      if (kept && !store.isDead(kept.refresh_token)) throw new NotNow(gate.wait('refresh'));
      return await signIn(auth);
    } catch (error) {
      throw error instanceof NotNow ? error : new NotNow(undefined, error);
    }
  };
  const once = (refused?: Identity) => {
    pending ??= find(refused).finally(() => {
      pending = undefined;
    });
    return pending;
  };

  return {
    identity: () => once(),
    renew: (refused) => once(refused),
    exists: async () => (await store.read()) !== null,
    last: () => last,
    async forget() {
      last = null;
      loading = undefined;
      await store.forget();
    },
    store,
  };
}
