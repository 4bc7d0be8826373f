import type { Upstream } from './edge/upstream.ts';

export interface Health {
  ok: boolean;
  database: boolean;
  auth: boolean;
  site: boolean;
}
const KEPT_MS = 1_000;

/** Asks the three parts whether they are ready; at most once a second, however often a balancer asks. */
export function healthCheck(
  parts: {
    database: () => Promise<unknown>;
    auth: Upstream;
    authHeaders: Record<string, string>;
    site: () => Promise<unknown>;
  },
  now: () => number = Date.now,
): () => Promise<Health> {
  const isReady = (ask: Promise<unknown>) => ask.then(() => true).catch(() => false);
  const check = async (): Promise<Health> => {
    const auth = parts.auth
      .ask({ method: 'GET', path: '/health', headers: parts.authHeaders, timeout: 3_000 })
      .then(({ status }) => {
        if (status !== 200) throw new Error(`auth answered ${status}`);
      });
    const [database, authReady, site] = await Promise.all([
      isReady(parts.database()),
      isReady(auth),
      isReady(parts.site()),
    ]);
    return { ok: database && authReady && site, database, auth: authReady, site };
  };
  let last: Promise<Health> | null = null;
  let at = Number.NEGATIVE_INFINITY;
  return () => {
    if (!last || now() - at >= KEPT_MS) {
      at = now();
      last = check();
    }
    return last;
  };
}
