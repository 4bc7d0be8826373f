import type { ServerResponse } from 'node:http';

/** What the edge itself answers. Never HTML, never a stack, never a word from the upstream. */
const STATUS = {
  bad_json: 400,
  bad_request: 400,
  not_found: 404,
  method_not_allowed: 405,
  body_too_slow: 408,
  body_too_large: 413,
  json_only: 415,
  anonymous_only: 422,
  over_request_rate_limit: 429,
  upstream_unavailable: 503,
  busy: 503,
} as const;
export type EdgeError = keyof typeof STATUS;

/** Body of an error in the shape that both clients read: `code` by postgrest-js, `error_code` and `msg` by auth-js. */
export function errorBody(code: string, message: string = code, details: string | null = null): string {
  return JSON.stringify({ code, error_code: code, message, msg: message, details, hint: null });
}

export interface Refusal {
  /** seconds for Retry-After */
  retryAfter?: number;
  /** 503 instead of the usual status: auth-js forgets the session on a 429 and keeps it on a 503 */
  status?: number;
  allow?: string;
  /** the connection cannot be used again (an unread body is still arriving) */
  close?: boolean;
}

/** Ends the response with one of the edge's own errors. */
export function refuse(res: ServerResponse, error: EdgeError, more: Refusal = {}): void {
  if (res.headersSent || res.destroyed) return;
  const status = more.status ?? STATUS[error];
  const retryAfter = more.retryAfter ?? (status === 503 ? 5 : undefined);
  const body = errorBody(error);
  if (retryAfter !== undefined) res.setHeader('Retry-After', String(Math.max(1, Math.ceil(retryAfter))));
  if (more.allow) res.setHeader('Allow', more.allow);
  if (more.close) res.setHeader('Connection', 'close');
  res.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
  });
  res.end(body);
}
