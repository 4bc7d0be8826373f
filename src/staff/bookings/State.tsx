import type { Booking } from '../../contract/registers.ts';
import type { BookingWords } from './bookings.ts';

/** Where a booking stands, and whether the school came. */
export function State({ booking, words }: { booking: Booking; words: BookingWords }) {
  const { state } = booking;
  return <span class={`chip booking-${state}`}>{words[`booking_state_${state}`]}</span>;
}
