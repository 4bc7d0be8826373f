/** Bookings of venues by schools, as the console asks for them. All reject with `BackendError`. */
import { staffRpc } from '../../backend/staff.ts';
import type { Locale } from '../../contract/locales.ts';
import type { Booking, VenueCard, VenuePage } from '../../contract/registers.ts';

/** Of a school its own, of another place those at its venues: from 60 days ago on. */
export const askBookings = (place: string) => staffRpc<Booking[]>('bookings', { place, venue: null });

export interface Asked {
  venue: string;
  day: string;
  from_time: string;
  to_time: string;
  school: string;
  pupils: number;
}
export const askBooking = (asked: Asked) => staffRpc<{ id: string }>('ask_booking', { ...asked });
export const cancelBooking = (id: string) => staffRpc<unknown>('cancel_booking', { id });
export const answerBooking = (id: string, agreed: boolean, note: string | null) =>
  staffRpc<unknown>('answer_booking', { id, agreed, note });
/** Who came; 0: nobody did. */
export const visitBooking = (id: string, pupils: number) => staffRpc<unknown>('visit_booking', { id, pupils });

/** Every venue that schools may book. */
export async function bookableVenues(locale: Locale): Promise<VenueCard[]> {
  const all: VenueCard[] = [];
  for (let after: string | null = null; ; ) {
    const page: { items: VenueCard[]; next: string | null } = await staffRpc('venues', {
      filter: { bookable: true },
      after,
      size: 200,
      locale,
    });
    all.push(...page.items);
    after = page.next;
    if (after === null) return all;
  }
}
export const askVenue = (key: string, locale: Locale) => staffRpc<VenuePage | null>('venue', { key, locale });
