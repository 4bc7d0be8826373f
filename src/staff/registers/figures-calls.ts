/** Figures of a period, coverage of duties, and what placements led to, as the console asks for them. */
import { staffRpc } from '../../backend/staff.ts';
import type { Figure } from '../../contract/events.ts';
import type { DutyCoverage, MeasureDefinition } from '../../contract/registers.ts';
import type { Words } from '../../contract/trails.ts';

/** What stands of a type on a day at a place and below; `fresh` and flows are those of the period before it. */
export interface TypeCount {
  type: string;
  name: Words;
  unit: Words;
  entries: number;
  number: Figure;
  fresh: Figure;
  measures: (Omit<MeasureDefinition, 'name'> & { measure: string; entries: number; figure: Figure })[];
}
/** Where the figures of a type come from: entries by source and day, most entries first. */
export interface TypeSource {
  type: string;
  source: string;
  as_of: string;
  entries: number;
}
/** Visits of schools to venues of a type, as they were recorded here: another number than the visits that a register states. */
export interface TypeVisits {
  type: string;
  visits: number;
  /** who came */
  pupils: number;
  /** agreed, and nobody came */
  missed: number;
}
/** measured: told here by whoever was there · stated: brought in from elsewhere · all: both */
export interface Split {
  measured: Figure;
  stated: Figure;
  all: Figure;
}
export const SPLITS = ['held', 'persons', 'person_times', 'leaflets', 'gifts'] as const;
export type ActivitySums = Record<(typeof SPLITS)[number], Split> & {
  planned: number;
  cancelled: number;
  not_held: number;
  /** over, and nobody has told what was */
  unreported: number;
  /** of the persons measured */
  estimated: Figure;
};
export const DIMENSIONS = ['type', 'campaign', 'topic', 'entry', 'month', 'county', 'size'] as const;
export type Dimension = (typeof DIMENSIONS)[number];
export type ActivityFigures = ActivitySums & {
  by: Record<Dimension, (ActivitySums & { key: string; name: Words | null })[]>;
};
export interface PlacementReach {
  key: string;
  title: Words;
  place: string;
  channel: string;
  channel_name: Words | null;
  from: string | null;
  to: string | null;
  units: number | null;
  unit: Words | null;
  records: number;
  people: number;
  newcomers: number;
  months: { month: string; records: number; people: number; newcomers: number }[];
}

export const askCounts = (place: string, on_day: string, from_day: string) =>
  staffRpc<TypeCount[]>('register_figures', { place, on_day, from_day });
export const askSources = (place: string, on_day: string) =>
  staffRpc<TypeSource[]>('register_sources', { place, on_day });
export const askVisits = (place: string, from_day: string, to_day: string) =>
  staffRpc<TypeVisits[]>('visit_figures', { place, from_day, to_day });
export const askActivities = (place: string, from_day: string, to_day: string) =>
  staffRpc<ActivityFigures>('activity_figures', { place, from_day, to_day });
export const askCoverage = (duty: string, place: string, from_day: string, to_day: string) =>
  staffRpc<DutyCoverage>('duty_coverage', { duty, place, from_day, to_day });
export const askReach = (place: string, from_day: string, to_day: string) =>
  staffRpc<PlacementReach[]>('channel_reach', { place, from_day, to_day });
