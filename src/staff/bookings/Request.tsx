import { useState } from 'preact/hooks';
import type { Booking } from '../../contract/registers.ts';
import { fill } from '../../ui/fill.ts';
import { dayName } from '../calendar/names.ts';
import { useDesk } from '../shell/Console.tsx';
import { type BookingWords, clock, overlapping } from './bookings.ts';
import { answerBooking } from './calls.ts';

interface Props {
  words: BookingWords;
  booking: Booking;
  agreed: readonly Booking[];
  done: () => Promise<void>;
}

/** A request that waits for an answer, beside what it would collide with. */
export function Request({ words, booking, agreed, done }: Props) {
  const desk = useDesk();
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState(false);
  const { id, venue, school, day, from_time, to_time, pupils, asked_by } = booking;
  const clashes = overlapping(booking, agreed);
  const answer = async (yes: boolean) => {
    setWrong(!yes && !note.trim());
    if (busy || (!yes && !note.trim())) return;
    setBusy(true);
    try {
      await answerBooking(id, yes, note.trim() || null);
      desk.say(yes ? words.booking_said_yes : words.booking_said_no);
      await done();
    } catch (error) {
      desk.fail(error);
      setBusy(false);
    }
  };
  return (
    <li class="card stack tight" data-booking={id}>
      <p class="row">
        <strong class="grow">{school.name}</strong>
        <span class="num">{fill(words.booking_people, { n: pupils })}</span>
      </p>
      <p>
        {venue.name}
        <br />
        {dayName(desk.locale, day)} {clock(from_time)}–{clock(to_time)}
      </p>
      <p class="muted small">{fill(words.booking_by, { name: asked_by })}</p>
      {clashes.map((other) => (
        <p key={other.id} class="booking-clash">
          {fill(words.booking_clash, {
            school: other.school.name,
            from: clock(other.from_time),
            to: clock(other.to_time),
          })}
        </p>
      ))}
      <label class="stack tight">
        <span class="small muted">{words.booking_note}</span>
        <input
          type="text"
          name="note"
          maxLength={200}
          autocomplete="off"
          value={note}
          aria-invalid={wrong}
          onInput={(event) => setNote(event.currentTarget.value)}
        />
      </label>
      <p class={wrong ? 'warn small' : 'vh'} role="alert">
        {wrong && words.booking_note_missing}
      </p>
      <p class="row">
        <button type="button" class="btn main" disabled={busy} onClick={() => void answer(true)}>
          {words.booking_agree}
        </button>
        <button type="button" class="btn" disabled={busy} onClick={() => void answer(false)}>
          {words.booking_decline}
        </button>
      </p>
    </li>
  );
}
