/** Who works in the console, as `api.people` tells it, and what the page makes of it. */
import { staffRpc } from '../../backend/staff.ts';
import type { Areas } from '../../i18n/keys.ts';
import type { Locale } from '../../i18n/locale.ts';

export type PeopleWords = Areas['console_people'];
export type PlaceName = Partial<Record<Locale, string>>;

/** A role at a place. */
export interface RoleAt {
  role: string;
  place: string;
  place_name: PlaceName;
}
export interface HeldRole extends RoleAt {
  id: string;
  granted_at: string;
  withdrawn_at: string | null;
  may_withdraw: boolean;
}
export interface Person {
  sign_in: string;
  name: string;
  email: string | null;
  last_sign_in: string | null;
  me: boolean;
  roles: HeldRole[];
}
export interface Invitation extends RoleAt {
  id: string;
  name: string;
  expires_at: string;
}
export interface PeopleList {
  people: Person[];
  invitations: Invitation[];
  grantable: RoleAt[];
}

export const askPeople = () => staffRpc<PeopleList>('people');
export const invite = (name: string, role: string, place: string, days: number) =>
  staffRpc<{ code: string; expires_at: string }>('invite', { name, role, place, days });
export const takeBack = (id: string) => staffRpc('revoke_invitation', { id });
export const grantRole = (person: string, role: string, place: string) =>
  staffRpc('grant_role', { sign_in: person, role, place });
export const withdrawRole = (id: string) => staffRpc('withdraw_role', { id });

/** Link of an invitation. The code stays in the fragment: no server and no log ever sees it. */
export const joinLink = (origin: string, prefix: string, code: string): string =>
  `${origin}${prefix}/staff/join#${code}`;

export const placeName = (locale: Locale, name: PlaceName): string => name[locale] ?? name['zh-Hans'] ?? '';

/** Roles that may be given, each with its places; those that are held already stay out. */
export function choices(grantable: readonly RoleAt[], held: readonly HeldRole[] = []): Map<string, RoleAt[]> {
  const stands = new Set(held.filter((one) => !one.withdrawn_at).map((one) => `${one.role} ${one.place}`));
  const found = new Map<string, RoleAt[]>();
  for (const one of grantable) {
    if (stands.has(`${one.role} ${one.place}`)) continue;
    found.set(one.role, [...(found.get(one.role) ?? []), one]);
  }
  return found;
}

/** People whose name, address, role or place contains what is searched for; people without a standing role come last. */
export function findPeople(people: readonly Person[], text: string, told: (role: RoleAt) => string): Person[] {
  const wanted = text.trim().toLowerCase();
  const stands = (person: Person) => person.roles.some((role) => !role.withdrawn_at);
  return people
    .filter((person) =>
      [person.name, person.email ?? '', ...person.roles.filter((role) => !role.withdrawn_at).map(told)].some((one) =>
        one.toLowerCase().includes(wanted),
      ),
    )
    .sort((a, b) => Number(stands(b)) - Number(stands(a)));
}
