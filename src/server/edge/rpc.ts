import type { IncomingMessage, ServerResponse } from 'node:http';
import { cleanBatch, parseObject } from './batch.ts';
import { readBody } from './body.ts';
import { pass, withoutDetails } from './pass.ts';
import { refuse } from './replies.ts';
import { callerOf, credentials } from './token.ts';
import type { Upstream } from './upstream.ts';

const FUNCTION = /^\/rest\/v1\/rpc\/([a-z][a-z0-9_]{0,62})$/;

/** True for `application/json`, with or without a charset. */
export const saysJson = (req: IncomingMessage) =>
  /^application\/json\s*(?:;|$)/i.test(req.headers['content-type'] ?? '');
/** True when a body is packed: it would have to be unpacked to be counted, and no client of ours packs. */
export const isPacked = (req: IncomingMessage) => !/^(?:identity)?$/i.test(req.headers['content-encoding'] ?? '');

/**
 * `/rest/v1/rpc/<fn>`, POST only. Of the request only the JSON body and the person's token go on; every header that
 * could ask PostgREST for more than the function's answer (Prefer, Accept, profiles, ranges, query) stays here.
 */
export function rpcDoor(rest: Upstream, anonKey: string, wait: (token: string) => number) {
  return async (req: IncomingMessage, res: ServerResponse, path: string): Promise<void> => {
    const fn = FUNCTION.exec(path)?.[1];
    if (!fn) return refuse(res, 'not_found');
    if (req.method !== 'POST') return refuse(res, 'method_not_allowed', { allow: 'POST' });
    if (!saysJson(req) || isPacked(req)) return refuse(res, 'json_only');
    const caller = callerOf(req.headers.authorization);
    const seconds = caller ? wait(caller.token) : 0;
    if (seconds > 0) return refuse(res, 'over_request_rate_limit', { retryAfter: seconds });

    const read = await readBody(req, res);
    if (!read) return;
    try {
      const body = fn === 'record_participation' ? cleanBatch(read.bytes) : parseObject(read.bytes) && read.bytes;
      if (!body) return refuse(res, 'bad_json');
      const headers = {
        ...credentials(anonKey, caller),
        'content-type': 'application/json',
        accept: 'application/json',
        'content-profile': 'api',
        'accept-profile': 'api',
      };
      const ask = { method: 'POST', path: `/rpc/${fn}`, headers, body: body.length ? body : Buffer.from('{}') };
      await pass(rest, ask, req, res, withoutDetails);
    } finally {
      read.release();
    }
  };
}
