import { useEffect, useState } from 'preact/hooks';
import { formatDate } from '../../i18n/format.ts';
import type { Areas } from '../../i18n/keys.ts';
import { fill } from '../../ui/fill.ts';
import { StatusChips } from '../bank/Chips.tsx';
import { type ContentDay, editorOf, type Notices, notices, type Row } from '../documents.ts';
import { Console, useDesk } from '../shell/Console.tsx';
import { ListTable } from '../shell/ListTable.tsx';
import { may } from '../shell/me.ts';
import { Teach } from '../shell/parts.tsx';
import type { Shell } from '../shell/shell.ts';
import { Ways } from './Ways.tsx';

interface Props {
  shell: Shell;
  words: Areas['console_bank'];
}

/** The first page of the console: what waits for this person. */
export function Home({ shell, words }: Props) {
  return (
    <Console shell={shell}>
      {(me) => (
        <div class="home stack">
          <p class="hello song">{fill(words.home_hello, { name: me.name })}</p>
          {may(me, ['content.write', 'content.review', 'content.export']) ? (
            <Waiting words={words} />
          ) : (
            <>
              <p class="muted">{words.home_no_content}</p>
              <Ways me={me} shell={shell} />
            </>
          )}
        </div>
      )}
    </Console>
  );
}

function Waiting({ words }: { words: Areas['console_bank'] }) {
  const desk = useDesk();
  const [all, setAll] = useState<Notices | null>(null);
  useEffect(() => {
    notices().then(setAll, desk.fail);
  }, [desk.fail]);
  if (!all) return <p class="muted">{desk.words.loading}</p>;
  const { prefix } = desk;
  const write = may(desk.me, 'content.write');
  const review = all.to_review ?? [];
  const nothing = !all.returned.length && !review.length && !all.drafts && !all.expired.length && !all.coming.length;
  return (
    <>
      {write && (
        <p class="row">
          <a class="btn main" href={`${prefix}/staff/question`}>
            {words.new}
          </a>
          {all.drafts > 0 && (
            <a href={`${prefix}/staff/questions?status=draft&mine=1`}>
              {fill(words.home_drafts_count, { count: all.drafts })}
            </a>
          )}
        </p>
      )}
      <Rows title={words.home_returned} rows={all.returned} words={words} />
      <Rows title={words.home_review} rows={review} words={words} keys />
      {(all.to_review_total ?? 0) > review.length && (
        <p>
          <a href={`${prefix}/staff/questions?status=review`}>
            {fill(words.home_review_all, { count: all.to_review_total ?? 0 })}
          </a>
        </p>
      )}
      <Days title={words.home_expired} text={words.home_expired_text} days={all.expired} words={words} amber />
      <Days title={words.home_coming} days={all.coming} words={words} />
      {nothing && <Teach title={words.home_nothing} text={words.home_nothing_text} />}
      {write && (
        <Teach title={words.home_start} steps={[words.home_start_1, words.home_start_2, words.home_start_3]}>
          <a href={`${prefix}/staff/questions`}>{words.title}</a>
        </Teach>
      )}
    </>
  );
}

interface RowsProps {
  title: string;
  rows: Row[];
  words: Areas['console_bank'];
  /** the list that the keys move in: one per page */
  keys?: boolean;
}

function Rows({ title, rows, words, keys }: RowsProps) {
  const { prefix } = useDesk();
  if (!rows.length) return null;
  const address = (row: Row) => prefix + editorOf(row.kind, row.key);
  const about = (row: Row) => (
    <>
      {words[`doc_${row.kind}`]} · {row.saved_by}
      {row.wrote_it && ` · ${words.home_own}`}
    </>
  );
  return (
    <section class="card stack" aria-label={title}>
      <h2>
        {title} <span class="count num">{rows.length}</span>
      </h2>
      {keys ? (
        <ListTable
          caption={title}
          rows={rows}
          keyOf={(row) => `${row.kind}/${row.key}`}
          name={{ label: words.fact, text: (row) => row.title || row.key, href: address }}
          columns={[
            { label: words.home_about, cell: about },
            { label: words.status, cell: (row) => <StatusChips row={row} words={words} /> },
          ]}
        />
      ) : (
        <ul class="lines">
          {rows.map((row) => (
            <li key={`${row.kind}/${row.key}`}>
              <a href={address(row)}>{row.title || row.key}</a> <span class="muted small">{about(row)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

interface DaysProps {
  title: string;
  text?: string;
  days: ContentDay[];
  words: Areas['console_bank'];
  amber?: boolean;
}

function Days({ title, text, days, words, amber }: DaysProps) {
  const { prefix, locale } = useDesk();
  if (!days.length) return null;
  return (
    <section class={amber ? 'card stack warn' : 'card stack'} aria-label={title}>
      <h2>
        {title} <span class="count num">{days.length}</span>
      </h2>
      {text && <p class="muted">{text}</p>}
      <ul class="lines">
        {days.map((day) => (
          <li key={`${day.what}${day.kind}${day.key}`}>
            <span class="num day">{formatDate(locale, day.day)}</span>
            <span class="muted">{fill(words[`what_${day.what}`], { count: day.questions ?? 0 })}</span>
            <a href={prefix + editorOf(day.kind, day.key)}>{day.title}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}
