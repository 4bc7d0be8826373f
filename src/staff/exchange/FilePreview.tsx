import type { ComponentChildren } from 'preact';
import { formatNumber } from '../../i18n/format.ts';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { fill } from '../../ui/fill.ts';
import { useDesk } from '../shell/Console.tsx';

/** More at once help nobody. */
const MOST = 200;
const MOST_NOTES = 20;
/** Rows that are shown as they were read. */
export const FIRST = 10;

type Words = Record<
  | ('preview' | 'preview_of' | 'count_found' | 'count_good' | 'count_bad' | 'send' | 'send_hint' | 'source_hint')
  | ('problems' | 'problems_hint' | 'server_hint' | 'row' | 'column' | 'problem' | 'more_problems')
  | ('notes' | 'more_notes' | 'first_rows'),
  string
>;
interface Told {
  row: number;
  column: string;
  code: string;
  level: 'error' | 'note';
}

interface Props<P extends Told> {
  words: Words;
  name: string;
  format: string;
  /** rows with something in them, and those that can be sent */
  found: number;
  good: number;
  /** a further count: its words, its figure, its name for tests */
  count?: [label: string, value: number, key: string];
  problems: readonly P[];
  say: (problem: P) => string;
  /** rows that the server could not take: row, column, what is wrong */
  refused: ComponentChildren[][];
  send?: (() => void) | undefined;
  /** the source has not been named yet */
  missing: boolean;
  columns: Column[];
  rows: ComponentChildren[][];
}

/** What a file of rows says, every problem by its row, and the decision to send it. */
export function FilePreview<P extends Told>(props: Props<P>) {
  const { words, name, format, found, good, problems, say, refused, send, missing, columns, rows } = props;
  const { locale } = useDesk();
  const bad = problems.filter(({ level }) => level === 'error');
  const notes = problems.filter(({ level }) => level === 'note');
  const told = refused.length ? refused : bad.map((one) => [one.row || '–', one.column || '–', say(one)]);
  const counts: [string, number, string][] = [
    [words.count_found, found, 'found'],
    [words.count_good, good, 'good'],
    [words.count_bad, new Set(bad.map(({ row }) => row)).size, 'bad'],
    ...(props.count ? [props.count] : []),
  ];
  return (
    <>
      <h2>
        {words.preview} <span class="muted">{fill(words.preview_of, { name, format })}</span>
      </h2>
      <dl class="counts">
        {counts.map(([label, value, key]) => (
          <div key={key}>
            <dt class="muted small">{label}</dt>
            <dd class="num" data-testid={`count-${key}`}>
              {formatNumber(locale, value)}
            </dd>
          </div>
        ))}
      </dl>
      <p class="vh" role="status">{`${words.count_found} ${found}, ${words.problems} ${told.length}`}</p>
      {told.length === 0 && send && (
        <div class="commit row">
          <button type="button" class="btn main" disabled={missing} aria-describedby="send-hint" onClick={send}>
            {fill(words.send, { count: formatNumber(locale, good) })}
          </button>
          <span id="send-hint" class="muted small">
            {missing ? words.source_hint : words.send_hint}
          </span>
        </div>
      )}
      {told.length > 0 && (
        <section class="stack by-row" data-testid="problems">
          <div>
            <h2>
              {words.problems} <span class="num muted">{told.length}</span>
            </h2>
            <p class="muted">{refused.length ? words.server_hint : words.problems_hint}</p>
          </div>
          <DataTable
            caption={words.problems}
            columns={[{ label: words.row }, { label: words.column }, { label: words.problem }]}
            rows={told.slice(0, MOST)}
          />
          {told.length > MOST && <p>{fill(words.more_problems, { count: told.length - MOST })}</p>}
        </section>
      )}
      {notes.length > 0 && (
        <section class="stack" data-testid="notes">
          <h2>{words.notes}</h2>
          <ul class="plain">
            {notes.slice(0, MOST_NOTES).map((one) => (
              <li key={`${one.row} ${one.column} ${one.code}`}>
                <span class="muted">
                  {words.row} {one.row}
                </span>{' '}
                {say(one)}
              </li>
            ))}
          </ul>
          {notes.length > MOST_NOTES && (
            <p class="muted">{fill(words.more_notes, { count: notes.length - MOST_NOTES })}</p>
          )}
        </section>
      )}
      {rows.length > 0 && (
        <section class="stack by-row">
          <h2>{fill(words.first_rows, { count: rows.length })}</h2>
          <DataTable caption={words.preview} columns={columns} rows={rows} />
        </section>
      )}
    </>
  );
}
