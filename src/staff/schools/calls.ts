/** Schools and rosters, as the console asks for them. All reject with `BackendError`. */
import { staffRpc } from '../../backend/staff.ts';
import type { RosterNote } from '../../contract/course-rates.ts';
import type { RosterRow, SchoolKind } from '../../exercise/roster/types.ts';
import type { Areas } from '../../i18n/keys.ts';
import type { Locale } from '../../i18n/locale.ts';
import type { Whence } from '../exchange/WhenceFields.tsx';
import type { PeopleList } from '../people/people.ts';

export type SchoolWords = Areas['console_schools'];
export type Name = Partial<Record<Locale, string>>;

/** A school of the register. */
export interface SchoolRow {
  code: string;
  name: Name;
  county: string;
  kind: SchoolKind;
  /** in the roster of this school year; null: no roster covers it */
  listed: boolean | null;
  pupils: number | null;
  classes: number;
  /** none: no class yet · idle: classes, no class hour yet */
  state: 'none' | 'idle' | 'active';
  teachers: number;
  administrators: number;
  /** an invitation of an administrator waits */
  invited: boolean;
}
export const SHOWN = ['none', 'idle', 'active', 'unlisted', 'no_admin'] as const;
export interface RegisterFilter {
  text?: string;
  show?: (typeof SHOWN)[number];
}
export interface Register {
  year: string;
  roster: RosterNote | null;
  counts: Record<'all' | (typeof SHOWN)[number], number>;
  items: SchoolRow[];
  total: number;
  next: string | null;
}
export const askSchools = (place: string, filter: RegisterFilter, after: string | null) =>
  staffRpc<Register>('schools', { place, filter, after, size: 50 });

export interface ClassRow {
  id: string;
  grade: number;
  number: number;
  seats: number;
  closed: boolean;
  joined: number;
  begun: number;
  done: number;
  teachers: string[];
}
export interface Checklist {
  slug: string;
  title: string;
  source: string;
  items: { id: string; text: string; done_on: string | null; by: string | null }[];
}
export interface SchoolPage {
  school: { code: string; name: string; county: string; county_name: string; kind: SchoolKind };
  /** the classes are the caller's to manage; otherwise figures only */
  manages: boolean;
  year: string;
  this_year: string;
  years: string[];
  roster: RosterNote | null;
  enrolment: { grade: number; pupils: number; asked: boolean }[];
  /** class hours that the rule asks for */
  lessons: number;
  classes: ClassRow[];
  old_classes: number;
  checklists: Checklist[];
}
export const askSchool = (school: string, year: string | null, locale: Locale) =>
  staffRpc<SchoolPage>('school_page', { school, year, locale });
export const askPeopleOf = (school: string) => staffRpc<PeopleList>('people', { school });
export const checkItem = (school: string, checklist: string, item: string, done_on: string | null) =>
  staffRpc('check_item', { school, checklist, item, done_on });
export const nextYear = (school: string) => staffRpc<{ made: number }>('next_year', { school });

/** A roster in a list. */
export interface RosterCard {
  id: string;
  place: string;
  place_name: Name;
  year: string;
  as_of: string;
  source: string;
  state: 'draft' | 'signed' | 'replaced';
  /** all of its rows have arrived */
  whole: boolean;
  made_by: string;
  made_at: string;
  mine: boolean;
  signed_by: string | null;
  signed_at: string | null;
  schools: number;
  pupils: number;
}
export interface RosterList {
  /** what covers the place this year, its own or the city's */
  standing: RosterNote | null;
  items: RosterCard[];
}
export const NOTES = ['new', 'missing', 'moved', 'renamed', 'kind', 'grades'] as const;
export type Note = (typeof NOTES)[number];
/** A school of a roster beside what the one before it said; a missing one has no `row`. */
export interface ComparedRow {
  row: number | null;
  code: string;
  name: string;
  county: string;
  kind: SchoolKind;
  grades: Record<string, number> | null;
  pupils: number | null;
  before: number | null;
  old_name: string | null;
  notes: Note[];
}
export interface RosterSeen extends RosterCard {
  before: { year: string; as_of: string; source: string; schools: number; pupils: number } | null;
  counts: Partial<Record<Note, number>>;
  by_grade: Record<string, number>;
  rows: ComparedRow[];
  total: number;
  next: string | null;
}
export const askRosters = (place: string) => staffRpc<RosterList>('rosters', { place });
export const askRoster = (roster: string, noted: boolean, after: string | null) =>
  staffRpc<RosterSeen>('roster', { roster, noted, after, size: 100 });
export const openRoster = (about: About, rows: number) =>
  staffRpc<{ roster: string }>('open_roster', { ...about, rows });
export const addRows = (roster: string, rows: RosterRow[]) =>
  staffRpc<{ problems: ServerProblem[] }>('add_roster_rows', { roster, rows });
export const signRoster = (roster: string) => staffRpc('sign_roster', { roster });
export const dropRoster = (roster: string) => staffRpc('drop_roster', { roster });

/** What a roster says of itself. */
export interface About extends Whence {
  year: string;
}
export interface ServerProblem {
  row: number;
  field: 'code' | 'county' | 'name' | 'kind' | 'grades';
  rule: string;
}
