/** Rules of a test's pages, pure: the window that a teacher types, and what a class has right. */
import type { TestQuestion } from '../../contract/class-tests.ts';

const MINUTE = 60_000;
export const MINUTES = [null, 10, 15, 20, 30, 40] as const;

/** As a field of kind datetime-local has it, in the clock of this machine. */
export function localText(moment: Date): string {
  const two = (n: number) => String(n).padStart(2, '0');
  const day = `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
  return `${day}T${two(moment.getHours())}:${two(moment.getMinutes())}`;
}

/** The class hour that begins at the next five minutes. */
export function nextHour(now: Date): { opens: string; closes: string } {
  const opens = Math.ceil(now.getTime() / (5 * MINUTE)) * 5 * MINUTE;
  return { opens: localText(new Date(opens)), closes: localText(new Date(opens + 40 * MINUTE)) };
}

/** May a test be open like this? */
export function isWindow(opens: string, closes: string, now: Date): boolean {
  const [from, to] = [Date.parse(opens), Date.parse(closes)];
  return (
    to > from && to > now.getTime() && to - from <= 60 * 24 * 60 * MINUTE && from >= now.getTime() - 24 * 60 * MINUTE
  );
}

/** Numbers of questions that can be chosen: by fives where the bank has enough, and as many as there are. */
export function sizes(most: number): number[] {
  return [10, 15, 20, most].filter((n, i, all) => n >= 10 && n <= most && all.indexOf(n) === i).sort((a, b) => a - b);
}

/** Share right of a question, null where too few have had it. */
export const shareOf = ({ n, right }: Pick<TestQuestion, 'n' | 'right'>): number | null =>
  n === undefined || n === 0 ? null : (right ?? 0) / n;

/** Letters and texts of what is right: "B 打电话给110". */
export const keyText = ({ question }: TestQuestion): string =>
  (question?.options ?? [])
    .filter(({ letter }) => String(question?.answer ?? '').includes(letter))
    .map(({ letter, text }) => `${letter} ${text}`)
    .join(' / ');
