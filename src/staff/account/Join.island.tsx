import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { BackendError } from '../../backend/call.ts';
import { staffRpc, staffSignedIn } from '../../backend/staff.ts';
import { signedInAs, staffSignUp } from '../../backend/staff-account.ts';
import { fill } from '../../ui/fill.ts';
import { Admission, OtherAccount } from './Admission.tsx';
import { Trouble, Waiting } from './Factor.tsx';
import { EmailField, Form, PasswordField, said } from './fields.tsx';
import { PasswordForm } from './SignIn.island.tsx';
import { type AccountWords, accountProblem } from './words.ts';

interface Props {
  words: AccountWords;
  /** the console, and the sign-in page */
  next: string;
  signIn: string;
}

type Step = 'reading' | 'no_code' | 'who' | 'known' | 'accepting' | 'bad' | 'in' | { wrong: string };

/** Takes the code of an invitation out of the address, finds out who is here, and gives them the role. */
export function Join({ words, next, signIn }: Props) {
  const [code, setCode] = useState('');
  const [email, setEmail] = useState('');
  const [step, setStep] = useState<Step>('reading');

  const look = async (found: string) => {
    if (!found) return setStep('no_code');
    if (!staffSignedIn()) return setStep('who');
    setEmail(await signedInAs().catch(() => ''));
    setStep(staffSignedIn() ? 'known' : 'who');
  };
  useEffect(() => {
    const read = () => {
      // a messenger may have put a space or a full stop behind the link
      const found = decodeURIComponent(location.hash.slice(1)).replace(/[^\w-]/g, '');
      setCode(found);
      look(found);
    };
    read();
    addEventListener('hashchange', read);
    return () => removeEventListener('hashchange', read);
  }, []);

  const accept = async () => {
    setStep('accepting');
    try {
      await staffRpc('accept_invitation', { code });
      history.replaceState(null, '', location.pathname); // used up: not in the history, not in a screenshot
      setStep('in');
    } catch (error) {
      const word = error instanceof BackendError ? error.code : '';
      if (word === 'no_session') setStep('who');
      else setStep(word === 'not_found' ? 'bad' : { wrong: accountProblem(words, error) });
    }
  };

  if (step === 'reading' || step === 'accepting') return <Waiting words={words} />;
  if (step === 'in') {
    return <Admission words={words} admit={() => location.replace(next)} restart={() => location.replace(signIn)} />;
  }
  if (step === 'no_code') return <Message title={words.join_no_code} text={words.join_no_code_text} />;
  if (step === 'bad') {
    return (
      <Message title={words.join_bad} text={words.join_bad_text}>
        <p class="muted">{words.join_bad_next}</p>
        <p>
          <a class="btn" href={signIn}>
            {words.to_sign_in}
          </a>
        </p>
      </Message>
    );
  }
  if (step === 'known') {
    return (
      <Message title={words.join} text={words.join_text}>
        {email && <p>{fill(words.join_as, { email })}</p>}
        <p>
          <button class="btn main" type="button" onClick={accept}>
            {words.join_accept}
          </button>
        </p>
        <OtherAccount words={words} restart={() => setStep('who')} />
      </Message>
    );
  }
  if (step === 'who') return <Who words={words} done={accept} />;
  return <Trouble words={words} text={step.wrong} again={accept} />;
}

/** Setting up an account, or signing in to the one that there is. */
function Who({ words, done }: { words: AccountWords; done: () => void }) {
  const [known, setKnown] = useState<{ email?: string; note?: string } | null>(null);
  const signUp = async (form: FormData): Promise<string | undefined> => {
    const email = said(form, 'email').trim();
    if (said(form, 'password') !== said(form, 'again')) return words.passwords_differ;
    try {
      await staffSignUp(email, said(form, 'password'));
    } catch (error) {
      const taken = accountProblem(words, error) === words.known_address;
      if (!taken) throw error;
      setKnown({ email, note: words.known_address });
      return undefined;
    }
    done();
    return undefined;
  };
  return (
    <div class="stack">
      <p>{words.join_text}</p>
      <fieldset class="row">
        <legend>{words.join_how}</legend>
        {[false, true].map((has) => (
          <label key={String(has)} class="row tight">
            <input type="radio" name="has" checked={has === !!known} onChange={() => setKnown(has ? {} : null)} />
            {has ? words.join_known : words.join_new}
          </label>
        ))}
      </fieldset>
      {known?.note && (
        <p class="notice" role="status">
          {known.note}
        </p>
      )}
      {known ? (
        <PasswordForm words={words} email={known.email} act={words.join_sign_in} done={done} />
      ) : (
        <Form words={words} act={words.join_do} send={signUp} class="card stack sign-in">
          <EmailField words={words} hint={words.join_email_hint} />
          <PasswordField words={words} name="password" label={words.password_new} hint={words.password_hint} fresh />
          <PasswordField words={words} name="again" label={words.password_again} fresh />
        </Form>
      )}
    </div>
  );
}

function Message({ title, text, children }: { title: string; text: string; children?: ComponentChildren }) {
  return (
    <section class="card stack sign-in">
      <h2>{title}</h2>
      <p>{text}</p>
      {children}
    </section>
  );
}
