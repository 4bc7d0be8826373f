import { useEffect, useState } from 'preact/hooks';
import type { TrailCard } from '../../contract/trails.ts';
import { fill } from '../../ui/fill.ts';
import { Seal } from '../../ui/Seal.tsx';
import { hasPassport, readyCard } from './card.state.ts';
import type { PassportWords } from './Passport.island.tsx';
import { fitting, inWeChat, keyLines } from './paper.ts';
import { recoveryLink } from './passport.ts';

interface Props {
  words: PassportWords;
  trails: TrailCard[];
  /** name of product and city */
  brand: string;
  /** path of the passport */
  path: string;
}

const BUTTON = { asleep: 'card_make', preparing: 'card_loading', ready: 'card_print', failed: 'card_retry' } as const;

/** A sheet of A4 that folds twice into a booklet: cover with the code, back with the key, inside the places for seals. */
export function PaperCard({ words, trails, brand, path }: Props) {
  const [card, setCard] = useState<{ shown: string; got: Set<string> } | null>(null);
  const [image, setImage] = useState('');
  /** asleep: nobody is signed in here, and opening a page signs nobody in */
  const [phase, setPhase] = useState<'asleep' | 'preparing' | 'ready' | 'failed'>('asleep');
  const [wechat, setWechat] = useState(false);
  const prepare = async () => {
    setPhase('preparing');
    try {
      const [ready, { default: encode }] = await Promise.all([readyCard(), import('qr')]);
      const svg = encode(recoveryLink(location.origin, path, ready.shown), 'svg', { ecc: 'medium', border: 4 });
      setImage(`data:image/svg+xml;utf8,${encodeURIComponent(svg)}`);
      setCard(ready);
      setPhase('ready');
    } catch {
      setPhase('failed');
    }
  };
  useEffect(() => {
    setWechat(inWeChat(navigator.userAgent));
    hasPassport().then(
      (there) => (there ? prepare() : undefined),
      () => {},
    );
  }, []);
  return (
    <div class="stack">
      <div class="stack tight no-print">
        <p>{words.card_lead}</p>
        <p class="notice">{words.card_secret}</p>
        {wechat && <p class="notice">{words.card_in_app}</p>}
        {phase === 'failed' && (
          <p class="notice amber" role="status">
            {words.card_offline}
          </p>
        )}
        <button
          type="button"
          class="btn main paper-print"
          disabled={phase === 'preparing'}
          onClick={() => (card ? print() : void prepare())}
        >
          {words[BUTTON[phase]]}
        </button>
      </div>
      {card && (
        <div class="fold-frame">
          <article class="fold" data-testid="paper">
            <div class="fold-inside" role="group" aria-label={words.card_grid}>
              {fitting(trails).map((trail) => (
                <section key={trail.slug}>
                  <h3>{trail.title}</h3>
                  <ol>
                    {trail.points.map(({ id, name, seal }) => (
                      <li key={id}>
                        <Seal text={seal} got={card.got.has(`${trail.slug}/${id}`)} />
                        <span>{name}</span>
                      </li>
                    ))}
                  </ol>
                </section>
              ))}
            </div>
            <div class="fold-back">
              <h3>{words.card_key}</h3>
              <p class="fold-key" data-testid="paper-key">
                {keyLines(card.shown).map((line) => (
                  <span key={line}>{line}</span>
                ))}
              </p>
              <p>{fill(words.card_key_text ?? '', { address: `${location.host}${path}` })}</p>
              <p>{words.card_staff}</p>
              <p>{words.card_secret}</p>
              <p class="muted">{words.card_name_none}</p>
              <p class="muted">{words.card_finder}</p>
            </div>
            <div class="fold-cover">
              <p class="muted">{brand}</p>
              <h2>{words.card_title}</h2>
              <img src={image} alt={words.recovery_qr} width="300" height="300" />
              <p>{words.card_scan}</p>
            </div>
          </article>
        </div>
      )}
    </div>
  );
}
