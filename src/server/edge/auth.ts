import type { IncomingMessage, ServerResponse } from 'node:http';
import { parseObject } from './batch.ts';
import { readBody } from './body.ts';
import type { Bucket, Spend } from './limits.ts';
import { pass } from './pass.ts';
import { refuse } from './replies.ts';
import { isPacked, saysJson } from './rpc.ts';
import type { subjects } from './subject.ts';
import { type Caller, callerOf, credentials } from './token.ts';
import type { Answer, Upstream } from './upstream.ts';

type Subjects = ReturnType<typeof subjects>;
/** Sign-in, its refresh, its end, the second factor of staff. Administration, mail and redirects have no door here. */
const ROUTES: [method: string, path: RegExp][] = [
  ['POST', /^\/signup$/],
  ['POST', /^\/token$/],
  ['POST', /^\/logout$/],
  ['GET', /^\/user$/],
  ['PUT', /^\/user$/],
  ['POST', /^\/factors$/],
  ['POST', /^\/factors\/[\w-]{1,64}\/(?:challenge|verify)$/],
  ['DELETE', /^\/factors\/[\w-]{1,64}$/],
];
const VERIFY = /^\/factors\/([\w-]+)\/verify$/;
/** How the console names itself (src/backend/staff.ts). Staff are shown the browsers that they are signed in with. */
const CONSOLE = 'qingtu-staff';
/** Query parameters that supabase-js needs, with the values they may have. */
const QUERY: Record<string, RegExp> = {
  grant_type: /^(?:password|refresh_token)$/,
  scope: /^(?:global|local|others)$/,
};

export interface AuthDoor {
  auth: Upstream;
  anonKey: string;
  spend: Spend;
  subjects: Subjects;
  wait: (token: string) => number;
  addressOf: (req: IncomingMessage) => string;
  now: () => number;
}

/** `/auth/v1/*`: the parts of Supabase Auth that the product uses, each behind its rate limit. */
export function authDoor(door: AuthDoor) {
  return async (req: IncomingMessage, res: ServerResponse, path: string, query: URLSearchParams): Promise<void> => {
    const route = path.slice('/auth/v1'.length);
    const methods = ROUTES.filter(([, pattern]) => pattern.test(route)).map(([method]) => method);
    if (methods.length === 0) return refuse(res, 'not_found');
    const method = req.method ?? '';
    if (!methods.includes(method)) return refuse(res, 'method_not_allowed', { allow: methods.join(', ') });
    if (isPacked(req)) return refuse(res, 'json_only');
    const kept = new URLSearchParams([...query].filter(([name, value]) => QUERY[name]?.test(value)));
    const grant = route === '/token' ? (kept.get('grant_type') ?? 'none') : null;
    if (grant === 'none') return refuse(res, 'bad_request');

    const read = await readBody(req, res);
    if (!read) return;
    try {
      if (read.bytes.length > 0 && !saysJson(req)) return refuse(res, 'json_only');
      const given = parseObject(read.bytes);
      if (!given) return refuse(res, 'bad_json');
      const caller = callerOf(req.headers.authorization);
      const address = door.addressOf(req);
      if (!(await mayGoOn(door, res, route, grant, given, address, caller))) return;
      const body = bodyFor(route, method, given, caller, res);
      if (body === null) return;
      const search = kept.size > 0 ? `?${kept}` : '';
      const headers = {
        ...credentials(door.anonKey, caller),
        accept: 'application/json',
        'x-forwarded-for': door.subjects.alias(address, door.now()),
        ...(body ? { 'content-type': 'application/json' } : {}),
        ...(req.headers['x-client-info'] === CONSOLE ? { 'user-agent': agentOf(req) } : {}),
      };
      await pass(
        door.auth,
        { method, path: route + search, headers, body },
        req,
        res,
        grant === 'refresh_token' ? keepSession : undefined,
      );
    } finally {
      read.release();
    }
  };
}

/** Spends the limits of a call. When the limiter is away: new sign-ins wait, those who have one go on. */
async function mayGoOn(
  door: AuthDoor,
  res: ServerResponse,
  route: string,
  grant: string | null,
  given: Record<string, unknown>,
  address: string,
  caller: Caller | null,
): Promise<boolean> {
  const now = door.now();
  const spends: [Bucket, string[]][] = [];
  const factor = VERIFY.exec(route)?.[1];
  if (route === '/signup') {
    spends.push([given.email ? 'signup_email' : 'signup', door.subjects.ofAddress(address, now)]);
  } else if (factor) {
    spends.push(['factor_address', door.subjects.ofAddress(address, now)]);
    spends.push(['factor', door.subjects.ofFactor(factor, now)]);
  } else if (grant === 'refresh_token') spends.push(['refresh', door.subjects.ofAddress(address, now)]);
  else if (grant === 'password') {
    spends.push(['password_address', door.subjects.ofAddress(address, now)]);
    spends.push(['password_email', door.subjects.ofEmail(String(given.email ?? ''), now)]);
  } else {
    const seconds = caller ? door.wait(caller.token) : 0;
    if (seconds > 0) refuse(res, 'over_request_rate_limit', { retryAfter: seconds });
    return seconds === 0;
  }
  for (const [bucket, names] of spends) {
    const spent = await door.spend(bucket, names);
    if (spent === 'unreachable') {
      if (bucket === 'refresh') continue;
      refuse(res, 'upstream_unavailable');
      return false;
    }
    if (!spent.allowed) {
      refuse(res, 'over_request_rate_limit', {
        retryAfter: spent.retryAfter,
        status: bucket === 'refresh' ? 503 : undefined,
      });
      return false;
    }
  }
  return true;
}

/**
 * The body to send on; undefined for none; null when it was refused. A resident's or pupil's sign-up is anonymous and
 * carries nothing: no phone, no name, no free text, whatever a client sends. Somebody invited to the staff signs up with
 * e-mail address and password and nothing else; that alone gives no rights. Only people with an account change theirs.
 */
function bodyFor(
  route: string,
  method: string,
  given: Record<string, unknown>,
  caller: Caller | null,
  res: ServerResponse,
): Buffer | undefined | null {
  if (route === '/signup') {
    const { email, password, gotrue_meta_security } = given;
    const both = typeof email === 'string' && email !== '' && typeof password === 'string' && password !== '';
    if (given.phone || (!both && (email || password))) return refused(res);
    return Buffer.from(JSON.stringify({ ...(both && { email, password }), data: {}, gotrue_meta_security }));
  }
  if (route === '/user' && method === 'PUT' && caller?.anonymous) return refused(res);
  if (Object.keys(given).length === 0 && route !== '/token') return undefined;
  return Buffer.from(JSON.stringify(given));
}

function refused(res: ServerResponse): null {
  refuse(res, 'anonymous_only');
  return null;
}

const agentOf = (req: IncomingMessage) => (req.headers['user-agent'] ?? '').slice(0, 300);

/** auth-js drops the session when a refresh is answered 429 and retries when it is answered 503. */
function keepSession(answer: Answer): Answer {
  if (answer.status !== 429) return answer;
  return {
    ...answer,
    status: 503,
    headers: { ...answer.headers, 'retry-after': answer.headers['retry-after'] ?? '30' },
  };
}
