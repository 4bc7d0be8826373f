import { formatMoment } from '../../i18n/format.ts';
import { fill } from '../../ui/fill.ts';
import { useDesk } from '../shell/Console.tsx';
import { useRoleText } from './PersonRow.tsx';
import { type Invitation, type PeopleWords, takeBack } from './people.ts';

/** Invitations that nobody has taken up yet. */
export function Invitations({ words, list, changed }: { words: PeopleWords; list: Invitation[]; changed: () => void }) {
  const desk = useDesk();
  const text = useRoleText();
  const revoke = async ({ id, name }: Invitation) => {
    try {
      await takeBack(id);
      desk.say(fill(words.taken_back, { name }));
    } catch (error) {
      desk.fail(error);
    }
    changed();
  };
  if (list.length === 0) return <p class="muted">{words.no_invitations}</p>;
  return (
    <div class="table">
      <table>
        <caption class="vh">{words.invitations}</caption>
        <thead>
          <tr>
            <th scope="col">{words.person}</th>
            <th scope="col">{words.role}</th>
            <th scope="col">{words.valid_until}</th>
            <th scope="col" class="no-print">
              <span class="vh">{words.acts}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {list.map((one) => (
            <tr key={one.id} data-invited={one.name}>
              <th scope="row">{one.name}</th>
              <td>{text(one)}</td>
              <td>{formatMoment(desk.locale, one.expires_at)}</td>
              <td class="act no-print">
                <button
                  type="button"
                  class="btn"
                  aria-label={fill(words.take_back_of, { name: one.name })}
                  onClick={() => revoke(one)}
                >
                  {words.take_back}
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
