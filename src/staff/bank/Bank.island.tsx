import { useRef } from 'preact/hooks';
import { QUESTION_KINDS, STAGES } from '../../contract/content.ts';
import type { Areas } from '../../i18n/keys.ts';
import { editorOf, FACT_STATES, type Row } from '../documents.ts';
import { Console, useDesk } from '../shell/Console.tsx';
import { may } from '../shell/me.ts';
import { Teach } from '../shell/parts.tsx';
import type { Shell } from '../shell/shell.ts';
import { name, StatusChips } from './Chips.tsx';
import { type Choice, DocumentFilters } from './DocumentFilters.tsx';
import { Found } from './Found.tsx';
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
  const listing = useList(kind, desk.fail);
  const search = useRef<HTMLInputElement>(null);
  const write = may(desk.me, 'content.write');
  const create = write ? desk.prefix + editorOf(kind) : undefined;
  const question = kind === 'question';
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
  const named = (family: string, values: readonly string[]) =>
    values.map((one) => [one, name(words, family, one)] as const);
  const kp: Choice = {
    field: 'kp',
    label: words.kp,
    values: Object.entries(topics).map(([code, topic]) => [code, `${code} ${topic}`]),
  };
  const choices: Choice[] = question
    ? [
        kp,
        { field: 'stage', label: words.stage, values: named('stage', STAGES) },
        { field: 'question_kind', label: words.kind, values: named('kind', QUESTION_KINDS) },
        { field: 'pool', label: words.pool, values: named('pool', ['practice', 'contest', 'monitoring']) },
      ]
    : [kp, { field: 'pool', label: words.state, values: named('state', FACT_STATES) }];
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
      <DocumentFilters
        bank={words}
        hint={question ? words.search_hint : words.search_fact_hint}
        choices={choices}
        expiring
        search={search}
        {...listing}
      />
      <Found
        {...{ kind, listing, columns, search, create }}
        bank={words}
        caption={question ? words.title : words.facts}
        label={question ? words.question : words.fact}
        untitled={words.untitled}
      >
        <Empty words={words} question={question} create={create} prefix={desk.prefix} />
      </Found>
    </div>
  );
}

interface EmptyProps {
  words: Areas['console_bank'];
  question: boolean;
  create: string | undefined;
  prefix: string;
}

/** What an empty bank teaches. */
function Empty({ words, question, create, prefix }: EmptyProps) {
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
