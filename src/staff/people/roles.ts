/**
 * What roles may do, for reading. The rows that count are app.role, app.role_right and app.role_grant
 * (supabase/migrations/20261121000900_staff.sql); tests/unit/console-people.test.ts holds both together.
 */
import type { Right } from '../shell/me.ts';

export interface RoleFacts {
  role: string;
  level: 'city' | 'county' | 'school';
  rights: Right[];
  grants: string[];
  /** the whole role asks for the second factor */
  second_factor: boolean;
}

const ALL = ['city_admin', 'city_editor', 'reviewer', 'district', 'school_admin', 'counter', 'teacher'];
const role = (
  name: string,
  level: RoleFacts['level'],
  second_factor: boolean,
  rights: Right[],
  grants: string[] = [],
): RoleFacts => ({ role: name, level, second_factor, rights, grants });

export const ROLES: readonly RoleFacts[] = [
  role(
    'city_admin',
    'city',
    true,
    [
      'people.manage',
      'audit.read',
      'content.export',
      'figures.see',
      'figures.release',
      'items.see',
      'posters.make',
      'counter.serve',
      'rewards.manage',
      'schools.manage',
      'registers.manage',
      'registers.sign',
    ],
    ALL,
  ),
  role('city_editor', 'city', true, [
    'content.write',
    'content.export',
    'figures.see',
    'items.see',
    'posters.make',
    'rewards.manage',
    'events.manage',
    'registers.manage',
  ]),
  role('reviewer', 'city', true, [
    'content.review',
    'figures.see',
    'figures.release',
    'items.see',
    'posters.make',
    'registers.sign',
  ]),
  role(
    'district',
    'county',
    false,
    [
      'people.manage',
      'content.write',
      'figures.see',
      'items.see',
      'posters.make',
      'counter.serve',
      'rewards.manage',
      'schools.manage',
      'events.manage',
      'registers.manage',
      'registers.sign',
    ],
    ['counter', 'school_admin', 'teacher'],
  ),
  role(
    'school_admin',
    'school',
    false,
    ['people.manage', 'posters.make', 'classes.manage', 'classes.teach'],
    ['teacher'],
  ),
  role('counter', 'county', false, ['posters.make', 'counter.serve']),
  role('teacher', 'school', false, ['classes.teach']),
];
