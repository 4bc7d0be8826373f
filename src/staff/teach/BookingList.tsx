import { useState } from 'preact/hooks';
import type { Booking } from '../../contract/registers.ts';
import { fill } from '../../ui/fill.ts';
import { type BookingWords, named } from '../bookings/bookings.ts';
import { cancelBooking } from '../bookings/calls.ts';
import { State } from '../bookings/State.tsx';
import { dayName } from '../calendar/names.ts';
import { today } from '../editor/page.ts';
import { useDesk } from '../shell/Console.tsx';

interface Props {
  words: BookingWords;
  bookings: readonly Booking[];
  /** how many schools they are of */
  schools: number;
  done: () => Promise<void>;
}

/** The school's own bookings, the coming ones first. */
export function BookingList({ words, bookings, schools, done }: Props) {
  const desk = useDesk();
  const [busy, setBusy] = useState('');
  const now = today();
  const coming = bookings.filter(({ day }) => day >= now);
  const past = bookings.filter(({ day }) => day < now).reverse();
  const cancel = async (id: string) => {
    setBusy(id);
    try {
      await cancelBooking(id);
      desk.say(words.booking_cancelled);
      await done();
    } catch (error) {
      desk.fail(error);
    }
    setBusy('');
  };
  const list = (some: readonly Booking[]) => (
    <ul class="bookings">
      {some.map((one) => (
        <li key={one.id} class="card" data-booking={one.id}>
          <p class="row">
            <strong class="grow">
              {dayName(desk.locale, one.day)} {one.from_time}–{one.to_time}
            </strong>
            <State booking={one} words={words} />
          </p>
          <p>
            <a href={`${desk.prefix}/venues/${one.venue}`}>{named(one.venue_name, desk.locale)}</a>
            {` · ${fill(words.booking_people, { n: one.pupils })}`}
            {schools > 1 && ` · ${named(one.school_name, desk.locale)}`}
          </p>
          {one.note && <p class="booking-note">{fill(words.booking_answer, { note: one.note })}</p>}
          {one.day >= now && (one.state === 'asked' || one.state === 'agreed') && (
            <p>
              <button type="button" class="btn" disabled={busy === one.id} onClick={() => void cancel(one.id)}>
                {words.booking_cancel}
              </button>
            </p>
          )}
        </li>
      ))}
    </ul>
  );
  return (
    <section class="stack" aria-labelledby="bookings">
      <h2 id="bookings">{words.booking_mine}</h2>
      {bookings.length === 0 && <p class="muted">{words.booking_none}</p>}
      {coming.length > 0 && list(coming)}
      {past.length > 0 && (
        <details class="stack">
          <summary>{fill(words.booking_past, { n: past.length })}</summary>
          {list(past)}
        </details>
      )}
    </section>
  );
}
