/** The report of a date as it is typed: counts that add up, lines that come and go. Pure. */
import { QUALIFIERS, type Qualifier, type ReportBody } from '../../contract/events.ts';

export const MOST_NOTE = 400;
/** What a person states: sums alone are mixed. */
export const STATED = QUALIFIERS.filter((one): one is Exclude<Qualifier, 'mixed'> => one !== 'mixed');

export type MaterialLine = ReportBody['materials'][number];
export type ShiftLine = ReportBody['shifts'][number];

export const emptyReport = (): ReportBody => ({
  held: true,
  count: { value: 0, qualifier: 'exact', how: 'counted', unit: 'persons' },
  materials: [],
  shifts: [],
  note: null,
});
export const emptyMaterial = (): MaterialLine => ({
  item: '',
  counter: null,
  out: 0,
  handed: 0,
  back: 0,
  qualifier: 'exact',
});
export const emptyShift = (minutes: number): ShiftLine => ({
  team: '',
  people: 1,
  minutes: Math.min(1_440, Math.max(1, minutes)),
});

/** What went out and neither was handed out nor came back; below zero: more than went out. */
export const missingOf = ({ out, handed, back }: MaterialLine): number => out - handed - back;

/** Hours of all helpers of the teams. */
export const hoursOf = (shifts: readonly ShiftLine[]): number =>
  Math.round(shifts.reduce((sum, { people, minutes }) => sum + people * minutes, 0) / 6) / 10;

/** What is sent: a date that was not held has no people, no materials and no teams; empty lines stay behind. */
export function tidyReport(report: ReportBody): ReportBody {
  const note = report.note?.trim() || null;
  if (!report.held) return { held: false, count: null, materials: [], shifts: [], note };
  return {
    ...report,
    materials: report.materials.filter(({ item }) => item),
    shifts: report.shifts.filter(({ team }) => team),
    note,
  };
}

/** What keeps a report from being sent: names as the database gives them (app.report_problems). */
export function reportProblems(typed: ReportBody): { field: string; rule: string }[] {
  const report = tidyReport(typed);
  const found: { field: string; rule: string }[] = [];
  const whole = (n: number, low: number, high: number) => Number.isInteger(n) && n >= low && n <= high;
  if (report.count && !whole(report.count.value, 0, 999_999)) found.push({ field: 'count', rule: 'bad_figure' });
  report.materials.forEach((line, i) => {
    const field = `materials.${i}`;
    if (![line.out, line.handed, line.back].every((n) => whole(n, 0, 999_999)))
      found.push({ field, rule: 'bad_figure' });
    else if (missingOf(line) < 0) found.push({ field, rule: 'more_than_out' });
    else if (line.counter && line.qualifier !== 'exact') found.push({ field, rule: 'exact' });
  });
  const keys = report.materials.map(({ item, counter }) => `${item} ${counter}`);
  if (new Set(keys).size < keys.length) found.push({ field: 'materials', rule: 'twice' });
  report.shifts.forEach((line, i) => {
    if (!whole(line.people, 1, 9_999) || !whole(line.minutes, 1, 1_440))
      found.push({ field: `shifts.${i}`, rule: 'bad_figure' });
  });
  if ((report.note?.length ?? 0) > MOST_NOTE) found.push({ field: 'note', rule: 'bad_text' });
  return found;
}
