/** What the door asks of the backend. All reject with `BackendError`. */
import { staffRpc } from '../../backend/staff.ts';
import type { AgendaRow, Door, DoorScan, ScanVerdict, StaffSession } from '../../contract/events.ts';

export const askDoor = (event: string, origin: string) => staffRpc<Door>('door', { event, origin });
export const putScans = (scans: DoorScan[]) => staffRpc<{ id: string; verdict: ScanVerdict }[]>('put_scans', { scans });

/** Dates at a place and below it between two days. */
export const askAgenda = (place: string, from_day: string, to_day: string) =>
  staffRpc<AgendaRow[]>('agenda', { place, from_day, to_day });

export const askDates = (event: string) => staffRpc<StaffSession[]>('event_sessions', { event });
