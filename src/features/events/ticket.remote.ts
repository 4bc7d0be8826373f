import { hasIdentity, rpc } from '../../backend/call.ts';
import type { MyEvents, Session } from '../../contract/events.ts';

/** Tickets and attended dates of this person; null when nothing was ever delivered. Signs nobody in. */
export const fetchMyEvents = async (locale: string): Promise<MyEvents | null> =>
  (await hasIdentity()) ? rpc<MyEvents | null>('my_events', { locale }) : null;

/** Places of an event's dates as they are now. */
export const fetchPlaces = (event: string) =>
  rpc<Pick<Session, 'origin' | 'state' | 'places'>[]>('session_places', { event }, { as: 'anyone' });
