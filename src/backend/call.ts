import { backend } from './browser.ts';

export { BackendError } from './http.ts';

/**
 * Calls a function of schema `api` from a page, for the person (signing in anonymously if need be) or, with
 * `as: 'anyone'`, without any identity. Rejects with `BackendError`, whose `code` is a word of contract/errors.ts,
 * `offline` or `unexpected`.
 */
export function rpc<T>(
  name: string,
  args?: Record<string, unknown>,
  options?: { as?: 'person' | 'anyone' },
): Promise<T> {
  return backend().rpc<T>(name, args, options);
}

/** Whether this phone has an identity already; asks nobody and signs nobody in. */
export const hasIdentity = (): Promise<boolean> => backend().session.exists();
