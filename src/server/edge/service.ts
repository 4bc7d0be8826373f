import { credentials } from './token.ts';
import { type Upstream, UpstreamDown } from './upstream.ts';

/** A database function called by the server itself, with its own key. Never reachable by a browser's request. */
export type ServiceCall = (fn: string, args?: Record<string, unknown>, timeout?: number) => Promise<unknown>;

/** Calls functions of schema api with the given key. Rejects with {@link UpstreamDown} on anything but a 200 with JSON. */
export function serviceCalls(rest: Upstream, key: string): ServiceCall {
  const headers = {
    ...credentials(key, null),
    'content-type': 'application/json',
    accept: 'application/json',
    'content-profile': 'api',
  };
  return async (fn, args = {}, timeout = 5_000) => {
    const body = Buffer.from(JSON.stringify(args));
    const answer = await rest.ask({ method: 'POST', path: `/rpc/${fn}`, headers, body, timeout });
    if (answer.status !== 200)
      throw new UpstreamDown(`${fn} answered ${answer.status}: ${answer.body.subarray(0, 300)}`);
    try {
      return JSON.parse(answer.body.toString());
    } catch {
      throw new UpstreamDown(`${fn} did not answer JSON`);
    }
  };
}
