import { useEffect, useState } from 'preact/hooks';
import type { VenueCard, VenuePage } from '../../contract/registers.ts';
import { fill } from '../../ui/fill.ts';
import { AHEAD_DAYS, type BookingWords, MOST_PUPILS, wrongRequest } from '../bookings/bookings.ts';
import { askBooking, askVenue } from '../bookings/calls.ts';
import { today } from '../editor/page.ts';
import { useDesk } from '../shell/Console.tsx';
import { codeOf } from '../shell/problem.ts';

type Wrong = NonNullable<ReturnType<typeof wrongRequest>> | 'not_open' | 'too_many';
/** The field that something is wrong with. */
const FIELD: Record<Wrong, string> = {
  venue: 'venue',
  day: 'day',
  times: 'from_time',
  pupils: 'pupils',
  not_open: 'day',
  too_many: 'pupils',
};

interface Props {
  words: BookingWords;
  venues: readonly VenueCard[];
  schools: readonly { code: string; name: string }[];
  done: () => Promise<void>;
}

/** Venue, day, from–to, how many pupils: what the office has to know, and nothing about a pupil. */
export function BookingForm({ words, venues, schools, done }: Props) {
  const desk = useDesk();
  const wanted = new URLSearchParams(location.search).get('venue') ?? '';
  const [venue, setVenue] = useState(venues.some(({ key }) => key === wanted) ? wanted : '');
  const [about, setAbout] = useState<VenuePage | null>(null);
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<Wrong | null>(null);
  useEffect(() => {
    setAbout(null);
    if (venue) askVenue(venue, desk.locale).then(setAbout, () => undefined);
  }, [venue, desk.locale]);
  const refuse = (form: HTMLFormElement, found: Wrong) => {
    setWrong(found);
    form.querySelector<HTMLElement>(`[name=${FIELD[found]}]`)?.focus();
  };
  const told = (name: string) =>
    wrong && FIELD[wrong] === name ? { 'aria-invalid': true as const, 'aria-describedby': 'booking-wrong' } : {};
  const now = today();
  const last = new Date(Date.parse(now) + AHEAD_DAYS * 86_400_000).toISOString().slice(0, 10);
  const send = async (form: HTMLFormElement) => {
    const data = new FormData(form);
    const text = (name: string) => `${data.get(name) ?? ''}`.normalize('NFKC').trim();
    const asked = {
      venue,
      school: text('school') || (schools[0]?.code ?? ''),
      day: text('day'),
      from_time: text('from_time'),
      to_time: text('to_time'),
      pupils: Number(text('pupils') || 'none'),
    };
    const lacks = wrongRequest(asked, now);
    if (lacks) return refuse(form, lacks);
    setWrong(null);
    if (busy) return;
    setBusy(true);
    try {
      await askBooking(asked);
      desk.say(words.booking_asked);
      form.reset();
      setVenue('');
      await done();
    } catch (error) {
      const code = codeOf(error);
      if (code === 'not_open' || code === 'too_many') refuse(form, code);
      else desk.fail(error);
    }
    setBusy(false);
  };
  const districts = [...new Map(venues.map(({ district }) => [district.code, district.name]))];
  return (
    <form
      class="card stack booking-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send(event.currentTarget);
      }}
    >
      <h2>{words.booking_new}</h2>
      {schools.length > 1 && (
        <label class="stack tight">
          <span>{words.booking_school}</span>
          <select name="school">
            {schools.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
      <label class="stack tight">
        <span>{words.booking_venue}</span>
        <select name="venue" {...told('venue')} value={venue} onChange={(event) => setVenue(event.currentTarget.value)}>
          <option value="">{words.booking_choose}</option>
          {districts.map(([code, name]) => (
            <optgroup key={code} label={name}>
              {venues
                .filter(({ district }) => district.code === code)
                .map((one) => (
                  <option key={one.key} value={one.key}>
                    {one.name}
                  </option>
                ))}
            </optgroup>
          ))}
        </select>
      </label>
      {about && (
        <p class="muted small">
          {[about.address, about.hours, about.capacity && fill(words.booking_room, { n: about.capacity })]
            .filter(Boolean)
            .join(' · ')}{' '}
          <a href={`${desk.prefix}/venues/${about.key}`}>{words.booking_about}</a>
        </p>
      )}
      <div class="row booking-when">
        <label class="stack tight">
          <span>{words.booking_day}</span>
          <input type="date" name="day" {...told('day')} min={now} max={last} />
        </label>
        <label class="stack tight">
          <span>{words.booking_from}</span>
          <input type="time" name="from_time" {...told('from_time')} step={300} />
        </label>
        <label class="stack tight">
          <span>{words.booking_to}</span>
          <input type="time" name="to_time" step={300} />
        </label>
        <label class="stack tight">
          <span>{words.booking_pupils}</span>
          <input
            class="num"
            type="number"
            name="pupils"
            {...told('pupils')}
            min={1}
            max={MOST_PUPILS}
            inputMode="numeric"
          />
        </label>
      </div>
      <p id="booking-wrong" class={wrong ? 'notice amber' : 'vh'} role="alert">
        {wrong && words[`booking_wrong_${wrong}`]}
      </p>
      <p>
        <button type="submit" class="btn main" disabled={busy}>
          {busy ? words.booking_sending : words.booking_send}
        </button>
      </p>
    </form>
  );
}
