/** Rates of class hours: counts with their denominators. SQL twins: supabase/migrations/*_roster.sql, *_rates.sql. */
import type { How } from './courses.ts';

/** `api.roster(place, year)`: who counts as the denominator. */
export interface RosterNote {
  as_of: string;
  source: string;
  signed_on: string;
  signed_by: string;
}

/** Counts behind R1–R5 and R7 of one place and school year; every rate is made of two of them and never stored. */
export interface CourseCounts {
  code: string;
  name: string;
  /** R1: schools of the roster, and schools with at least one class this year (also those that no roster has) */
  schools: number;
  schools_registered: number;
  schools_unlisted: number;
  /** schools with a class and no class hour */
  schools_idle: number;
  /** R2: pupils of the target grades in the roster, and seats that were taken */
  pupils: number;
  pupils_registered: number;
  /** R3: pupils with at least one, and with all class hours of the year; `hours` all of them (R7) */
  begun: number;
  done: number;
  hours: number;
  how: Record<How, number>;
  /** R4, R5: pupils with a contest handed in, and what their first one was worth */
  contest: number;
  contest_pass: number;
  contest_excellent: number;
  contest_perfect: number;
  contest_correct: number;
  contest_total: number;
  /** answers of check blocks (learned), and of questions asked again after two to four weeks (kept) */
  learned_correct: number;
  learned_total: number;
  recall_pupils: number;
  recall_correct: number;
  recall_total: number;
  roster: RosterNote | null;
}

/** `api.course_rates(place, year, locale)`: the place, what lies below it (districts, schools, or grades), and its earlier years. */
export interface CourseRates {
  place: { code: string; name: string; level: 'city' | 'county' | 'school'; parent: string | null };
  year: string;
  rule: { lessons: number; grades: number[] };
  total: CourseCounts;
  rows: CourseCounts[];
  /** newest first, at most ten */
  history: CourseCounts[];
  /** counts above their denominator: an error of the data, which names who */
  over: { code: string; name: string; what: 'schools' | 'pupils' | 'done' | 'contest'; count: number; of: number }[];
}
