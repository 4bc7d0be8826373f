import { useDesk } from '../shell/Console.tsx';
import type { PeopleWords } from './people.ts';
import { ROLES } from './roles.ts';

/** What each role may do, where, and which roles it may give: for reading before one gives a role. */
export function RoleTable({ words }: { words: PeopleWords }) {
  const desk = useDesk();
  const told = words as Record<string, string>;
  const roleName = (role: string) => (desk.words as Record<string, string>)[`role_${role}`] ?? role;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <div class="table role-table" role="region" aria-label={words.roles} tabIndex={0}>
      <table>
        <caption class="vh">{words.roles}</caption>
        <thead>
          <tr>
            <th scope="col">{words.role}</th>
            <th scope="col">{words.may}</th>
            <th scope="col">{words.may_give}</th>
          </tr>
        </thead>
        <tbody>
          {ROLES.map(({ role, level, rights, grants, second_factor }) => (
            <tr key={role}>
              <th scope="row">
                <strong>{roleName(role)}</strong>
                <br />
                <span class="muted small">{words[`at_${level}`]}</span>
                {second_factor && (
                  <>
                    <br />
                    <span class="muted small">{words.with_code}</span>
                  </>
                )}
              </th>
              <td>
                {rights.length > 0
                  ? rights.map((right) => told[`right_${right.replace('.', '_')}`] ?? right).join(words.between)
                  : words.right_none}
              </td>
              <td>
                {grants.length === ROLES.length ? words.gives_all : grants.map(roleName).join(words.between) || '–'}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
