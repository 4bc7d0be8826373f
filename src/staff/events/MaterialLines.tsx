import { useEffect, useState } from 'preact/hooks';
import type { GiftCard } from '../../contract/trails.ts';
import { fill } from '../../ui/fill.ts';
import { askGifts, askStock, type StockRow } from '../gifts/stock.ts';
import { useDesk } from '../shell/Console.tsx';
import { may } from '../shell/me.ts';
import type { EventWords } from './event.ts';
import { Choice, Wrong } from './ReportForm.tsx';
import { emptyMaterial, type MaterialLine, missingOf, STATED } from './report.ts';
import { useTerms } from './useEvents.ts';

interface Props {
  words: EventWords;
  lines: readonly MaterialLine[];
  put: (lines: MaterialLine[]) => void;
  problems: readonly { field: string; rule: string }[];
}

const idOf = ({ item, counter }: Pick<MaterialLine, 'item' | 'counter'>) => (counter ? `${counter}/${item}` : item);

/** What was carried out, handed out and brought back; every line says whether it adds up. */
export function MaterialLines({ words, lines, put, problems }: Props) {
  const desk = useDesk();
  const materials = useTerms('material');
  const stock = useStock();
  const change = (i: number, patch: Partial<MaterialLine>) =>
    put(lines.map((line, at) => (at === i ? { ...line, ...patch } : line)));
  const choose = (i: number, id: string) => {
    const [counter, item] = id.includes('/') ? id.split('/') : [null, id];
    change(i, { item: item ?? '', counter: counter ?? null, ...(counter ? { qualifier: 'exact' as const } : {}) });
  };
  const name = (own: StockRow['name'], key: string) => own[desk.locale] || own['zh-Hans'] || key;
  return (
    <fieldset class="bare stack tight" data-field="materials">
      <legend class="label">
        {words.materials} <span class="small muted">{words.materials_lead}</span>
      </legend>
      {materials.length === 0 && stock.rows.length === 0 && <p class="muted small">{words.no_materials}</p>}
      {lines.map((line, i) => (
        <div key={i} class="line" data-line={i}>
          <div class="row lines">
            <select
              name={`item-${i}`}
              aria-label={words.item}
              value={idOf(line)}
              onChange={({ currentTarget }) => choose(i, currentTarget.value)}
            >
              <option value="">{words.item_choose}</option>
              <optgroup label={words.items_materials}>
                {materials.map(({ key, title }) => (
                  <option key={key} value={key}>
                    {name(title, key)}
                  </option>
                ))}
              </optgroup>
              {stock.rows.length > 0 && (
                <optgroup label={words.items_gifts}>
                  {stock.rows.map((row) => (
                    <option key={idOf({ item: row.gift, counter: row.counter })} value={`${row.counter}/${row.gift}`}>
                      {name(row.name, row.gift)} · {fill(words.from_stock, { counter: stock.counter(row.counter) })}
                    </option>
                  ))}
                </optgroup>
              )}
            </select>
            {(['out', 'handed', 'back'] as const).map((one) => (
              <label key={one} class="row">
                <span class="small muted">{words[one]}</span>
                <input
                  type="number"
                  name={`${one}-${i}`}
                  min={0}
                  max={999_999}
                  value={line[one]}
                  onInput={({ currentTarget }) => change(i, { [one]: Number(currentTarget.value) })}
                />
              </label>
            ))}
            {!line.counter && (
              <Choice
                words={words}
                name="qualifier"
                values={STATED}
                value={line.qualifier}
                put={(qualifier) => change(i, { qualifier })}
              />
            )}
            <Balance words={words} line={line} />
            <button
              type="button"
              class="icon"
              aria-label={words.remove_row}
              onClick={() => put(lines.filter((_, at) => at !== i))}
            >
              ×
            </button>
          </div>
          <Wrong words={words} problems={problems.filter(({ field }) => field === `materials.${i}`)} />
        </div>
      ))}
      <Wrong words={words} problems={problems.filter(({ field }) => field === 'materials')} />
      <p>
        <button type="button" class="btn" onClick={() => put([...lines, emptyMaterial()])}>
          + {words.add_material}
        </button>
      </p>
    </fieldset>
  );
}

/** Whether a line adds up, and by how much it does not. */
function Balance({ words, line }: { words: EventWords; line: MaterialLine }) {
  const missing = missingOf(line);
  const text =
    missing === 0
      ? words.fits
      : fill(missing > 0 ? words.missing_pieces : words.too_many_pieces, { n: Math.abs(missing) });
  return (
    <span class={missing === 0 ? 'small fits' : 'small unread'} role="status" data-missing={missing}>
      {missing === 0 ? `✓ ${text}` : text}
    </span>
  );
}

/** Gifts on the shelves of one's counters; nothing for those who do not manage them. */
function useStock(): { rows: readonly StockRow[]; counter: (code: string) => string } {
  const { me, locale, fail } = useDesk();
  const [rows, setRows] = useState<readonly StockRow[]>([]);
  const [gifts, setGifts] = useState<readonly GiftCard[]>([]);
  const manages = may(me, 'rewards.manage');
  useEffect(() => {
    if (!manages) return;
    askStock(null).then(setRows, fail);
    askGifts(locale).then(setGifts, fail);
  }, [manages, locale, fail]);
  const names = new Map(gifts.flatMap((gift) => gift.counters.map(({ code, name }) => [code, name] as const)));
  return { rows, counter: (code) => names.get(code) ?? code };
}
