import { useEffect, useState } from 'preact/hooks';
import { BackendError } from '../../backend/call.ts';
import { staffEmail } from '../../backend/staff.ts';
import { codeMissing } from '../../backend/staff-account.ts';
import { fill } from '../../ui/fill.ts';
import { askMe, forgetMe, signOut } from '../shell/me.ts';
import { FactorStep, Trouble, Waiting } from './Factor.tsx';
import { type AccountWords, accountProblem } from './words.ts';

interface Props {
  words: AccountWords;
  /** somebody of the staff is signed in as far as their role needs */
  admit: () => void;
  /** the session is over, or the person wants another account */
  restart: () => void;
}

/** Between password and console: finds out who this is, and asks for the second factor when their role needs it. */
export function Admission({ words, admit, restart }: Props) {
  const [step, setStep] = useState<'asking' | 'factor' | 'no_role' | { wrong: string }>('asking');
  const ask = () => {
    setStep('asking');
    forgetMe();
    Promise.all([askMe(), codeMissing()]).then(
      // whoever has connected a phone is asked for its code, also where the office does not ask for one ('off')
      ([me, missing]) => (missing || me.second_factor === 'needed' ? setStep('factor') : admit()),
      (error) => {
        const code: string = error instanceof BackendError ? error.code : '';
        if (code === 'no_session') restart();
        else if (code === 'second_factor') setStep('factor');
        else setStep(code === 'not_staff' ? 'no_role' : { wrong: accountProblem(words, error) });
      },
    );
  };
  useEffect(ask, []);
  if (step === 'asking') return <Waiting words={words} />;
  if (step === 'factor') {
    return (
      <div class="stack">
        <FactorStep words={words} done={ask} />
        <OtherAccount words={words} restart={restart} />
      </div>
    );
  }
  if (step === 'no_role') {
    return (
      <section class="card stack sign-in" data-testid="no-role">
        <h2>{words.no_role}</h2>
        <p>{fill(words.no_role_text, { email: staffEmail() })}</p>
        <OtherAccount words={words} restart={restart} />
      </section>
    );
  }
  return <Trouble words={words} text={step.wrong} again={ask} />;
}

/** Signs out and begins anew. */
export function OtherAccount({ words, restart }: { words: AccountWords; restart: () => void }) {
  return (
    <p>
      <button class="btn" type="button" onClick={() => signOut().then(restart)}>
        {words.other_account}
      </button>
    </p>
  );
}
