import { useEffect, useReducer, useRef, useState } from 'preact/hooks';
import type { GiftCard as Gift } from '../../contract/trails.ts';
import { fill, fillCount } from '../../ui/fill.ts';
import { Choose } from './Choose.tsx';
import { ClaimCard } from './ClaimCard.tsx';
import { GiftCard } from './GiftCard.tsx';
import { createRewards, type Rewards as Handle } from './rewards.state.ts';
import { type RewardsWords, ready, type Say, shown, stateAt } from './rewards.ts';

interface Props {
  locale: string;
  words: RewardsWords;
  gifts: Gift[];
  /** the language's part of addresses: '' or '/en' */
  prefix: string;
}

const MILD = new Set(['cancelled', 'missing']);

/** The gifts, readable before any script; then what this phone has of them and the codes that fetch them. */
export function Rewards({ locale, words, gifts, prefix }: Props) {
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  const [choosing, setChoosing] = useState<Gift | null>(null);
  const ref = useRef<Handle | null>(null);
  useEffect(() => {
    const handle = createRewards(() => redraw(0));
    ref.current = handle;
    void handle.load();
    return handle.stop;
  }, []);
  const handle = ref.current;
  const state = handle?.state;
  const say: Say = (key, values = {}) =>
    fill('count' in values ? fillCount(words, key, Number(values.count), locale) : (words[key] ?? ''), values);
  const names = new Map(gifts.map((gift) => [gift.slug, gift]));
  const able = gifts.filter((gift) => state?.mine && ready(state.mine, gift, []) && gift.counters.length > 0);
  const claims = state ? shown(state.claims, state.at) : [];

  return (
    <div class="stack">
      {state?.message && (
        // a claim speaks for itself: whoever sees it needs no sentence above it
        <p
          class={state.message === 'claimed' ? 'vh' : `notice${MILD.has(state.message) ? '' : ' amber'}`}
          role="status"
        >
          {words[`msg_${state.message}`]}
        </p>
      )}
      {claims.length > 0 && handle && state && (
        <section class="stack" aria-labelledby="claims">
          <h2 id="claims">{words.claims}</h2>
          <div class="claims">
            {claims.map((claim) => (
              <ClaimCard
                key={claim.id}
                claim={claim}
                gift={names.get(claim.gift)}
                now={state.at}
                open={state.open === claim.id}
                code={state.open === claim.id ? handle.digits(claim) : null}
                busy={state.busy}
                locale={locale}
                say={say}
                onShow={(open) => handle.show(open ? claim.id : null)}
                onCancel={() => void handle.cancel(claim.id)}
              />
            ))}
          </div>
        </section>
      )}
      {state && state.status.waiting > 0 && (
        <p class="notice" role="status">
          {say('waiting', { count: state.status.waiting })}
        </p>
      )}
      {able.length > 0 && (
        <p class="able">
          {words.able}
          {able.map(({ slug, name }) => (
            <a key={slug} href={`#gift-${slug}`}>
              {name}
            </a>
          ))}
        </p>
      )}
      <ul class="gifts">
        {gifts.map((gift) => (
          <GiftCard
            key={gift.slug}
            gift={gift}
            mine={state?.mine ?? null}
            points={state?.points ?? null}
            stock={state?.stock ?? null}
            kept={claims.some((claim) => claim.gift === gift.slug && stateAt(claim, state?.at ?? 0) === 'issued')}
            awake={state !== undefined}
            busy={state?.busy ?? false}
            locale={locale}
            prefix={prefix}
            say={say}
            onClaim={() => setChoosing(gift)}
          />
        ))}
      </ul>
      <Choose
        gift={choosing}
        stock={state?.stock ?? null}
        say={say}
        onClose={() => setChoosing(null)}
        onClaim={(counter) => {
          if (choosing) void handle?.claim(choosing.slug, counter);
          setChoosing(null);
        }}
      />
    </div>
  );
}
