import { useEffect, useRef, useState } from 'preact/hooks';
import { formatMoment } from '../../i18n/format.ts';
import { useDesk } from '../shell/Console.tsx';
import { askLog, type StockMove, signed } from './stock.ts';
import type { RewardWords } from './words.ts';

interface Props {
  words: RewardWords;
  /** null: all counters of the caller */
  counter: string | null;
  turn: number;
  giftName: (key: string) => string;
  counterName: (code: string) => string;
}

/** The stock ledger, newest first: nothing in it is ever changed or removed. */
export function StockLog({ words, counter, turn, giftName, counterName }: Props) {
  const { locale, fail, words: shell } = useDesk();
  const [rows, setRows] = useState<StockMove[] | null>(null);
  const [next, setNext] = useState<number | null>(null);
  const asked = useRef(0);
  const load = async (after: number | null) => {
    const mine = ++asked.current;
    try {
      const page = await askLog(counter, after);
      if (mine !== asked.current) return;
      setRows((shown) => (after === null ? page.items : [...(shown ?? []), ...page.items]));
      setNext(page.next);
    } catch (error) {
      fail(error);
    }
  };
  useEffect(() => {
    load(null);
  }, [counter, turn]);
  return (
    <section class="card stack" aria-labelledby="log-title" aria-busy={rows === null}>
      <h2 id="log-title">{words.log}</h2>
      {rows?.length === 0 && <p class="muted">{words.log_none}</p>}
      {rows && rows.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        <div class="table" role="region" aria-labelledby="log-title" tabIndex={0}>
          <table class="stock-log">
            <thead>
              <tr>
                <th scope="col">{words.log_time}</th>
                <th scope="col">{words.log_act}</th>
                <th scope="col">{words.gift}</th>
                <th scope="col" class="num">
                  {words.log_delta}
                </th>
                <th scope="col" class="wide">
                  {words.counter}
                </th>
                <th scope="col" class="wide">
                  {words.log_who}
                </th>
                <th scope="col" class="wide">
                  {words.log_note}
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.id}>
                  <td class="when">{formatMoment(locale, row.at)}</td>
                  <td class="what">{words[`act_${row.act}`]}</td>
                  <td>{giftName(row.gift)}</td>
                  <td class="num">{signed(row.delta)}</td>
                  <td class="wide">{counterName(row.counter)}</td>
                  <td class="wide">{row.by}</td>
                  <td class="wide">{row.note ?? ''}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {next !== null && (
        <p>
          <button type="button" class="btn" onClick={() => load(next)}>
            {shell.more}
          </button>
        </p>
      )}
    </section>
  );
}
