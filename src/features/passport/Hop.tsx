import { useEffect, useReducer, useRef } from 'preact/hooks';
import { fill } from '../../ui/fill.ts';
import { createMove, type Move } from './move.state.ts';
import type { PassportWords } from './Passport.island.tsx';

interface Props {
  words: PassportWords;
  onTaken(): void;
}

/** Six digits for a minute: shown by the browser that has the passport, typed into the one that wants it. */
export function Hop({ words, onTaken }: Props) {
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  const ref = useRef<Move | null>(null);
  useEffect(() => {
    ref.current = createMove(() => redraw(0), onTaken);
    redraw(0);
    return () => ref.current?.stop();
  }, []);
  const state = ref.current?.state;
  const offer = state?.offer;
  return (
    <section class="card stack tight" data-testid="hop">
      <h3>{words.hop}</h3>
      <p class="muted">{words.hop_text}</p>
      {offer && offer.seconds > 0 ? (
        <div class="digits">
          <p class="muted small">{words.hop_code}</p>
          <p class="song num" data-testid="hop-code">
            {offer.code.replace(/(...)/, '$1 ')}
          </p>
          <progress max={60} value={offer.seconds} aria-hidden="true" />
          <p class="small num">{fill(words.hop_seconds ?? '', { n: offer.seconds })}</p>
        </div>
      ) : (
        <>
          {offer && <p role="status">{words.hop_over}</p>}
          <button type="button" class="btn" disabled={state?.busy} onClick={() => void ref.current?.offer()}>
            {offer ? words.hop_again : words.hop_offer}
          </button>
        </>
      )}
      <form
        class="stack tight"
        onSubmit={(event) => {
          event.preventDefault();
          void ref.current?.take(String(new FormData(event.currentTarget).get('digits') ?? ''));
        }}
      >
        <label class="field">
          {words.hop_take}
          <input
            name="digits"
            class="num"
            inputMode="numeric"
            autocomplete="one-time-code"
            maxLength={9}
            pattern="[0-9０-９]{3}[ -]?[0-9０-９]{3}"
            required
          />
        </label>
        <button type="submit" class="btn" disabled={state?.busy}>
          {words.hop_take_go}
        </button>
      </form>
      <p role="status" class="said" data-testid="hop-message">
        {state?.message ? words[`hop_msg_${state.message}`] : ''}
      </p>
    </section>
  );
}
