import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import '../../ui/table.css';
import { fill } from '../../ui/fill.ts';
import { useDesk } from './Console.tsx';
import { setQueue } from './queue.ts';
import { Shortcuts } from './shortcuts.tsx';

export interface ListColumn<Row> {
  label: string;
  num?: boolean;
  /** left out below 720 px, where a row must still fit */
  wide?: boolean;
  /** may take several lines */
  wrap?: boolean;
  cell: (row: Row) => ComponentChildren;
}

interface Props<Row> {
  caption: string;
  columns: readonly ListColumn<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  /** first column: what the row is called, and where Enter leads */
  name: {
    label: string;
    text: (row: Row) => string;
    href: (row: Row) => string;
    note?: (row: Row) => ComponentChildren;
  };
  /** with these, every row has a box */
  selected?: ReadonlySet<string>;
  select?: (keys: ReadonlySet<string>) => void;
  /** `/` goes to this field, `n` to this address */
  search?: { current: HTMLInputElement | null };
  create?: string;
}

/** A list that one works through: ↑↓ or j/k, Enter opens, x selects, / searches, n begins a new one. */
export function ListTable<Row>(props: Props<Row>) {
  const { caption, columns, rows, keyOf, name, selected, select, search, create } = props;
  const { words } = useDesk();
  const body = useRef<HTMLTableSectionElement>(null);
  const queue = rows.map(name.href).join('\n');
  useEffect(() => setQueue(queue.split('\n')), [queue]);
  const links = () => [...(body.current?.querySelectorAll<HTMLAnchorElement>('a[data-row]') ?? [])];
  const at = () => links().findIndex((link) => link.closest('tr')?.contains(document.activeElement));
  const move = (by: number) => {
    const all = links();
    const here = at();
    all[here < 0 ? (by > 0 ? 0 : all.length - 1) : Math.max(0, Math.min(all.length - 1, here + by))]?.focus();
  };
  const toggle = (key: string) => {
    if (!selected || !select) return;
    const next = new Set(selected);
    if (!next.delete(key)) next.add(key);
    select(next);
  };
  const all = rows.length > 0 && rows.every((row) => selected?.has(keyOf(row)));
  const shortcuts = [
    { keys: ['j', 'ArrowDown'], label: words.key_next, run: () => move(1) },
    { keys: ['k', 'ArrowUp'], label: words.key_previous, run: () => move(-1) },
    { keys: 'Enter', label: words.key_open },
    ...(select
      ? [{ keys: 'x', label: words.key_select, run: () => rows[at()] && toggle(keyOf(rows[at()] as Row)) }]
      : []),
    ...(search ? [{ keys: '/', label: words.key_search, run: () => search.current?.focus() }] : []),
    ...(create ? [{ keys: 'n', label: words.key_new, run: () => location.assign(create) }] : []),
  ];
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <div class="table list" role="region" aria-label={caption} tabIndex={0}>
        <table>
          <caption class="vh">{caption}</caption>
          <thead>
            <tr>
              {select && (
                <th scope="col" class="box">
                  <input
                    type="checkbox"
                    aria-label={all ? words.select_none : words.select_all}
                    checked={all}
                    onChange={() => select(all ? new Set() : new Set(rows.map(keyOf)))}
                  />
                </th>
              )}
              <th scope="col">{name.label}</th>
              {columns.map((column) => (
                <th key={column.label} scope="col" class={classOf(column)}>
                  {column.label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody ref={body}>
            {rows.map((row) => {
              const key = keyOf(row);
              const text = name.text(row);
              return (
                <tr key={key} data-key={key} class={selected?.has(key) ? 'chosen' : undefined}>
                  {select && (
                    <td class="box">
                      <input
                        type="checkbox"
                        aria-label={fill(words.select_row, { name: text })}
                        checked={selected?.has(key) ?? false}
                        onChange={() => toggle(key)}
                      />
                    </td>
                  )}
                  <th scope="row">
                    <a href={name.href(row)} data-row>
                      {text}
                    </a>
                    {name.note?.(row)}
                  </th>
                  {columns.map((column) => (
                    <td key={column.label} class={classOf(column)}>
                      {column.cell(row)}
                    </td>
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      <Shortcuts list={shortcuts} />
    </>
  );
}

const classOf = (column: { num?: boolean; wide?: boolean; wrap?: boolean }) =>
  [column.num && 'num', column.wide && 'wide', column.wrap && 'wrap'].filter(Boolean).join(' ') || undefined;
