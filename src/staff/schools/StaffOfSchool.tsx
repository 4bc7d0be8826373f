import { useCallback, useEffect, useState } from 'preact/hooks';
import { type ToWithdraw, Withdraw } from '../people/Changes.tsx';
import { Invitations } from '../people/Invitations.tsx';
import { Invite } from '../people/Invite.tsx';
import { PersonRow } from '../people/PersonRow.tsx';
import type { PeopleList, PeopleWords } from '../people/people.ts';
import { useDesk } from '../shell/Console.tsx';
import { askPeopleOf, type SchoolWords } from './calls.ts';

/** Administrators and teachers of a school: who stands, who is invited, and inviting more. */
export function StaffOfSchool({ words, people, school }: { words: SchoolWords; people: PeopleWords; school: string }) {
  const { fail } = useDesk();
  const [list, setList] = useState<PeopleList | null>(null);
  const [inviting, setInviting] = useState(false);
  const [withdrawing, setWithdrawing] = useState<ToWithdraw | null>(null);
  const read = useCallback(() => askPeopleOf(school).then(setList, fail), [school, fail]);
  useEffect(() => {
    void read();
  }, [read]);
  if (!list) return null;
  const standing = list.people.filter((person) => person.roles.some((role) => !role.withdrawn_at));
  return (
    <section class="stack" aria-labelledby="staff-of-school">
      <div class="row">
        <div class="grow">
          <h2 id="staff-of-school">{words.people}</h2>
          <p class="muted small">{words.people_text}</p>
        </div>
        {list.grantable.length > 0 && (
          <button type="button" class="btn" onClick={() => setInviting(true)}>
            {words.invite_someone}
          </button>
        )}
      </div>
      {standing.length === 0 ? (
        <p class="muted">{words.no_people}</p>
      ) : (
        <div class="table people">
          <table>
            <caption class="vh">{words.people}</caption>
            <thead>
              <tr>
                <th scope="col">{people.person}</th>
                <th scope="col">{people.roles_held}</th>
                <th scope="col" class="wide">
                  {people.last_sign_in}
                </th>
                <th scope="col">
                  <span class="vh">{people.acts}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {standing.map((person) => (
                <PersonRow
                  key={person.sign_in}
                  words={people}
                  person={person}
                  more={false}
                  grant={() => {}}
                  withdraw={(role) => setWithdrawing({ person, role })}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {list.invitations.length > 0 && (
        <>
          <h3>{words.waiting}</h3>
          <Invitations words={people} list={list.invitations} changed={() => void read()} />
        </>
      )}
      <Invite
        words={people}
        open={inviting}
        grantable={list.grantable}
        close={(made) => {
          setInviting(false);
          if (made) void read();
        }}
      />
      <Withdraw
        words={people}
        what={withdrawing}
        close={(changed) => {
          setWithdrawing(null);
          if (changed) void read();
        }}
      />
    </section>
  );
}
