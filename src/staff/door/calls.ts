/** What the door asks of the backend. All reject with `BackendError`. */
import { staffRpc } from '../../backend/staff.ts';
import type { Door, DoorScan, EventCard, ScanVerdict } from '../../contract/events.ts';
import type { Locale } from '../../contract/locales.ts';

export const askDoor = (event: string, origin: string) => staffRpc<Door>('door', { event, origin });
export const putScans = (scans: DoorScan[]) => staffRpc<{ id: string; verdict: ScanVerdict }[]>('put_scans', { scans });

/** Dates between two days, all places. */
export const askDates = (from: string, to: string, locale: Locale) =>
  staffRpc<{ items: EventCard[] }>('events', { filter: { from, to }, locale, size: 200, after: null });
