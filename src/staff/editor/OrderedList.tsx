import type { ComponentChildren, TargetedKeyboardEvent } from 'preact';
import { useRef } from 'preact/hooks';
import { fill } from '../../ui/fill.ts';
import './ordered.css';
import { useForm } from './Field.tsx';

interface Props<T extends { id: string }> {
  items: readonly T[];
  /** the open one */
  selected: string | null;
  select: (id: string | null) => void;
  move: (id: string, by: -1 | 1) => void;
  remove: (id: string) => void;
  nameOf: (item: T) => string;
  /** fields of an item's findings begin with this */
  fieldOf: (item: T, place: number) => string;
  words: Record<'up' | 'down' | 'take_out', string>;
  /** class of the list */
  look: string;
  /** before the name */
  mark?: (item: T) => ComponentChildren;
  /** below the name */
  about: (item: T) => ComponentChildren;
  /** what is changed of the open one; stands below its row */
  children: (item: T, place: number) => ComponentChildren;
}

/** Parts of a document in their order. A row opens its part; Alt and the arrows move it. */
export function OrderedList<T extends { id: string }>(props: Props<T>) {
  const { items, selected, select, move, remove, nameOf, fieldOf, words, look, mark, about, children } = props;
  const { words: form, findings } = useForm();
  const list = useRef<HTMLOListElement>(null);
  const step = (id: string, by: -1 | 1) => {
    move(id, by);
    // the row keeps the focus that moved with it
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>(`[data-open="${id}"]`)?.focus());
  };
  const hear = (event: TargetedKeyboardEvent<HTMLButtonElement>, id: string) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    step(id, event.key === 'ArrowUp' ? -1 : 1);
  };
  const bad = (start: string) => findings.some(({ field, level }) => level === 'error' && field.startsWith(start));
  return (
    <ol ref={list} class={`ordered ${look}`}>
      {items.map((item, place) => {
        const { id } = item;
        const name = nameOf(item);
        const open = id === selected;
        return (
          <li key={id} class={open ? 'open' : undefined}>
            <div class="ordered-row">
              <span class="num muted place">{place + 1}</span>
              {mark?.(item)}
              <button
                type="button"
                class="ordered-open grow"
                data-open={id}
                aria-expanded={open}
                onClick={() => select(open ? null : id)}
                onKeyDown={(event) => hear(event, id)}
              >
                <b>{name}</b>
                {bad(fieldOf(item, place)) && (
                  <span class="todo" role="img" aria-label={form.show_errors}>
                    ●
                  </span>
                )}
                <span class="small muted">{about(item)}</span>
              </button>
              <span class="tools">
                <button
                  type="button"
                  class="icon"
                  disabled={place === 0}
                  aria-label={fill(words.up, { name })}
                  onClick={() => step(id, -1)}
                >
                  ↑
                </button>
                <button
                  type="button"
                  class="icon"
                  disabled={place === items.length - 1}
                  aria-label={fill(words.down, { name })}
                  onClick={() => step(id, 1)}
                >
                  ↓
                </button>
                <button
                  type="button"
                  class="icon"
                  aria-label={fill(words.take_out, { name })}
                  onClick={() => {
                    remove(id);
                    if (open) select(null);
                  }}
                >
                  ×
                </button>
              </span>
            </div>
            {open && <div class="ordered-body stack">{children(item, place)}</div>}
          </li>
        );
      })}
    </ol>
  );
}
