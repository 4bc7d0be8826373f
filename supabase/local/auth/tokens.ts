import { randomBytes } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import { AuthFailure } from './failure.ts';
import type { UserRow } from './users.ts';

/** Seconds an access token is good for. */
export const ACCESS_SECONDS = 3600;

export interface Claims {
  sub: string;
  session_id: string;
}

/** Signs an access token with the claims of Supabase Auth. */
export async function signAccess(secret: Uint8Array, issuer: string, user: UserRow, session: Session): Promise<string> {
  return await new SignJWT({
    email: user.email ?? '',
    phone: '',
    app_metadata: user.raw_app_meta_data ?? {},
    user_metadata: user.raw_user_meta_data ?? {},
    role: 'authenticated',
    aal: 'aal1',
    amr: [{ method: user.is_anonymous ? 'anonymous' : 'password', timestamp: Math.floor(+session.created_at / 1000) }],
    session_id: session.id,
    is_anonymous: user.is_anonymous,
  })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuer(issuer)
    .setSubject(user.id)
    .setAudience('authenticated')
    .setIssuedAt()
    .setExpirationTime(`${ACCESS_SECONDS}s`)
    .sign(secret);
}

export interface Session {
  id: string;
  created_at: Date;
}

/** Reads the bearer token of a request. */
export async function readAccess(secret: Uint8Array, authorization: string | undefined): Promise<Claims> {
  const token = authorization?.match(/^Bearer (\S+)$/i)?.[1];
  if (!token) throw new AuthFailure(401, 'no_authorization', 'This endpoint requires a valid Bearer token');
  try {
    const { payload } = await jwtVerify(token, secret, { algorithms: ['HS256'], audience: 'authenticated' });
    const { sub, session_id } = payload;
    if (isUuid(sub) && isUuid(session_id)) return { sub, session_id };
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

function isUuid(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value);
}
