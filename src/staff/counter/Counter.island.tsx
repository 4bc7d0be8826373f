import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { Console, useDesk } from '../shell/Console.tsx';
import type { Shell } from '../shell/shell.ts';
import { ChooseCounter, useCounter } from './ChooseCounter.tsx';
import { askDay, type CounterDay, type CounterRow, say } from './calls.ts';
import { Redeeming } from './Redeeming.tsx';
import { Stamping } from './Stamping.tsx';
import { StockBeside } from './StockBeside.tsx';
import { setSound, soundOn } from './signal.ts';
import { Today } from './Today.tsx';
import { useOnline } from './useRedeem.ts';
import type { CounterWords } from './words.ts';

/** A colleague at the same counter hands out as well. */
const REFRESH_MS = 60_000;

/** The counter: gifts are handed out and passports stamped, standing, with a queue waiting. */
export function Counter({ shell, words }: { shell: Shell; words: CounterWords }) {
  return (
    <Console shell={shell} need="counter.serve">
      {() => <Place words={words} />}
    </Console>
  );
}

function Place({ words }: { words: CounterWords }) {
  const desk = useDesk();
  const { counters, counter, choose } = useCounter();
  if (!counters) {
    return (
      <p class="muted" role="status">
        {desk.words.loading}
      </p>
    );
  }
  if (!counter) return <ChooseCounter words={words} counters={counters} choose={choose} />;
  return <Serving key={counter.code} words={words} counter={counter} leave={() => choose(null)} />;
}

function Serving({ words, counter, leave }: { words: CounterWords; counter: CounterRow; leave: () => void }) {
  const { locale, prefix, fail } = useDesk();
  const [mode, setMode] = useState<'redeem' | 'stamp'>(() => (location.hash === '#stamp' ? 'stamp' : 'redeem'));
  const [day, setDay] = useState<CounterDay | null>(null);
  const online = useOnline();
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const read = useCallback(() => {
    askDay(counter.code).then(setDay, fail);
  }, [counter.code, fail]);
  // answers that follow each other closely are counted once, after the last
  const moved = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = setTimeout(read, 400);
  }, [read]);
  useEffect(() => {
    read();
    const again = setInterval(() => {
      if (!document.hidden && navigator.onLine) askDay(counter.code).then(setDay, () => {});
    }, REFRESH_MS);
    return () => {
      clearInterval(again);
      clearTimeout(timer.current);
    };
  }, [counter.code, read]);
  return (
    <div class="counter">
      <header class="counter-head">
        <p class="grow counter-name">
          <b>{say(counter.name, locale)}</b>{' '}
          <button type="button" class="btn quiet" onClick={leave}>
            {words.change}
          </button>
        </p>
        <fieldset class="switch" aria-label={words.mode}>
          {(['redeem', 'stamp'] as const).map((one) => (
            <button key={one} type="button" aria-pressed={one === mode} onClick={() => setMode(one)}>
              {words[`mode_${one}`]}
            </button>
          ))}
        </fieldset>
      </header>
      {!online && (
        <div class="offline" role="alert" data-testid="offline">
          <p class="song">{words.offline}</p>
          <p>{words.offline_text}</p>
        </div>
      )}
      <div class="counter-columns">
        <div class="counter-main">
          {mode === 'redeem' ? (
            <Redeeming words={words} counter={counter.code} moved={moved} toStamping={() => setMode('stamp')} />
          ) : (
            <Stamping words={words} />
          )}
        </div>
        <aside class="counter-side" aria-label={words.beside} aria-busy={day === null}>
          {day && <Today words={words} day={day} changed={read} />}
          {day && <StockBeside words={words} day={day} />}
          <p class="row small">
            <a href={`${prefix}/staff/cards`}>{words.to_cards}</a>
            <Sound words={words} />
          </p>
        </aside>
      </div>
    </div>
  );
}

function Sound({ words }: { words: CounterWords }) {
  const [on, put] = useState(soundOn);
  return (
    <label class="row flag">
      <input
        type="checkbox"
        checked={on}
        onChange={(event) => {
          setSound(event.currentTarget.checked);
          put(event.currentTarget.checked);
        }}
      />
      {words.sound}
    </label>
  );
}
