/** auth-js for the console, and what its answers mean. */
import type { AuthClient } from '@supabase/supabase-js';
import { BackendError, PAGE_KEY } from './http.ts';

type Auth = InstanceType<typeof AuthClient>;

const KEY = 'qingtu-staff';
let loading: Promise<Auth> | undefined;

const storage = {
  getItem: (key: string) => sessionStorage.getItem(key),
  setItem: (key: string, value: string) => sessionStorage.setItem(key, value),
  removeItem: (key: string) => sessionStorage.removeItem(key),
};

export const staffStorage = {
  signedIn: () => storage.getItem(KEY) !== null,
  forget: () => storage.removeItem(KEY),
};

/** The library, loaded when first needed. Rejects with `BackendError` `offline` when it does not arrive. */
export function staffAuth(): Promise<Auth> {
  loading ??= import('./client.ts').then(
    ({ AuthClient }) =>
      new AuthClient({
        url: `${location.origin}/auth/v1`,
        // by this name the edge knows the console
        headers: { apikey: PAGE_KEY, 'x-client-info': 'qingtu-staff' },
        storageKey: KEY,
        storage,
        persistSession: true,
        autoRefreshToken: false,
        detectSessionInUrl: false,
      }),
  );
  return loading.catch((cause) => {
    loading = undefined; // a chunk that did not arrive is asked for again
    throw new BackendError('offline', 0, undefined, cause);
  });
}

/** Words of auth after which only the password helps. */
const OVER = new Set([
  'invalid_credentials',
  'session_not_found',
  'session_expired',
  'refresh_token_not_found',
  'refresh_token_already_used',
  'user_not_found',
  'user_banned',
  'bad_jwt',
  'no_authorization',
]);

/**
 * What an error of auth means: `no_session`, `too_many`, `offline`, or `bad_argument` with auth's own word as `detail`
 * (`mfa_verification_failed`, `weak_password`, `user_already_exists` …).
 */
export function authFailure(error: { status?: number | undefined; code?: unknown; message: string }): BackendError {
  const status = error.status ?? 0;
  const detail = typeof error.code === 'string' ? error.code : undefined;
  const name = (error as { name?: string }).name;
  const code =
    name === 'AuthSessionMissingError' || OVER.has(detail ?? '')
      ? 'no_session'
      : status === 429
        ? 'too_many'
        : status === 0 || status >= 500
          ? 'offline'
          : detail
            ? 'bad_argument'
            : 'unexpected';
  return new BackendError(code, status, undefined, error, detail);
}
