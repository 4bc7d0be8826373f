/**
 * The composite score of the 2019 national youth quiz: inferred from that year's bulletin, not an official formula.
 * 0.35·学校参与率 + 0.35·学生参与率 + 0.10·及格率 + 0.10·满分率 + 0.10·平均分; rates are rounded to whole percent first.
 */
export interface Standing {
  schools: number;
  schools_of: number;
  pupils: number;
  pupils_of: number;
  /** percent */
  pass: number;
  full: number;
  /** 0–100 */
  mean: number;
}
export type Part = 'schools' | 'pupils' | 'pass' | 'full' | 'mean';
export const WEIGHTS: Record<Part, number> = { schools: 35, pupils: 35, pass: 10, full: 10, mean: 10 };
export const PARTS = Object.keys(WEIGHTS) as Part[];

export interface Wrong {
  field: keyof Standing;
  rule: 'not_a_count' | 'no_denominator' | 'over' | 'not_a_percent';
}

const isCount = (n: number) => Number.isInteger(n) && n >= 0 && n <= 1_000_000_000;

/** What keeps a score from being computed. More schools than there are is an error of the data: it is shown, never capped. */
export function wrong(s: Standing): Wrong[] {
  const found: Wrong[] = [];
  for (const field of ['schools', 'pupils'] as const) {
    const of = `${field}_of` as const;
    if (!isCount(s[field])) found.push({ field, rule: 'not_a_count' });
    if (!isCount(s[of])) found.push({ field: of, rule: 'not_a_count' });
    else if (s[of] === 0) found.push({ field: of, rule: 'no_denominator' });
    else if (isCount(s[field]) && s[field] > s[of]) found.push({ field, rule: 'over' });
  }
  for (const field of ['pass', 'full', 'mean'] as const)
    if (!(s[field] >= 0 && s[field] <= 100)) found.push({ field, rule: 'not_a_percent' });
  return found;
}

/** Whole percent, half up, without the errors of binary fractions. */
const whole = (count: number, of: number) => Math.floor((count * 200 + of) / (2 * of));

/** What each part is worth before weighting, 0–100. */
export const parts = (s: Standing): Record<Part, number> => ({
  schools: whole(s.schools, s.schools_of),
  pupils: whole(s.pupils, s.pupils_of),
  pass: s.pass,
  full: s.full,
  mean: s.mean,
});

/** The score to two decimals; null when something is wrong. */
export function composite(s: Standing): number | null {
  if (wrong(s).length > 0) return null;
  const of = parts(s);
  // in hundredths of hundredths: weights are whole, so are the rates; pass, full and mean have two decimals at most
  const sum = PARTS.reduce((total, part) => total + WEIGHTS[part] * Math.round(of[part] * 100), 0);
  return Math.round(sum / 100) / 100;
}

export interface Gain {
  part: Part;
  /** more schools or pupils, or points of a rate */
  more: number;
  points: number;
}

/** The nearest gains: the least that moves each part by one whole percent (or to its end), the most points first. */
export function nearestGains(s: Standing): Gain[] {
  const now = composite(s);
  if (now === null) return [];
  const gain = (part: Part, more: number, next: Standing): Gain => ({
    part,
    more,
    points: Math.round(((composite(next) ?? now) - now) * 100) / 100,
  });
  const found: Gain[] = [];
  for (const part of ['schools', 'pupils'] as const) {
    const of = s[`${part}_of`];
    const percent = whole(s[part], of) + 1;
    // the least count whose share rounds to the next whole percent
    const count = Math.min(of, Math.ceil(((2 * percent - 1) * of) / 200));
    if (percent <= 100 && count > s[part]) found.push(gain(part, count - s[part], { ...s, [part]: count }));
  }
  for (const part of ['pass', 'full', 'mean'] as const) {
    const more = Math.min(1, Math.round((100 - s[part]) * 100) / 100);
    if (more > 0) found.push(gain(part, more, { ...s, [part]: s[part] + more }));
  }
  return found.filter(({ points }) => points > 0).sort((a, b) => b.points - a.points || a.more - b.more);
}
