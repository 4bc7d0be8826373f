import { useMemo, useRef, useState } from 'preact/hooks';
import { fill } from '../../ui/fill.ts';
import { useDesk } from '../shell/Console.tsx';
import { Shortcuts } from '../shell/shortcuts.tsx';
import { ItemRows } from './ItemRows.tsx';
import { byUrgency, type ItemAnalysis } from './items.ts';
import type { View } from './view.ts';

/** Under so many attempts chance alone moves the figures past the limits of the flags. */
const ROUGH = 100;

/** All items, those that need a look first; each opens to its options and to what to do. On paper all are open. */
export function ItemTable({ report, view }: { report: ItemAnalysis; view: View }) {
  const { words } = view;
  const desk = useDesk();
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const [only, setOnly] = useState(false);
  const body = useRef<HTMLTableSectionElement>(null);
  const sorted = useMemo(() => byUrgency(report.items), [report]);
  const flagged = sorted.filter((item) => !item.hidden && item.flags.length > 0);
  const shown = only ? flagged : sorted;
  const keys = shown.filter((item) => !item.hidden).map((item) => item.question);
  const all = keys.length > 0 && keys.every((key) => open.has(key));
  const toggle = (key: string) => {
    const next = new Set(open);
    if (!next.delete(key)) next.add(key);
    setOpen(next);
  };
  const move = (by: number) => {
    const buttons = [...(body.current?.querySelectorAll<HTMLButtonElement>('button[aria-expanded]') ?? [])];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    buttons[at < 0 ? (by > 0 ? 0 : buttons.length - 1) : Math.max(0, Math.min(buttons.length - 1, at + by))]?.focus();
  };
  const timed = sorted.some((item) => !item.hidden && item.median_ms !== null);
  const columns = [words.item_n, words.p, words.r_rest, words.d27, ...(timed ? [words.median] : [])];
  const rough = sorted.some((item) => !item.hidden && item.n < ROUGH);
  return (
    <section class="card stack tight" aria-labelledby="items-table">
      <div class="row">
        <h2 id="items-table" class="grow">
          {words.items}{' '}
          <span class="muted days">{fill(words.flagged, { flagged: flagged.length, total: sorted.length })}</span>
        </h2>
        <label class="row no-print">
          <input type="checkbox" checked={only} onChange={() => setOnly(!only)} />
          {words.only_flagged}
        </label>
        <button class="btn no-print" type="button" onClick={() => setOpen(new Set(all ? [] : keys))}>
          {all ? words.close_all : words.open_all}
        </button>
      </div>
      {rough && <p class="caution">{fill(words.rough, { n: ROUGH })}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <div class="table" role="region" aria-label={words.items} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{words.item}</th>
              <th scope="col">{words.flags}</th>
              {columns.map((column) => (
                <th key={column} scope="col" class="num">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody ref={body}>
            {shown.map((item) => (
              <ItemRows
                key={`${item.question}/${item.revision}`}
                item={item}
                report={report}
                view={view}
                timed={timed}
                open={open.has(item.question)}
                toggle={() => toggle(item.question)}
              />
            ))}
          </tbody>
        </table>
      </div>
      <Shortcuts
        list={[
          { keys: ['j', 'ArrowDown'], label: desk.words.key_next, run: () => move(1) },
          { keys: ['k', 'ArrowUp'], label: desk.words.key_previous, run: () => move(-1) },
          { keys: 'Enter', label: words.details },
        ]}
      />
    </section>
  );
}
