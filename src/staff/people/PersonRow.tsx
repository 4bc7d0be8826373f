import { formatMoment } from '../../i18n/format.ts';
import { fill } from '../../ui/fill.ts';
import { useDesk } from '../shell/Console.tsx';
import { type HeldRole, type PeopleWords, type Person, placeName, type RoleAt } from './people.ts';

/** "District staff · Lucheng" */
export function useRoleText(): (role: RoleAt) => string {
  const { words, locale } = useDesk();
  const table = words as Record<string, string>;
  return ({ role, place_name }) => `${table[`role_${role}`] ?? role} · ${placeName(locale, place_name)}`;
}

interface Props {
  words: PeopleWords;
  person: Person;
  /** is there a role left that could be given? */
  more: boolean;
  grant: () => void;
  withdraw: (role: HeldRole) => void;
}

/** One person: who, since when, what they may do here, and what was withdrawn. */
export function PersonRow({ words, person, more, grant, withdraw }: Props) {
  const { locale } = useDesk();
  const text = useRoleText();
  const held = person.roles.filter((role) => !role.withdrawn_at);
  const gone = person.roles.filter((role) => role.withdrawn_at);
  return (
    <tr data-person={person.name}>
      <th scope="row">
        <strong>{person.name}</strong> {person.me && <span class="chip">{words.me}</span>}
        <br />
        <span class="muted small">{person.email}</span>
      </th>
      <td>
        {held.length === 0 && <span class="muted">{words.no_role}</span>}
        <ul class="roles">
          {held.map((role) => (
            <li key={role.id}>
              <span>
                {text(role)}{' '}
                <span class="muted small num">{fill(words.since, { when: shortDate(role.granted_at) })}</span>
              </span>
              {role.may_withdraw && (
                <button
                  type="button"
                  class="btn quiet"
                  aria-label={fill(words.withdraw_of, { name: person.name, role: text(role) })}
                  onClick={() => withdraw(role)}
                >
                  {words.withdraw}
                </button>
              )}
            </li>
          ))}
        </ul>
        {gone.length > 0 && (
          <details class="gone">
            <summary>{fill(words.withdrawn, { count: gone.length })}</summary>
            <ul>
              {gone.map((role) => (
                <li key={role.id} class="muted small">
                  {text(role)}{' '}
                  {fill(words.from_to, {
                    from: shortDate(role.granted_at),
                    to: shortDate(role.withdrawn_at ?? ''),
                  })}
                </li>
              ))}
            </ul>
          </details>
        )}
      </td>
      <td class="wide">
        {person.last_sign_in ? formatMoment(locale, person.last_sign_in) : <span class="muted">{words.never}</span>}
      </td>
      <td class="act no-print">
        {more && (
          <button type="button" class="btn" aria-label={fill(words.grant_to, { name: person.name })} onClick={grant}>
            {words.grant}
          </button>
        )}
      </td>
    </tr>
  );
}

/** 2026-11-22 in the city's time */
const shortDate = (iso: string) => new Date(Date.parse(iso) + 28_800_000).toISOString().slice(0, 10);
