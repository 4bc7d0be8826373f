import type { Areas } from '../../i18n/keys.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import { fill, fillCount } from '../../ui/fill.ts';
import { useDesk } from '../shell/Console.tsx';
import { notesOf, type Shown } from './shown.ts';

/** More at once help nobody: one corrects the first and chooses the file again. */
const MOST = 200;
const ROWS_NAMED = 12;

interface Props {
  words: Areas['console_exchange'];
  shown: Shown[];
  done: boolean;
}

/** Every problem by row and column; below it, by kind, what is worth knowing but stops nothing. */
export function Problems({ words, shown, done }: Props) {
  const { locale } = useDesk();
  const stopping = shown.filter(({ stops }) => stops);
  const notes = notesOf(shown);
  const named = stopping.some(({ where }) => where);
  return (
    <>
      {stopping.length > 0 && (
        <section class="stack" data-testid="problems">
          <div>
            <h2>
              {words.problems} <span class="num muted">{stopping.length}</span>
            </h2>
            <p class="muted">{words.problems_hint}</p>
          </div>
          <DataTable
            caption={words.problems}
            columns={[
              { label: words.row },
              { label: words.column },
              { label: words.problem },
              ...(named ? [{ label: words.where }] : []),
            ]}
            rows={stopping
              .slice(0, MOST)
              .map(({ row, column, text, where }) => [row || '–', column || '–', text, ...(named ? [where] : [])])}
          />
          {stopping.length > MOST && <p>{fill(words.more_problems, { count: stopping.length - MOST })}</p>}
        </section>
      )}
      {done && stopping.length === 0 && <p class="notice">{words.problems_none}</p>}
      {notes.length > 0 && (
        <section class="stack" data-testid="notes">
          <h2>{words.notes}</h2>
          <ul class="plain">
            {notes.map(({ column, text, rows }) => (
              <li key={column + text}>
                {column && <strong>{column} </strong>}
                {text}{' '}
                <span class="muted">
                  {rows.length > ROWS_NAMED
                    ? fillCount(words, 'note_all', rows.length, locale)
                    : fill(fillCount(words, 'note_rows', rows.length, locale), { rows: rows.join(', ') })}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
