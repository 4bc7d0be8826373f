import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createBrotliCompress, createGzip } from 'node:zlib';
import { LOCALE_PREFIX, LOCALES, type Locale } from '../../contract/locales.ts';
import { preferred } from '../compress.ts';
import { refuse } from '../edge/replies.ts';
import type { ServiceCall } from '../edge/service.ts';
import { BARE_POLICY } from '../headers.ts';
import { logError } from '../log.ts';
import { withoutLocale } from '../pages/address.ts';
import type { KeptPage } from '../pages/cache.ts';
import type { StateSource } from '../pages/state.ts';
import { isKnown } from '../variants.ts';
import { type FeedPage, feed, type Heading, PAGE } from './calendar.ts';

/** Part of every ETag: raise it when the same events are written differently. */
const FORMAT = 1;
/** Feeds under way at once; each holds one page of events, however slow its reader is. */
const MOST_FEEDS = 24;
const LONGEST_MS = 120_000;
const FILE = /^\/events(?:\/([a-z0-9][a-z0-9-]{0,79}))?\.ics$/;
/** Codes of counties, towns and communities; a slug is never digits alone. */
const CODE = /^(?:\d{6}|\d{9}|\d{12})$/;
const TYPE = /^[a-z0-9][a-z0-9_-]{0,59}$/;
/** A date's origin. */
const isMoment = (text: string) =>
  /^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text) &&
  new Date(Date.parse(text) || 0).toISOString() === text.replace('Z', '.000Z');

export interface FeedSources {
  states: StateSource;
  /** function of schema api as anybody may call it */
  call: ServiceCall;
  /** page of the site, from which the calendar has its name */
  page: (url: string) => Promise<KeptPage>;
  /** public address of the site, without a slash at the end */
  site: string;
}

/** What an address asks for; null when it is no feed's. */
export function feedAsked(path: string, query: URLSearchParams) {
  const match = FILE.exec(withoutLocale(path));
  if (!match) return null;
  const [, name] = match;
  const locale = LOCALES.find((one) => LOCALE_PREFIX[one] && path.startsWith(`${LOCALE_PREFIX[one]}/`)) ?? 'zh-Hans';
  const [type, date] = [query.get('type') ?? '', query.get('date')];
  const filter: { district?: string; type?: string; slug?: string; origin?: string } = {};
  if (name !== undefined) filter[CODE.test(name) ? 'district' : 'slug'] = name;
  if (!filter.slug && TYPE.test(type)) filter.type = type;
  if (filter.slug && date !== null) {
    // whoever wants one date is not given all of them
    if (!isMoment(date)) return null;
    filter.origin = date;
  }
  return { locale: locale as Locale, filter };
}

/**
 * Serves `/events.ics`, `/events/<district>.ics` and `/events/<slug>.ics`, with `?type=`, in every language; of one event
 * with `?date=` (its origin) that date alone. The ETag is the content's revision: a calendar that asks again every few
 * hours costs nothing while nothing was published.
 */
export function feedDoor({ states, call, page, site }: FeedSources) {
  let running = 0;

  /** Answers false when the address is no feed's. */
  return async (req: IncomingMessage, res: ServerResponse, path: string, query: URLSearchParams): Promise<boolean> => {
    const asked = feedAsked(path, query);
    if (!asked) return false;
    if (req.method !== 'GET' && req.method !== 'HEAD') {
      refuse(res, 'method_not_allowed', { allow: 'GET, HEAD' });
      return true;
    }
    if (running >= MOST_FEEDS) {
      refuse(res, 'busy', { retryAfter: 30 });
      return true;
    }
    running++;
    const over = setTimeout(() => res.destroy(), LONGEST_MS);
    try {
      await answer(req, res, asked);
    } catch (error) {
      // whoever hangs up in the middle is no failure of ours
      if (!res.destroyed) {
        logError('feed not written', error, path);
        if (res.headersSent) res.destroy();
        else refuse(res, 'upstream_unavailable');
      }
    } finally {
      clearTimeout(over);
      running--;
    }
    return true;
  };

  async function answer(req: IncomingMessage, res: ServerResponse, { locale, filter }: Asked): Promise<void> {
    const { revision } = await states.current();
    const about = JSON.stringify([FORMAT, site, locale, filter, revision]);
    const etag = `W/"${createHash('sha256').update(about).digest('base64url').slice(0, 22)}"`;
    const ask = (after: string | null) =>
      call('event_feed', { filter, after, size: PAGE, locale }, 15_000) as Promise<FeedPage>;
    const heading = await headingOf(locale, filter);
    if (!heading) return refuse(res, 'not_found');
    res.setHeader('Content-Security-Policy', BARE_POLICY);
    res.setHeader('Cache-Control', 'no-cache');
    res.setHeader('ETag', etag);
    res.setHeader('Vary', 'Accept-Encoding');
    if (isKnown(req.headers['if-none-match'], etag)) return void res.writeHead(304).end();

    const first = await ask(null);
    const [event] = first.items;
    if ((filter.slug && !event) || (filter.origin && !event?.only)) {
      res.removeHeader('ETag');
      return refuse(res, 'not_found');
    }
    res.setHeader('Content-Type', 'text/calendar; charset=utf-8');
    // inline: iPhones then offer to add it, where an attachment would end among the downloads
    const day = event?.only && new Date(Date.parse(event.only.starts_at) + 8 * 3_600_000).toISOString().slice(0, 10);
    const file = [filter.slug, day].filter(Boolean).join('-');
    if (file) res.setHeader('Content-Disposition', `inline; filename="${file}.ics"`);
    const coding = preferred(req.headers['accept-encoding']);
    if (coding !== 'identity') res.setHeader('Content-Encoding', coding);
    res.writeHead(200);
    if (req.method === 'HEAD') return void res.end();
    const named = filter.slug && event ? { ...heading, name: event.title, text: event.summary } : heading;
    const pieces = Readable.from(feed(named, { site, locale, cancelled: heading.cancelled }, first, ask), {
      highWaterMark: 16,
    });
    if (coding === 'identity') return pipeline(pieces, res);
    const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };
    return pipeline(pieces, coding === 'br' ? createBrotliCompress(quality) : createGzip(), res);
  }

  /** What the site calls the calendar; null for a district that is none. */
  async function headingOf(locale: Locale, { district, type }: Asked['filter']): Promise<Heading | null> {
    const about = new URLSearchParams({ ...(district && { district }), ...(type && { type }) });
    const { status, content } = await page(`${LOCALE_PREFIX[locale]}/events/feed.json${about.size ? `?${about}` : ''}`);
    if (status === 404) return null;
    if (status !== 200) throw new Error(`the calendar's name: ${status}`);
    return JSON.parse(content.identity.toString()) as Heading;
  }
}

type Asked = NonNullable<ReturnType<typeof feedAsked>>;
