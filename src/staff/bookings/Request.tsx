import { useState } from 'preact/hooks';
import type { Booking } from '../../contract/registers.ts';
import { fill } from '../../ui/fill.ts';
import { dayName } from '../calendar/names.ts';
import { useDesk } from '../shell/Console.tsx';
import { codeOf } from '../shell/problem.ts';
import { type BookingWords, named, overlapping } from './bookings.ts';
import { Clashes } from './Clashes.tsx';
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
  const [wrong, setWrong] = useState<'' | 'note_missing' | 'full'>('');
  const { id, day, from_time, to_time, pupils, asked_by, capacity, beside } = booking;
  const clashes = overlapping(booking, agreed);
  const answer = async (yes: boolean) => {
    const silent = !yes && !note.trim();
    setWrong(silent ? 'note_missing' : '');
    if (busy || silent) return;
    setBusy(true);
    try {
      await answerBooking(id, yes, note.trim() || null);
      desk.say(yes ? words.booking_said_yes : words.booking_said_no);
      await done();
    } catch (error) {
      if (codeOf(error) === 'in_use') setWrong('full');
      else desk.fail(error);
      setBusy(false);
    }
  };
  return (
    <li class="card stack tight" data-booking={id}>
      <p class="row">
        <strong class="grow">{named(booking.school_name, desk.locale)}</strong>
        <span class="num">{fill(words.booking_people, { n: pupils })}</span>
      </p>
      <p>
        {named(booking.venue_name, desk.locale)}
        <br />
        {dayName(desk.locale, day)} {from_time}–{to_time}
      </p>
      <p class="muted small">{fill(words.booking_by, { name: asked_by })}</p>
      <Clashes words={words} others={clashes} />
      {beside > 0 && capacity !== null && <p class="small">{fill(words.booking_room_left, { n: beside, capacity })}</p>}
      <label class="stack tight">
        <span class="small muted">{words.booking_note}</span>
        <input
          type="text"
          name="note"
          maxLength={200}
          autocomplete="off"
          value={note}
          aria-invalid={wrong === 'note_missing'}
          onInput={(event) => setNote(event.currentTarget.value)}
        />
      </label>
      <p class={wrong ? 'warn small' : 'vh'} role="alert">
        {wrong && words[`booking_${wrong}`]}
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
