import { useState } from 'preact/hooks';
import type { Booking } from '../../contract/registers.ts';
import { formatMonth } from '../../i18n/format.ts';
import { fill } from '../../ui/fill.ts';
import { monthOf, weeks } from '../calendar/days.ts';
import { dayName, weekdays } from '../calendar/names.ts';
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
      <table class="month">
        <caption class="vh">{formatMonth(locale, `${month}-01`)}</caption>
        <thead>
          <tr>
            {weekdays(locale).map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks(month).map((week) => (
            <tr key={week.find(Boolean)}>
              {week.map((day, index) => {
                const visits = (day && days.get(day)) || [];
                return (
                  <td key={day ?? index} class={day === today ? 'today' : undefined}>
                    {day && visits.length === 0 && <span class="number num">{Number(day.slice(8))}</span>}
                    {day && visits.length > 0 && (
                      <button
                        type="button"
                        aria-pressed={day === shown}
                        aria-label={`${dayName(locale, day)} ${fill(words.booking_count, { n: visits.length })}`}
                        onClick={() => choose(day)}
                      >
                        <span class="number num">{Number(day.slice(8))}</span>
                        {visits.map((one) => (
                          <span key={one.id} class={overlapping(one, agreed).length ? 'what expires' : 'what opens'}>
                            <span class="label">
                              {one.from_time} {named(one.venue_name, locale)}
                            </span>
                          </span>
                        ))}
                      </button>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
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
