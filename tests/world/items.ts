/** Item analysis a second time, from its definitions and person by person: what the database must agree with. */

/** One person's attempt: item → 1 right, 0 wrong. Items that were not asked are missing. */
export type Marks = Record<string, 0 | 1>;

const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
const mean = (values: number[]) => sum(values) / values.length;

/** Pearson's r by deviations from the means; null where one of the two does not vary. */
export function correlation(x: number[], y: number[]): number | null {
  if (new Set(x).size < 2 || new Set(y).size < 2) return null;
  const [mx, my] = [mean(x), mean(y)];
  const products = sum(x.map((value, i) => (value - mx) * (y[i]! - my)));
  return products / Math.sqrt(sum(x.map((value) => (value - mx) ** 2)) * sum(y.map((value) => (value - my) ** 2)));
}

/** Share right of an attempt, of all its items or of all but one. */
export function share(marks: Marks, without?: string): number {
  const counted = Object.keys(marks).filter((item) => item !== without);
  return mean(counted.map((item) => marks[item]!));
}

/** Weight of each person in the group of the `size` highest scores; those tied at the cut share what is left. */
function groupWeights(scores: number[], size: number): number[] {
  const cut = [...scores].sort((a, b) => b - a)[size - 1]!;
  const above = scores.filter((score) => score > cut).length;
  const tied = scores.filter((score) => score === cut).length;
  return scores.map((score) => (score > cut ? 1 : score === cut ? (size - above) / tied : 0));
}

/** p, r_pb, r_rest and D27 of one item. */
export function itemFigures(attempts: Marks[], item: string) {
  const those = attempts.filter((marks) => item in marks);
  const c = those.map((marks) => marks[item]! as number);
  // whole hundredths, because 0.27 · n is not exact in floating point
  const g = Math.floor((27 * those.length + 50) / 100);
  const scores = those.map((marks) => share(marks));
  const part = (weights: number[]) => sum(weights.map((weight, i) => weight * c[i]!)) / g;
  return {
    p: mean(c),
    r_pb: correlation(c, scores),
    r_rest: correlation(
      c,
      those.map((marks) => share(marks, item)),
    ),
    d27:
      part(groupWeights(scores, g)) -
      part(
        groupWeights(
          scores.map((score) => -score),
          g,
        ),
      ),
  };
}

/** KR-20 with the population variance of totals, for attempts that share all items. */
export function kr20(attempts: Marks[]): number {
  const items = Object.keys(attempts[0]!);
  const totals = attempts.map((marks) => sum(items.map((item) => marks[item]!)));
  const centre = mean(totals);
  const variance = mean(totals.map((total) => (total - centre) ** 2));
  const pq = sum(
    items.map((item) => {
      const p = mean(attempts.map((marks) => marks[item]!));
      return p * (1 - p);
    }),
  );
  return (items.length / (items.length - 1)) * (1 - pq / variance);
}
