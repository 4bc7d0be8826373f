import { randomBytes, randomUUID } from 'node:crypto';
import type pg from 'pg';
import encodeQR from 'qr';
import { AuthFailure } from './failure.ts';
import { type Json, text } from './input.ts';
import { lockSession } from './sessions.ts';
import { type Claims, isUuid, type Session } from './tokens.ts';
import { otpauthUri, toBase32 } from './totp.ts';
import { inTransaction } from './transaction.ts';
import type { UserRow } from './users.ts';

/** Minutes after which a challenge, or a factor that nobody confirmed, is no longer good. */
export const GOOD_MINUTES = 5;
const FACTORS_MAX = 10;
const CHALLENGES_MAX = 15;
/** 160 bits, as RFC 4226 recommends. */
const SECRET_BYTES = 20;

export interface FactorRow {
  id: string;
  status: 'unverified' | 'verified';
  secret: string;
}

/**
 * Locks and reads the caller's session; anonymous people have no second factor. The user is locked first: two desks of
 * one person that end each other's session would otherwise wait for one another.
 */
export async function caller(db: pg.PoolClient, claims: Claims): Promise<{ user: UserRow; session: Session }> {
  await db.query('select from auth.users where id = $1 for no key update', [claims.sub]);
  const found = await lockSession(db, 's.id = $1 and s.user_id = $2 and coalesce(s.not_after > now(), true)', [
    claims.session_id,
    claims.sub,
  ]);
  if (!found) throw new AuthFailure(403, 'session_not_found', 'Session from session_id claim in JWT does not exist');
  if (found.user.is_anonymous) {
    throw new AuthFailure(403, 'no_authorization', 'Anonymous user not allowed to perform these actions');
  }
  return found;
}

/** Locks and reads one of a user's factors. */
export async function factorOf(db: pg.PoolClient, user: UserRow, id: string): Promise<FactorRow> {
  if (!isUuid(id)) throw new AuthFailure(404, 'validation_failed', 'factor_id must be an UUID');
  const { rows } = await db.query<FactorRow>(
    'select id, status, secret from auth.mfa_factors where id = $1 and user_id = $2 for update',
    [id, user.id],
  );
  if (!rows[0]) throw new AuthFailure(404, 'mfa_factor_not_found', 'Factor not found');
  return rows[0];
}

/** Makes a secret that the person's authenticator app takes over; it counts once a code has proven that it did. */
export async function enroll(pool: pg.Pool, claims: Claims, body: Json): Promise<Json> {
  if (body.factor_type !== 'totp') throw new AuthFailure(400, 'validation_failed', 'factor_type needs to be totp');
  const [name, issuer] = [text(body, 'friendly_name', 100), text(body, 'issuer', 100) || 'Qingtu'];
  const id = randomUUID();
  const secret = toBase32(randomBytes(SECRET_BYTES));
  const email = await inTransaction(pool, async (db) => {
    const { user, session } = await caller(db, claims);
    await db.query(
      `delete from auth.mfa_factors where user_id = $1 and status = 'unverified'
         and created_at < now() - interval '${GOOD_MINUTES} minutes'`,
      [user.id],
    );
    const { rows } = await db.query<{ friendly_name: string | null; status: string }>(
      'select friendly_name, status from auth.mfa_factors where user_id = $1',
      [user.id],
    );
    if (name && rows.some((row) => row.friendly_name === name)) {
      const why = `A factor with the friendly name "${name}" for this user already exists`;
      throw new AuthFailure(422, 'mfa_factor_name_conflict', why);
    }
    if (rows.length >= FACTORS_MAX) {
      const why = 'Maximum number of verified factors reached, unenroll to continue';
      throw new AuthFailure(422, 'too_many_enrolled_mfa_factors', why);
    }
    if (session.aal !== 'aal2' && rows.some((row) => row.status === 'verified')) {
      throw new AuthFailure(403, 'insufficient_aal', 'AAL2 required to enroll a new factor');
    }
    await db.query(
      `insert into auth.mfa_factors (id, user_id, friendly_name, factor_type, status, created_at, updated_at, secret)
       values ($1, $2, $3, 'totp', 'unverified', now(), now(), $4)`,
      [id, user.id, name, secret],
    );
    return user.email ?? user.id;
  });
  const uri = otpauthUri(issuer, email, secret);
  return { id, type: 'totp', friendly_name: name, totp: { qr_code: encodeQR(uri, 'svg'), secret, uri } };
}

/** Opens the time in which a code is taken. */
export async function challenge(pool: pg.Pool, claims: Claims, factorId: string): Promise<Json> {
  const id = randomUUID();
  const at = await inTransaction(pool, async (db) => {
    const { user } = await caller(db, claims);
    const factor = await factorOf(db, user, factorId);
    await db.query(
      `delete from auth.mfa_challenges where factor_id = $1 and created_at < now() - interval '${GOOD_MINUTES} minutes'`,
      [factor.id],
    );
    const { rows } = await db.query<{ at: Date | null }>(
      `with room as (select count(*) < ${CHALLENGES_MAX} as left from auth.mfa_challenges where factor_id = $2),
       made as (
         insert into auth.mfa_challenges (id, factor_id, created_at, ip_address)
         select $1, $2, now(), '::' from room where room.left returning created_at
       ), noted as (
         update auth.mfa_factors set last_challenged_at = clock_timestamp() where id = $2 and exists (select from made)
       ) select created_at as at from made`,
      [id, factor.id],
    );
    return rows[0]?.at;
  });
  if (!at) throw new AuthFailure(429, 'over_request_rate_limit', 'Request rate limit reached');
  return { id, type: 'totp', expires_at: Math.floor(+at / 1000) + GOOD_MINUTES * 60 };
}

/** Removes a factor. Sessions that it had raised stand on the password alone again. */
export async function unenroll(pool: pg.Pool, claims: Claims, factorId: string): Promise<Json> {
  await inTransaction(pool, async (db) => {
    const { user, session } = await caller(db, claims);
    const factor = await factorOf(db, user, factorId);
    if (factor.status === 'verified' && session.aal !== 'aal2') {
      throw new AuthFailure(422, 'insufficient_aal', 'AAL2 required to unenroll verified factor');
    }
    await db.query(
      `with lowered as (
         update auth.sessions set aal = 'aal1', factor_id = null where user_id = $2 and factor_id = $1 returning id
       ), forgotten as (
         delete from auth.mfa_amr_claims a using lowered l where a.session_id = l.id and a.authentication_method = 'totp'
       ) delete from auth.mfa_factors where id = $1`,
      [factor.id, user.id],
    );
  });
  return { id: factorId };
}
