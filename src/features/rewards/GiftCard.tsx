import { type GiftCard as Gift, type GiftStock, MISSING, type MyGifts } from '../../contract/trails.ts';
import { Icon } from '../../ui/Icon.tsx';
import { check, pin } from '../../ui/icons.ts';
import { type Ask, asks, FINAL, leftOf, moment, ready, type Say } from './rewards.ts';

interface Props {
  gift: Gift;
  mine: MyGifts | null;
  points: number | null;
  stock: GiftStock | null;
  /** one is laid aside for this person */
  kept: boolean;
  /** the page has taken over from the HTML: its buttons do something */
  awake: boolean;
  busy: boolean;
  locale: string;
  prefix: string;
  say: Say;
  onClaim(): void;
}

/** One gift: what it is, what it asks for and how far this phone has come, where it is handed out. */
export function GiftCard({ gift, mine, points, stock, kept, awake, busy, locale, prefix, say, onClaim }: Props) {
  const lines = asks(gift, say, prefix);
  const own = mine?.gifts.find(({ slug }) => slug === gift.slug);
  const missing = new Set(own?.missing);
  const left = leftOf(stock, gift.slug);
  const barrier = MISSING.find((what) => FINAL.includes(what) && missing.has(what));
  const may = ready(mine, gift, lines);
  return (
    <li class="card gift" id={`gift-${gift.slug}`}>
      {gift.picture && (
        <img
          class="gift-picture"
          src={gift.picture}
          alt={gift.picture_alt ?? ''}
          width="480"
          height="320"
          loading="lazy"
        />
      )}
      <div class="row between">
        <h2 class="grow">{gift.name}</h2>
        {left && <span class={`chip ${left === 'none' ? 'quiet' : 'reward'}`}>{say(`stock_${left}`)}</span>}
      </div>
      {gift.text && <p>{gift.text}</p>}
      <div class="stack tight">
        <h3>{say('asks')}</h3>
        {lines.length === 0 && <p class="muted">{say('asks_nothing')}</p>}
        <ul class="asks">
          {lines.map((line) => (
            <Line
              key={line.what}
              line={line}
              // how points were proved is looked at when all are there
              done={
                own === undefined ? null : !missing.has(line.what) && !(line.what === 'grade' && missing.has('trail'))
              }
              todo={missing.has(line.what)}
              say={say}
              note={
                line.what === 'trail' && own?.done
                  ? say('progress', { n: own.done.points, total: own.done.of })
                  : line.what === 'points' && points !== null
                    ? say('points_have', { points })
                    : ''
              }
            />
          ))}
        </ul>
      </div>
      <div class="stack tight">
        <h3>{say('where')}</h3>
        {gift.counters.length === 0 && <p class="muted">{say('where_none')}</p>}
        <ul class="counters">
          {gift.counters.map((counter) => (
            <li key={counter.code}>
              <Icon d={pin} size={20} />
              <span>
                {counter.name}
                <span class="muted small">
                  {[counter.address, counter.hours].filter(Boolean).join(' · ')}
                  {leftOf(stock, gift.slug, counter.code) === 'none' ? ` · ${say('stock_none')}` : ''}
                </span>
              </span>
            </li>
          ))}
        </ul>
      </div>
      <p class="muted small">
        {[say('per_person', { count: gift.per_person }), span(gift, locale, say)].filter(Boolean).join(' · ')}
      </p>
      {barrier && <p class="barrier">{say(`missing_${kept && barrier === 'had' ? 'kept' : barrier}`)}</p>}
      {awake && may && gift.counters.length > 0 && left !== 'none' && (
        <button type="button" class="btn main wide" disabled={busy} onClick={onClaim}>
          {busy ? say('claiming') : say('claim')}
        </button>
      )}
    </li>
  );
}

interface LineProps {
  line: Ask;
  /** null: nothing is known of this person */
  done: boolean | null;
  /** this is what to do next */
  todo: boolean;
  note: string;
  say: Say;
}

function Line({ line, done, todo, note, say }: LineProps) {
  return (
    <li class={done ? 'done' : undefined}>
      <span class="mark">{done && <Icon d={check} size={16} />}</span>
      <span class="grow">
        {line.text}
        {done !== null && <span class="vh"> ({done ? say('done') : say('todo')})</span>}
        {note && done === false && <span class="muted small note">{note}</span>}
        {line.href && (todo || (done === null && line.what !== 'grade' && line.what !== 'strong')) && (
          <a class="go" href={line.href}>
            {say(`do_${line.what}`)}
          </a>
        )}
      </span>
    </li>
  );
}

function span({ opens_at, closes_at }: Gift, locale: string, say: Say): string {
  const [from, to] = [opens_at && moment(locale, opens_at), closes_at && moment(locale, closes_at)];
  if (from && to) return say('window', { from, to });
  return from ? say('window_from', { from }) : to ? say('window_to', { to }) : '';
}
