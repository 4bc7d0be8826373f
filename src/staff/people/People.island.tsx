import { useEffect, useRef, useState } from 'preact/hooks';
import { fill } from '../../ui/fill.ts';
import { Console, useDesk } from '../shell/Console.tsx';
import { Teach, Toolbar } from '../shell/parts.tsx';
import type { Shell } from '../shell/shell.ts';
import { Shortcuts } from '../shell/shortcuts.tsx';
import { Grant, type ToWithdraw, Withdraw } from './Changes.tsx';
import { Invitations } from './Invitations.tsx';
import { Invite } from './Invite.tsx';
import { PersonRow, useRoleText } from './PersonRow.tsx';
import { askPeople, choices, findPeople, type PeopleList, type PeopleWords, type Person } from './people.ts';
import { RoleTable } from './RoleTable.tsx';

/** People of the console: who may do what where, invitations, roles given and withdrawn. */
export function People({ shell, words }: { shell: Shell; words: PeopleWords }) {
  return (
    <Console shell={shell} need="people.manage">
      {() => <Staff words={words} />}
    </Console>
  );
}

function Staff({ words }: { words: PeopleWords }) {
  const desk = useDesk();
  const text = useRoleText();
  const [list, setList] = useState<PeopleList | null>(null);
  const [wanted, setWanted] = useState('');
  const [inviting, setInviting] = useState(false);
  const [granting, setGranting] = useState<Person | null>(null);
  const [withdrawing, setWithdrawing] = useState<ToWithdraw | null>(null);
  const search = useRef<HTMLInputElement>(null);
  const read = () => askPeople().then(setList, desk.fail);
  useEffect(() => {
    read();
  }, []);
  if (!list) {
    return (
      <p class="muted" role="status">
        {desk.words.loading}
      </p>
    );
  }
  const found = findPeople(list.people, wanted, text);
  return (
    <>
      <Toolbar label={words.toolbar}>
        <input
          ref={search}
          type="search"
          class="grow"
          aria-label={words.search}
          placeholder={words.search}
          value={wanted}
          onInput={(event) => setWanted(event.currentTarget.value)}
        />
        {list.grantable.length > 0 && (
          <button type="button" class="btn main" onClick={() => setInviting(true)}>
            {words.invite}
          </button>
        )}
      </Toolbar>
      <p class="muted small" role="status">
        {fill(words.found, { count: found.length })}
      </p>
      {found.length > 0 && (
        <div class="table people">
          <table>
            <caption class="vh">{words.title}</caption>
            <thead>
              <tr>
                <th scope="col">{words.person}</th>
                <th scope="col">{words.roles_held}</th>
                <th scope="col" class="wide">
                  {words.last_sign_in}
                </th>
                <th scope="col" class="no-print">
                  <span class="vh">{words.acts}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {found.map((person) => (
                <PersonRow
                  key={person.sign_in}
                  words={words}
                  person={person}
                  more={choices(list.grantable, person.roles).size > 0}
                  grant={() => setGranting(person)}
                  withdraw={(role) => setWithdrawing({ person, role })}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {list.people.length <= 1 && !wanted && (
        <Teach title={words.alone} text={words.alone_text} steps={[words.alone_1, words.alone_2, words.alone_3]} />
      )}
      <section class="stack tight">
        <h2>{words.invitations}</h2>
        <Invitations words={words} list={list.invitations} changed={read} />
      </section>
      <section class="stack tight">
        <h2>{words.roles}</h2>
        <p class="muted small">{words.roles_text}</p>
        <RoleTable words={words} />
      </section>
      <Shortcuts
        list={[
          { keys: '/', label: desk.words.key_search, run: () => search.current?.focus() },
          { keys: 'n', label: words.invite, run: () => list.grantable.length > 0 && setInviting(true) },
        ]}
      />
      <Invite
        words={words}
        open={inviting}
        grantable={list.grantable}
        close={(made) => {
          setInviting(false);
          if (made) read();
        }}
      />
      <Grant
        words={words}
        person={granting}
        grantable={list.grantable}
        close={(changed) => {
          setGranting(null);
          if (changed) read();
        }}
      />
      <Withdraw
        words={words}
        what={withdrawing}
        close={(changed) => {
          setWithdrawing(null);
          if (changed) read();
        }}
      />
    </>
  );
}
