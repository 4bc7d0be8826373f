import { useState } from 'preact/hooks';
import { BackendError } from '../../backend/call.ts';
import { secondFactor, staffSetPassword } from '../../backend/staff-account.ts';
import { useDesk } from '../shell/Console.tsx';
import { Code } from './Factor.tsx';
import { Form, PasswordField, said } from './fields.tsx';
import type { AccountWords } from './words.ts';

/** Changing the password; with a phone connected, a code comes first. */
export function PasswordCard({ words, changed }: { words: AccountWords; changed: () => void }) {
  const { say, fail } = useDesk();
  const [open, setOpen] = useState(false);
  const [prove, setProve] = useState<string[]>([]);
  const send = async (form: FormData): Promise<string | undefined> => {
    if (said(form, 'password') !== said(form, 'again')) return words.passwords_differ;
    try {
      await staffSetPassword(said(form, 'password'));
    } catch (error) {
      if (error instanceof BackendError && error.code === 'no_session') fail(error);
      throw error;
    }
    setOpen(false);
    say(words.password_changed);
    changed();
    return undefined;
  };
  const begin = async () => {
    try {
      const { level, factors } = await secondFactor();
      setProve(level === 'aal2' ? [] : factors.map(({ id }) => id));
      setOpen(true);
    } catch (error) {
      fail(error);
    }
  };
  return (
    <section class="card stack" aria-labelledby="change-password">
      <h2 id="change-password">{words.change_password}</h2>
      <p class="muted">{words.change_password_text}</p>
      {!open && (
        <p>
          <button class="btn" type="button" onClick={begin}>
            {words.change_password}
          </button>
        </p>
      )}
      {open && prove.length > 0 && (
        <>
          <p>{words.prove_first}</p>
          <Code words={words} factors={prove} done={() => setProve([])} />
        </>
      )}
      {open && prove.length === 0 && (
        <Form
          words={words}
          act={words.change_password_do}
          send={send}
          more={
            <button class="btn" type="button" onClick={() => setOpen(false)}>
              {words.cancel}
            </button>
          }
        >
          <PasswordField words={words} name="password" label={words.new_password} hint={words.password_hint} fresh />
          <PasswordField words={words} name="again" label={words.new_password_again} fresh />
        </Form>
      )}
    </section>
  );
}
