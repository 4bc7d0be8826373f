import { useEffect, useRef, useState } from 'preact/hooks';
import type { GiftCard, GiftStock } from '../../contract/trails.ts';
import { leftOf, type Say } from './rewards.ts';

interface Props {
  /** null: closed */
  gift: GiftCard | null;
  stock: GiftStock | null;
  say: Say;
  onClose(): void;
  onClaim(counter: string): void;
}

/** At which counter: a sheet from below, where the thumb is. */
export function Choose({ gift, stock, say, onClose, onClaim }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [chosen, setChosen] = useState('');
  useEffect(() => {
    if (!gift) return dialog.current?.close();
    const open = gift.counters.filter(({ code }) => leftOf(stock, gift.slug, code) !== 'none');
    setChosen(open.length === 1 ? open[0]!.code : '');
    dialog.current?.showModal();
  }, [gift]);
  return (
    <dialog ref={dialog} class="card sheet-below" aria-labelledby="choose-title" onClose={onClose}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (chosen) onClaim(chosen);
        }}
      >
        <h2 id="choose-title">{say('choose')}</h2>
        <p class="muted">{say('choose_text')}</p>
        {gift?.counters.map((counter) => {
          const left = leftOf(stock, gift.slug, counter.code);
          return (
            <label key={counter.code} class="pick">
              <input
                type="radio"
                name="counter"
                value={counter.code}
                checked={chosen === counter.code}
                disabled={left === 'none'}
                onChange={() => setChosen(counter.code)}
              />
              <span class="grow">
                {counter.name}
                <span class="muted small">{[counter.address, counter.hours].filter(Boolean).join(' · ')}</span>
              </span>
              {left && <span class={`chip ${left === 'none' ? 'quiet' : 'reward'}`}>{say(`stock_${left}`)}</span>}
            </label>
          );
        })}
        <button class="btn main wide" type="submit" disabled={!chosen}>
          {say('claim_here')}
        </button>
        <button class="btn quiet wide" type="button" onClick={onClose}>
          {say('back')}
        </button>
      </form>
    </dialog>
  );
}
