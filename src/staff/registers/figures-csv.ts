/** The report as a file: every figure with its qualifier, by what, and its source. Loaded when it is asked for. */
import { writeFigure } from '../../exercise/register/figure.ts';
import type { Locale } from '../../i18n/locale.ts';
import { nameOfRow } from './Activities.tsx';
import type { RegisterWords } from './calls.ts';
import { csvBytes } from './csv.ts';
import type { Report } from './Figures.island.tsx';
import { type ActivitySums, DIMENSIONS, SPLITS } from './figures-calls.ts';
import { inWords } from './say.ts';
import { sourcesOf } from './sources.ts';

export function writeReport(words: RegisterWords, locale: Locale, heading: string, report: Report): Uint8Array {
  const stated = sourcesOf(words, locale, report.sources, 'activity');
  const ofSums = (what: string, sums: ActivitySums): string[][] => [
    ...SPLITS.map((split) => [
      heading,
      what,
      words[split],
      writeFigure(sums[split].all),
      words[`unit_${split}`],
      writeFigure(sums[split].measured),
      writeFigure(sums[split].stated),
      stated,
    ]),
    ...(['planned', 'unreported', 'cancelled', 'not_held'] as const).map((state) => [
      heading,
      what,
      words[state],
      String(sums[state]),
      words.unit_held,
      String(sums[state]),
      '',
      '',
    ]),
  ];
  const rows = [
    ...ofSums(words.activities, report.activities),
    ...DIMENSIONS.flatMap((dimension) =>
      report.activities.by[dimension].flatMap((row) =>
        ofSums(`${words[`by_${dimension}`]} ${nameOfRow(words, locale, dimension, row.key, row.name)}`, row),
      ),
    ),
    ...report.counts.flatMap(({ type, name, unit, number, measures }) => {
      const source = sourcesOf(words, locale, report.sources, type);
      const line = (what: string, figure: typeof number, of: typeof unit) => [
        heading,
        `${inWords(locale, name)} ${report.on_day}`,
        what,
        writeFigure(figure),
        inWords(locale, of),
        '',
        writeFigure(figure),
        source,
      ];
      return [
        line(words.number, number, unit),
        ...measures.map((one) => line(inWords(locale, one.label), one.figure, one.unit)),
        ...report.visits
          .filter((one) => one.type === type)
          .flatMap(({ visits, pupils, missed }) =>
            [
              [words.csv_visits, visits, words.csv_groups],
              [words.csv_pupils, pupils, words.csv_people],
              [words.csv_missed, missed, words.csv_groups],
            ].map(([what, n, of]) => [
              ...[heading, `${inWords(locale, name)} ${report.on_day}`, String(what), String(n), String(of)],
              ...[String(n), '', ''],
            ]),
          ),
      ];
    }),
  ];
  return csvBytes(
    [words.report, words.csv_what, words.figure, words.value, words.unit, words.measured, words.stated, words.source],
    rows,
  );
}
