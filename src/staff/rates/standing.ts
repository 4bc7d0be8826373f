/** What the simulator is filled in with: from the address, from an example, from what somebody types. */
import type { CourseCounts } from '../../contract/course-rates.ts';
import { formatNumber } from '../../i18n/format.ts';
import type { Locale } from '../../i18n/locale.ts';
import type { Standing } from './composite.ts';

export const FIELDS = ['schools', 'schools_of', 'pupils', 'pupils_of', 'pass', 'full', 'mean'] as const;
export type Field = (typeof FIELDS)[number];
export const COUNTED: readonly Field[] = ['schools', 'schools_of', 'pupils', 'pupils_of'];
/** What stands in the fields, as typed. */
export type Texts = Record<Field, string>;

/** Two rows of the bulletin of 2019: 北京 and 山西. */
export const EXAMPLES = {
  beijing: { schools: 1449, schools_of: 1700, pupils: 569_670, pupils_of: 699_369, pass: 64, full: 2, mean: 63.18 },
  shanxi: { schools: 5824, schools_of: 8102, pupils: 1_627_998, pupils_of: 2_509_409, pass: 54, full: 2, mean: 58.94 },
} as const satisfies Record<string, Standing>;
export type Example = keyof typeof EXAMPLES;

const percentOf = (count: number, of: number) => (of > 0 ? Math.round((count / of) * 10_000) / 100 : 0);

/** A place's real counts as a query: schools with classes, pupils who handed in a contest, and what they made of it. */
export function queryOf(c: CourseCounts): string {
  const standing: Standing = {
    schools: c.schools_registered,
    schools_of: c.schools,
    pupils: c.contest,
    pupils_of: c.pupils,
    pass: percentOf(c.contest_pass, c.contest),
    full: percentOf(c.contest_perfect, c.contest),
    mean: percentOf(c.contest_correct, c.contest_total),
  };
  return new URLSearchParams([
    ['p', c.code],
    ['name', c.name],
    ...FIELDS.map((field) => [field, String(standing[field])] as [string, string]),
  ]).toString();
}

/** Numbers of an address; null when it does not bring all of them. */
export function standingOf(search: string): Standing | null {
  const query = new URLSearchParams(search);
  const found = FIELDS.map((field) => [field, readNumber(query.get(field) ?? '')] as const);
  return found.some(([, n]) => Number.isNaN(n)) ? null : (Object.fromEntries(found) as unknown as Standing);
}

/** A number as people type it: 6,062, ６０６２, 63.18. NaN for anything else. */
export function readNumber(text: string): number {
  const plain = text.normalize('NFKC').replace(/[,\s]/g, '');
  return /^\d{1,12}(\.\d{1,4})?$/.test(plain) ? Number(plain) : Number.NaN;
}

export const readTexts = (texts: Texts): Standing =>
  Object.fromEntries(FIELDS.map((field) => [field, readNumber(texts[field])])) as unknown as Standing;

export const textsOf = (standing: Standing, locale: Locale): Texts =>
  Object.fromEntries(
    FIELDS.map((field) => {
      const n = standing[field];
      return [field, formatNumber(locale, n, Number.isInteger(n) ? 0 : 2)];
    }),
  ) as Texts;
