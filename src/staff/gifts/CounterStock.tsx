import { useRef, useState } from 'preact/hooks';
import type { GiftCard } from '../../contract/trails.ts';
import { fill } from '../../ui/fill.ts';
import { type CounterRow, say } from '../counter/calls.ts';
import { useDesk } from '../shell/Console.tsx';
import { MoveForm } from './MoveForm.tsx';
import { claimable, type StockRow, setLow } from './stock.ts';
import type { RewardWords } from './words.ts';

interface Props {
  words: RewardWords;
  counter: CounterRow;
  rows: readonly StockRow[];
  gifts: readonly GiftCard[];
  edit: () => void;
  moved: () => Promise<void>;
}

/** One counter: where it is, what lies there, and the line in which moves are typed. */
export function CounterStock({ words, counter, rows, gifts, edit, moved }: Props) {
  const { locale } = useDesk();
  const [gift, setGift] = useState('');
  const amount = useRef<HTMLInputElement>(null);
  const name = say(counter.name, locale);
  return (
    <section class="card stack" aria-labelledby={`counter-${counter.code}`} data-counter={counter.code}>
      <header class="row">
        <h2 id={`counter-${counter.code}`}>{name}</h2>
        <span class={counter.open ? 'state published' : 'state'}>{counter.open ? words.open : words.closed}</span>
        <span class="muted small grow where">
          {[counter.place_name, say(counter.address, locale), say(counter.hours, locale)].filter(Boolean).join(' · ')}
        </span>
        <button type="button" class="btn" aria-label={fill(words.counter_edit_of, { name })} onClick={edit}>
          {words.counter_edit}
        </button>
      </header>
      {rows.length === 0 ? (
        <p class="muted">{words.nothing_here}</p>
      ) : (
        <div class="table">
          <table class="stock-table">
            <caption class="vh">{name}</caption>
            <thead>
              <tr>
                <th scope="col">{words.gift}</th>
                <th scope="col" class="num">
                  {words.balance}
                </th>
                <th scope="col" class="num wide">
                  {words.reserved}
                </th>
                <th scope="col" class="num">
                  {words.left}
                </th>
                <th scope="col" class="num wide">
                  {words.handed}
                </th>
                <th scope="col" class="num wide">
                  {words.low_below}
                </th>
                <th scope="col">
                  <span class="vh">{words.move}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.gift} class={row.low ? 'low' : undefined} data-gift={row.gift}>
                  <th scope="row">
                    {say(row.name, locale)} {row.low && <span class="state changed">{words.low}</span>}
                  </th>
                  <td class="num" data-col="balance">
                    {row.balance}
                  </td>
                  <td class="num wide">{row.reserved}</td>
                  <td class="num" data-col="left">
                    {claimable(row)}
                  </td>
                  <td class="num wide">{row.handed}</td>
                  <td class="num wide">
                    <LowField words={words} row={row} done={moved} />
                  </td>
                  <td class="act">
                    <button
                      type="button"
                      class="btn"
                      aria-label={fill(words.move_of, { gift: say(row.name, locale) })}
                      onClick={() => {
                        setGift(row.gift);
                        amount.current?.focus();
                      }}
                    >
                      {words.move}
                    </button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <MoveForm
        words={words}
        counter={counter.code}
        rows={rows}
        gifts={gifts}
        gift={gift}
        pick={setGift}
        amountRef={amount}
        moved={moved}
      />
    </section>
  );
}

/** The limit below which the counter is warned: saved when the field is left. */
function LowField({ words, row, done }: { words: RewardWords; row: StockRow; done: () => Promise<void> }) {
  const desk = useDesk();
  const save = async (field: HTMLInputElement) => {
    const below = Number(field.value);
    if (field.value === '' || !Number.isInteger(below) || below < 0) {
      field.value = String(row.low_below);
      return;
    }
    if (below === row.low_below) return;
    try {
      await setLow(row.gift, row.counter, below);
      desk.say(words.low_saved);
      await done();
    } catch (error) {
      desk.fail(error);
    }
  };
  return (
    <input
      class="low-field"
      type="number"
      min={0}
      max={100000}
      inputMode="numeric"
      aria-label={fill(words.low_of, { gift: say(row.name, desk.locale) })}
      defaultValue={row.low_below}
      onBlur={(event) => save(event.currentTarget)}
      onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
    />
  );
}
