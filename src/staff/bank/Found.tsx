import type { ComponentChildren, RefObject } from 'preact';
import { useState } from 'preact/hooks';
import type { Areas } from '../../i18n/keys.ts';
import { editorOf, type Kind, type Row } from '../documents.ts';
import { useDesk } from '../shell/Console.tsx';
import { type ListColumn, ListTable } from '../shell/ListTable.tsx';
import { More, Teach } from '../shell/parts.tsx';
import { Bulk } from './Bulk.tsx';
import { isOpen } from './filter.ts';
import type { useList } from './useList.ts';

interface Props {
  kind: Kind;
  bank: Areas['console_bank'];
  listing: ReturnType<typeof useList>;
  /** what the table is called, what a row is, and what one without a title is called */
  caption: string;
  label: string;
  untitled: string;
  columns: readonly ListColumn<Row>[];
  search: RefObject<HTMLInputElement>;
  /** address of an empty editor, for those who write */
  create: string | undefined;
  /** shown where there is not a single one */
  children: ComponentChildren;
}

/** What a list of documents found: rows that can be selected, handed in and published together. */
export function Found({ kind, bank, listing, caption, label, untitled, columns, search, create, children }: Props) {
  const desk = useDesk();
  const { filter, list, clear, more, reload } = listing;
  const [selected, select] = useState<ReadonlySet<string>>(new Set());
  const items = list?.items ?? [];
  const rowOf = (key: string) => items.find((row) => row.key === key);
  const none = list && items.length === 0 && !list.loading;
  return (
    <>
      <Bulk
        kind={kind}
        words={bank}
        chosen={items.filter(({ key }) => selected.has(key)).map(({ key }) => key)}
        titleOf={(key) => rowOf(key)?.title || key}
        headOf={(key) => rowOf(key)?.head ?? 0}
        done={() => {
          select(new Set());
          reload();
        }}
        clear={() => select(new Set())}
      />
      <div aria-busy={list?.loading ?? true} class="stack">
        {!list && <p class="muted">{desk.words.loading}</p>}
        {list && items.length > 0 && (
          <>
            <ListTable
              caption={caption}
              rows={items}
              keyOf={(row) => row.key}
              name={{
                label,
                text: (row) => row.title || untitled,
                href: (row) => desk.prefix + editorOf(kind, row.key),
                note: (row) => <span class="muted small code">{row.key}</span>,
              }}
              columns={columns}
              selected={selected}
              select={select}
              search={search}
              create={create}
            />
            <More
              shown={items.length}
              total={list.total === MANY ? bank.more_than : (list.total ?? items.length)}
              more={list.next ? more : undefined}
            />
          </>
        )}
        {none && !isOpen(filter) && (
          <Teach title={bank.none} text={bank.none_text}>
            <button type="button" class="btn" onClick={clear}>
              {bank.clear}
            </button>
          </Teach>
        )}
        {none && isOpen(filter) && children}
      </div>
    </>
  );
}

/** The database counts no further (app.documents). */
const MANY = 1001;
