/** What every part of the page of rates is drawn with. */
import type { CourseRates } from '../../contract/course-rates.ts';
import { formatNumber } from '../../i18n/format.ts';
import type { Locale } from '../../i18n/locale.ts';
import type { Checks, RatesWords } from './calls.ts';
import { percent, type Rate } from './rates.ts';

export interface View {
  words: RatesWords;
  locale: Locale;
  /** prefix of this language's addresses */
  prefix: string;
  rates: CourseRates;
  checks: Checks;
}

/** '98.94%'; '–' without a denominator. */
export const shown = (rate: Rate): string => (rate.hundredths === null ? percent(rate) : `${percent(rate)}%`);
export const countOf = (locale: Locale, { count, of }: Rate): string =>
  `${formatNumber(locale, count)} / ${formatNumber(locale, of)}`;
/** More than there are. Without any denominator nothing can be said of it. */
export const isOver = (rate: Rate): boolean => rate.over && rate.of > 0;

/** A rate as a small bar; its figure stands beside it in words. What is above 100 % fills the bar, in amber. */
export function Bar({ rate }: { rate: Rate }) {
  const share = Math.min(100, (rate.hundredths ?? 0) / 100);
  return (
    <svg class="chart rate-bar" height="8" aria-hidden="true">
      <rect class="track" width="100%" height="8" rx="2" />
      <rect class={isOver(rate) ? 'amber' : 'fill'} width={`${share}%`} height="8" rx="2" />
    </svg>
  );
}

/** Figure, bar and counts of a rate in a cell of a table. */
export function RateCell({ rate, locale }: { rate: Rate; locale: Locale }) {
  if (rate.hundredths === null)
    return rate.count > 0 ? <span class="muted">{countOf(locale, rate)}</span> : <span class="muted">–</span>;
  return (
    <span class={isOver(rate) ? 'rate-cell over' : 'rate-cell'}>
      <strong>{shown(rate)}</strong>
      <Bar rate={rate} />
      <span class="muted">{countOf(locale, rate)}</span>
    </span>
  );
}
