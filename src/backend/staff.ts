/** The signed-in member of staff. Another identity than the person's of the visitor pages, gone with the browser tab. */
import type { AuthClient } from '@supabase/supabase-js';
import { BackendError, PAGE_KEY, postRpc, unwrap } from './http.ts';
import { timeout } from './timeout.ts';

type Auth = InstanceType<typeof AuthClient>;

const KEY = 'qingtu-staff';
const TIMEOUT_MS = 20_000;
let loading: Promise<Auth> | undefined;

const storage = {
  getItem: (key: string) => sessionStorage.getItem(key),
  setItem: (key: string, value: string) => sessionStorage.setItem(key, value),
  removeItem: (key: string) => sessionStorage.removeItem(key),
};

function auth(): Promise<Auth> {
  loading ??= import('./client.ts').then(
    ({ AuthClient }) =>
      new AuthClient({
        url: `${location.origin}/auth/v1`,
        headers: { apikey: PAGE_KEY },
        storageKey: KEY,
        storage,
        persistSession: true,
        autoRefreshToken: false,
        detectSessionInUrl: false,
      }),
  );
  loading.catch(() => {
    loading = undefined; // a chunk that did not arrive is asked for again
  });
  return loading;
}

/** Whether somebody is signed in in this tab; asks nobody. */
export const staffSignedIn = (): boolean => storage.getItem(KEY) !== null;

/** Signs in. Rejects with `BackendError`: `no_session` for a wrong address or password, `too_many`, `offline`. */
export async function staffSignIn(email: string, password: string): Promise<void> {
  const client = await auth().catch((cause) => Promise.reject(new BackendError('offline', 0, undefined, cause)));
  const { error } = await client.signInWithPassword({ email, password });
  if (!error) return;
  const status = error.status ?? 0;
  const code = status === 429 ? 'too_many' : status >= 400 && status < 500 ? 'no_session' : 'offline';
  throw new BackendError(code, status, undefined, error);
}

/** Signs out here and at the server; without a network only here. */
export async function staffSignOut(): Promise<void> {
  await (await auth()).signOut({ scope: 'local' }).catch(() => {});
  storage.removeItem(KEY);
}

/** Calls a function of schema `api` as the signed-in member of staff. Rejects with `BackendError`. */
export async function staffRpc<T>(name: string, args: Record<string, unknown> = {}): Promise<T> {
  if (!staffSignedIn()) throw new BackendError('no_session', 401);
  try {
    const { data } = await (await auth()).getSession();
    if (!data.session) throw new BackendError('no_session', 401);
    const options = { token: data.session.access_token, signal: timeout(TIMEOUT_MS) };
    return unwrap<T>(await postRpc(fetch, `${location.origin}/rest/v1`, name, args, options));
  } catch (error) {
    throw error instanceof BackendError ? error : new BackendError('offline', 0, undefined, error);
  }
}
