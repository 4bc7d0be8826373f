import type { TargetedEvent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { staffSignedIn, staffSignIn } from '../backend/staff.ts';
import { problem } from './problem.ts';
import type { StaffWords } from './words.ts';

interface Props {
  words: StaffWords;
  /** where to go when signed in */
  next: string;
}

/** E-mail and password of a member of staff. The library that talks to auth is loaded when the form is sent. */
export function SignIn({ words, next }: Props) {
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState('');
  useEffect(() => {
    if (staffSignedIn()) location.replace(next);
  }, [next]);

  const submit = async (event: TargetedEvent<HTMLFormElement, SubmitEvent>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setWrong('');
    try {
      await staffSignIn(String(form.get('email')).trim(), String(form.get('password')));
      location.assign(next);
    } catch (error) {
      const found = problem(error);
      setWrong(found === 'signed_out' ? words.wrong : words[found]);
      setBusy(false);
    }
  };

  return (
    <form class="card stack sign-in" onSubmit={submit}>
      <label class="stack tight">
        {words.email}
        <input name="email" type="email" autocomplete="username" required />
      </label>
      <label class="stack tight">
        {words.password}
        <input name="password" type="password" autocomplete="current-password" required />
      </label>
      <p class="notice amber" role="alert" hidden={!wrong}>
        {wrong}
      </p>
      <button class="btn main" type="submit" disabled={busy}>
        {busy ? words.signing_in : words.sign_in}
      </button>
    </form>
  );
}
