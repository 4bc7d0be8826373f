import type pg from 'pg';
import { AuthFailure } from './failure.ts';
import type { Json } from './input.ts';
import type { Claims } from './tokens.ts';

/** What is read of auth.users. */
export interface UserRow {
  id: string;
  email: string | null;
  email_confirmed_at: Date | null;
  last_sign_in_at: Date | null;
  raw_app_meta_data: Json | null;
  raw_user_meta_data: Json | null;
  created_at: Date;
  updated_at: Date;
  is_anonymous: boolean;
  factors: Factor[] | null;
}

/** A second factor as the API shows it. */
export interface Factor {
  id: string;
  factor_type: 'totp';
  status: 'unverified' | 'verified';
}

export const USER_COLUMNS = `u.id, u.email, u.email_confirmed_at, u.last_sign_in_at, u.raw_app_meta_data,
  u.raw_user_meta_data, u.created_at, u.updated_at, u.is_anonymous,
  (select jsonb_agg(jsonb_strip_nulls(to_jsonb(f) - array['user_id', 'secret', 'phone']) order by f.created_at)
   from auth.mfa_factors f where f.user_id = u.id) as factors`;

/** A bcrypt hash of nothing that anybody knows, of the cost of real ones: an unknown e-mail takes as long as a known. */
const DECOY = '$2a$10$7EqJtq98hPqEX7fNZaFWoOhi5BhlEDbhnJ0RzXQ8m0Y5Yk5b1k3Hq';

/** The user object of the API. */
export function userJson(user: UserRow): Json {
  return {
    id: user.id,
    aud: 'authenticated',
    role: 'authenticated',
    email: user.email ?? '',
    ...(user.email_confirmed_at && {
      email_confirmed_at: user.email_confirmed_at,
      confirmed_at: user.email_confirmed_at,
    }),
    phone: '',
    last_sign_in_at: user.last_sign_in_at,
    app_metadata: user.raw_app_meta_data ?? {},
    user_metadata: user.raw_user_meta_data ?? {},
    identities: [],
    ...(user.factors && { factors: user.factors }),
    created_at: user.created_at,
    updated_at: user.updated_at,
    is_anonymous: user.is_anonymous,
  };
}

/** The user of a session that still exists. */
export async function userOfSession(db: pg.Pool, { sub, session_id }: Claims): Promise<UserRow> {
  const { rows } = await db.query<UserRow>(
    `select ${USER_COLUMNS} from auth.users u join auth.sessions s on s.user_id = u.id
     where u.id = $1 and s.id = $2 and u.deleted_at is null and coalesce(s.not_after > now(), true)`,
    [sub, session_id],
  );
  if (!rows[0]) {
    throw new AuthFailure(403, 'session_not_found', 'Session from session_id claim in JWT does not exist');
  }
  return rows[0];
}

const ADDRESS = /^[^\s@<>()",;:\\[\]]{1,64}@[^\s@.]+(?:\.[^\s@.]+)+$/;

/** Registers an e-mail address; confirmed at once, because no mail leaves this machine. Rights come from invitations alone. */
export async function registerEmail(db: pg.Pool, email: string, password: string, data: Json): Promise<UserRow> {
  const address = email.trim().toLowerCase();
  if (!ADDRESS.test(address)) {
    throw new AuthFailure(400, 'validation_failed', 'Unable to validate email address: invalid format');
  }
  const { rows } = await db.query<UserRow>(
    `insert into auth.users as u (id, aud, role, email, encrypted_password, email_confirmed_at, raw_app_meta_data,
       raw_user_meta_data, created_at, updated_at)
     values (gen_random_uuid(), 'authenticated', 'authenticated', $1,
       extensions.crypt($2, extensions.gen_salt('bf', 10)), now(), '{"provider":"email","providers":["email"]}', $3, now(), now())
     on conflict (email) where not is_sso_user do nothing returning ${USER_COLUMNS}`,
    [address, password, JSON.stringify(data)],
  );
  if (!rows[0]) throw new AuthFailure(422, 'user_already_exists', 'User already registered');
  return rows[0];
}

/** Who signs in with this e-mail and password; one message and one effort for every way of being wrong. */
export async function userByPassword(db: pg.Pool, email: string, password: string): Promise<UserRow> {
  const { rows } = await db.query<UserRow & { stored: string | null; hashed: string; banned: boolean }>(
    `select ${USER_COLUMNS}, u.encrypted_password as stored, coalesce(u.banned_until > now(), false) as banned,
       extensions.crypt($2, coalesce(nullif(u.encrypted_password, ''), $3)) as hashed
     from (select lower($1::text) as email) q
     left join auth.users u on u.email = q.email and not u.is_sso_user and u.deleted_at is null`,
    [email.trim(), password, DECOY],
  );
  const found = rows[0];
  if (!found?.id || found.stored !== found.hashed) {
    throw new AuthFailure(400, 'invalid_credentials', 'Invalid login credentials');
  }
  if (found.banned) throw new AuthFailure(400, 'user_banned', 'User is banned');
  if (!found.email_confirmed_at) throw new AuthFailure(400, 'email_not_confirmed', 'Email not confirmed');
  return found;
}

/** Changes password or metadata of the session's user; a new password ends the user's other sessions. */
export async function changeUser(
  db: pg.Pool,
  claims: Claims,
  change: { password: string | null; data: Json | null },
): Promise<UserRow> {
  const user = await userOfSession(db, claims);
  if (change.password !== null) {
    if (user.is_anonymous) {
      throw new AuthFailure(422, 'validation_failed', 'An anonymous user has no password');
    }
    if (claims.aal !== 'aal2' && user.factors?.some((factor) => factor.status === 'verified')) {
      const why = 'AAL2 session is required to update email or password when MFA is enabled.';
      throw new AuthFailure(401, 'insufficient_aal', why);
    }
    const { rowCount } = await db.query(
      `with changed as (
         update auth.users set encrypted_password = extensions.crypt($2, extensions.gen_salt('bf', 10)), updated_at = now()
         where id = $1 and extensions.crypt($2, encrypted_password) is distinct from encrypted_password returning id
       ), others as (
         delete from auth.sessions s using changed where s.user_id = changed.id and s.id <> $3
       ) select from changed`,
      [user.id, change.password, claims.session_id],
    );
    if (!rowCount) {
      throw new AuthFailure(422, 'same_password', 'New password should be different from the old password.');
    }
  }
  const { rows } = await db.query<UserRow>(
    `update auth.users u set updated_at = now(),
       raw_user_meta_data = jsonb_strip_nulls(coalesce(u.raw_user_meta_data, '{}') || coalesce($2::jsonb, '{}'))
     where u.id = $1 returning ${USER_COLUMNS}`,
    [user.id, change.data && JSON.stringify(change.data)],
  );
  return rows[0] as UserRow;
}
