/** Periods of reports and their codes in addresses: 2025 · 2025-H1 · 2025-06 · 2025-P, the publicity month. Pure. */

import { formatMonth } from '../../i18n/format.ts';
import type { Locale } from '../../i18n/locale.ts';
import { fill } from '../../ui/fill.ts';
import type { RegisterWords } from './calls.ts';

export interface Period {
  code: string;
  from: string;
  to: string;
}
/** 全民禁毒宣传月 has been counted since 2011. */
const FIRST_MONTH = 2010;

const lastDay = (year: number, month: number): string => new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);

/** The period of a code, or that of the year of a day. */
export function periodOf(code: string | undefined, today: string): Period {
  const [, year = today.slice(0, 4), part = ''] = /^(2\d{3})(?:-(H[12]|P|0[1-9]|1[0-2]))?$/.exec(code ?? '') ?? [];
  const span = (first: string, last: number): Period => ({
    code: part ? `${year}-${part}` : year,
    from: `${year}-${first}-01`,
    to: lastDay(Number(year), last),
  });
  if (part === 'H1') return span('01', 6);
  if (part === 'H2') return span('07', 12);
  if (part === 'P') return span('06', 6);
  return part ? span(part, Number(part)) : span('01', 12);
}

/** Parts of a year that one may choose. */
export const PARTS = ['', 'H1', 'H2', 'P', ...Array.from({ length: 12 }, (_, i) => String(i + 1).padStart(2, '0'))];
/** This year and the four before it; another one that the address names. */
export function yearsOf(today: string, code: string): string[] {
  const now = Number(today.slice(0, 4));
  return [...new Set([...Array.from({ length: 5 }, (_, i) => `${now - i}`), code.slice(0, 4)])].sort().reverse();
}

/** 2025 年 · 2025 年上半年 · 2025年6月 · 第 15 个全民禁毒宣传月（2025 年 6 月） */
export function sayPart(words: RegisterWords, locale: Locale, year: string, part: string): string {
  if (part === '') return fill(words.period_year, { year });
  if (part === 'H1' || part === 'H2') return fill(words[`period_${part}`], { year });
  if (part === 'P') return fill(words.period_P, { year, n: Number(year) - FIRST_MONTH });
  return formatMonth(locale, `${year}-${part}-01`);
}
