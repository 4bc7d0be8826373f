import { setImmediate } from 'node:timers/promises';
import type { FeedEvent } from '../../contract/events.ts';
import { type Component, clean, components, type Place, type Property, written, ZONE } from './event.ts';

/** What a calendar is called, made by the site (src/pages/[...locale]/events/feed.json.ts), where the words are. */
export interface Heading {
  name: string;
  text: string;
  /** with `{{title}}` */
  cancelled: string;
}

/** How many events are asked for at a time: what a feed holds in memory, however long it is. */
export const PAGE = 500;
/** A feed ends here, whatever the database says. */
const MOST_PAGES = 200;

const zone: Component = [
  'vtimezone',
  [
    ['tzid', {}, 'text', ZONE],
    ['x-lic-location', {}, 'unknown', ZONE],
  ],
  [
    [
      'standard',
      [
        ['dtstart', {}, 'date-time', '1970-01-01T00:00:00'],
        ['tzoffsetfrom', {}, 'utc-offset', '+08:00'],
        ['tzoffsetto', {}, 'utc-offset', '+08:00'],
        ['tzname', {}, 'text', 'CST'],
      ],
      [],
    ],
  ],
];
const END = 'END:VCALENDAR\r\n';

/** Properties that ical.js does not know come without VALUE=TEXT, at which some calendars stumble: escaped here. */
const plain = (name: string, text: string): Property => [
  name,
  {},
  'unknown',
  clean(text)
    .replace(/[\\;,]/g, '\\$&')
    .replaceAll('\n', '\\n'),
];

/** Everything before the first event. */
export function opening({ name, text }: Heading): string {
  const properties: Property[] = [
    ['version', {}, 'text', '2.0'],
    ['prodid', {}, 'text', '-//Qingtu//Events//ZH'],
    ['calscale', {}, 'text', 'GREGORIAN'],
    ['method', {}, 'text', 'PUBLISH'],
    plain('name', name),
    plain('x-wr-calname', name),
    plain('x-wr-caldesc', text),
    plain('x-wr-timezone', ZONE),
    ['refresh-interval', {}, 'duration', 'PT6H'],
    plain('x-published-ttl', 'PT6H'),
  ];
  return written(['vcalendar', properties, [zone]]).slice(0, -END.length);
}

export interface FeedPage {
  items: FeedEvent[];
  next: string | null;
}
/** One page of events behind a mark; null is the beginning. */
export type AskPage = (after: string | null) => Promise<FeedPage>;

/** The feed in pieces, one event each. `first` has been asked for already: whoever serves knows then that it can. */
export async function* feed(heading: Heading, place: Place, first: FeedPage, ask: AskPage): AsyncGenerator<string> {
  yield opening(heading);
  let page = first;
  for (let pages = 1; ; pages++) {
    for (const [i, event] of page.items.entries()) {
      yield components(event, place).map(written).join('');
      // others are answered in between
      if (i % 8 === 7) await setImmediate();
    }
    const { next } = page;
    if (next === null || page.items.length === 0 || pages === MOST_PAGES) break;
    page = await ask(next);
  }
  yield END;
}
