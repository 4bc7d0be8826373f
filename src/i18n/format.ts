import type { Locale } from './locale.ts';

const TAG: Record<Locale, string> = { 'zh-Hans': 'zh-CN', 'zh-Hant': 'zh-TW', en: 'en-GB' };
/** Days and hours of the city, wherever server or reader are. */
const timeZone = 'Asia/Shanghai';

/** 12,345 */
export function formatNumber(locale: Locale, value: number, digits = 0): string {
  return value.toLocaleString(TAG[locale], { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** Share 0–1 as 84.9% */
export function formatPercent(locale: Locale, share: number, digits = 1): string {
  return share.toLocaleString(TAG[locale], {
    style: 'percent',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

/** 2026年11月21日 / 21 November 2026 */
export function formatDate(locale: Locale, value: string | Date): string {
  return new Date(value).toLocaleDateString(TAG[locale], { year: 'numeric', month: 'long', day: 'numeric', timeZone });
}

/** 11月21日 18:00 / 21 November at 18:00 */
export function formatMoment(locale: Locale, value: string | Date): string {
  return new Date(value).toLocaleString(TAG[locale], {
    month: 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  });
}

/** 2026年11月 / November 2026 */
export function formatMonth(locale: Locale, value: string | Date): string {
  return new Date(value).toLocaleDateString(TAG[locale], { year: 'numeric', month: 'long', timeZone });
}

/** 11月 / Nov, under a column of a chart */
export function formatShortMonth(locale: Locale, value: string | Date): string {
  return new Date(value).toLocaleDateString(TAG[locale], { month: 'short', timeZone });
}
