import type { Keep, Skew } from './skew.ts';

/** What of localStorage is used. */
export type LocalStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export interface StoredSession {
  access_token: string;
  refresh_token: string;
  expires_at: number;
}

/**
 * Where auth-js keeps the session. Two things differ from plain localStorage:
 * - `expires_at` is kept in the server's time and handed out in the phone's, because auth-js compares it with
 *   `Date.now()`: with a clock that runs ahead every fresh token would look expired.
 * - a copy lies in IndexedDB, and nothing is removed unless `bury` was called for that refresh token: auth-js removes
 *   sessions on a 429, and browsers clear localStorage.
 */
export interface SessionStore {
  getItem(key: string): Promise<string | null>;
  setItem(key: string, value: string): Promise<void>;
  removeItem(key: string): Promise<void>;
  /** the session as kept, expiry in the server's time; rejects when the phone's disk cannot be read */
  read(): Promise<StoredSession | null>;
  /** the server has refused this refresh token for good */
  bury(refreshToken: string): void;
  isDead(refreshToken: string): boolean;
  /** removes the session, whatever its state (signing out, erasing) */
  forget(): Promise<void>;
}

export interface Claims {
  sub: string;
  exp: number;
  iat?: number;
  role?: string;
}

/** Claims of a JWT, unverified (that is the server's part); null when it is none or names nobody. */
export function claims(token: unknown): Claims | null {
  try {
    const part = String(token).split('.')[1]!.replaceAll('-', '+').replaceAll('_', '/');
    const found = JSON.parse(atob(part));
    return typeof found.sub === 'string' && found.sub && typeof found.exp === 'number' ? found : null;
  } catch {
    return null;
  }
}

function parse(text: string | null | undefined): StoredSession | null {
  try {
    const session = JSON.parse(text ?? 'null');
    const found = claims(session?.access_token);
    return found && typeof session.refresh_token === 'string' ? { ...session, expires_at: found.exp } : null;
  } catch {
    return null;
  }
}

export function createSessionStore(key: string, local: LocalStore | null, keep: Keep | null, skew: Skew): SessionStore {
  const dead = new Set<string>();
  const copyKey = `session:${key}`;
  const quietly = <T>(work: () => T): T | null => {
    try {
      return work();
    } catch {
      return null; // blocked or full localStorage: the copy is enough
    }
  };
  const read = async () => {
    const here = parse(quietly(() => local?.getItem(key)));
    const copy = keep?.get<string>(copyKey);
    const kept = parse(await (here ? copy?.catch(() => undefined) : copy));
    return kept && (!here || kept.expires_at > here.expires_at) ? kept : here;
  };
  const forget = async () => {
    quietly(() => local?.removeItem(key));
    await keep?.delete(copyKey);
  };
  return {
    read,
    forget,
    bury: (token) => void dead.add(token),
    isDead: (token) => dead.has(token),
    async getItem(name) {
      if (name !== key) return quietly(() => local?.getItem(name)) ?? null;
      await skew.load();
      const session = await read();
      return session && JSON.stringify({ ...session, expires_at: session.expires_at - Math.round(skew.ms / 1000) });
    },
    async setItem(name, value) {
      const session = name === key ? parse(value) : null;
      if (session) {
        const before = await read().catch(() => null);
        const issued = claims(session.access_token)?.iat;
        if (issued && before?.access_token !== session.access_token) skew.learn(issued * 1000);
        await keep?.set(copyKey, JSON.stringify(session)).catch(() => {});
      }
      quietly(() => local?.setItem(name, session ? JSON.stringify(session) : value));
    },
    async removeItem(name) {
      if (name !== key) return void quietly(() => local?.removeItem(name));
      const session = await read();
      if (session && dead.has(session.refresh_token)) await forget();
    },
  };
}
