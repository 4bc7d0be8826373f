/** The signed-in member of staff. Another identity than the person's of the visitor pages, gone with the browser tab. */
import { BackendError, postRpc, unwrap } from './http.ts';
import { authFailure, staffAuth, staffStorage } from './staff-auth.ts';
import { timeout } from './timeout.ts';

const TIMEOUT_MS = 20_000;
let address = '';

/** Whether somebody is signed in in this tab; asks nobody. */
export const staffSignedIn = (): boolean => staffStorage.signedIn();

/** E-mail address that this page was last used with, to sign in again without leaving it; '' when unknown. */
export const staffEmail = (): string => address;

/** Signs in. Rejects with `BackendError`: `no_session` for a wrong address or password, `too_many`, `offline`. */
export async function staffSignIn(email: string, password: string): Promise<void> {
  const client = await staffAuth();
  const { error } = await client.signInWithPassword({ email, password });
  if (!error) {
    address = email;
    return;
  }
  const failure = authFailure(error);
  const wrong = failure.code === 'bad_argument' || failure.code === 'unexpected';
  throw wrong ? new BackendError('no_session', failure.status, undefined, error, failure.detail) : failure;
}

/** Signs out here and at the server; without a network only here. */
export async function staffSignOut(): Promise<void> {
  await staffAuth()
    .then((client) => client.signOut({ scope: 'local' }))
    .catch(() => {});
  staffStorage.forget();
}

/** Ends all sessions of this person, here and on every other machine. Rejects with `BackendError` when it cannot. */
export async function staffSignOutEverywhere(): Promise<void> {
  const { error } = await (await staffAuth()).signOut({ scope: 'global' });
  const failure = error && authFailure(error);
  if (failure && failure.code !== 'no_session') throw failure;
  staffStorage.forget();
}

/**
 * Calls a function of schema `api` as the signed-in member of staff. A token that is near its end is refreshed first, one
 * that the server refuses is refreshed once. Rejects with `BackendError`; `no_session` when the session is over: pages
 * then keep what was typed and ask for the password again (src/staff/account/SignInHere.tsx).
 */
export async function staffRpc<T>(name: string, args: Record<string, unknown> = {}): Promise<T> {
  if (!staffSignedIn()) throw new BackendError('no_session', 401);
  try {
    const client = await staffAuth();
    const { data, error } = await client.getSession();
    if (!data.session) throw over(error);
    address = data.session.user?.email ?? address;
    const reply = await post(name, args, data.session.access_token);
    if (reply.status !== 401) return unwrap<T>(reply);
    const again = await client.refreshSession();
    if (!again.data.session) throw over(again.error);
    return unwrap<T>(await post(name, args, again.data.session.access_token));
  } catch (error) {
    throw error instanceof BackendError ? error : new BackendError('offline', 0, undefined, error);
  }
}

const post = (name: string, args: unknown, token: string) =>
  postRpc(fetch, `${location.origin}/rest/v1`, name, args, { token, signal: timeout(TIMEOUT_MS) });

/** Why there is no session: it is over, unless auth could not be asked. */
function over(error: { status?: number | undefined; code?: unknown; message: string } | null): BackendError {
  const failure = error && authFailure(error);
  return failure?.code === 'offline' ? failure : new BackendError('no_session', 401, undefined, error);
}
