import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { AuthFailure } from './failure.ts';
import type { Json } from './input.ts';
import { type Claims, newRefreshToken, type Session } from './tokens.ts';
import { inTransaction } from './transaction.ts';
import { USER_COLUMNS, type UserRow } from './users.ts';

/** A session that was just opened or refreshed. */
export interface Opened {
  user: UserRow;
  session: Session;
  refreshToken: string;
}

/** A session of somebody with an e-mail address ends after this many hours, however often it was refreshed. */
const STAFF_HOURS = 8;

const SESSION_COLUMNS = `s.id as session_id, s.created_at as session_created_at, s.not_after, s.aal`;

type SessionRow = UserRow & {
  session_id: string;
  session_created_at: Date;
  not_after: Date | null;
  aal: Session['aal'];
  amr?: Session['amr'];
};

/** The rows that open a session of `u`. What a browser says of itself is kept for staff alone, who are shown it. */
const OPEN_SESSION = `
  s as (insert into auth.sessions (id, user_id, created_at, updated_at, aal, not_after, user_agent)
        select $2::uuid, u.id, now(), now(), 'aal1',
          case when not u.is_anonymous then now() + interval '${STAFF_HOURS} hours' end,
          case when not u.is_anonymous then $4::text end
        from u returning *),
  t as (insert into auth.refresh_tokens (token, user_id, revoked, created_at, updated_at, session_id)
        select $3, u.id::text, false, now(), now(), s.id from u, s),
  a as (insert into auth.mfa_amr_claims (id, session_id, created_at, updated_at, authentication_method)
        select gen_random_uuid(), s.id, now(), now(), 'password' from u, s where not u.is_anonymous)
  select ${USER_COLUMNS}, ${SESSION_COLUMNS} from u, s`;

/** Makes an anonymous user and its first session, in one statement. */
export async function openAnonymous(db: pg.Pool, data: Json): Promise<Opened> {
  return await open(
    db,
    `with u as (
       insert into auth.users (id, aud, role, raw_app_meta_data, raw_user_meta_data, created_at, updated_at,
                               last_sign_in_at, is_anonymous)
       values ($1, 'authenticated', 'authenticated', '{}', $5, now(), now(), now(), true) returning *
     ),`,
    [randomUUID(), randomUUID(), newRefreshToken(), null, JSON.stringify(data)],
  );
}

/** Opens a further session of a user whose password was right. */
export async function openSession(db: pg.Pool, userId: string, agent: string | null): Promise<Opened> {
  return await open(
    db,
    `with u as (update auth.users set last_sign_in_at = now(), updated_at = now() where id = $1 returning *),`,
    [userId, randomUUID(), newRefreshToken(), agent],
  );
}

async function open(
  db: pg.Pool,
  userPart: string,
  values: [user: string, session: string, token: string, agent: string | null, data?: string],
): Promise<Opened> {
  const { rows } = await db.query<SessionRow>(`${userPart} ${OPEN_SESSION}`, values);
  const row = rows[0];
  if (!row) throw new AuthFailure(400, 'invalid_credentials', 'Invalid login credentials');
  return { user: row, session: sessionOf(row), refreshToken: values[2] };
}

function sessionOf(row: SessionRow): Session {
  const { session_id: id, session_created_at: created_at, not_after, aal, amr = null } = row;
  return { id, created_at, not_after, aal, amr };
}

/**
 * Exchanges a refresh token. The session's row is locked first, so two tabs take turns.
 * The parent of the active token is answered with that token: its reply was lost, or another tab was faster.
 * Anything older was copied from somewhere: the whole session ends.
 */
export async function refresh(pool: pg.Pool, token: string): Promise<Opened> {
  const result = await inTransaction(pool, (db) => rotate(db, token));
  if (result === 'unknown') {
    throw new AuthFailure(400, 'refresh_token_not_found', 'Invalid Refresh Token: Refresh Token Not Found');
  }
  if (result === 'expired') {
    throw new AuthFailure(400, 'session_expired', 'Invalid Refresh Token: Session Expired');
  }
  if (result === 'reused') {
    throw new AuthFailure(400, 'refresh_token_already_used', 'Invalid Refresh Token: Already Used');
  }
  return result;
}

async function rotate(db: pg.PoolClient, token: string): Promise<Opened | 'unknown' | 'expired' | 'reused'> {
  const found = await lockSession(db, `s.id = (select t.session_id from auth.refresh_tokens t where t.token = $1)`, [
    token,
  ]);
  if (!found) return 'unknown';
  const { user, session } = found;
  if (session.not_after && +session.not_after <= Date.now()) return 'expired';
  const active = await activeToken(db, session.id);
  if (active?.token === token) return { user, session, refreshToken: await swap(db, token) };
  if (active?.parent === token) return { user, session, refreshToken: active.token };
  await db.query('delete from auth.sessions where id = $1', [session.id]);
  return 'reused';
}

/** Locks one session's row and reads it with its user; null when it has ended or its user may not come in. */
export async function lockSession(
  db: pg.PoolClient,
  where: string,
  values: unknown[],
): Promise<{ user: UserRow; session: Session } | null> {
  const { rows } = await db.query<SessionRow>(
    `select ${USER_COLUMNS}, ${SESSION_COLUMNS},
       (select jsonb_agg(jsonb_build_object('method', a.authentication_method,
          'timestamp', floor(extract(epoch from a.updated_at))::bigint) order by a.updated_at desc)
        from auth.mfa_amr_claims a where a.session_id = s.id) as amr
     from auth.sessions s join auth.users u on u.id = s.user_id
     where ${where} and u.deleted_at is null and coalesce(u.banned_until <= now(), true)
     for update of s`,
    values,
  );
  return rows[0] ? { user: rows[0], session: sessionOf(rows[0]) } : null;
}

/** The refresh token of a session that is good now, and the one that it came from. */
export async function activeToken(db: pg.PoolClient, session: string) {
  const { rows } = await db.query<{ token: string; parent: string | null }>(
    `select token, parent from auth.refresh_tokens where session_id = $1 and not revoked order by id desc limit 1`,
    [session],
  );
  return rows[0];
}

/** Puts a new refresh token in the place of the active one. */
export async function swap(db: pg.PoolClient, token: string): Promise<string> {
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
  return next;
}

/** Ends sessions: this one, all of the user's, or all but this one. */
export async function close(db: pg.Pool, { sub, session_id }: Claims, scope: string): Promise<void> {
  const which = { global: 'user_id = $1', local: 'user_id = $1 and id = $2', others: 'user_id = $1 and id <> $2' }[
    scope
  ];
  if (!which) throw new AuthFailure(400, 'validation_failed', 'scope must be global, local or others');
  await db.query(`delete from auth.sessions where ${which} and $2::uuid is not null`, [sub, session_id]);
}
