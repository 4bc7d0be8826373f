import { useEffect, useState } from 'preact/hooks';
import { type Shell, signInAddress } from './shell.ts';

export type Stop = 'loading' | 'in' | 'signed_out' | 'not_staff' | 'second_factor' | 'offline' | 'no_right';

/** What stands instead of a page that one cannot see yet: why, and the next step. */
export function Standstill({ shell, state }: { shell: Shell; state: Stop }) {
  const { words } = shell;
  const [signIn, setSignIn] = useState(`${shell.prefix}/staff`);
  useEffect(() => setSignIn(signInAddress(shell)), [shell]);
  if (state === 'loading' || state === 'in') {
    return (
      <p class="muted" role="status">
        {words.loading}
      </p>
    );
  }
  const text = state === 'offline' ? '' : words[`${state}_text`];
  return (
    <section class="card stack standstill" data-testid={`stop-${state}`} role="status">
      <h2>{words[state]}</h2>
      {text && <p>{text}</p>}
      {state === 'offline' ? (
        <p>
          <button class="btn main" type="button" onClick={() => location.reload()}>
            {words.retry}
          </button>
        </p>
      ) : (
        state !== 'no_right' && (
          <p>
            <a class="btn main" href={signIn}>
              {state === 'second_factor' ? words.second_factor_go : words.to_sign_in}
            </a>
          </p>
        )
      )}
    </section>
  );
}
