import { useState } from 'preact/hooks';
import { useDesk } from '../shell/Console.tsx';
import { type PeopleWords, placeName, type RoleAt } from './people.ts';

interface Props {
  words: PeopleWords;
  choices: ReadonlyMap<string, readonly RoleAt[]>;
}

/** Which role, and where: fields `role` and `place` of a form. Places follow from the role. */
export function RoleFields({ words, choices }: Props) {
  const desk = useDesk();
  const roles = [...choices.keys()];
  const [role, setRole] = useState(roles.at(-1) ?? '');
  const places = choices.get(role) ?? [];
  const told = words as Record<string, string>;
  return (
    <>
      <label class="stack tight">
        {words.role}
        <select name="role" value={role} onChange={(event) => setRole(event.currentTarget.value)}>
          {roles.map((one) => (
            <option key={one} value={one}>
              {(desk.words as Record<string, string>)[`role_${one}`] ?? one}
            </option>
          ))}
        </select>
        <span class="muted small">{told[`about_${role}`]}</span>
      </label>
      <label class="stack tight">
        {words.place}
        <select name="place" key={role}>
          {places.map(({ place, place_name }) => (
            <option key={place} value={place}>
              {placeName(desk.locale, place_name)}
            </option>
          ))}
        </select>
      </label>
    </>
  );
}
