import { useEffect, useMemo, useState } from 'preact/hooks';
import { formatDate } from '../../i18n/format.ts';
import { fill } from '../../ui/fill.ts';
import { save, today } from '../exchange/save.ts';
import type { Place } from '../schools/places.ts';
import { Console, useDesk } from '../shell/Console.tsx';
import { Toolbar } from '../shell/parts.tsx';
import type { Shell } from '../shell/shell.ts';
import { Activities } from './Activities.tsx';
import { useAddress } from './address.ts';
import type { RegisterWords } from './calls.ts';
import {
  type ActivityFigures,
  askActivities,
  askCounts,
  askSources,
  askVisits,
  type TypeCount,
  type TypeSource,
  type TypeVisits,
} from './figures-calls.ts';
import { PeriodChoice } from './PeriodChoice.tsx';
import { periodOf, sayPart } from './period.ts';
import { placesOf } from './places.ts';
import { Standing } from './Standing.tsx';

interface Props {
  shell: Shell;
  words: RegisterWords;
  districts: Place[];
}
export interface Report {
  activities: ActivityFigures;
  counts: TypeCount[];
  visits: TypeVisits[];
  sources: TypeSource[];
  /** day of the counts: the last of the period, or today */
  on_day: string;
}

/** The figures of a period at a place, as a report has them: on the screen, on paper, as a file. */
export function Figures({ shell, ...props }: Props) {
  return (
    <Console shell={shell} need={['figures.see', 'registers.manage', 'registers.sign', 'events.manage']}>
      {() => <Desk {...props} />}
    </Console>
  );
}

function Desk({ words, districts }: Omit<Props, 'shell'>) {
  const desk = useDesk();
  const { fail, locale } = desk;
  const places = useMemo(() => placesOf(desk.me, districts, locale), [desk.me, districts, locale]);
  const [wanted, change] = useAddress(['place', 'period']);
  const [report, setReport] = useState<(Report & { loading: boolean }) | null>(null);
  const place = places.find(({ code }) => code === wanted.place) ?? places[0];
  const { code: period, from, to } = periodOf(wanted.period, today());
  const of = place?.code ?? '';
  useEffect(() => {
    if (!of) return;
    let current = true;
    const on_day = to > today() && from <= today() ? today() : to;
    setReport((now) => now && { ...now, loading: true });
    Promise.all([
      askActivities(of, from, to),
      askCounts(of, on_day, from),
      askSources(of, on_day),
      askVisits(of, from, to),
    ]).then(
      ([activities, counts, sources, visits]) =>
        current && setReport({ activities, counts, sources, visits, on_day, loading: false }),
      fail,
    );
    return () => {
      current = false;
    };
  }, [of, from, to, fail]);
  if (!place) return null;
  const [year = '', part = ''] = period.split('-');
  const heading = fill(words.figures_of_place, { place: place.name, period: sayPart(words, locale, year, part) });
  const csv = async () => {
    if (!report) return;
    const { writeReport } = await import('./figures-csv.ts');
    save(writeReport(words, locale, heading, report), `${heading}.csv`, 'text/csv');
  };
  return (
    <div class="stack report" aria-busy={!report || report.loading}>
      <div class="row">
        <h2 class="grow place" data-testid="heading">
          {heading}
        </h2>
        <Toolbar label={words.acts}>
          <PeriodChoice words={words} places={places} place={of} period={period} change={change} />
          <button type="button" class="btn" onClick={() => print()}>
            {words.print}
          </button>
          <button type="button" class="btn" disabled={!report} onClick={csv}>
            {words.csv}
          </button>
        </Toolbar>
      </div>
      {report ? (
        <>
          <Activities words={words} report={report} />
          <Standing words={words} report={report} />
          <p class="muted small">
            {fill(words.made_on, { day: formatDate(locale, today()) })} {words.qualifiers_kept}
          </p>
        </>
      ) : (
        <p class="muted" role="status">
          {desk.words.loading}
        </p>
      )}
    </div>
  );
}
