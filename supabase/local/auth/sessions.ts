import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { AuthFailure } from './failure.ts';
import type { Json } from './input.ts';
import { type Claims, newRefreshToken, type Session } from './tokens.ts';
import { USER_COLUMNS, type UserRow } from './users.ts';

/** A session that was just opened or refreshed. */
export interface Opened {
  user: UserRow;
  session: Session;
  refreshToken: string;
}

const OPEN_SESSION = `
  s as (insert into auth.sessions (id, user_id, created_at, updated_at, aal)
        select $2::uuid, u.id, now(), now(), 'aal1' from u returning id, created_at),
  t as (insert into auth.refresh_tokens (token, user_id, revoked, created_at, updated_at, session_id)
        select $3, u.id::text, false, now(), now(), s.id from u, s)
  select ${USER_COLUMNS}, s.id as session_id, s.created_at as session_created_at from u, s`;

/** Makes an anonymous user and its first session, in one statement. */
export async function openAnonymous(db: pg.Pool, data: Json): Promise<Opened> {
  return await open(
    db,
    `with u as (
       insert into auth.users (id, aud, role, raw_app_meta_data, raw_user_meta_data, created_at, updated_at,
                               last_sign_in_at, is_anonymous)
       values ($1, 'authenticated', 'authenticated', '{}', $4, now(), now(), now(), true) returning *
     ),`,
    [randomUUID(), randomUUID(), newRefreshToken(), JSON.stringify(data)],
  );
}

/** Opens a further session of a user whose password was right. */
export async function openSession(db: pg.Pool, userId: string): Promise<Opened> {
  return await open(
    db,
    `with u as (update auth.users set last_sign_in_at = now(), updated_at = now() where id = $1 returning *),`,
    [userId, randomUUID(), newRefreshToken()],
  );
}

async function open(db: pg.Pool, userPart: string, values: [string, string, string, ...string[]]): Promise<Opened> {
  const { rows } = await db.query<UserRow & { session_id: string; session_created_at: Date }>(
    `${userPart} ${OPEN_SESSION}`,
    values,
  );
  const row = rows[0];
  if (!row) throw new AuthFailure(400, 'invalid_credentials', 'Invalid login credentials');
  return { user: row, session: { id: row.session_id, created_at: row.session_created_at }, refreshToken: values[2] };
}

/**
 * Exchanges a refresh token. The session's row is locked first, so two tabs take turns.
 * The parent of the active token is answered with that token: its reply was lost, or another tab was faster.
 * Anything older was copied from somewhere: the whole session ends.
 */
export async function refresh(pool: pg.Pool, token: string): Promise<Opened> {
  const db = await pool.connect();
  let broken: Error | undefined;
  try {
    await db.query('begin');
    const result = await rotate(db, token);
    await db.query('commit');
    if (result === 'unknown') {
      throw new AuthFailure(400, 'refresh_token_not_found', 'Invalid Refresh Token: Refresh Token Not Found');
    }
    if (result === 'reused') {
      throw new AuthFailure(400, 'refresh_token_already_used', 'Invalid Refresh Token: Already Used');
    }
    return result;
  } catch (error) {
    if (!(error instanceof AuthFailure)) broken = error as Error;
    throw error;
  } finally {
    db.release(broken);
  }
}

async function rotate(db: pg.PoolClient, token: string): Promise<Opened | 'unknown' | 'reused'> {
  const locked = await db.query<UserRow & { session_id: string; session_created_at: Date }>(
    `select ${USER_COLUMNS}, s.id as session_id, s.created_at as session_created_at
     from auth.refresh_tokens t join auth.sessions s on s.id = t.session_id join auth.users u on u.id = s.user_id
     where t.token = $1 and u.deleted_at is null and coalesce(u.banned_until <= now(), true)
       and coalesce(s.not_after > now(), true)
     for update of s`,
    [token],
  );
  const row = locked.rows[0];
  if (!row) return 'unknown';
  const opened = { user: row, session: { id: row.session_id, created_at: row.session_created_at } };

  const active = await db.query<{ token: string; parent: string | null }>(
    `select token, parent from auth.refresh_tokens where session_id = $1 and not revoked order by id desc limit 1`,
    [row.session_id],
  );
  if (active.rows[0]?.token === token) {
    const next = newRefreshToken();
    await db.query(
      `with used as (
         update auth.refresh_tokens set revoked = true, updated_at = now() where token = $1 returning user_id, session_id
       ), seen as (
         update auth.sessions s set refreshed_at = now() at time zone 'utc', updated_at = now() from used
         where s.id = used.session_id
       ) insert into auth.refresh_tokens (token, user_id, revoked, created_at, updated_at, parent, session_id)
         select $2, user_id, false, now(), now(), $1, session_id from used`,
      [token, next],
    );
    return { ...opened, refreshToken: next };
  }
  if (active.rows[0]?.parent === token) return { ...opened, refreshToken: active.rows[0].token };
  await db.query('delete from auth.sessions where id = $1', [row.session_id]);
  return 'reused';
}

/** Ends sessions: this one, all of the user's, or all but this one. */
export async function close(db: pg.Pool, { sub, session_id }: Claims, scope: string): Promise<void> {
  const which = { global: 'user_id = $1', local: 'user_id = $1 and id = $2', others: 'user_id = $1 and id <> $2' }[
    scope
  ];
  if (!which) throw new AuthFailure(400, 'validation_failed', 'scope must be global, local or others');
  await db.query(`delete from auth.sessions where ${which} and $2::uuid is not null`, [sub, session_id]);
}
