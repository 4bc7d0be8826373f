import type { IncomingMessage, ServerResponse } from 'node:http';
import { encode, preferred } from '../compress.ts';
import { logError } from '../log.ts';
import { errorBody, refuse } from './replies.ts';
import { type Answer, type Ask, type Upstream, UpstreamDown } from './upstream.ts';

/** The only headers of an upstream's answer that browsers get to see. */
const SAFE = ['retry-after', 'x-supabase-api-version'];
const COMPRESS_FROM_BYTES = 1_400;

const isJson = (answer: Answer) => /^application\/(?:[\w.-]+\+)?json\b/i.test(answer.headers['content-type'] ?? '');

/**
 * True when an answer says nothing about the request but that the service behind is in trouble: no JSON (a gateway's
 * HTML page), a 5xx, or the 400 with an empty code that PostgREST gives when Postgres dies under a request.
 */
export function isOutage(answer: Answer): boolean {
  if (answer.status > 500) return true;
  if (answer.body.length === 0) return answer.status >= 400;
  if (!isJson(answer)) return true;
  return answer.status === 400 && answer.body.length < 200 && /"code":\s*""/.test(answer.body.toString());
}

/** Sends one request on and its answer back; `adapt` may rewrite the answer first. Never rejects. */
export async function pass(
  upstream: Upstream,
  ask: Ask,
  req: IncomingMessage,
  res: ServerResponse,
  adapt: (answer: Answer) => Answer = (answer) => answer,
): Promise<void> {
  let answer: Answer;
  try {
    answer = await upstream.ask(ask);
  } catch (error) {
    if (!(error instanceof UpstreamDown)) throw error;
    logError('upstream unavailable', error, ask.path.split('?')[0]);
    return refuse(res, 'upstream_unavailable');
  }
  if (isOutage(answer)) {
    logError('upstream unavailable', `answered ${answer.status}`, ask.path.split('?')[0]);
    return refuse(res, 'upstream_unavailable', { retryAfter: Number(answer.headers['retry-after']) || undefined });
  }
  await deliver(adapt(answer), req, res);
}

async function deliver(answer: Answer, req: IncomingMessage, res: ServerResponse): Promise<void> {
  if (res.destroyed) return;
  for (const name of SAFE) {
    const value = answer.headers[name];
    if (value !== undefined) res.setHeader(name, value);
  }
  res.setHeader('Cache-Control', 'no-store');
  if (answer.body.length === 0) {
    res.writeHead(answer.status);
    res.end();
    return;
  }
  let body = answer.body;
  res.setHeader('Vary', 'Accept-Encoding');
  const coding = body.length >= COMPRESS_FROM_BYTES ? preferred(req.headers['accept-encoding']) : 'identity';
  if (coding !== 'identity') {
    body = await encode(body, coding, 'fast');
    res.setHeader('Content-Encoding', coding);
  }
  res.writeHead(answer.status, { 'Content-Type': 'application/json; charset=utf-8', 'Content-Length': body.length });
  res.end(body);
}

/**
 * An error of PostgREST with nothing in it but its code and, for the product's own errors (PTnnn), their registered
 * word and what the function says about it: other details and hints name relations, constraints and values.
 */
export function withoutDetails(answer: Answer): Answer {
  if (answer.status < 400 || answer.body.length === 0) return answer;
  let code = 'refused';
  let word = 'refused';
  let details: string | null = null;
  try {
    const error: unknown = JSON.parse(answer.body.toString());
    if (typeof error === 'object' && error !== null) {
      if ('code' in error && typeof error.code === 'string' && /^[A-Z0-9]{5,10}$/.test(error.code)) code = error.code;
      const message = 'message' in error ? error.message : null;
      if (code.startsWith('PT') && typeof message === 'string' && /^[a-z_]{1,40}$/.test(message)) {
        word = message;
        if ('details' in error && typeof error.details === 'string') details = error.details;
      }
    }
  } catch {
    // Not JSON after all: the generic error stands.
  }
  return { ...answer, body: Buffer.from(errorBody(code, word, details)) };
}
