/** Names of days in the reader's language. */
import type { Locale } from '../../i18n/locale.ts';

const TAG: Record<Locale, string> = { 'zh-Hans': 'zh-CN', 'zh-Hant': 'zh-TW', en: 'en-GB' };

/** 11月22日 周日 / Sun 22 November */
export function dayName(locale: Locale, day: string): string {
  const say = (options: Intl.DateTimeFormatOptions) =>
    new Date(day).toLocaleDateString(TAG[locale], { ...options, timeZone: 'UTC' });
  const date = say({ month: 'long', day: 'numeric' });
  const weekday = say({ weekday: 'short' });
  return locale === 'en' ? `${weekday} ${date}` : `${date} ${weekday}`;
}

/** Monday to Sunday, short, as heads of columns. */
export const weekdays = (locale: Locale): string[] =>
  Array.from({ length: 7 }, (_, index) =>
    // 2024 began on a Monday
    new Date(Date.UTC(2024, 0, 1 + index)).toLocaleDateString(TAG[locale], { weekday: 'short', timeZone: 'UTC' }),
  );
