import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import type { Areas } from '../../i18n/keys.ts';
import { editorOf, type Kind, type Row } from '../documents.ts';
import { useDesk } from '../shell/Console.tsx';
import type { ListColumn } from '../shell/ListTable.tsx';
import { may } from '../shell/me.ts';
import { Teach, Toolbar } from '../shell/parts.tsx';
import { StatusChips } from './Chips.tsx';
import { type Choice, DocumentFilters } from './DocumentFilters.tsx';
import { Found } from './Found.tsx';
import { useList } from './useList.ts';

/** Words that every list of documents says for itself. */
export type ListWords = Record<
  'title' | 'intro' | 'create' | 'untitled' | 'search_hint' | 'empty' | 'empty_text',
  string
>;

interface Props {
  kind: Kind;
  words: ListWords;
  bank: Areas['console_bank'];
  /** what a row is */
  label: string;
  columns: readonly ListColumn<Row>[];
  /** filters beside search, status and one's own */
  choices: readonly Choice[];
  /** ways to begin a new one, the usual one first: what follows the editor's address, and the words; none: not here */
  creates: readonly { query: string; text: string }[];
  /** further ways from here, beside creating */
  ways?: ComponentChildren;
  /** what an empty list teaches */
  steps: readonly string[];
}

/** A list of documents of one kind: searched, filtered, selected, handed in, published. */
export function DocumentList(props: Props) {
  const { kind, words, bank, label, columns, choices, creates, ways, steps } = props;
  const desk = useDesk();
  const listing = useList(kind, desk.fail);
  const search = useRef<HTMLInputElement>(null);
  const create = creates.length && may(desk.me, 'content.write') ? desk.prefix + editorOf(kind) : undefined;
  return (
    <div class="bank stack">
      <p class="muted">{words.intro}</p>
      {(create || ways) && (
        <Toolbar label={words.create}>
          {create &&
            creates.map(({ query, text }, i) => (
              <a key={query} class={i === 0 ? 'btn main' : 'btn'} href={create + query}>
                {text}
              </a>
            ))}
          {ways}
        </Toolbar>
      )}
      <DocumentFilters hint={words.search_hint} {...{ bank, choices, search }} {...listing} />
      <Found
        {...{ kind, bank, listing, label, search, create }}
        caption={words.title}
        untitled={words.untitled}
        columns={[
          ...columns,
          { label: bank.status, cell: (row: Row) => <StatusChips row={row} words={bank} /> },
          {
            label: bank.saved,
            wide: true,
            cell: (row: Row) => (
              <span class="muted">
                {row.saved_by} <span class="num">{dayOf(row.saved_at)}</span>
              </span>
            ),
          },
        ]}
      >
        <Teach title={words.empty} text={words.empty_text} steps={steps} />
      </Found>
    </div>
  );
}

/** 11-22 in the city's time */
const dayOf = (moment: string) => new Date(Date.parse(moment) + 28_800_000).toISOString().slice(5, 10);
