import { ERRORS, type ErrorName } from '../contract/errors.ts';

export type Fetch = typeof fetch;

/** Stands where Supabase expects an API key; the edge puts the real one in its place, so that no page carries it. */
export const PAGE_KEY = 'qingtu';

/** An HTTP answer as it came: nothing is concluded from it here. */
export interface HttpReply {
  status: number;
  /** parsed JSON, or undefined when the body was something else (a captive portal, a cut connection) */
  body: unknown;
  /** milliseconds the server asks to wait */
  retryAfter?: number;
  /** the server's clock from the Date header, ms; only from answers that are JSON */
  date?: number;
}

export interface PostOptions {
  apikey?: string;
  token?: string | null;
  signal?: AbortSignal;
  /** lets the request outlive the page; browsers allow 64 KB of these at a time */
  keepalive?: boolean;
}

/** POSTs JSON to a function of schema `api`. Rejects only when no answer came. */
export async function postRpc(
  fetch: Fetch,
  rest: string,
  name: string,
  args: unknown,
  options: PostOptions = {},
): Promise<HttpReply> {
  const response = await fetch(`${rest}/rpc/${name}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      'content-profile': 'api',
      apikey: options.apikey ?? PAGE_KEY,
      ...(options.token ? { authorization: `Bearer ${options.token}` } : {}),
    },
    body: JSON.stringify(args),
    cache: 'no-store',
    redirect: 'error',
    ...(options.signal ? { signal: options.signal } : {}),
    ...(options.keepalive ? { keepalive: true } : {}),
  });
  return readReply(response);
}

/** Reads an answer whole; an unreadable body is `undefined`, not an error. */
export async function readReply(response: Response): Promise<HttpReply> {
  let body: unknown;
  try {
    const text = await response.text();
    body = text === '' ? null : JSON.parse(text);
  } catch {
    body = undefined;
  }
  return {
    status: response.status,
    body,
    retryAfter: retryAfter(response.headers),
    date: body === undefined ? undefined : Date.parse(response.headers.get('date') ?? '') || undefined,
  };
}

/** Milliseconds asked for by Retry-After (seconds or a date), at most an hour: longer is a mistake or an attack. */
export function retryAfter(headers: Headers): number | undefined {
  const value = headers.get('retry-after');
  if (!value) return undefined;
  const from = Date.parse(headers.get('date') ?? '') || Date.now();
  const ms = /^\d+$/.test(value.trim()) ? Number(value) * 1000 : Date.parse(value) - from;
  return Number.isFinite(ms) && ms > 0 ? Math.min(ms, 3_600_000) : undefined;
}

/**
 * Why a call has no result. `code` is a registered error, `offline` (no answer or none that is ours: try later) or
 * `unexpected`.
 * Its fields are declared only: a page of a few KB does not carry a helper that defines them.
 */
export class BackendError extends Error {
  declare readonly code: ErrorName | 'offline' | 'unexpected';
  declare readonly status: number;
  declare readonly retryAfter: number | undefined;
  /** what the function or auth says about it, for the screen to look up or to list; never shown as it is */
  declare readonly detail: string | undefined;
  constructor(code: BackendError['code'], status: number, retryAfter?: number, cause?: unknown, detail?: string) {
    super(code, { cause });
    this.name = 'BackendError';
    this.code = code;
    this.status = status;
    this.retryAfter = retryAfter;
    this.detail = detail;
  }
}

/** The result of a call, or the error that its answer stands for. */
export function unwrap<T>(reply: HttpReply): T {
  const { status, body } = reply;
  if (status >= 200 && status < 300 && body !== undefined) return body as T;
  const { message: word, details } = (body ?? {}) as { message?: unknown; details?: unknown };
  if (typeof word === 'string' && ERRORS[word as ErrorName]?.http === status) {
    const detail = typeof details === 'string' ? details : undefined;
    throw new BackendError(word as ErrorName, status, reply.retryAfter, undefined, detail);
  }
  if (status === 401) throw new BackendError('no_session', status);
  if (status === 429) throw new BackendError('too_many', status, reply.retryAfter);
  // 404 too: PostgREST answers it for a moment after a deployment, while its schema cache is stale
  const passing = body === undefined || status >= 500 || status === 404 || status === 408;
  throw new BackendError(passing ? 'offline' : 'unexpected', status, reply.retryAfter, body);
}
