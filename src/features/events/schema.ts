/** What search engines read of an event (schema.org/Event): its coming dates, in the city's time. Pure. */
import type { EventPage, Session } from '../../contract/events.ts';

const OFFSET_MS = 8 * 3_600_000;
/** Dates that are named: those that the page shows at once. */
const MOST = 5;

/** 2026-06-26T19:00:00+08:00 */
const inShanghai = (instant: string) => `${new Date(Date.parse(instant) + OFFSET_MS).toISOString().slice(0, 19)}+08:00`;
const dayBefore = (instant: string) => new Date(Date.parse(instant) + OFFSET_MS - 1).toISOString().slice(0, 10);

function statusOf({ state, moved }: Session, withdrawn: boolean): string {
  if (withdrawn || state === 'cancelled' || state === 'not_held') return 'https://schema.org/EventCancelled';
  return moved ? 'https://schema.org/EventRescheduled' : 'https://schema.org/EventScheduled';
}

/** JSON-LD as text for a `<script>`: `<` is written so that nothing in it can end the element. */
export function eventSchema(event: EventPage, { url, site, now }: { url: string; site: string; now: number }): string {
  const { title, summary, picture, where, venue, address, position, organiser, all_day, district } = event;
  const withdrawn = event.status === 'withdrawn';
  const time = (instant: string) => (all_day ? inShanghai(instant).slice(0, 10) : inShanghai(instant));
  const shared = {
    '@type': 'Event',
    name: title,
    description: summary,
    url,
    ...(picture && { image: site + picture }),
    eventAttendanceMode: 'https://schema.org/OfflineEventAttendanceMode',
    isAccessibleForFree: true,
    organizer: { '@type': 'Organization', name: organiser, url: site },
    location: {
      '@type': 'Place',
      name: venue?.name ?? where,
      address: {
        '@type': 'PostalAddress',
        streetAddress: address ?? where,
        addressLocality: district.name,
        addressCountry: 'CN',
      },
      ...(position && { geo: { '@type': 'GeoCoordinates', longitude: position[0], latitude: position[1] } }),
    },
  };
  const coming = event.sessions.filter((one) => Date.parse(one.ends_at) > now).slice(0, MOST);
  const graph = (coming.length > 0 ? coming : event.sessions.slice(-1)).map((session) => ({
    ...shared,
    startDate: time(session.starts_at),
    endDate: all_day ? dayBefore(session.ends_at) : inShanghai(session.ends_at),
    eventStatus: statusOf(session, withdrawn),
    ...(session.moved && { previousStartDate: time(session.origin) }),
  }));
  return JSON.stringify({ '@context': 'https://schema.org', '@graph': graph }).replaceAll('<', '\\u003c');
}
