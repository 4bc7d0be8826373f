import { AuthFailure } from './failure.ts';

export type Json = Record<string, unknown>;

/** Largest metadata object, in bytes of its JSON text. */
const METADATA_MAX = 4096;

/** Largest request body in bytes, and how much more is read (and dropped) so that the caller hears the answer. */
const BODY_MAX = 65_536;
const BODY_DRAIN = 2_097_152;

/** Shortest password, as in config.toml. */
const PASSWORD_MIN = 10;

/** Reads a request body that must be a JSON object. */
export async function readBody(request: Request): Promise<Json> {
  const kept: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.length;
    if (size <= BODY_MAX) kept.push(chunk);
    if (size > BODY_DRAIN) break;
  }
  if (size > BODY_MAX) {
    throw new AuthFailure(413, 'request_too_large', `The request body may have ${BODY_MAX} bytes at most`);
  }
  return parseBody(Buffer.concat(kept).toString('utf8'));
}

/** Parses a request body that must be a JSON object. */
function parseBody(text: string): Json {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new AuthFailure(400, 'bad_json', 'Could not parse request body as JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new AuthFailure(400, 'bad_json', 'The request body must be a JSON object');
  }
  return value as Json;
}

/** A string field; absent, null or empty is ''. NUL cannot be stored by Postgres and lone surrogates are no text. */
export function text(body: Json, field: string, max: number): string {
  const value = body[field] ?? '';
  if (typeof value !== 'string' || value.length > max || value.includes('\0') || !value.isWellFormed()) {
    throw new AuthFailure(422, 'validation_failed', `${field} must be text of at most ${max} characters`);
  }
  return value;
}

/** The metadata object that clients send as `data`; it may not be large, nor hold what jsonb refuses. */
export function metadata(body: Json): Json | null {
  const value = body.data;
  if (value === undefined || value === null) return null;
  const json = JSON.stringify(value);
  const fits = Buffer.byteLength(json) <= METADATA_MAX && !/\\u(?:0000|d[89a-f])/i.test(json);
  if (typeof value !== 'object' || Array.isArray(value) || !fits) {
    throw new AuthFailure(422, 'validation_failed', `data must be an object of at most ${METADATA_MAX} bytes`);
  }
  return value as Json;
}

/** Passwords are hashed by bcrypt, which reads 72 bytes and no more. */
export function newPassword(body: Json): string {
  const password = text(body, 'password', 1000);
  if (Buffer.byteLength(password) > 72) {
    throw new AuthFailure(422, 'validation_failed', 'Password cannot be longer than 72 bytes');
  }
  if (password.length < PASSWORD_MIN) {
    throw new AuthFailure(422, 'weak_password', `Password should be at least ${PASSWORD_MIN} characters.`, {
      weak_password: { reasons: ['length'] },
    });
  }
  return password;
}
