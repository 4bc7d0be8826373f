import { fill, fillCount } from '../../ui/fill.ts';
import { type CounterRow, say } from '../counter/calls.ts';
import { useDesk } from '../shell/Console.tsx';
import { claimable, type StockRow } from './stock.ts';
import type { RewardWords } from './words.ts';

interface Props {
  words: RewardWords;
  rows: readonly StockRow[];
  counters: readonly CounterRow[];
}

/** What runs low, the emptiest first: a queue that meets an empty shelf has walked for nothing. */
export function LowStock({ words, rows, counters }: Props) {
  const { locale } = useDesk();
  const low = rows
    .filter((row) => row.low && counters.some(({ code, open }) => open && code === row.counter))
    .sort((a, b) => claimable(a) - claimable(b));
  if (low.length === 0) return null;
  return (
    <section class="notice amber" aria-labelledby="low-title" data-testid="low-stock">
      <h2 id="low-title">{fillCount(words as Record<string, string>, 'low_title', low.length, locale)}</h2>
      <ul class="plain">
        {low.map((row) => (
          <li key={row.gift + row.counter}>
            {fill(words.low_line, {
              gift: say(row.name, locale),
              counter: say(counters.find(({ code }) => code === row.counter)?.name, locale),
              left: claimable(row),
            })}
          </li>
        ))}
      </ul>
    </section>
  );
}
