import { useRef, useState } from 'preact/hooks';
import type { Areas } from '../../i18n/keys.ts';
import { Bulk } from '../bank/Bulk.tsx';
import { StatusChips } from '../bank/Chips.tsx';
import { isOpen } from '../bank/filter.ts';
import { useList } from '../bank/useList.ts';
import { editorOf, type Row } from '../documents.ts';
import { toLocal } from '../quizzes/quiz.ts';
import { Console, useDesk } from '../shell/Console.tsx';
import { ListTable } from '../shell/ListTable.tsx';
import { may } from '../shell/me.ts';
import { More, Teach, Toolbar } from '../shell/parts.tsx';
import type { Shell } from '../shell/shell.ts';
import { Published } from './Published.tsx';
import { TrailFilters } from './TrailFilters.tsx';
import type { TrailWords } from './trail.ts';
import { Ways } from './Ways.tsx';

interface Props {
  shell: Shell;
  words: TrailWords;
  bank: Areas['console_bank'];
}

/** The list of trails: to be written, or only to be printed and looked at. */
export function Trails({ shell, ...props }: Props) {
  return (
    <Console shell={shell} need={['content.write', 'content.review', 'figures.see', 'rewards.manage', 'counter.serve']}>
      {(me) => (may(me, ['content.write', 'content.review']) ? <Listing {...props} /> : <Published {...props} />)}
    </Console>
  );
}

function Listing({ words, bank }: Omit<Props, 'shell'>) {
  const desk = useDesk();
  const { filter, list, change, clear, more, reload } = useList('trail', desk.fail);
  const [selected, select] = useState<ReadonlySet<string>>(new Set());
  const search = useRef<HTMLInputElement>(null);
  const create = may(desk.me, 'content.write') ? desk.prefix + editorOf('trail') : undefined;
  const chosen = (list?.items ?? []).filter(({ key }) => selected.has(key)).map(({ key }) => key);
  const none = list && list.items.length === 0 && !list.loading;
  return (
    <div class="bank stack">
      <p class="muted">{words.intro}</p>
      {create && (
        <Toolbar label={words.create}>
          <a class="btn main" href={create}>
            {words.create}
          </a>
        </Toolbar>
      )}
      <TrailFilters {...{ words, bank, filter, search, change, clear }} />
      <Bulk
        kind="trail"
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
                label: words.trail,
                text: (row) => row.title || words.untitled,
                href: (row) => desk.prefix + editorOf('trail', row.key),
                note: (row) => <span class="muted small code">{row.key}</span>,
              }}
              columns={[
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
                {
                  label: words.ways,
                  wide: true,
                  cell: (row: Row) => (row.live ? <Ways words={words} slug={row.key} /> : '–'),
                },
              ]}
              selected={selected}
              select={select}
              search={search}
              {...(create ? { create } : {})}
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
            steps={[words.empty_1, words.empty_2, words.empty_3, words.empty_4]}
          />
        )}
      </div>
    </div>
  );
}
