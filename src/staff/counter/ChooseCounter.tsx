import { useEffect, useState } from 'preact/hooks';
import { useDesk } from '../shell/Console.tsx';
import { may } from '../shell/me.ts';
import { Teach } from '../shell/parts.tsx';
import { askCounters, type CounterRow, say } from './calls.ts';
import type { CounterWords } from './words.ts';

const NAME = 'qingtu-counter';

/** The counter that this machine stands at; a machine rarely moves, so the next visit begins there. */
export function useCounter() {
  const { locale, fail } = useDesk();
  const [counters, setCounters] = useState<CounterRow[] | null>(null);
  const [code, setCode] = useState<string | null>(null);
  useEffect(() => {
    askCounters(locale).then((all) => {
      const here = all.filter(({ open, serve }) => open && serve);
      setCounters(here);
      const before = localStorage.getItem(NAME);
      const only = here.length === 1 ? here[0]?.code : undefined;
      setCode(here.find((one) => one.code === before)?.code ?? only ?? null);
    }, fail);
  }, [locale, fail]);
  const choose = (next: string | null) => {
    if (next) localStorage.setItem(NAME, next);
    setCode(next);
  };
  return { counters, counter: counters?.find((one) => one.code === code) ?? null, choose };
}

interface Props {
  words: CounterWords;
  counters: readonly CounterRow[];
  choose: (code: string) => void;
}

/** Where do you stand? Asked once for each machine. */
export function ChooseCounter({ words, counters, choose }: Props) {
  const { locale, me, prefix } = useDesk();
  if (counters.length === 0) {
    return (
      <Teach title={words.no_counter} text={words.no_counter_text}>
        {may(me, 'rewards.manage') && (
          <a class="btn main" href={`${prefix}/staff/stock`}>
            {words.to_stock}
          </a>
        )}
      </Teach>
    );
  }
  return (
    <section class="stack" aria-labelledby="choose-title">
      <h2 id="choose-title">{words.choose}</h2>
      <p class="muted">{words.choose_text}</p>
      <ul class="plain-list counters">
        {counters.map((one) => (
          <li key={one.code}>
            <button type="button" class="counter-choice" onClick={() => choose(one.code)}>
              <b>{say(one.name, locale)}</b>
              <span class="small muted">
                {one.place_name} · {say(one.address, locale)}
              </span>
            </button>
          </li>
        ))}
      </ul>
      <p>
        <a href={`${prefix}/staff/cards`}>{words.to_cards}</a>
      </p>
    </section>
  );
}
