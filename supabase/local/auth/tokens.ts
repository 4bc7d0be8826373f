import { randomBytes } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import { AuthFailure } from './failure.ts';
import type { UserRow } from './users.ts';

/** Seconds an access token is good for. */
export const ACCESS_SECONDS = 3600;

export interface Claims {
  sub: string;
  session_id: string;
  aal: 'aal1' | 'aal2';
}

/** Signs an access token with the claims of Supabase Auth. */
export async function signAccess(secret: Uint8Array, issuer: string, user: UserRow, session: Session): Promise<string> {
  return await new SignJWT({
    email: user.email ?? '',
    phone: '',
    app_metadata: user.raw_app_meta_data ?? {},
    user_metadata: user.raw_user_meta_data ?? {},
    role: 'authenticated',
    aal: session.aal,
    amr: session.amr ?? [
      { method: user.is_anonymous ? 'anonymous' : 'password', timestamp: seconds(+session.created_at) },
    ],
    session_id: session.id,
    is_anonymous: user.is_anonymous,
  })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuer(issuer)
    .setSubject(user.id)
    .setAudience('authenticated')
    .setIssuedAt()
    .setExpirationTime(expiresAt(session))
    .sign(secret);
}

export interface Session {
  id: string;
  created_at: Date;
  /** when it ends, whatever is refreshed; null for people without e-mail address */
  not_after: Date | null;
  aal: 'aal1' | 'aal2';
  /** ways of proof, the latest first; null stands for the one that opened the session */
  amr: { method: string; timestamp: number }[] | null;
}

const seconds = (ms: number) => Math.floor(ms / 1000);

/** When an access token made now expires, in seconds: never after its session. */
export function expiresAt({ not_after }: Session): number {
  return Math.min(seconds(Date.now()) + ACCESS_SECONDS, not_after ? seconds(+not_after) : Number.POSITIVE_INFINITY);
}

/** Reads the bearer token of a request. */
export async function readAccess(secret: Uint8Array, authorization: string | undefined): Promise<Claims> {
  const token = authorization?.match(/^Bearer (\S+)$/i)?.[1];
  if (!token) throw new AuthFailure(401, 'no_authorization', 'This endpoint requires a valid Bearer token');
  try {
    const { payload } = await jwtVerify(token, secret, { algorithms: ['HS256'], audience: 'authenticated' });
    const { sub, session_id, aal } = payload;
    if (isUuid(sub) && isUuid(session_id)) return { sub, session_id, aal: aal === 'aal2' ? aal : 'aal1' };
    throw new AuthFailure(403, 'bad_jwt', 'invalid claim: missing sub or session_id');
  } catch (error) {
    if (error instanceof AuthFailure) throw error;
    const why = error instanceof errors.JWTExpired ? 'token is expired' : 'unable to parse or verify signature';
    throw new AuthFailure(403, 'bad_jwt', `invalid JWT: ${why}`);
  }
}

/** A token for the API's own roles, as Supabase hands out; it does not expire. */
export async function signApiKey(jwtSecret: string, role: 'anon' | 'service_role'): Promise<string> {
  return await new SignJWT({ role, iss: 'qingtu-local' })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .sign(new TextEncoder().encode(jwtSecret));
}

/** 128 random bits. */
export function newRefreshToken(): string {
  return randomBytes(16).toString('base64url');
}

/** Looks like an id of ours. */
export function isUuid(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value);
}
