import type { Locale, Translate } from '../../i18n/index.ts';
import type { Rate } from './awareness.ts';

/** What the parts of the page speak with: words and figures of one language, and the names that codes stand for. */
export interface Say {
  t: Translate;
  locale: Locale;
  /** 12,345 */
  count(value: number): string;
  /** 84.9% */
  percent(share: number): string;
  /** 91% */
  whole(share: number): string;
  /** district, knowledge point or age band by its code */
  name(slice: Rate['slice'], key: string): string;
  month(day: string): string;
  /** 11月 */
  shortMonth(day: string): string;
  date(day: string): string;
  /** 2026 年第 4 季度 */
  quarter(period: string): string;
}
