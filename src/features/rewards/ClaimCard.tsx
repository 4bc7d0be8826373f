import { useEffect, useRef, useState } from 'preact/hooks';
import { CLAIM_STEP_SECONDS, type Claim, type GiftCard } from '../../contract/trails.ts';
import { Seal } from '../../ui/Seal.tsx';
import { grouped, moment, type Say, stateAt } from './rewards.ts';

interface Props {
  claim: Claim;
  gift: GiftCard | undefined;
  /** server's time, ms */
  now: number;
  open: boolean;
  code: { digits: string; seconds: number } | null;
  busy: boolean;
  locale: string;
  say: Say;
  onShow(open: boolean): void;
  onCancel(): void;
}

/** What was laid aside: the code that fetches it, and afterwards where and when that was. */
export function ClaimCard({ claim, gift, now, open, code, busy, locale, say, onShow, onCancel }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const card = useRef<HTMLElement>(null);
  useEffect(() => {
    // number, digits and picture on one screen, without scrolling with the other hand
    if (open) card.current?.scrollIntoView({ block: 'start' });
  }, [open]);
  const state = stateAt(claim, now);
  // a gift that was withdrawn since, and a counter that has closed, have no name here any more
  const name = gift?.name ?? say('gift');
  const counter = gift?.counters.find((each) => each.code === claim.counter);
  const place = counter?.name ?? '';
  if (state !== 'issued') {
    return (
      <section class="card claim over" data-state={state} data-testid="claim">
        {state === 'used' && <Seal text={locale === 'zh-Hant' ? '已領' : '已领'} got press={open} size={56} />}
        <div class="grow" role="status">
          <h3>{name}</h3>
          <p>{say(state)}</p>
          <p class="muted small">
            {state === 'used' && claim.used_at
              ? [moment(locale, claim.used_at), place].filter(Boolean).join(' · ')
              : say('expired_text')}
          </p>
        </div>
      </section>
    );
  }
  return (
    <section ref={card} class="card claim stack" data-state="issued" data-testid="claim">
      <div>
        <h3>{name}</h3>
        {place && <p>{say('at', { name: place })}</p>}
        {counter && <p class="muted small">{[counter.address, counter.hours].filter(Boolean).join(' · ')}</p>}
      </div>
      {open && code ? (
        <>
          <Code number={claim.number} {...code} say={say} />
          <p class="muted small">
            {say('claim_text')} {say('offline_ok')}
          </p>
        </>
      ) : (
        <button type="button" class="btn main wide" onClick={() => onShow(true)}>
          {say('show')}
        </button>
      )}
      <p class="small">{say('until', { when: moment(locale, claim.expires_at) })}</p>
      <div class="row">
        {open && (
          <button type="button" class="btn" onClick={() => onShow(false)}>
            {say('hide')}
          </button>
        )}
        <button type="button" class="btn quiet" disabled={busy} onClick={() => dialog.current?.showModal()}>
          {say('cancel')}
        </button>
      </div>
      <dialog ref={dialog} class="card sheet-below" aria-labelledby={`cancel-${claim.id}`}>
        <form method="dialog" class="stack">
          <h2 id={`cancel-${claim.id}`}>{say('cancel_title')}</h2>
          <p>{say('cancel_text')}</p>
          <button class="btn main wide" type="submit">
            {say('cancel_no')}
          </button>
          <button class="btn wide" type="submit" onClick={onCancel}>
            {say('cancel_yes')}
          </button>
        </form>
      </dialog>
    </section>
  );
}

interface CodeProps {
  number: string;
  digits: string;
  seconds: number;
  say: Say;
}

/** Number, digits and their picture. Not a live region: nobody wants six digits read out twice a minute unasked. */
function Code({ number, digits, seconds, say }: CodeProps) {
  const [image, setImage] = useState('');
  useEffect(() => {
    let current = true;
    void import('qr').then(({ default: encode }) => {
      const svg = encode(`${number}-${digits}`, 'svg', { ecc: 'medium', border: 4 });
      if (current) setImage(`data:image/svg+xml;utf8,${encodeURIComponent(svg)}`);
    });
    return () => {
      current = false;
    };
  }, [number, digits]);
  return (
    <div class="code">
      {image && <img class="qr" src={image} alt={say('qr')} width="176" height="176" />}
      <dl>
        <div>
          <dt class="muted small">{say('number')}</dt>
          <dd class="num claim-number" data-testid="claim-number">
            {grouped(number)}
          </dd>
        </div>
        <div>
          <dt class="muted small">{say('digits')}</dt>
          <dd class="row claim-digits">
            <span class="num" data-testid="claim-digits">
              {digits.replace(/(...)/, '$1 ')}
            </span>
            <svg
              class="left"
              width="40"
              height="40"
              viewBox="0 0 36 36"
              role="img"
              aria-label={say('seconds', { n: seconds })}
            >
              <circle cx="18" cy="18" r="15.9155" />
              <circle
                class="on"
                cx="18"
                cy="18"
                r="15.9155"
                stroke-dasharray={`${(seconds / CLAIM_STEP_SECONDS) * 100} 100`}
                transform="rotate(-90 18 18)"
              />
              <text x="18" y="18" dy=".36em" text-anchor="middle" font-size="12">
                {seconds}
              </text>
            </svg>
          </dd>
        </div>
      </dl>
    </div>
  );
}
