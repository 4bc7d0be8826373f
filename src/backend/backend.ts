import { BackendError, type HttpReply, postRpc, unwrap } from './http.ts';
import { createSession, type Identity, NotNow, type PersonSession, type SessionEnv } from './session.ts';
import { createSkew, type Skew } from './skew.ts';
import { type Batch, submitBatch } from './submit.ts';
import { timeout } from './timeout.ts';

/** Everything a page asks of Supabase for one person. Several can live side by side (tests play a hundred phones). */
export interface Backend {
  session: PersonSession;
  skew: Skew;
  submit(identity: Identity, batch: Batch, options: { signal?: AbortSignal; keepalive?: boolean }): Promise<HttpReply>;
  /**
   * Calls a function of schema `api` for the person; signs in anonymously when this phone has no identity yet. Rejects with
   * `BackendError`.
   */
  rpc<T>(name: string, args?: Record<string, unknown>): Promise<T>;
}

const CALL_TIMEOUT_MS = 20_000;

export function createBackend(env: SessionEnv): Backend {
  const rest = `${env.origin}/rest/v1`;
  const skew = createSkew(env.clock, env.keep);
  const session = createSession(env, skew);
  const call = async (name: string, args: Record<string, unknown>, token: string) => {
    try {
      const reply = await postRpc(env.fetch, rest, name, args, { token, signal: timeout(CALL_TIMEOUT_MS) });
      if (reply.date) skew.learn(reply.date);
      return reply;
    } catch (error) {
      throw new BackendError('offline', 0, undefined, error);
    }
  };
  return {
    session,
    skew,
    submit: (identity, batch, options) => submitBatch(env.fetch, rest, identity, batch, options),
    async rpc<T>(name: string, args: Record<string, unknown> = {}) {
      try {
        const identity = await session.identity();
        const reply = await call(name, args, identity.token);
        if (reply.status !== 401) return unwrap<T>(reply);
        return unwrap<T>(await call(name, args, (await session.renew(identity)).token));
      } catch (error) {
        if (error instanceof NotNow) throw new BackendError('offline', 0, error.retryAfter, error);
        throw error;
      }
    },
  };
}
