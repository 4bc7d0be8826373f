/** Calls from the site's server process, for content that is the same for everybody. Never part of a page. */
import { BackendError, postRpc, unwrap } from './http.ts';
import { timeout } from './timeout.ts';

const TIMEOUT_MS = 5000;

/**
 * Calls a function of schema `api` as `anon`. Addresses and key come from the environment: SUPABASE_REST_URL (PostgREST
 * itself), else SUPABASE_URL, and SUPABASE_ANON_KEY. Node's fetch keeps the connections open between calls. Rejects with
 * `BackendError`; `offline` after 5 s.
 */
export async function serverRpc<T>(name: string, args: Record<string, unknown> = {}): Promise<T> {
  if (typeof document !== 'undefined') throw new Error('serverRpc belongs to the server');
  const { SUPABASE_REST_URL, SUPABASE_URL, SUPABASE_ANON_KEY } = process.env;
  const rest = SUPABASE_REST_URL ?? (SUPABASE_URL && `${SUPABASE_URL}/rest/v1`);
  if (!rest || !SUPABASE_ANON_KEY) throw new Error('SUPABASE_URL and SUPABASE_ANON_KEY are not set');
  try {
    const signal = timeout(TIMEOUT_MS);
    // new-style keys (sb_publishable_…) are no tokens
    const token = SUPABASE_ANON_KEY.split('.').length === 3 ? SUPABASE_ANON_KEY : null;
    const options = { apikey: SUPABASE_ANON_KEY, token, signal };
    return unwrap<T>(await postRpc(fetch, rest.replace(/\/$/, ''), name, args, options));
  } catch (error) {
    throw error instanceof BackendError ? error : new BackendError('offline', 0, undefined, error);
  }
}
