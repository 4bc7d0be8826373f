import { useRef, useState } from 'preact/hooks';
import type { Areas } from '../../i18n/keys.ts';
import { fill } from '../../ui/fill.ts';
import { Bulk } from '../bank/Bulk.tsx';
import { name, StatusChips } from '../bank/Chips.tsx';
import { isOpen } from '../bank/filter.ts';
import { useList } from '../bank/useList.ts';
import { editorOf, type Row } from '../documents.ts';
import { today } from '../editor/page.ts';
import { Console, useDesk } from '../shell/Console.tsx';
import { ListTable } from '../shell/ListTable.tsx';
import { may } from '../shell/me.ts';
import { More, Teach, Toolbar } from '../shell/parts.tsx';
import type { Shell } from '../shell/shell.ts';
import { QuizFilters } from './QuizFilters.tsx';
import { PURPOSES, type QuizWords, toLocal, windowState } from './quiz.ts';

interface Props {
  shell: Shell;
  words: QuizWords;
  bank: Areas['console_bank'];
}

/** The list of practice quizzes, contests and monitoring forms. */
export function Quizzes({ shell, ...props }: Props) {
  return (
    <Console shell={shell} need={['content.write', 'content.review']}>
      {() => <Listing {...props} />}
    </Console>
  );
}

function Listing({ words, bank }: Omit<Props, 'shell'>) {
  const desk = useDesk();
  const { filter, list, change, clear, more, reload } = useList('quiz', desk.fail);
  const [selected, select] = useState<ReadonlySet<string>>(new Set());
  const search = useRef<HTMLInputElement>(null);
  const create = may(desk.me, 'content.write') ? desk.prefix + editorOf('quiz') : undefined;
  const chosen = (list?.items ?? []).filter(({ key }) => selected.has(key)).map(({ key }) => key);
  const none = list && list.items.length === 0 && !list.loading;
  return (
    <div class="bank stack">
      <p class="muted">{words.intro}</p>
      {create && (
        <Toolbar label={words.create}>
          {PURPOSES.map((purpose) => (
            <a key={purpose} class={purpose === 'contest' ? 'btn main' : 'btn'} href={`${create}?purpose=${purpose}`}>
              {words[`create_${purpose}`]}
            </a>
          ))}
        </Toolbar>
      )}
      <QuizFilters {...{ words, bank, filter, search, change, clear }} />
      <Bulk
        kind="quiz"
        words={bank}
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
              caption={words.title}
              rows={list.items}
              keyOf={(row) => row.key}
              name={{
                label: words.quiz,
                text: (row) => row.title || words.untitled,
                href: (row) => desk.prefix + editorOf('quiz', row.key),
                note: (row) => <span class="muted small code">{row.key}</span>,
              }}
              columns={[
                { label: words.field_purpose, cell: (row: Row) => name(bank, 'pool', row.pool) },
                {
                  label: words.window,
                  wide: true,
                  cell: (row: Row) => <WindowCell words={words} row={row} />,
                },
                { label: bank.status, cell: (row: Row) => <StatusChips row={row} words={bank} /> },
                {
                  label: bank.saved,
                  wide: true,
                  cell: (row: Row) => (
                    <span class="muted">
                      {row.saved_by} <span class="num">{toLocal(row.saved_at).slice(5, 10)}</span>
                    </span>
                  ),
                },
              ]}
              selected={selected}
              select={select}
              search={search}
              create={create}
            />
            <More
              shown={list.items.length}
              total={list.total ?? list.items.length}
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
        {none && isOpen(filter) && (
          <Teach
            title={words.empty}
            text={words.empty_text}
            steps={PURPOSES.map((one) =>
              fill(words.kind_and_text, { kind: name(bank, 'pool', one), text: words[`about_${one}`] }),
            )}
          />
        )}
      </div>
    </div>
  );
}

/** From which day until which a quiz is open, and whether that is now. */
function WindowCell({ words, row }: { words: QuizWords; row: Row }) {
  const { valid_from: from, valid_to: to } = row;
  const state = windowState(from, to, today());
  if (state === 'always') return words.window_always;
  return (
    <>
      <span class={state === 'open' ? 'state published' : 'state'}>{words[`window_${state}`]}</span>{' '}
      <span class="muted small num">{fill(words.window_span, { from: from ?? '…', to: to ?? '…' })}</span>
    </>
  );
}
