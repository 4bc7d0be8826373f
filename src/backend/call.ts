import { backend } from './browser.ts';
import { BackendError, postRpc, unwrap } from './http.ts';
import { timeout } from './timeout.ts';

export { seemsKnown } from './browser.ts';
export { BackendError } from './http.ts';

const TIMEOUT_MS = 20_000;

/**
 * Calls a function of schema `api` from a page, for the person (signing in anonymously if need be) or, with
 * `as: 'anyone'`, without any identity. Rejects with `BackendError`, whose `code` is a word of contract/errors.ts,
 * `offline` or `unexpected`.
 */
export async function rpc<T>(
  name: string,
  args: Record<string, unknown> = {},
  { as = 'person' }: { as?: 'person' | 'anyone' } = {},
): Promise<T> {
  if (as === 'anyone') return rpcAnyone<T>(name, args);
  return (await reachable(backend())).rpc<T>(name, args);
}

async function rpcAnyone<T>(name: string, args: Record<string, unknown>): Promise<T> {
  const send: typeof fetch = (input, init) => fetch(input, init);
  return unwrap<T>(
    await reachable(postRpc(send, `${location.origin}/rest/v1`, name, args, { signal: timeout(TIMEOUT_MS) })),
  );
}

const reachable = <T>(work: Promise<T>) =>
  work.catch((error) => {
    throw error instanceof BackendError ? error : new BackendError('offline', 0, undefined, error);
  });

/** Whether this phone has an identity already; asks nobody and signs nobody in. */
export const hasIdentity = async (): Promise<boolean> => (await backend()).session.exists();
