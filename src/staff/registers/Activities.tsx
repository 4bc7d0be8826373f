import type { Words } from '../../contract/trails.ts';
import { formatMonth, formatNumber } from '../../i18n/format.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import { fill } from '../../ui/fill.ts';
import { useDesk } from '../shell/Console.tsx';
import type { RegisterWords } from './calls.ts';
import type { Report } from './Figures.island.tsx';
import { DIMENSIONS, type Dimension, SPLITS } from './figures-calls.ts';
import { inWords, sayFigure } from './say.ts';
import { sourcesOf } from './sources.ts';

/** What the five figures are counted in. */
export const unitOf = (words: RegisterWords, split: (typeof SPLITS)[number]): Words => ({
  'zh-Hans': words[`unit_${split}`],
  'zh-Hant': words[`unit_${split}`],
  en: words[`unit_${split}`],
});

/** Activities of the period: what was told here and what was brought in stand apart, and together. */
export function Activities({ words, report }: { words: RegisterWords; report: Report }) {
  const { locale } = useDesk();
  const { activities } = report;
  const states = (['planned', 'unreported', 'cancelled', 'not_held'] as const).filter((one) => activities[one] > 0);
  return (
    <section class="stack" aria-labelledby="activities">
      <h2 id="activities">{words.activities}</h2>
      <ul class="five">
        {SPLITS.map((split) => {
          const { measured, stated, all } = activities[split];
          const unit = unitOf(words, split);
          return (
            <li key={split} class="card" data-figure={split}>
              <span class="muted">{words[split]}</span>
              <strong class="big">{sayFigure(words, locale, all, unit)}</strong>
              <span class="small">
                {words.measured} <span class="num">{sayFigure(words, locale, measured, unit)}</span>
                <br />
                {words.stated} <span class="num">{sayFigure(words, locale, stated, unit)}</span>
              </span>
              {split === 'persons' && activities.estimated.value > 0 && (
                <span class="small muted">
                  {fill(words.of_estimated, { n: sayFigure(words, locale, activities.estimated, unit) })}
                </span>
              )}
            </li>
          );
        })}
      </ul>
      {states.length > 0 && (
        <p class="row">
          {states.map((one) => (
            <span key={one} class={`state ${one === 'unreported' ? 'review' : ''}`} data-figure={one}>
              {words[one]} {formatNumber(locale, activities[one])}
            </span>
          ))}
        </p>
      )}
      <p class="muted small">
        {words.source}
        {words.colon}
        {words.source_measured}
        {sourcesOf(words, locale, report.sources, 'activity') &&
          ` ${fill(words.source_stated, { sources: sourcesOf(words, locale, report.sources, 'activity') })}`}
      </p>
      {DIMENSIONS.filter((dimension) => activities.by[dimension].length > 0).map((dimension) => (
        <ByDimension key={dimension} {...{ words, report, dimension }} />
      ))}
    </section>
  );
}

/** What a row of a dimension is called. */
export function nameOfRow(
  words: RegisterWords,
  locale: Parameters<typeof formatMonth>[0],
  dimension: Dimension,
  key: string,
  name: Words | null,
): string {
  if (dimension === 'month') return formatMonth(locale, `${key}-01`);
  if (dimension === 'size') return key === 'large' ? words.size_large : words.size_normal;
  return inWords(locale, name) || key || words.unsaid;
}

function ByDimension({ words, report, dimension }: { words: RegisterWords; report: Report; dimension: Dimension }) {
  const { locale } = useDesk();
  return (
    <DataTable
      caption={words[`by_${dimension}`]}
      columns={[
        { label: words[`dimension_${dimension}`] },
        ...SPLITS.flatMap((split) => [
          { label: words[split], num: true },
          ...(split === 'held' ? [{ label: words.of_stated, num: true }] : []),
        ]),
        { label: words.unreported, num: true },
      ]}
      rows={report.activities.by[dimension].map((row) => [
        nameOfRow(words, locale, dimension, row.key, row.name),
        ...SPLITS.flatMap((split) => [
          sayFigure(words, locale, row[split].all, unitOf(words, split)),
          ...(split === 'held' ? [sayFigure(words, locale, row.held.stated, unitOf(words, 'held'))] : []),
        ]),
        row.unreported ? formatNumber(locale, row.unreported) : '–',
      ])}
    />
  );
}
