/** Fields and messages of the forms about one's own sign-in. */
import type { ComponentChildren, TargetedEvent } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { type AccountWords, accountProblem } from './words.ts';

interface FieldProps {
  words: AccountWords;
  name: string;
  label: string;
  hint?: string;
}

export function EmailField({ words, hint, value }: { words: AccountWords; hint?: string; value?: string }) {
  const id = useId();
  return (
    <div class="stack tight">
      <label for={id}>{words.email}</label>
      <input
        id={id}
        name="email"
        type="email"
        autocomplete="username"
        autocapitalize="none"
        spellcheck={false}
        required
        defaultValue={value}
        aria-describedby={hint && `${id}h`}
      />
      {hint && (
        <span class="muted small" id={`${id}h`}>
          {hint}
        </span>
      )}
    </div>
  );
}

/** A password with a button that shows it: most wrong passwords are typing errors. */
export function PasswordField({ words, name, label, hint, fresh }: FieldProps & { fresh?: boolean }) {
  const id = useId();
  const [shown, show] = useState(false);
  return (
    <div class="stack tight">
      <label for={id}>{label}</label>
      <span class="with-button">
        <input
          id={id}
          name={name}
          type={shown ? 'text' : 'password'}
          autocomplete={fresh ? 'new-password' : 'current-password'}
          autocapitalize="none"
          spellcheck={false}
          required
          minLength={fresh ? 10 : undefined}
          aria-describedby={hint && `${id}h`}
        />
        <button
          type="button"
          class="btn"
          aria-label={shown ? words.password_hide : words.password_show}
          aria-controls={id}
          onClick={() => show(!shown)}
        >
          {shown ? words.hide : words.show}
        </button>
      </span>
      {hint && (
        <span class="muted small" id={`${id}h`}>
          {hint}
        </span>
      )}
    </div>
  );
}

/** Six digits, typed, pasted with spaces, filled in by the phone, or in the wide digits of a Chinese keyboard. */
export function CodeField({ words, hint, focus }: { words: AccountWords; hint?: string; focus?: boolean }) {
  const id = useId();
  const ref = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (focus) ref.current?.focus();
  }, [focus]);
  const clean = (event: TargetedEvent<HTMLInputElement>) => {
    if ((event as unknown as InputEvent).isComposing) return;
    const field = event.currentTarget;
    const digits = field.value.normalize('NFKC').replace(/\D/g, '').slice(0, 6);
    if (digits !== field.value) field.value = digits;
  };
  return (
    <div class="stack tight">
      <label for={id}>{words.code}</label>
      <input
        ref={ref}
        id={id}
        class="code num"
        name="code"
        inputMode="numeric"
        autocomplete="one-time-code"
        pattern="[0-9]{6}"
        title={words.code}
        required
        onInput={clean}
        onCompositionEnd={clean}
        aria-describedby={hint && `${id}h`}
      />
      {hint && (
        <span class="muted small" id={`${id}h`}>
          {hint}
        </span>
      )}
    </div>
  );
}

interface FormProps {
  words: AccountWords;
  /** label of the button */
  act: string;
  /** a text that it resolves to is a complaint */
  send: (form: FormData) => Promise<string | undefined>;
  children: ComponentChildren;
  /** beside the button */
  more?: ComponentChildren;
  class?: string;
}

/** A form that stays filled in when something goes wrong, and says what. */
export function Form({ words, act, send, children, more, class: name }: FormProps) {
  // Sent before this script runs, the browser would put the password into the address, and so into histories and logs.
  const [ready, setReady] = useState(false);
  useEffect(() => setReady(true), []);
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState('');
  const submit = async (event: TargetedEvent<HTMLFormElement, SubmitEvent>) => {
    event.preventDefault();
    if (busy) return;
    const form = event.currentTarget;
    setBusy(true);
    setWrong('');
    try {
      setWrong((await send(new FormData(form))) ?? '');
    } catch (error) {
      setWrong(accountProblem(words, error));
      form.querySelector<HTMLInputElement>('[name=code]')?.select();
    }
    setBusy(false);
  };
  return (
    <form class={name ?? 'stack'} method="post" onSubmit={submit}>
      {children}
      <p class="notice amber" role="alert" hidden={!wrong}>
        {wrong}
      </p>
      <div class="row">
        <button class="btn main" type="submit" disabled={busy || !ready}>
          {busy ? words.busy : act}
        </button>
        {more}
      </div>
    </form>
  );
}

/** What a form says in a field, as text. */
export const said = (form: FormData, name: string): string => String(form.get(name) ?? '');
