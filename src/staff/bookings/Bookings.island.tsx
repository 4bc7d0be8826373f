import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Booking } from '../../contract/registers.ts';
import { formatMonth } from '../../i18n/format.ts';
import { fill } from '../../ui/fill.ts';
import { monthOf, shift, today } from '../calendar/days.ts';
import { Console, useDesk } from '../shell/Console.tsx';
import { Toolbar } from '../shell/parts.tsx';
import type { Shell } from '../shell/shell.ts';
import { BookingMonth } from './BookingMonth.tsx';
import { type BookingWords, inOrder } from './bookings.ts';
import { askBookings } from './calls.ts';
import { Request } from './Request.tsx';
import { Visit } from './Visit.tsx';

/** What schools ask for at the venues of one's places: answered here, seen in the month, and whether they came. */
export function Bookings({ shell, words }: { shell: Shell; words: BookingWords }) {
  return (
    <Console shell={shell} need="events.manage">
      {() => <Office words={words} />}
    </Console>
  );
}

function Office({ words }: { words: BookingWords }) {
  const { me, locale, fail, words: shell } = useDesk();
  const now = today();
  const [chosen, setMonth] = useState('');
  const [all, setAll] = useState<Booking[] | null>(null);
  const places = [...new Set(me.roles.map(({ place }) => place))].filter((place) => place.length < 10).join(' ');
  const read = useCallback(async () => {
    try {
      const lists = await Promise.all(places.split(' ').map((place) => askBookings(place)));
      setAll(inOrder([...new Map(lists.flat().map((one) => [one.id, one])).values()]));
    } catch (error) {
      fail(error);
    }
  }, [places, fail]);
  useEffect(() => {
    read();
  }, [read]);
  if (!all) {
    return (
      <p class="muted" role="status">
        {shell.loading}
      </p>
    );
  }
  const open = all.filter(({ state, day }) => state === 'asked' && day >= now);
  const agreed = all.filter(({ state }) => ['agreed', 'visited', 'missed'].includes(state));
  const month = chosen || monthOf(agreed.find(({ day }) => day >= now)?.day ?? now);
  const unsaid = agreed.filter(({ day, state }) => day <= now && state === 'agreed');
  return (
    <div class="stack">
      <section class="stack" aria-labelledby="requests">
        <h2 id="requests">{fill(words.booking_requests, { n: open.length })}</h2>
        {open.length === 0 && <p class="muted">{words.booking_no_requests}</p>}
        <ul class="bookings">
          {open.map((one) => (
            <Request key={one.id} words={words} booking={one} agreed={agreed} done={read} />
          ))}
        </ul>
      </section>
      {unsaid.length > 0 && (
        <section class="stack" aria-labelledby="visits">
          <h2 id="visits">{words.booking_visits}</h2>
          <ul class="bookings">
            {unsaid.map((one) => (
              <Visit key={one.id} words={words} booking={one} done={read} />
            ))}
          </ul>
        </section>
      )}
      <section class="stack" aria-labelledby="agreed">
        <h2 id="agreed">{words.booking_agreed}</h2>
        <Toolbar label={words.booking_months}>
          <button
            type="button"
            class="btn"
            aria-label={words.booking_earlier}
            onClick={() => setMonth(shift(month, -1))}
          >
            ‹
          </button>
          <button type="button" class="btn" onClick={() => setMonth(monthOf(now))}>
            {words.booking_this_month}
          </button>
          <button type="button" class="btn" aria-label={words.booking_later} onClick={() => setMonth(shift(month, 1))}>
            ›
          </button>
          <strong class="grow span" role="status">
            {formatMonth(locale, `${month}-01`)}
          </strong>
        </Toolbar>
        <BookingMonth words={words} month={month} agreed={agreed} today={now} />
      </section>
    </div>
  );
}
