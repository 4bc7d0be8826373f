/** Windows in which a role is given or withdrawn. */
import type { TargetedEvent } from 'preact';
import { useState } from 'preact/hooks';
import { fill } from '../../ui/fill.ts';
import { useDesk } from '../shell/Console.tsx';
import { Dialog } from '../shell/Dialog.tsx';
import { codeOf } from '../shell/problem.ts';
import { useRoleText } from './PersonRow.tsx';
import {
  choices,
  grantRole,
  type HeldRole,
  type PeopleWords,
  type Person,
  type RoleAt,
  withdrawRole,
} from './people.ts';
import { RoleFields } from './RoleFields.tsx';

interface Props {
  words: PeopleWords;
  /** `changed`: the list is to be read again */
  close: (changed: boolean) => void;
}

/** Gives a person a further role. */
export function Grant({ words, person, grantable, close }: Props & { person: Person | null; grantable: RoleAt[] }) {
  const desk = useDesk();
  const [busy, setBusy] = useState(false);
  const submit = async (event: TargetedEvent<HTMLFormElement, SubmitEvent>) => {
    event.preventDefault();
    if (!person) return;
    const form = new FormData(event.currentTarget);
    setBusy(true);
    try {
      await grantRole(person.sign_in, String(form.get('role')), String(form.get('place')));
      desk.say(fill(words.granted, { name: person.name }));
      close(true);
    } catch (error) {
      desk.fail(error);
    }
    setBusy(false);
  };
  return (
    <Dialog
      open={person !== null}
      title={fill(words.grant_to, { name: person?.name ?? '' })}
      words={desk.words}
      close={() => close(false)}
    >
      <form class="stack" onSubmit={submit}>
        <RoleFields words={words} choices={choices(grantable, person?.roles)} />
        <p class="muted">{words.grant_text}</p>
        <div class="row">
          <button class="btn main" type="submit" disabled={busy}>
            {words.grant_do}
          </button>
          <button class="btn quiet" type="button" onClick={() => close(false)}>
            {desk.words.cancel}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

export interface ToWithdraw {
  person: Person;
  role: HeldRole;
}

/** Asks before a role is withdrawn. */
export function Withdraw({ words, what, close }: Props & { what: ToWithdraw | null }) {
  const desk = useDesk();
  const text = useRoleText();
  const [busy, setBusy] = useState(false);
  const withdraw = async () => {
    if (!what) return;
    setBusy(true);
    try {
      await withdrawRole(what.role.id);
      desk.say(fill(words.withdraw_done, { name: what.person.name, role: text(what.role) }));
      close(true);
    } catch (error) {
      if (codeOf(error) === 'in_use') desk.say(words.last_admin);
      else desk.fail(error);
      close(codeOf(error) === 'not_found');
    }
    setBusy(false);
  };
  return (
    <Dialog open={what !== null} title={words.withdraw_ask} words={desk.words} close={() => close(false)}>
      {what && (
        <>
          <p>
            <strong>{what.person.name}</strong> · {text(what.role)}
          </p>
          <p>{words.withdraw_text}</p>
          {what.person.me && <p class="notice amber">{words.withdraw_me}</p>}
          <div class="row">
            <button class="btn main" type="button" disabled={busy} onClick={withdraw}>
              {words.withdraw_do}
            </button>
            <button class="btn quiet" type="button" onClick={() => close(false)}>
              {desk.words.cancel}
            </button>
          </div>
        </>
      )}
    </Dialog>
  );
}
