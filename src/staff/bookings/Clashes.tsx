import type { Booking } from '../../contract/registers.ts';
import { fill } from '../../ui/fill.ts';
import { useDesk } from '../shell/Console.tsx';
import { type BookingWords, named } from './bookings.ts';

/** Agreed visits at the same time. */
export function Clashes({ words, others }: { words: BookingWords; others: readonly Booking[] }) {
  const { locale } = useDesk();
  return (
    <>
      {others.map(({ id, school_name, from_time, to_time, pupils }) => (
        <p key={id} class="booking-clash">
          {fill(words.booking_clash, { school: named(school_name, locale), from: from_time, to: to_time, n: pupils })}
        </p>
      ))}
    </>
  );
}
