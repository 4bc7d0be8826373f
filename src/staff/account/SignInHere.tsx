import { useState } from 'preact/hooks';
import { staffEmail } from '../../backend/staff.ts';
import { Admission } from './Admission.tsx';
import { PasswordForm } from './SignIn.island.tsx';
import type { AccountWords } from './words.ts';
import './account.css';

/** Signing in again inside the page at hand, so that nothing on it is lost. Password first, then the code where needed. */
export function SignInHere({ words, done }: { words: AccountWords; done: () => void }) {
  const [inside, setInside] = useState(false);
  return (
    <div class="stack">
      <p>{words.again_text}</p>
      {inside ? (
        <Admission words={words} admit={done} restart={() => setInside(false)} />
      ) : (
        <PasswordForm words={words} email={staffEmail()} done={() => setInside(true)} />
      )}
    </div>
  );
}
