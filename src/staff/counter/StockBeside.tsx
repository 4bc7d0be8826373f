import { fill } from '../../ui/fill.ts';
import { useDesk } from '../shell/Console.tsx';
import { may } from '../shell/me.ts';
import { type CounterDay, say } from './calls.ts';
import type { CounterWords } from './words.ts';

/** What lies at this counter, with what is laid aside for somebody; what runs low stands first. */
export function StockBeside({ words, day }: { words: CounterWords; day: CounterDay }) {
  const { locale, me, prefix } = useDesk();
  const rows = [...day.stock].sort((a, b) => Number(b.low) - Number(a.low));
  return (
    <section class="card stack tight" aria-labelledby="stock-title">
      <h2 id="stock-title">{words.stock}</h2>
      {rows.length === 0 && <p class="muted">{words.stock_none}</p>}
      <ul class="plain-list stock-lines" data-testid="stock">
        {rows.map((row) => (
          <li key={row.gift} class={row.low ? 'low' : undefined} data-gift={row.gift}>
            <span class="grow">
              {say(row.name, locale)}
              {row.low && <span class="state changed">{row.balance > 0 ? words.low : words.gone}</span>}
            </span>
            {row.reserved > 0 && <span class="small muted">{fill(words.reserved, { count: row.reserved })}</span>}
            <b class="num" data-balance={row.balance}>
              {row.balance}
            </b>
          </li>
        ))}
      </ul>
      {may(me, 'rewards.manage') && <a href={`${prefix}/staff/stock`}>{words.to_stock}</a>}
    </section>
  );
}
