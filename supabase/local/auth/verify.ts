import type pg from 'pg';
import { caller, type FactorRow, factorOf, GOOD_MINUTES } from './factors.ts';
import { AuthFailure } from './failure.ts';
import { type Json, text } from './input.ts';
import { activeToken, lockSession, type Opened, swap } from './sessions.ts';
import { type Claims, isUuid } from './tokens.ts';
import { fromBase32, matchingStep } from './totp.ts';
import { inTransaction } from './transaction.ts';

/** Wrong codes that one challenge bears. */
const TRIES = 5;

interface Challenge {
  id: string;
  verified: boolean;
  expired: boolean;
  tries: number;
}

/**
 * Takes the code of the authenticator app and raises the caller's session to aal2, with a new refresh token. The first
 * code makes the factor count; from then on the user's other sessions, that stand on the password alone, are over.
 * A code that was taken once is not taken again (RFC 6238 § 5.2), nor any older one.
 */
export async function verify(pool: pg.Pool, claims: Claims, factorId: string, body: Json): Promise<Opened> {
  const [challengeId, code] = [text(body, 'challenge_id', 64), text(body, 'code', 16).replace(/\s/g, '')];
  const opened = await inTransaction(pool, async (db) => {
    const { user, session } = await caller(db, claims);
    const factor = await factorOf(db, user, factorId);
    const challenge = await challengeOf(db, factor, challengeId);
    const step = /^\d{6}$/.test(code) ? await takeCode(db, factor, code) : null;
    if (step === null) {
      await miss(db, challenge);
      return null;
    }
    await db.query('update auth.mfa_challenges set verified_at = now(), otp_code = $2 where id = $1', [
      challenge.id,
      String(step),
    ]);
    await raise(db, session.id, user.id, factor.id);
    const now = await lockSession(db, 's.id = $1', [session.id]);
    const active = await activeToken(db, session.id);
    if (!now || !active) throw new AuthFailure(403, 'session_not_found', 'The session has ended');
    return { ...now, refreshToken: await swap(db, active.token) };
  });
  if (!opened) throw new AuthFailure(422, 'mfa_verification_failed', 'Invalid TOTP code entered');
  return opened;
}

/** A challenge of the factor that may still be answered. Until it is, `otp_code` counts the wrong codes. */
async function challengeOf(db: pg.PoolClient, factor: FactorRow, id: string): Promise<Challenge> {
  const { rows } = await db.query<Challenge>(
    `select id, verified_at is not null as verified, coalesce(otp_code, '0')::bigint::int as tries,
       created_at < now() - interval '${GOOD_MINUTES} minutes' as expired
     from auth.mfa_challenges where id = $1 and factor_id = $2`,
    [isUuid(id) ? id : null, factor.id],
  );
  const found = rows[0];
  if (!found) {
    throw new AuthFailure(422, 'mfa_factor_not_found', 'MFA factor with the provided challenge ID not found');
  }
  if (found.verified) {
    throw new AuthFailure(422, 'mfa_ip_address_mismatch', 'Challenge and verify IP addresses mismatch.');
  }
  if (found.expired || found.tries >= TRIES) {
    const why = `MFA challenge ${id} has expired, verify against another challenge or create a new challenge.`;
    throw new AuthFailure(422, 'mfa_challenge_expired', why);
  }
  return found;
}

/** The step of a right code that is newer than every one taken before; else null. */
async function takeCode(db: pg.PoolClient, factor: FactorRow, code: string): Promise<number | null> {
  const step = matchingStep(fromBase32(factor.secret), code, Date.now());
  if (step === null) return null;
  const { rows } = await db.query<{ fresh: boolean }>(
    `select coalesce(max(otp_code::bigint) < $2, true) as fresh from auth.mfa_challenges
     where factor_id = $1 and verified_at is not null`,
    [factor.id, step],
  );
  return rows[0]?.fresh ? step : null;
}

async function miss(db: pg.PoolClient, { id, tries }: Challenge): Promise<void> {
  await db.query('update auth.mfa_challenges set otp_code = $2 where id = $1', [id, String(tries + 1)]);
}

async function raise(db: pg.PoolClient, session: string, user: string, factor: string): Promise<void> {
  await db.query(
    `with proven as (
       update auth.mfa_factors set status = 'verified', updated_at = now() where id = $3 and status = 'unverified'
     ), others as (
       delete from auth.mfa_factors where user_id = $2 and status = 'unverified' and id <> $3
     ), weaker as (
       delete from auth.sessions where user_id = $2 and id <> $1 and aal = 'aal1'
     ), claim as (
       insert into auth.mfa_amr_claims (id, session_id, created_at, updated_at, authentication_method)
       values (gen_random_uuid(), $1, now(), now(), 'totp')
       on conflict (session_id, authentication_method) do update set updated_at = excluded.updated_at
     ) update auth.sessions set aal = 'aal2', factor_id = $3, updated_at = now() where id = $1`,
    [session, user, factor],
  );
}
