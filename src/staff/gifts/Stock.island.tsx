import { useCallback, useEffect, useState } from 'preact/hooks';
import type { GiftCard } from '../../contract/trails.ts';
import { askCounters, type CounterRow, say } from '../counter/calls.ts';
import { Console, useDesk } from '../shell/Console.tsx';
import type { Me } from '../shell/me.ts';
import { Teach, Toolbar } from '../shell/parts.tsx';
import type { Shell } from '../shell/shell.ts';
import { CounterEditor } from './CounterEditor.tsx';
import { CounterStock } from './CounterStock.tsx';
import { LowStock } from './LowStock.tsx';
import { StockLog } from './StockLog.tsx';
import { askGifts, askStock, type StockRow } from './stock.ts';
import type { RewardWords } from './words.ts';

interface Props {
  shell: Shell;
  words: RewardWords;
  districts: { code: string; name: string }[];
}

/** Counters and what lies at them: brought, taken out, counted; and the ledger of all of it. */
export function Stock({ shell, ...props }: Props) {
  return (
    <Console shell={shell} need="rewards.manage">
      {() => <Store {...props} />}
    </Console>
  );
}

/** Where somebody may put a counter: their districts, or all of them for who works in the whole city. */
function placesOf(me: Me, districts: Props['districts']): Props['districts'] {
  const own = districts.filter(({ code }) => me.places.includes(code));
  const wholeCity = me.places.some((place) => !districts.some(({ code }) => code === place));
  return wholeCity ? districts : own;
}

interface Known {
  counters: CounterRow[];
  rows: StockRow[];
  gifts: GiftCard[];
}

function Store({ words, districts }: Omit<Props, 'shell'>) {
  const desk = useDesk();
  const { locale, fail } = desk;
  const [known, setKnown] = useState<Known | null>(null);
  const [shown, setShown] = useState('');
  const [editing, setEditing] = useState<CounterRow | 'new' | null>(null);
  /** moves when something was moved: the ledger is read anew */
  const [turn, setTurn] = useState(0);
  const read = useCallback(async () => {
    try {
      const [counters, rows, gifts] = await Promise.all([askCounters(locale), askStock(null), askGifts(locale)]);
      setKnown({ counters: counters.filter(({ manage }) => manage), rows, gifts });
      setTurn((now) => now + 1);
    } catch (error) {
      fail(error);
    }
  }, [locale, fail]);
  useEffect(() => {
    read();
  }, [read]);
  if (!known) {
    return (
      <p class="muted" role="status">
        {desk.words.loading}
      </p>
    );
  }
  const { counters, rows, gifts } = known;
  const places = placesOf(desk.me, districts);
  const here = counters.filter(({ code }) => !shown || code === shown);
  return (
    <div class="stock-page stack">
      <p class="muted">{words.stock_intro}</p>
      <Toolbar label={words.rewards_acts}>
        {counters.length > 1 && (
          <label class="row tight">
            <span>{words.counter}</span>
            <select name="counter" value={shown} onChange={(event) => setShown(event.currentTarget.value)}>
              <option value="">{words.all_counters}</option>
              {counters.map((one) => (
                <option key={one.code} value={one.code}>
                  {say(one.name, locale)}
                </option>
              ))}
            </select>
          </label>
        )}
        <button type="button" class={counters.length ? 'btn' : 'btn main'} onClick={() => setEditing('new')}>
          {words.counter_new}
        </button>
        <a class="btn quiet" href={`${desk.prefix}/staff/gifts`}>
          {words.to_gifts}
        </a>
      </Toolbar>
      <LowStock words={words} rows={rows} counters={here} />
      {counters.length === 0 && (
        <Teach title={words.no_counters} text={words.no_counters_text} steps={[words.step_2, words.step_3]} />
      )}
      {here.map((one) => (
        <CounterStock
          key={one.code}
          words={words}
          counter={one}
          rows={rows.filter(({ counter }) => counter === one.code)}
          gifts={gifts}
          edit={() => setEditing(one)}
          moved={read}
        />
      ))}
      {counters.length > 0 && (
        <StockLog
          words={words}
          counter={shown || null}
          turn={turn}
          giftName={(key) => {
            const row = rows.find(({ gift }) => gift === key);
            return row ? say(row.name, locale) : key;
          }}
          counterName={(key) => say(counters.find(({ code }) => code === key)?.name, locale) || key}
        />
      )}
      <CounterEditor
        words={words}
        counter={editing}
        places={places}
        close={() => setEditing(null)}
        done={() => {
          setEditing(null);
          read();
        }}
      />
    </div>
  );
}
