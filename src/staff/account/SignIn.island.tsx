import { useEffect, useState } from 'preact/hooks';
import { staffSignedIn, staffSignIn } from '../../backend/staff.ts';
import { returnAddress } from '../shell/shell.ts';
import { Admission } from './Admission.tsx';
import { EmailField, Form, PasswordField, said } from './fields.tsx';
import type { AccountWords } from './words.ts';

interface Props {
  words: AccountWords;
  /** where to go when no page asked for the sign-in */
  next: string;
}

/** E-mail and password, then the second factor where the role needs one, then the page that was wanted. */
export function SignIn({ words, next }: Props) {
  const [inside, setInside] = useState(false);
  useEffect(() => setInside(staffSignedIn()), []);
  if (inside) {
    const go = () => location.replace(returnAddress(location.search, next));
    return <Admission words={words} admit={go} restart={() => setInside(false)} />;
  }
  return (
    <>
      <PasswordForm words={words} done={() => setInside(true)} />
      <p class="muted">{words.invited}</p>
      <p class="muted">{words.forgotten}</p>
    </>
  );
}

/** E-mail and password. The library that talks to auth is loaded when the form is sent. */
export function PasswordForm({
  words,
  email,
  act,
  done,
}: {
  words: AccountWords;
  email?: string;
  act?: string;
  done: () => void;
}) {
  const send = async (form: FormData): Promise<undefined> => {
    await staffSignIn(said(form, 'email').trim(), said(form, 'password'));
    done();
  };
  return (
    <Form words={words} act={act ?? words.sign_in_do} send={send} class="card stack sign-in">
      <EmailField words={words} value={email} />
      <PasswordField words={words} name="password" label={words.password} />
    </Form>
  );
}
