/** Columns of what lies below a place, how they sort, and the same as a file. */
import type { CourseCounts, CourseRates } from '../../contract/course-rates.ts';
import type { Checks } from './calls.ts';
import { type Rate, type RateName, rate, ratesOf } from './rates.ts';

export interface Row extends CourseCounts {
  /** items of a checklist that are ticked (a school's), or schools that have ticked all of them (a district's) */
  checks: Record<string, Rate>;
}

/** Rates that stand in the table: a school is registered or not, and a grade is no school. */
export const columnsOf = (level: CourseRates['place']['level']): RateName[] =>
  level === 'city' ? ['schools', 'pupils', 'done', 'contest'] : ['pupils', 'done', 'contest'];

export function rowsOf({ place, rows }: CourseRates, { checklists, rows: ticked }: Checks): Row[] {
  const by = new Map(ticked.map((one) => [one.code, one]));
  const checks = (code: string) =>
    Object.fromEntries(
      checklists.map(({ slug, items }) => {
        const one = by.get(code);
        const [count, of] =
          place.level === 'city' ? [one?.whole[slug] ?? 0, one?.schools ?? 0] : [one?.done[slug] ?? 0, items];
        return [slug, rate(count, of)];
      }),
    );
  return rows.map((row) => ({ ...row, checks: place.level === 'school' ? {} : checks(row.code) }));
}

export interface Sort {
  /** 'name', a rate, or the slug of a checklist */
  by: string;
  down: boolean;
}

/** Sorted; without a denominator last, whichever way. Names by their codes: the order of the register. */
export function sorted(rows: readonly Row[], { by, down }: Sort): Row[] {
  const sign = down ? -1 : 1;
  const value = (row: Row) => (row.checks[by] ?? ratesOf(row)[by as RateName])?.hundredths ?? null;
  const code = (a: Row, b: Row) => a.code.localeCompare(b.code, 'en', { numeric: true });
  return [...rows].sort((a, b) => {
    if (by === 'name') return sign * code(a, b);
    const [one, other] = [value(a), value(b)];
    if (one === null || other === null) return Number(one === null) - Number(other === null) || code(a, b);
    return sign * (one - other) || code(a, b);
  });
}
