import type { EventBody } from '../../../contract/events.ts';

/** What a calendar file may be at most: what is beyond is refused, and said so. */
export const ICS_LIMITS = { bytes: 2 * 1024 * 1024, events: 2_000, steps: 20_000, milliseconds: 20_000 } as const;

/** What was changed of an event on the way in, or what somebody has to look at. */
export type IcsNote =
  /** its times were those of another zone */
  | 'zone'
  /** no zone of that name is known: its times were read as the city's */
  | 'unknown_zone'
  /** a series that the editor has no words for: written out as dates */
  | 'written_out'
  /** an endless or long series, written out as far as dates are laid out */
  | 'cut'
  /** dates before today were left away */
  | 'begins_later'
  | 'no_end'
  | 'shortened'
  /** phone numbers and e-mail addresses were taken out */
  | 'contact'
  /** a moved date took another time than the others; it takes the usual one */
  | 'other_length'
  | 'cancelled'
  | 'past';

export interface IcsEvent extends Pick<EventBody, 'all_day' | 'start' | 'end' | 'rule' | 'dates' | 'except'> {
  /** line of the file on which it begins */
  line: number;
  title: string;
  text: string;
  where: string;
  notes: IcsNote[];
}
/** What could not be read: on which line, why, and the beginning of what stands there. */
export interface IcsProblem {
  line: number;
  rule: IcsRefusal;
  text: string;
}
export const ICS_REFUSALS = [
  'file_too_large',
  'took_too_long',
  'not_ics',
  'too_many',
  'unreadable',
  'broken',
  'unclosed',
  'no_start',
  'bad_date',
  'bad_rule',
  'too_often',
  'no_dates',
  'duplicate',
] as const;
export type IcsRefusal = (typeof ICS_REFUSALS)[number];
export interface IcsRead {
  /** name of the calendar, where it has one */
  name: string;
  events: IcsEvent[];
  problems: IcsProblem[];
  /** events in the file, with those that could not be read */
  found: number;
}
