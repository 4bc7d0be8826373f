import type { RosterProblem, RosterRead } from '../../exercise/roster/types.ts';
import { formatNumber } from '../../i18n/format.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import { fill } from '../../ui/fill.ts';
import { useDesk } from '../shell/Console.tsx';
import type { SchoolWords, ServerProblem } from './calls.ts';

/** More at once help nobody. */
const MOST = 200;
const FIRST = 10;
/** The words of the page for the server's fields. */
const FIELDS = { code: 'code', county: 'county', name: 'school', kind: 'kind', grades: 'grade' } as const;

interface Props {
  words: SchoolWords;
  problems: Record<string, string>;
  name: string;
  read: RosterRead;
  pupils: number;
  /** what the server could not take */
  refused: ServerProblem[];
  send?: (() => void) | undefined;
  /** the source has not been named yet */
  missing: boolean;
}

/** What a file says, every problem by its row, and the decision. */
export function Preview({ words, problems, name, read, pupils, refused, send, missing }: Props) {
  const { locale } = useDesk();
  const say = ({ code, params }: RosterProblem) => fill(problems[`p_${code}`] ?? code, params);
  const bad = read.problems.filter(({ level }) => level === 'error');
  const notes = read.problems.filter(({ level }) => level === 'note');
  const told = refused.length
    ? refused.map(({ row, field, rule }) => [row, words[FIELDS[field]], problems[`s_${rule}`] ?? rule])
    : bad.map((one) => [one.row || '–', one.column || '–', say(one)]);
  const cells: [string, number, string][] = [
    [words.count_found, read.found, 'found'],
    [words.count_good, read.rows.length, 'good'],
    [words.count_bad, new Set(bad.map(({ row }) => row)).size, 'bad'],
    [words.count_pupils, pupils, 'pupils'],
  ];
  return (
    <>
      <h2>
        {words.preview}{' '}
        <span class="muted">
          {fill(words.preview_of, { name, format: read.format ? words[`format_${read.format}`] : '–' })}
        </span>
      </h2>
      <dl class="counts">
        {cells.map(([label, value, key]) => (
          <div key={key}>
            <dt class="muted small">{label}</dt>
            <dd class="num" data-testid={`count-${key}`}>
              {formatNumber(locale, value)}
            </dd>
          </div>
        ))}
      </dl>
      <p class="vh" role="status">{`${words.count_found} ${read.found}, ${words.problems} ${told.length}`}</p>
      {told.length === 0 && send && (
        <div class="commit row">
          <button type="button" class="btn main" disabled={missing} aria-describedby="send-hint" onClick={send}>
            {fill(words.send, { count: formatNumber(locale, read.rows.length) })}
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
            {notes.slice(0, 20).map((one) => (
              <li key={`${one.row} ${one.column} ${one.code}`}>
                <span class="muted">
                  {words.row} {one.row}
                </span>{' '}
                {say(one)}
              </li>
            ))}
          </ul>
        </section>
      )}
      {read.rows.length > 0 && (
        <section class="stack by-row">
          <h2>{fill(words.first_rows, { count: Math.min(FIRST, read.rows.length) })}</h2>
          <DataTable
            caption={words.preview}
            columns={[
              { label: words.row },
              { label: words.school },
              { label: words.code },
              { label: words.kind },
              { label: words.by_grade },
            ]}
            rows={read.rows.slice(0, FIRST).map(({ row, name: school, code, kind, grades }) => [
              row,
              school,
              code,
              words[`kind_${kind}`],
              Object.entries(grades)
                .map(([grade, count]) => `${fill(words.grade_n, { n: grade })} ${formatNumber(locale, count)}`)
                .join(' · '),
            ])}
          />
        </section>
      )}
    </>
  );
}
