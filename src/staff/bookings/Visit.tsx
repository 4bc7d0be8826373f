import { useState } from 'preact/hooks';
import type { Booking } from '../../contract/registers.ts';
import { fill } from '../../ui/fill.ts';
import { dayName } from '../calendar/names.ts';
import { useDesk } from '../shell/Console.tsx';
import { type BookingWords, clock } from './bookings.ts';
import { markVisit } from './calls.ts';

/** An agreed visit whose day has come: did the school come? */
export function Visit({ words, booking, done }: { words: BookingWords; booking: Booking; done: () => Promise<void> }) {
  const desk = useDesk();
  const [busy, setBusy] = useState(false);
  const { id, venue, school, day, from_time, to_time, pupils, visited } = booking;
  const mark = async (came: boolean) => {
    if (busy || came === visited) return;
    setBusy(true);
    try {
      await markVisit(id, came);
      desk.say(words.booking_marked);
      await done();
    } catch (error) {
      desk.fail(error);
    }
    setBusy(false);
  };
  return (
    <li class="card row" data-booking={id}>
      <span class="grow">
        <strong>{school.name}</strong> {fill(words.booking_people, { n: pupils })}
        <br />
        <span class="muted">
          {venue.name} · {dayName(desk.locale, day)} {clock(from_time)}–{clock(to_time)}
        </span>
      </span>
      <span class="row tight" role="group" aria-label={words.booking_visits}>
        {[true, false].map((came) => (
          <button
            key={`${came}`}
            type="button"
            class="btn"
            aria-pressed={visited === came}
            disabled={busy}
            onClick={() => void mark(came)}
          >
            {came ? words.booking_came : words.booking_came_not}
          </button>
        ))}
      </span>
    </li>
  );
}
