/** Being there, told by scanning an event's printed code. Pure. */

/** Draft of what this phone scanned at events. */
export const ATTENDED_KEY = 'events:attended';

/** One scan of this phone. */
export interface Attended {
  /** by the phone's clock; names it in the history's entry */
  at: number;
  event: string;
  /** id of its record; null when the browser was killed before it could be kept */
  record: string | null;
}

/** full, unavailable: nothing was stored · the last five: why the database did not take it */
export const ATTEND_STATES = [
  'noting',
  'noted',
  'done',
  'full',
  'unavailable',
  'too_early',
  'closed',
  'late',
  'unknown_event',
  'refused',
] as const;
export type AttendState = (typeof ATTEND_STATES)[number];

/** The same code again within so many hours is the same visit. */
const VISIT_MS = 4 * 3_600_000;
const MOST = 50;

/** The scan that tells already that this phone is at the event. */
export const before = (list: readonly Attended[], event: string, at: number): Attended | undefined =>
  list.find((one) => one.event === event && Math.abs(at - one.at) < VISIT_MS);

export const withScan = (list: readonly Attended[], one: Attended): Attended[] => [...list, one].slice(-MOST);

/** What became of a scan, from its row in the outbox; a row that was acknowledged long ago has left it. */
export function attendState(row: { state: string; verdict: string | null } | undefined): AttendState {
  if (!row || row.state === 'acked') return 'done';
  if (row.state !== 'rejected') return 'noted';
  const word = (row.verdict ?? '').replace('rejected:', '');
  return ATTEND_STATES.slice(5).find((one) => one === word) ?? 'refused';
}
