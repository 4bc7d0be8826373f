/** Days of a range, ISO. Pure. */

/** What the database answers at most. */
export const MOST_DAYS = 400;

export const daysBefore = (day: string, count: number): string =>
  new Date(Date.parse(day) - count * 86_400_000).toISOString().slice(0, 10);

/** What is wrong with a range; null when nothing is. */
export function spanProblem({ from, to }: { from: string; to: string }): 'missing' | 'order' | 'long' | null {
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000;
  if (Number.isNaN(days)) return 'missing';
  if (days < 0) return 'order';
  return days + 1 > MOST_DAYS ? 'long' : null;
}
