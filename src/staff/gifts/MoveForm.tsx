import type { RefObject } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { GiftCard } from '../../contract/trails.ts';
import { fill } from '../../ui/fill.ts';
import { say } from '../counter/calls.ts';
import { useDesk } from '../shell/Console.tsx';
import { ACTS, amountOf, claimable, moveStock, type StockAct, type StockRow, wrongMove } from './stock.ts';
import type { RewardWords } from './words.ts';

interface Props {
  words: RewardWords;
  counter: string;
  rows: readonly StockRow[];
  gifts: readonly GiftCard[];
  gift: string;
  pick: (gift: string) => void;
  amountRef: RefObject<HTMLInputElement>;
  moved: () => Promise<void>;
}

/** One line: gift, what happened, how many, Enter. The focus returns to the gift, for the next box of a delivery. */
export function MoveForm({ words, counter, rows, gifts, gift, pick, amountRef, moved }: Props) {
  const desk = useDesk();
  const first = useRef<HTMLSelectElement>(null);
  const [act, setAct] = useState<StockAct>('in');
  const [typed, setTyped] = useState('');
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);
  const [tried, setTried] = useState(false);
  const row = rows.find((one) => one.gift === gift);
  const wrong = gift ? wrongMove(act, typed, note, row) : 'gift';
  const others = gifts.filter(({ slug }) => !rows.some((one) => one.gift === slug));
  const id = `move-${counter}`;
  const run = async () => {
    setTried(true);
    const amount = amountOf(act, typed, row);
    if (wrong || amount === null || busy) return;
    setBusy(true);
    try {
      const { balance } = await moveStock(gift, counter, act, amount, note.trim() || null);
      desk.say(fill(words.moved, { balance }));
      setTyped('');
      setNote('');
      setTried(false);
      await moved();
      first.current?.focus();
    } catch (error) {
      desk.fail(error);
    }
    setBusy(false);
  };
  const table = words as Record<string, string>;
  return (
    <form
      class="move-form"
      aria-label={words.move_line}
      onSubmit={(event) => {
        event.preventDefault();
        run();
      }}
    >
      <label class="stack tight move-gift">
        <span class="small muted">{words.gift}</span>
        <select ref={first} name="gift" value={gift} onChange={(event) => pick(event.currentTarget.value)}>
          <option value="">{words.choose_gift}</option>
          {rows.map((one) => (
            <option key={one.gift} value={one.gift}>
              {say(one.name, desk.locale)}
            </option>
          ))}
          {others.length > 0 && (
            <optgroup label={words.not_here_yet}>
              {others.map(({ slug, name }) => (
                <option key={slug} value={slug}>
                  {name}
                </option>
              ))}
            </optgroup>
          )}
        </select>
      </label>
      <label class="stack tight">
        <span class="small muted">{words.act}</span>
        <select name="act" value={act} onChange={(event) => setAct(event.currentTarget.value as StockAct)}>
          {ACTS.map((one) => (
            <option key={one} value={one}>
              {words[`act_${one}`]}
            </option>
          ))}
        </select>
      </label>
      <label class="stack tight">
        <span class="small muted">{act === 'correction' ? words.counted : words.amount}</span>
        <input
          ref={amountRef}
          class="num amount"
          type="text"
          inputMode="numeric"
          name="amount"
          autocomplete="off"
          maxLength={6}
          value={typed}
          aria-invalid={tried && wrong !== null}
          aria-describedby={`${id}-says`}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
      </label>
      <label class="stack tight move-note">
        <span class="small muted">{act === 'correction' ? words.note_needed : words.move_note}</span>
        <input
          type="text"
          name="note"
          autocomplete="off"
          maxLength={200}
          value={note}
          onInput={(event) => setNote(event.currentTarget.value)}
        />
      </label>
      <button type="submit" class="btn" disabled={busy}>
        {words.write_down}
      </button>
      <p id={`${id}-says`} class={tried && wrong ? 'warn small' : 'muted small'} role="status">
        {tried && wrong
          ? fill(table[`wrong_${wrong}`] ?? '', { left: row ? claimable(row) : 0, reserved: row?.reserved ?? 0 })
          : act === 'correction' && row && typed && wrong === null
            ? fill(words.difference, { was: row.balance, by: amountOf(act, typed, row) ?? 0 })
            : ''}
      </p>
    </form>
  );
}
