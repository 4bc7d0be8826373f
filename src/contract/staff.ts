/** What console and database say about staff in the same words (supabase/migrations/*_staff.sql). */
import type { Locale } from './locales.ts';

/** A session of the console ends this long after signing in. */
export const STAFF_SESSION_HOURS = 8;

export const ROLES = [
  'city_admin',
  'city_editor',
  'reviewer',
  'district',
  'school_admin',
  'counter',
  'teacher',
] as const;
export type Role = (typeof ROLES)[number];

export const RIGHTS = [
  'people.manage',
  'audit.read',
  'content.write',
  'content.review',
  'content.export',
  'figures.see',
  'figures.release',
  'items.see',
  'posters.make',
  'counter.serve',
  'rewards.manage',
  'schools.manage',
  'classes.manage',
  'classes.teach',
  'events.manage',
  'registers.manage',
  'registers.sign',
] as const;
export type Right = (typeof RIGHTS)[number];

/** `api.staff_me`. */
export interface StaffMe {
  name: string;
  email: string | null;
  roles: { role: Role; place: string; place_name: Partial<Record<Locale, string>> }[];
  /** rights that hold in this session, each at some place */
  rights: Right[];
  places: string[];
  aal: 'aal1' | 'aal2';
  /** off: not asked of this person here; needed: rights are missing until TOTP is passed */
  second_factor: 'off' | 'needed' | 'ok';
  session_ends: string | null;
  /** widest role: city, or the role's name */
  role: 'city' | Role;
  district: string;
  district_name: Partial<Record<Locale, string>>;
}
