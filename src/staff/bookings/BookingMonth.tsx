import { useState } from 'preact/hooks';
import type { Booking } from '../../contract/registers.ts';
import { formatMonth } from '../../i18n/format.ts';
import { fill } from '../../ui/fill.ts';
import { monthOf } from '../calendar/days.ts';
import { MonthGrid } from '../calendar/MonthGrid.tsx';
import { dayName } from '../calendar/names.ts';
import { useDesk } from '../shell/Console.tsx';
import { type BookingWords, byDay, named, overlapping } from './bookings.ts';
import { Clashes } from './Clashes.tsx';
import { State } from './State.tsx';

interface Props {
  words: BookingWords;
  month: string;
  agreed: readonly Booking[];
  today: string;
}

/** A month of agreed visits as a sheet; a day's stand below it when the day is chosen. What overlaps says so. */
export function BookingMonth({ words, month, agreed, today }: Props) {
  const { locale } = useDesk();
  const [chosen, choose] = useState('');
  const days = byDay(agreed.filter(({ day }) => monthOf(day) === month));
  const first = [...days.keys()].find((day) => day >= today) ?? [...days.keys()][0];
  const shown = days.has(chosen) ? chosen : first;
  return (
    <div class="stack">
      <MonthGrid month={month} today={today} caption={formatMonth(locale, `${month}-01`)}>
        {(day) => {
          const visits = days.get(day);
          const number = <span class="number num">{Number(day.slice(8))}</span>;
          if (!visits) return number;
          return (
            <button type="button" aria-pressed={day === shown} onClick={() => choose(day)}>
              <span class="vh">{`${dayName(locale, day)} ${fill(words.booking_count, { n: visits.length })}`}</span>
              <span aria-hidden="true">{number}</span>
              {visits.map((one) => (
                <span key={one.id} class={overlapping(one, agreed).length ? 'what expires' : 'what opens'}>
                  <span class="label">
                    {one.from_time} {named(one.venue_name, locale)}
                  </span>
                </span>
              ))}
            </button>
          );
        }}
      </MonthGrid>
      {days.size === 0 && <p class="muted">{words.booking_month_none}</p>}
      {shown && (
        <section class="stack tight" aria-live="polite">
          <h3>{dayName(locale, shown)}</h3>
          <ul class="bookings">
            {days.get(shown)?.map((one) => (
              <li key={one.id} class="card stack tight" data-booking={one.id}>
                <p class="row">
                  <strong class="grow">
                    {one.from_time}–{one.to_time} {named(one.venue_name, locale)}
                  </strong>
                  <State booking={one} words={words} />
                </p>
                <p>
                  {named(one.school_name, locale)} · {fill(words.booking_people, { n: one.pupils })}
                  {one.note && <span class="muted"> · {one.note}</span>}
                </p>
                <Clashes words={words} others={overlapping(one, agreed)} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
