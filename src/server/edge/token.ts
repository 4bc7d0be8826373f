const JWT = /^[\w-]+\.[\w-]+\.[\w-]+$/;
const TOKEN_MAX_LENGTH = 4096;

/** What the edge needs to know of a caller's token. The signature is the database's business. */
export interface Caller {
  token: string;
  anonymous: boolean;
}

/** True for a JSON web token by its looks (legacy keys are such tokens, `sb_…` keys are not). */
export const isJwt = (text: string) => JWT.test(text);

/**
 * Reads an Authorization header. Only a token that says role `authenticated` is passed on; anything else – another
 * role, a key, no token at all – is treated as nobody (null).
 */
export function callerOf(authorization: string | undefined): Caller | null {
  const token = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
  if (!token || token.length > TOKEN_MAX_LENGTH || !isJwt(token)) return null;
  try {
    const payload: unknown = JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString());
    if (typeof payload !== 'object' || payload === null || !('role' in payload)) return null;
    if (payload.role !== 'authenticated') return null;
    return { token, anonymous: 'is_anonymous' in payload && payload.is_anonymous === true };
  } catch {
    return null;
  }
}

/** Headers that name the caller to the upstream: the project's key, and the caller's token or the key again. */
export function credentials(key: string, caller: Caller | null): Record<string, string> {
  const token = caller?.token ?? (isJwt(key) ? key : null);
  return token ? { apikey: key, authorization: `Bearer ${token}` } : { apikey: key };
}
