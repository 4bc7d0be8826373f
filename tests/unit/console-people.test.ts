import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import zh from '../../src/i18n/locales/zh-Hans/console_people.json' with { type: 'json' };
import {
  choices,
  findPeople,
  type HeldRole,
  joinLink,
  type Person,
  type RoleAt,
} from '../../src/staff/people/people.ts';
import { ROLES } from '../../src/staff/people/roles.ts';

const sql = readFileSync(new URL('../../supabase/migrations/20261121000900_staff.sql', import.meta.url), 'utf8');
const at = (role: string, place: string): RoleAt => ({ role, place, place_name: { 'zh-Hans': place } });
const held = (role: string, place: string, withdrawn_at: string | null = null): HeldRole => ({
  ...at(role, place),
  id: `${role}-${place}`,
  granted_at: '2026-11-01T00:00:00Z',
  withdrawn_at,
  may_withdraw: true,
});
const person = (name: string, ...roles: HeldRole[]): Person => ({
  sign_in: name,
  name,
  email: `${name}@x.example`,
  last_sign_in: null,
  me: false,
  roles,
});

test('the table of roles says what the rows of rights say', () => {
  const rights = Object.fromEntries(
    [...sql.matchAll(/\('(\w+)', '\{([\w.,\s]+)\}'/g)].map(([, role, list]) => [role, list?.replace(/\s/g, '')]),
  );
  expect(Object.keys(rights).length).toBe(ROLES.filter((role) => role.rights.length > 0).length);
  for (const role of ROLES) expect(role.rights.join(','), role.role).toBe(rights[role.role] ?? '');
});

test('the table of roles knows their levels and who gives what', () => {
  for (const { role, level } of ROLES) expect(sql).toMatch(new RegExp(`\\('${role}', \\d, '${level}'\\)`));
  expect(ROLES.find(({ role }) => role === 'city_admin')?.grants).toEqual(ROLES.map(({ role }) => role));
  for (const { role, grants } of ROLES.slice(1))
    expect([...sql.matchAll(new RegExp(`\\('${role}', '(\\w+)'\\)`, 'g'))].map(([, one]) => one).sort()).toEqual(
      [...grants].sort(),
    );
  for (const { role } of ROLES) expect(zh).toMatchObject({ [`about_${role}`]: expect.any(String) });
});

test('the code of an invitation stands behind the fragment sign', () => {
  const link = joinLink('https://q.example', '/en', 'abc');
  expect(link).toBe('https://q.example/en/staff/join#abc');
  expect(new URL(link).pathname + new URL(link).search).not.toContain('abc');
});

test('a role that somebody holds is not offered again, a withdrawn one is', () => {
  const grantable = [at('counter', '330302'), at('counter', '330381'), at('teacher', '330302')];
  const offered = choices(grantable, [held('counter', '330302'), held('teacher', '330302', '2026-11-02T00:00:00Z')]);
  expect([...offered].map(([role, places]) => [role, places.map(({ place }) => place)])).toEqual([
    ['counter', ['330381']],
    ['teacher', ['330302']],
  ]);
});

test('people are found by name, address and standing role; those without a role come last', () => {
  const people = [
    person('Ann', held('teacher', '330302', '2026-11-02T00:00:00Z')),
    person('Bo', held('counter', '330302')),
  ];
  const told = (role: RoleAt) => role.role;
  expect(findPeople(people, '', told).map(({ name }) => name)).toEqual(['Bo', 'Ann']);
  expect(findPeople(people, 'COUNTER', told).map(({ name }) => name)).toEqual(['Bo']);
  expect(findPeople(people, 'teacher', told)).toEqual([]);
  expect(findPeople(people, 'ann@', told).map(({ name }) => name)).toEqual(['Ann']);
});
