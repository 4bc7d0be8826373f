import type { Definition, Rate } from './awareness.ts';

/** Live figures for staff: exact, of their own district or of the city (`district` null). */
export interface LiveReachRow {
  key: string;
  people: number;
  newcomers: number;
  answers: number;
  correct: number;
  rounds: number;
  contests: number;
}

export interface LiveReach {
  from: string;
  to: string;
  district: string | null;
  at: string;
  totals: Omit<LiveReachRow, 'key' | 'people'>;
  by_month: LiveReachRow[];
  by_district: LiveReachRow[];
  by_age_band: LiveReachRow[];
  by_kp: LiveReachRow[];
}

export interface LiveRate extends Rate {
  /** including respondents whose district or age is not known: they count in `crude` alone */
  n_all: number;
  crude?: number;
  se?: number;
  n_kish?: number;
  deff?: number;
  max_weight?: number;
  strata_count?: number;
}

export interface LiveForm {
  definition: Definition;
  disclosed: { fast: number; again: number };
  rates: LiveRate[];
}

export interface LiveAwareness {
  period: string;
  district: string | null;
  at: string;
  periods: string[];
  forms: LiveForm[];
}

export interface StaffMe {
  role: 'city' | 'district' | 'counter' | 'teacher';
  name: string;
  district: string;
  district_name: Record<string, string>;
}

/** Twelve months that end with the month of `now` (ms), Asia/Shanghai, as `YYYY-MM`. */
export function lastYear(now: number): { from: string; to: string } {
  const [year = 0, month = 1] = new Date(now)
    .toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' })
    .split('-')
    .map(Number);
  const name = (months: number) => `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`;
  const last = year * 12 + month - 1;
  return { from: name(last - 11), to: name(last) };
}

/** Weights so uneven that the estimate rests on few people (max/mean over 5 or Kish deff over 3). */
export const unevenWeights = (rate: LiveRate | undefined): boolean =>
  (rate?.max_weight ?? 0) > 5 || (rate?.deff ?? 0) > 3;
