import type { RowProblem } from '../../contract/registers.ts';
import type { RegisterProblem, RegisterRead } from '../../exercise/register/types.ts';
import { formatNumber } from '../../i18n/format.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import { fill } from '../../ui/fill.ts';
import { useDesk } from '../shell/Console.tsx';
import type { RegisterWords, TypeCard } from './calls.ts';
import { fieldName } from './fields.ts';
import { inWords, sayDays, sayFigure } from './say.ts';

/** More at once help nobody. */
const MOST = 200;
const FIRST = 10;

interface Props {
  words: RegisterWords;
  problems: Record<string, string>;
  type: TypeCard;
  name: string;
  read: RegisterRead;
  /** what the server could not take */
  refused: RowProblem[];
  send?: (() => void) | undefined;
  /** the source has not been named yet */
  missing: boolean;
}

/** What a file says, every problem by its row and column, and the decision. */
export function Preview({ words, problems, type, name, read, refused, send, missing }: Props) {
  const { locale } = useDesk();
  const say = ({ code, params }: RegisterProblem) => fill(problems[`p_${code}`] ?? code, params);
  const bad = read.problems.filter(({ level }) => level === 'error');
  const notes = read.problems.filter(({ level }) => level === 'note');
  const told = refused.length
    ? refused.map(({ row, field, rule }) => [row, fieldName(words, locale, type, field), problems[`s_${rule}`] ?? rule])
    : bad.map((one) => [one.row || '–', one.column || '–', say(one)]);
  const cells: [string, number, string][] = [
    [words.count_found, read.found, 'found'],
    [words.count_good, read.rows.length, 'good'],
    [words.count_bad, new Set(bad.map(({ row }) => row)).size, 'bad'],
  ];
  const format = read.format === 'xlsx' ? 'Excel' : read.format === 'csv' ? 'CSV' : '–';
  return (
    <>
      <h2>
        {words.preview} <span class="muted">{fill(words.preview_of, { name, format })}</span>
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
          {notes.length > 20 && <p class="muted">{fill(words.more_notes, { count: notes.length - 20 })}</p>}
        </section>
      )}
      {read.rows.length > 0 && (
        <section class="stack by-row">
          <h2>{fill(words.first_rows, { count: Math.min(FIRST, read.rows.length) })}</h2>
          <DataTable
            caption={words.preview}
            columns={[
              { label: words.row },
              { label: words.entry },
              { label: words.place },
              { label: words.days },
              { label: words.number, num: true },
              ...type.measures.map((measure) => ({ label: inWords(locale, measure.label), num: true })),
            ]}
            rows={read.rows.slice(0, FIRST).map(({ row, title, place, from, to, number, measures }) => [
              row,
              inWords(locale, title),
              place,
              sayDays(words, locale, from, to) || words.always,
              sayFigure(words, locale, number, type.unit),
              ...type.measures.map((measure) => {
                const figure = measures[measure.name];
                return figure ? sayFigure(words, locale, figure, measure.unit) : '–';
              }),
            ])}
          />
        </section>
      )}
    </>
  );
}
