import { useState } from 'preact/hooks';
import type { Booking } from '../../contract/registers.ts';
import { dayName } from '../calendar/names.ts';
import { useDesk } from '../shell/Console.tsx';
import { type BookingWords, MOST_PUPILS, named } from './bookings.ts';
import { visitBooking } from './calls.ts';

/** An agreed visit whose day has come: did the school come, and how many? */
export function Visit({ words, booking, done }: { words: BookingWords; booking: Booking; done: () => Promise<void> }) {
  const desk = useDesk();
  const { id, day, from_time, to_time } = booking;
  const [pupils, setPupils] = useState(booking.pupils);
  const [busy, setBusy] = useState(false);
  const mark = async (came: boolean) => {
    if (busy) return;
    setBusy(true);
    try {
      await visitBooking(id, came ? pupils : 0);
      desk.say(words.booking_marked);
      await done();
    } catch (error) {
      desk.fail(error);
    }
    setBusy(false);
  };
  return (
    <li class="card stack tight" data-booking={id}>
      <p>
        <strong>{named(booking.school_name, desk.locale)}</strong>
        <br />
        <span class="muted">
          {named(booking.venue_name, desk.locale)} · {dayName(desk.locale, day)} {from_time}–{to_time}
        </span>
      </p>
      <form
        class="row"
        onSubmit={(event) => {
          event.preventDefault();
          void mark(true);
        }}
      >
        <label class="row tight">
          <span>{words.booking_pupils}</span>
          <input
            class="num booking-came"
            type="number"
            name="pupils"
            min={1}
            max={MOST_PUPILS}
            required
            value={pupils}
            onInput={(event) => setPupils(event.currentTarget.valueAsNumber)}
          />
        </label>
        <button type="submit" class="btn" disabled={busy}>
          {words.booking_came}
        </button>
        <button type="button" class="btn quiet" disabled={busy} onClick={() => void mark(false)}>
          {words.booking_came_not}
        </button>
      </form>
    </li>
  );
}
