import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Missing } from '../../contract/trails.ts';
import { fill } from '../../ui/fill.ts';
import { useDesk } from '../shell/Console.tsx';
import { type CardGift, cardGifts, handToCard, say } from './calls.ts';
import { signal } from './signal.ts';
import type { CounterWords } from './words.ts';

interface Props {
  words: CounterWords;
  /** sha-256 of the card's key; the key itself was forgotten when it was read */
  card: { hash: string };
  counter: string;
  /** something was handed out */
  moved: () => void;
}

/** Gifts for somebody who has only a passport on paper: what can be handed out now, and what the others still ask for. */
export function CardGifts({ words, card, counter, moved }: Props) {
  const { locale, fail } = useDesk();
  const table = words as Record<string, string>;
  const [gifts, setGifts] = useState<CardGift[] | null>(null);
  const [busy, setBusy] = useState('');
  const [said, setSaid] = useState('');
  const read = useCallback(() => cardGifts(card.hash, counter).then(setGifts, fail), [card, counter, fail]);
  useEffect(() => {
    setSaid('');
    void read();
  }, [read]);
  const hand = async (gift: CardGift) => {
    setBusy(gift.gift);
    try {
      const reply = await handToCard(card.hash, gift.gift, counter);
      signal(reply.ok === true);
      setSaid(
        reply.ok
          ? fill(words.card_handed, { gift: say(gift.name, locale) })
          : reply.problem === 'other_counter'
            ? fill(words.card_elsewhere, { counter: say(reply.counter, locale) })
            : words.card_not_now,
      );
      if (reply.ok) moved();
    } catch (error) {
      fail(error);
    }
    setBusy('');
    await read();
  };
  if (!gifts) return null;
  return (
    <section class="card stack" aria-labelledby="card-gifts" data-testid="card-gifts">
      <h2 id="card-gifts">{words.card_gifts}</h2>
      {gifts.length === 0 && <p class="muted">{words.card_no_gifts}</p>}
      <ul class="plain-list stack">
        {gifts.map((gift) => (
          <li key={gift.gift} class="row">
            <span class="grow">
              <b>{say(gift.name, locale)}</b>
              {gift.missing.length > 0 && (
                <span class="small muted">
                  {' '}
                  {gift.missing.map((one: Missing) => table[`card_missing_${one}`] ?? one).join(words.card_and)}
                </span>
              )}
            </span>
            {gift.missing.length === 0 && (
              <button type="button" class="btn main" disabled={busy !== ''} onClick={() => void hand(gift)}>
                {words.card_hand}
              </button>
            )}
          </li>
        ))}
      </ul>
      <p role="status" data-testid="card-said">
        {said}
      </p>
    </section>
  );
}
