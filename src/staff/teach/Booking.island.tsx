import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Booking as Booked, VenueCard } from '../../contract/registers.ts';
import { type BookingWords, inOrder } from '../bookings/bookings.ts';
import { askBookings, bookableVenues } from '../bookings/calls.ts';
import { Console, useDesk } from '../shell/Console.tsx';
import { Teach } from '../shell/parts.tsx';
import type { Shell } from '../shell/shell.ts';
import { BookingForm } from './BookingForm.tsx';
import { BookingList } from './BookingList.tsx';

/** A class goes to a base: a teacher asks for a day, and sees what the office answered. */
export function Booking({ shell, words }: { shell: Shell; words: BookingWords }) {
  return (
    <Console shell={shell} need={['classes.teach', 'classes.manage']}>
      {() => <Visits words={words} />}
    </Console>
  );
}

function Visits({ words }: { words: BookingWords }) {
  const { me, locale, fail, words: shell } = useDesk();
  const [known, setKnown] = useState<{ venues: VenueCard[]; bookings: Booked[] } | null>(null);
  // a school is a place whose code has ten digits
  const schools = [
    ...new Map(me.roles.filter(({ place }) => place.length === 10).map((role) => [role.place, role.place_name])),
  ].map(([code, name]) => ({ code, name: name[locale] ?? name['zh-Hans'] ?? code }));
  const codes = schools.map(({ code }) => code).join(' ');
  const read = useCallback(async () => {
    try {
      const [venues, ...lists] = await Promise.all([
        bookableVenues(locale),
        ...codes
          .split(' ')
          .filter(Boolean)
          .map((code) => askBookings(code)),
      ]);
      setKnown({ venues, bookings: inOrder(lists.flat()) });
    } catch (error) {
      fail(error);
    }
  }, [locale, fail, codes]);
  useEffect(() => {
    read();
  }, [read]);
  if (schools.length === 0) return <p class="notice">{words.booking_no_school}</p>;
  if (!known) {
    return (
      <p class="muted" role="status">
        {shell.loading}
      </p>
    );
  }
  const { venues, bookings } = known;
  return (
    <div class="stack">
      <p class="muted">{words.booking_intro}</p>
      {venues.length === 0 ? (
        <Teach title={words.booking_no_venues} text={words.booking_no_venues_text} />
      ) : (
        <BookingForm words={words} venues={venues} schools={schools} done={read} />
      )}
      <BookingList words={words} bookings={bookings} schools={schools.length} done={read} />
    </div>
  );
}
