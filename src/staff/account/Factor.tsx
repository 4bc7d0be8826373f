import { useEffect, useState } from 'preact/hooks';
import { enrollFactor, type NewFactor, secondFactor, verifyFactor } from '../../backend/staff-account.ts';
import { fill } from '../../ui/fill.ts';
import { CodeField, Form, said } from './fields.tsx';
import { QrCode } from './QrCode.tsx';
import { type AccountWords, accountProblem } from './words.ts';

interface Props {
  words: AccountWords;
  /** the session is proven */
  done: () => void;
}

/** The second step of signing in: the code, or setting the phone up for somebody who has not done so yet. */
export function FactorStep({ words, done }: Props) {
  const [factors, setFactors] = useState<string[] | null>(null);
  const [wrong, setWrong] = useState('');
  const look = () => {
    setWrong('');
    secondFactor().then(
      (found) => setFactors(found.factors.map(({ id }) => id)),
      (error) => setWrong(accountProblem(words, error)),
    );
  };
  useEffect(look, []);
  if (wrong) return <Trouble words={words} text={wrong} again={look} />;
  if (!factors) return <Waiting words={words} />;
  return factors.length > 0 ? (
    <section class="card stack sign-in" aria-labelledby="step">
      <h2 id="step">{words.step_code}</h2>
      <p>{fill(words.step_code_text, { issuer: words.issuer })}</p>
      <Code words={words} factors={factors} done={done} hint={words.code_hint} focus />
    </section>
  ) : (
    <section class="card stack sign-in" aria-labelledby="step">
      <h2 id="step" tabIndex={-1} ref={(heading) => heading?.focus()}>
        {words.step_enroll}
      </h2>
      <p>{words.step_enroll_text}</p>
      <Enroll words={words} done={done} />
    </section>
  );
}

/** Asks for a code of one of the factors; somebody with two phones may use either. */
export function Code({
  words,
  factors,
  done,
  hint,
  focus,
}: Props & { factors: string[]; hint?: string; focus?: boolean }) {
  const send = async (form: FormData): Promise<undefined> => {
    for (const [index, id] of factors.entries()) {
      try {
        await verifyFactor(id, said(form, 'code'));
        return done() as undefined;
      } catch (error) {
        if (index === factors.length - 1) throw error;
      }
    }
  };
  return (
    <Form words={words} act={words.code_send} send={send}>
      <CodeField words={words} hint={hint} focus={focus} />
    </Form>
  );
}

/** Sets up the authenticator app: QR code, the secret for typing, and the first code as proof. */
export function Enroll({ words, done }: Props) {
  const [factor, setFactor] = useState<NewFactor | null>(null);
  const [wrong, setWrong] = useState('');
  const [copied, setCopied] = useState(false);
  const begin = () => {
    setWrong('');
    enrollFactor(words.issuer).then(setFactor, (error) => setWrong(accountProblem(words, error)));
  };
  useEffect(begin, []);
  if (wrong) return <Trouble words={words} text={wrong} again={begin} />;
  if (!factor) return <Waiting words={words} />;
  const copy = () => navigator.clipboard?.writeText(factor.secret).then(() => setCopied(true));
  return (
    <ol class="steps stack">
      <li>{words.enroll_app}</li>
      <li>
        <div class="stack tight">
          <span>{words.enroll_scan}</span>
          <QrCode text={factor.uri} label={words.qr_alt} />
          <span>{words.enroll_type}</span>
          <span class="row">
            <code class="secret" data-testid="secret">
              {factor.secret.match(/.{1,4}/g)?.map((four, index) => (
                <span key={index}>{four} </span>
              ))}
            </code>
            <button class="btn" type="button" onClick={copy}>
              {copied ? words.copied : words.copy}
            </button>
          </span>
        </div>
      </li>
      <li>
        <div class="stack tight">
          <span>{words.enroll_code}</span>
          <Code words={words} factors={[factor.id]} done={done} hint={words.code_hint} />
        </div>
      </li>
    </ol>
  );
}

export function Waiting({ words }: { words: AccountWords }) {
  return (
    <p class="muted" role="status">
      {words.checking}
    </p>
  );
}

export function Trouble({ words, text, again }: { words: AccountWords; text: string; again: () => void }) {
  return (
    <div class="stack">
      <p class="notice amber" role="alert">
        {text}
      </p>
      <p>
        <button class="btn" type="button" onClick={again}>
          {words.retry}
        </button>
      </p>
    </div>
  );
}
