import { createHmac } from 'node:crypto';
import type { Client } from 'pg';
import { PERSONA_SCHOOLS } from './school-names.ts';

/**
 * The constant people of all tests: two residents, a pupil, two teachers, staff of a district and of the city, a clerk;
 * 文编 writes for the city, 马主任 for another district, 孙校 runs a school.
 */
export const PERSONAS = {
  an: { id: 'a0000000-0000-4000-8000-000000000001', staff: null },
  bei: { id: 'a0000000-0000-4000-8000-000000000002', staff: null },
  chen: { id: 'a0000000-0000-4000-8000-000000000003', staff: null },
  dai: { id: 'a0000000-0000-4000-8000-000000000004', staff: ['teacher', '3303020001', '戴老师'] },
  fang: { id: 'a0000000-0000-4000-8000-000000000005', staff: ['teacher', '3303810001', '老方'] },
  guo: { id: 'a0000000-0000-4000-8000-000000000006', staff: ['district', '330302', '郭姐'] },
  he: { id: 'a0000000-0000-4000-8000-000000000007', staff: ['city_admin reviewer', '330300', '何科'] },
  jiang: { id: 'a0000000-0000-4000-8000-000000000008', staff: ['counter', '330302', '江江'] },
  wen: { id: 'a0000000-0000-4000-8000-000000000009', staff: ['city_editor', '330300', '文编'] },
  ma: { id: 'a0000000-0000-4000-8000-000000000010', staff: ['district', '330381', '马主任'] },
  sun: { id: 'a0000000-0000-4000-8000-000000000011', staff: ['school_admin', '3303020001', '孙校'] },
} as const;
export type Persona = keyof typeof PERSONAS;
/** A persona, nobody (no token), somebody whose token has run out, or the edge with its service key. */
export type Caller = Persona | 'nobody' | 'expired' | 'service';

/** Puts the personas' sign-ins and staff rows into a database that has the demo city. */
export async function insertPersonas(client: Client): Promise<void> {
  await client.query('select app.put_schools($1)', [JSON.stringify(PERSONA_SCHOOLS)]);
  for (const [name, { id, staff }] of Object.entries(PERSONAS)) {
    await client.query(
      `insert into auth.users (id, aud, role, email, raw_app_meta_data, raw_user_meta_data, created_at, updated_at, is_anonymous)
       values ($1, 'authenticated', 'authenticated', $2, '{}', '{}', now(), now(), $3)`,
      [id, staff ? `${name}@world.example` : null, !staff],
    );
    if (!staff) continue;
    const [roles, place, title] = staff;
    await insertStaff({ sql: client }, id, roles, place, title);
  }
}

/** Makes a sign-in a member of staff with roles (separated by blanks) at a place. */
export async function insertStaff(db: { sql: Client }, id: string, roles: string, place: string, name: string) {
  await db.sql.query('insert into app.staff values ($1, $2)', [id, name]);
  await db.sql.query(
    `insert into app.staff_role (sign_in, role, place, granted_at) select $1, r, $3, now() from unnest(string_to_array($2, ' ')) r`,
    [id, roles, place],
  );
}

/** The token that a caller sends as Authorization; null for nobody. */
export function tokenOf(caller: Caller, jwtSecret: string): string | null {
  if (caller === 'nobody') return null;
  if (caller === 'service') return sign({ role: 'service_role' }, jwtSecret);
  const at = Math.floor(Date.now() / 1000);
  const { id } = PERSONAS[caller === 'expired' ? 'an' : caller];
  const exp = caller === 'expired' ? at - 3600 : at + 3600;
  return sign({ sub: id, role: 'authenticated', aud: 'authenticated', iat: at - 7200, exp }, jwtSecret);
}

/** The Postgres role in which PostgREST runs a caller's request. */
export function roleOf(caller: Caller): 'anon' | 'authenticated' | 'service_role' {
  if (caller === 'nobody' || caller === 'expired') return 'anon';
  return caller === 'service' ? 'service_role' : 'authenticated';
}

function sign(claims: object, secret: string): string {
  const base64 = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const text = `${base64({ alg: 'HS256', typ: 'JWT' })}.${base64(claims)}`;
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
}
