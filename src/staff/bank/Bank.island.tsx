import { useRef, useState } from 'preact/hooks';
import type { Areas } from '../../i18n/keys.ts';
import { editorOf, type Row } from '../documents.ts';
import { Console, useDesk } from '../shell/Console.tsx';
import { ListTable } from '../shell/ListTable.tsx';
import { may } from '../shell/me.ts';
import { More, Teach } from '../shell/parts.tsx';
import type { Shell } from '../shell/shell.ts';
import { Bulk } from './Bulk.tsx';
import { name, StatusChips } from './Chips.tsx';
import { Filters } from './Filters.tsx';
import { isOpen } from './filter.ts';
import { useList } from './useList.ts';

interface Props {
  shell: Shell;
  words: Areas['console_bank'];
  kind: 'question' | 'fact';
  /** short names of the knowledge points by number */
  topics: Record<number, string>;
}

/** The list of questions, or of the facts that they rest on. */
export function Bank({ shell, ...props }: Props) {
  return (
    <Console shell={shell} need={['content.write', 'content.review']}>
      {() => <Listing {...props} />}
    </Console>
  );
}

function Listing({ words, kind, topics }: Omit<Props, 'shell'>) {
  const desk = useDesk();
  const { filter, list, change, clear, more, reload } = useList(kind, desk.fail);
  const [selected, select] = useState<ReadonlySet<string>>(new Set());
  const search = useRef<HTMLInputElement>(null);
  const write = may(desk.me, 'content.write');
  const create = write ? desk.prefix + editorOf(kind) : undefined;
  const question = kind === 'question';
  const chosen = (list?.items ?? []).filter(({ key }) => selected.has(key)).map(({ key }) => key);
  const title = (row: Row) => row.title || words.untitled;
  const columns = [
    {
      label: words.kp_column,
      wide: true,
      cell: (row: Row) =>
        row.kp ? (
          <>
            <span class="num">{row.kp}</span> {topics[row.kp]}
          </>
        ) : (
          '–'
        ),
    },
    ...(question
      ? [
          { label: words.kind, wide: true, cell: (row: Row) => name(words, 'kind', row.question_kind) },
          {
            label: words.stages,
            wide: true,
            wrap: true,
            cell: (row: Row) => row.stages?.map((stage) => name(words, 'stage', stage)).join(' ') || '–',
          },
          { label: words.pool, wide: true, cell: (row: Row) => name(words, 'pool', row.pool) },
        ]
      : [{ label: words.state, cell: (row: Row) => name(words, 'state', row.pool) }]),
    { label: words.status, wrap: true, cell: (row: Row) => <StatusChips row={row} words={words} /> },
    {
      label: words.valid_to,
      wide: true,
      cell: (row: Row) => <span class="num">{row.valid_to ?? words.no_end}</span>,
    },
    {
      label: words.saved,
      wide: true,
      cell: (row: Row) => (
        <span class="muted">
          {row.saved_by} <span class="num">{shortMoment(row.saved_at)}</span>
        </span>
      ),
    },
  ];
  return (
    <div class="bank stack">
      <div class="row">
        <p class="muted grow">{question ? words.intro : words.facts_intro}</p>
        {create && (
          <a class="btn main" href={create}>
            {question ? words.new : words.new_fact}
          </a>
        )}
      </div>
      <Filters {...{ kind, words, topics, filter, search, change, clear }} />
      <Bulk
        kind={kind}
        words={words}
        chosen={chosen}
        titleOf={(key) => list?.items.find((row) => row.key === key)?.title || key}
        headOf={(key) => list?.items.find((row) => row.key === key)?.head ?? 0}
        done={() => {
          select(new Set());
          reload();
        }}
        clear={() => select(new Set())}
      />
      <div aria-busy={list?.loading ?? true} class="stack">
        {!list && <p class="muted">{desk.words.loading}</p>}
        {list && list.items.length > 0 && (
          <>
            <ListTable
              caption={question ? words.title : words.facts}
              rows={list.items}
              keyOf={(row) => row.key}
              name={{
                label: question ? words.question : words.fact,
                text: title,
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
              shown={list.items.length}
              total={list.total === 1001 ? words.more_than : (list.total ?? list.items.length)}
              more={list.next ? more : undefined}
            />
          </>
        )}
        {list && list.items.length === 0 && !list.loading && (
          <Nothing
            words={words}
            open={isOpen(filter)}
            question={question}
            clear={clear}
            create={create}
            prefix={desk.prefix}
          />
        )}
      </div>
    </div>
  );
}

function Nothing(props: {
  words: Areas['console_bank'];
  open: boolean;
  question: boolean;
  clear: () => void;
  create: string | undefined;
  prefix: string;
}) {
  const { words, open, question, clear, create, prefix } = props;
  if (!open) {
    return (
      <Teach title={words.none} text={words.none_text}>
        <button type="button" class="btn" onClick={clear}>
          {words.clear}
        </button>
      </Teach>
    );
  }
  const steps = question ? [words.empty_1, words.empty_2, words.empty_3, words.empty_4] : undefined;
  return (
    <Teach
      title={question ? words.empty : words.empty_facts}
      text={question ? words.empty_text : words.empty_facts_text}
      steps={steps}
    >
      {create && (
        <a class="btn main" href={create}>
          {question ? words.new : words.new_fact}
        </a>
      )}
      {question && create && <a href={`${prefix}/staff/import`}>{words.empty_import}</a>}
    </Teach>
  );
}

/** 11-22 10:05 in the city's time */
const shortMoment = (iso: string) =>
  new Date(Date.parse(iso) + 28_800_000).toISOString().slice(5, 16).replace('T', ' ');
