import { useRef, useState } from 'preact/hooks';
import type { Areas } from '../../i18n/keys.ts';
import { fill } from '../../ui/fill.ts';
import { Bulk } from '../bank/Bulk.tsx';
import { StatusChips } from '../bank/Chips.tsx';
import { isOpen } from '../bank/filter.ts';
import { useList } from '../bank/useList.ts';
import { editorOf, type Row } from '../documents.ts';
import { today } from '../editor/page.ts';
import { toLocal, windowState } from '../quizzes/quiz.ts';
import { Console, useDesk } from '../shell/Console.tsx';
import { ListTable } from '../shell/ListTable.tsx';
import { may, type Right } from '../shell/me.ts';
import { More, Teach, Toolbar } from '../shell/parts.tsx';
import type { Shell } from '../shell/shell.ts';
import { GiftFilters } from './GiftFilters.tsx';
import { useLeft } from './useLeft.ts';
import type { RewardWords } from './words.ts';

interface Props {
  shell: Shell;
  words: RewardWords;
  bank: Areas['console_bank'];
}

const WRITERS: readonly Right[] = ['content.write', 'content.review'];

/** The list of gifts, with what of each can still be claimed. */
export function Gifts({ shell, words, bank }: Props) {
  return (
    <Console shell={shell} need={[...WRITERS, 'rewards.manage']}>
      {(me) =>
        may(me, WRITERS) ? (
          <Listing words={words} bank={bank} />
        ) : (
          <Teach title={words.not_a_writer} text={words.not_a_writer_text}>
            <a class="btn main" href={`${shell.prefix}/staff/stock`}>
              {words.to_stock}
            </a>
          </Teach>
        )
      }
    </Console>
  );
}

function Listing({ words, bank }: Omit<Props, 'shell'>) {
  const desk = useDesk();
  const { filter, list, change, clear, more, reload } = useList('gift', desk.fail);
  const [selected, select] = useState<ReadonlySet<string>>(new Set());
  const search = useRef<HTMLInputElement>(null);
  const manages = may(desk.me, 'rewards.manage');
  const left = useLeft(manages);
  const create = may(desk.me, 'content.write') ? desk.prefix + editorOf('gift') : undefined;
  const items = list?.items ?? [];
  const chosen = items.filter(({ key }) => selected.has(key)).map(({ key }) => key);
  const none = list && items.length === 0 && !list.loading;
  return (
    <div class="bank stack">
      <p class="muted">{words.intro}</p>
      <Toolbar label={words.rewards_acts}>
        {create && (
          <a class="btn main" href={create}>
            {words.create}
          </a>
        )}
        <a class="btn" href={`${desk.prefix}/staff/points`}>
          {words.to_points}
        </a>
        {manages && (
          <a class="btn" href={`${desk.prefix}/staff/stock`}>
            {words.to_stock}
          </a>
        )}
      </Toolbar>
      <GiftFilters {...{ words, bank, filter, search, change, clear }} />
      <Bulk
        kind="gift"
        words={bank}
        chosen={chosen}
        titleOf={(key) => items.find((row) => row.key === key)?.title || key}
        headOf={(key) => items.find((row) => row.key === key)?.head ?? 0}
        done={() => {
          select(new Set());
          reload();
        }}
        clear={() => select(new Set())}
      />
      <div aria-busy={list?.loading ?? true} class="stack">
        {!list && <p class="muted">{desk.words.loading}</p>}
        {items.length > 0 && (
          <>
            <ListTable
              caption={words.title}
              rows={items}
              keyOf={(row) => row.key}
              name={{
                label: words.gift,
                text: (row) => row.title || words.untitled,
                href: (row) => desk.prefix + editorOf('gift', row.key),
                note: (row) => <span class="muted small code">{row.key}</span>,
              }}
              columns={[
                { label: words.window, wide: true, cell: (row: Row) => <WindowCell words={words} row={row} /> },
                ...(manages
                  ? [
                      {
                        label: words.left,
                        num: true,
                        cell: (row: Row) => <Left words={words} left={left?.get(row.key)} known={left !== null} />,
                      },
                    ]
                  : []),
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
              {...(create ? { create } : {})}
            />
            <More shown={items.length} total={list?.total ?? items.length} more={list?.next ? more : undefined} />
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
          <Teach title={words.empty} text={words.empty_text} steps={[words.step_1, words.step_2, words.step_3]} />
        )}
      </div>
    </div>
  );
}

/** What can still be claimed at all counters together. */
function Left({ words, left, known }: { words: RewardWords; left: number | undefined; known: boolean }) {
  if (!known) return null;
  if (left === undefined) return <span class="muted">{words.never_stocked}</span>;
  return <span class={left > 0 ? undefined : 'warn'}>{left}</span>;
}

/** From which day until which a gift can be claimed, and whether that is now. */
function WindowCell({ words, row }: { words: RewardWords; row: Row }) {
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
