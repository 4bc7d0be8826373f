import { formatDate } from '../../i18n/format.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import { fill } from '../../ui/fill.ts';
import { useDesk } from '../shell/Console.tsx';
import type { RegisterWords } from './calls.ts';
import type { Report } from './Figures.island.tsx';
import type { TypeVisits } from './figures-calls.ts';
import { inWords, sayFigure } from './say.ts';
import { sourcesOf } from './sources.ts';

/** What was recorded of visits, beside what the register states: the two are never one number. */
const sayVisits = (words: RegisterWords, visits?: TypeVisits) =>
  visits
    ? [
        fill(words.school_visits, { visits: visits.visits, pupils: visits.pupils }),
        ...(visits.missed > 0 ? [fill(words.school_missed, { n: visits.missed })] : []),
      ]
    : [];

/** Registers on the last day of the period, each with its source. Activities stand above, with those that were told here. */
export function Standing({ words, report }: { words: RegisterWords; report: Report }) {
  const { locale, prefix } = useDesk();
  const visitsTo = (of: string) => report.visits.find(({ type }) => type === of);
  const rows = report.counts.filter(
    ({ type, entries, measures }) =>
      type !== 'activity' &&
      type !== 'duty' &&
      (entries > 0 || visitsTo(type) || measures.some(({ figure }) => figure.value > 0)),
  );
  return (
    <section class="stack" aria-labelledby="standing">
      <h2 id="standing">{fill(words.standing_on, { day: formatDate(locale, report.on_day) })}</h2>
      {rows.length === 0 ? (
        <p class="muted">{words.nothing_stands}</p>
      ) : (
        <DataTable
          caption={words.standing_lead}
          columns={[
            { label: words.register },
            { label: words.number, num: true },
            { label: words.fresh_in_period, num: true },
            { label: words.figures_of },
            { label: words.source },
          ]}
          rows={rows.map(({ type, name, unit, number, fresh, measures }) => [
            <a key="name" href={`${prefix}/staff/register?type=${type}`} data-type={type}>
              {inWords(locale, name)}
            </a>,
            <strong key="number">{sayFigure(words, locale, number, unit)}</strong>,
            fresh.value > 0 ? sayFigure(words, locale, fresh, unit) : '–',
            [
              ...measures
                .filter(({ figure }) => figure.value > 0)
                .map((one) => `${inWords(locale, one.label)} ${sayFigure(words, locale, one.figure, one.unit)}`),
              ...sayVisits(words, visitsTo(type)),
            ].join(words.semicolon) || '–',
            sourcesOf(words, locale, report.sources, type),
          ])}
        />
      )}
    </section>
  );
}
