/** What the office tells of a date that is over, and the brief that the public reads. SQL twins: *_reports.sql, *_briefs.sql. */
import type { Words } from './trails.ts';

/** 余, 逾: over · 近: nearly · 突破: passed · sums of several: mixed. A qualifier is never dropped. */
export const QUALIFIERS = ['exact', 'over', 'nearly', 'passed', 'mixed'] as const;
export type Qualifier = (typeof QUALIFIERS)[number];
export interface Figure {
  value: number;
  qualifier: Qualifier;
}

/** What staff record of a date that is over; a later report replaces the former, all are kept. */
export interface ReportBody {
  held: boolean;
  /** 人: persons, everybody once; 人次: person-times */
  count: (Figure & { how: 'counted' | 'estimated'; unit: 'persons' | 'person_times' }) | null;
  /** item: key of a register entry of type `material`, or slug of a gift with the counter whose stock it came from */
  materials: (Omit<Figure, 'value'> & {
    item: string;
    counter: string | null;
    out: number;
    handed: number;
    back: number;
  })[];
  /** team: key of a register entry of type `team` */
  shifts: { team: string; people: number; minutes: number }[];
  /** at most 400 characters, no names */
  note: string | null;
}

/** Body of a document of kind `brief`; the key is <slug>-<yyyymmdd>. Figures are those at the time of drafting, made by the server. */
export interface BriefBody {
  event: string;
  origin: string;
  title: Words;
  /** Markdown */
  text: Words;
  figures: BriefFigures;
  pictures: { hash: string; alt: Words /** who agreed to being shown, or why nobody had to */; consent: string }[];
}
export interface BriefFigures {
  drafted_at: string;
  counted: ReportBody['count'];
  /** people let in by ticket or own scan */
  scanned: number;
  signed_up: number;
  materials: { name: Words; handed: number; qualifier: Qualifier }[];
  helpers: { people: number; minutes: number };
  teams: { name: Words; people: number; minutes: number }[];
  /** knowledge quizzes answered that day in the county by people who attended: n people, questions right of asked; null below 10 people */
  quiz: { people: number; correct: number; total: number } | null;
}

/** `api.brief`: a published brief in one language. */
export interface BriefPage {
  event: string;
  origin: string;
  starts_at: string;
  ends_at: string;
  all_day: boolean;
  event_title: string;
  title: string;
  /** Markdown */
  text: string;
  where: string;
  district: { code: string; name: string };
  organiser: string;
  figures: Omit<BriefFigures, 'materials' | 'teams'> & {
    materials: { name: string; handed: number; qualifier: Qualifier }[];
    teams: { name: string; people: number; minutes: number }[];
  };
  pictures: { src: string; alt: string }[];
  published_at: string;
}
