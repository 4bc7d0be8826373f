/** Rates of class hours: made of two counts, never stored, never capped. */
import type { CourseCounts } from '../../contract/course-rates.ts';

export interface Rate {
  of: number;
  count: number;
  /** hundredths of a percent; null without a denominator */
  hundredths: number | null;
  /** more than there are: an error of the data */
  over: boolean;
}

/**
 * Rounded half up to 0.01 %. 100.00 is written only when count and denominator are equal, and 0.00 only when nobody is
 * counted: what is a handful short of all is 99.99.
 */
export function rate(count: number, of: number): Rate {
  if (of <= 0) return { count, of, hundredths: null, over: count > 0 };
  let hundredths = Math.floor((count * 20_000 + of) / (2 * of));
  if (count < of && hundredths >= 10_000) hundredths = 9_999;
  if (count > of && hundredths <= 10_000) hundredths = 10_001;
  if (count > 0 && hundredths === 0) hundredths = 1;
  return { count, of, hundredths, over: count > of };
}

/** '98.94'; '–' without a denominator. */
export const percent = ({ hundredths }: Rate): string =>
  hundredths === null ? '–' : `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}`;

/** R1 学校注册率, R2 学生注册率, R3 两课时完成率 (of those enrolled, of those registered), R4 竞赛参与率, R5 及格率 优秀率 满分率. */
export const RATES = [
  'schools',
  'pupils',
  'done',
  'done_of_registered',
  'contest',
  'pass',
  'excellent',
  'perfect',
] as const;
export type RateName = (typeof RATES)[number];
/** The four by which the office is judged (四率). */
export const FOUR: readonly RateName[] = ['schools', 'pupils', 'done', 'contest'];

export function ratesOf(c: CourseCounts): Record<RateName, Rate> {
  return {
    schools: rate(c.schools_registered, c.schools),
    pupils: rate(c.pupils_registered, c.pupils),
    done: rate(c.done, c.pupils),
    done_of_registered: rate(c.done, c.pupils_registered),
    contest: rate(c.contest, c.pupils),
    pass: rate(c.contest_pass, c.contest),
    excellent: rate(c.contest_excellent, c.contest),
    perfect: rate(c.contest_perfect, c.contest),
  };
}

/** R7 平均完成课时, to two decimals, and by how much it exceeds what the rule asks for; null when nobody is registered. */
export function meanHours(c: CourseCounts, required: number): { mean: number; excess: number } | null {
  if (c.pupils_registered === 0) return null;
  const mean = Math.round((c.hours * 100) / c.pupils_registered) / 100;
  return { mean, excess: Math.round((mean - required) * 100) / 100 };
}

/** Who still stands out: numbers for the office; which seats they are only teachers see. Never below zero. */
export const outstanding = (c: CourseCounts) => ({
  schools: Math.max(0, c.schools - (c.schools_registered - c.schools_unlisted)),
  unregistered: Math.max(0, c.pupils - c.pupils_registered),
  not_begun: Math.max(0, c.pupils_registered - c.begun),
  not_done: Math.max(0, c.begun - c.done),
});

/** School years in a row, up to the newest, in which all four rates were 100 % exactly: 阳泉 had four. */
export function streak(history: CourseCounts[]): number {
  const all = (c: CourseCounts) => {
    const rates = ratesOf(c);
    return FOUR.every((name) => rates[name].of > 0 && rates[name].count === rates[name].of);
  };
  const years = [...history].sort((a, b) => b.code.localeCompare(a.code));
  let n = 0;
  for (const [i, year] of years.entries()) {
    const before = years[i - 1];
    if (!all(year) || (before && Number(before.code.slice(0, 4)) - Number(year.code.slice(0, 4)) !== 1)) break;
    n++;
  }
  return n;
}
