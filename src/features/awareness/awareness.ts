/** What the public statistics say, as `api.awareness_release` answers. Counts are rounded to 5; null is hidden. */
export interface Release {
  id: number;
  made_at: string;
  reach: Reach;
  /** one per quarter and form, newest first */
  awareness: Quarter[];
}

export interface ReachRow {
  key: string;
  answers: number | null;
  correct: number | null;
  newcomers?: number | null;
  rounds?: number | null;
  contests?: number | null;
  /** by month only: people active in the month, never to be summed */
  people?: number | null;
}

export interface Reach {
  /** first days of the first and the last month */
  from: string;
  to: string;
  totals: Record<'newcomers' | 'answers' | 'correct' | 'rounds' | 'contests', number>;
  by_month: ReachRow[];
  by_district: ReachRow[];
  by_age_band: ReachRow[];
  by_kp: ReachRow[];
}

export type Measure = 'B' | 'C' | 'D';
export type Slice = 'all' | 'district' | 'age_band' | 'kp';
export type Rule = 'ok' | 'narrow' | 'empty' | 'n_eff' | 'wide' | 'relative' | 'confidential' | 'complementary';

/** One share. Where `shown` is false only `n` may be there. */
export interface Rate {
  measure: Measure;
  slice: Slice;
  key: string;
  n: number | null;
  shown: boolean;
  rule: Rule;
  p?: number;
  low?: number;
  high?: number;
  n_eff?: number;
  flags?: string[];
}

export interface Definition {
  /** "2026-Q4" */
  period: string;
  form: string;
  version: number;
  /** m of K items right count as aware */
  threshold: number;
  items: number;
  min_ms_per_item: number;
  denominators: {
    population: { source: string; on: string; total: number; districts: number }[] | null;
    without_population: string[];
    age_share: Record<string, number> | null;
    age_source: string | null;
  };
}

export interface Quarter {
  definition: Definition;
  rates: Rate[];
  disclosed: { fast: number | null; unplaced: number | null };
  weights: { strata: number; deff: number | null; max_weight: number | null; warn: boolean };
}

/** Below this share a topic or a place is drawn amber: the next thing to teach. Never said of a person. */
export const NEEDS_WORK = 0.7;
export const BAND_ORDER = ['u18', '18-34', '35-59', '60up', ''];

/** The quarter asked for, else the newest; undefined when there is none at all. */
export function quarterOf(release: Release, period: string | null): Quarter | undefined {
  return release.awareness.find((quarter) => quarter.definition.period === period) ?? release.awareness[0];
}

/** Quarters that can be chosen, newest first, each once. */
export function periodsOf(release: Release): string[] {
  return [...new Set(release.awareness.map((quarter) => quarter.definition.period))];
}

export function rateOf(rates: Rate[], measure: Measure, slice: Slice = 'all', key = ''): Rate | undefined {
  return rates.find((rate) => rate.measure === measure && rate.slice === slice && rate.key === key);
}

/** Rates of a slice in the order people expect: ages young to old, knowledge points by number, districts by code. */
export function slice(rates: Rate[], of: Slice): Rate[] {
  const place = (rate: Rate) => (of === 'age_band' ? BAND_ORDER.indexOf(rate.key) : Number(rate.key));
  return rates.filter((rate) => rate.slice === of).sort((a, b) => place(a) - place(b));
}

export type Why = 'few' | 'wide' | 'protect';

/** Why a rate is not shown, in three words that people understand; null where it is. */
export function whyHidden(rate: Rate): Why | null {
  if (rate.shown) return null;
  if (rate.rule === 'wide' || rate.rule === 'relative') return 'wide';
  return rate.rule === 'n_eff' || rate.rule === 'empty' ? 'few' : 'protect';
}

export const needsWork = (rate: Rate): boolean => rate.p !== undefined && rate.p < NEEDS_WORK;

/** Year and number of a quarter's name: "2026-Q4" is { year: 2026, quarter: 4 }. */
export function quarterName(period: string): { year: number; quarter: number } {
  const [year = 0, quarter = 0] = period.split('-Q').map(Number);
  return { year, quarter };
}
