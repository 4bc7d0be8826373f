import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EventBody, EventPage, FeedEvent } from '../../src/contract/events.ts';
import { feed } from '../../src/server/feed/calendar.ts';
import { icalJs, otherParser } from '../fixtures/feed-readers.ts';
import { setClock } from '../world/clock.ts';
import { closeDatabases, type Database, freshDatabase } from '../world/database.ts';
import { eventBody, eventWords, momentOf, putEvent, weekly } from '../world/events.ts';
import { PERSONAS } from '../world/personas.ts';

/** What a page says of an event's dates is what calendars read out of its feed: two parsers that share no code agree. */
let db: Database;
const [FROM, TO] = ['2026-11-22T00:00:00Z', '2027-03-01T00:00:00Z'];
const HEADING = { name: '活动', text: '活动', cancelled: '（已取消）{{title}}' };
const PLACE = { site: 'https://qingtu.example', locale: 'zh-Hans', cancelled: HEADING.cancelled } as const;
beforeAll(async () => {
  db = await freshDatabase({ seeded: true });
  await eventWords(db);
  await setClock(db, '2026-11-22T12:00:00+08:00');
});
afterAll(closeDatabases);

const feedOf = (slug: string) =>
  db.as<{ items: FeedEvent[]; next: null }>(null, `select api.event_feed($1, null, 10, 'zh-Hans')`, [
    JSON.stringify({ slug }),
  ]);
async function calendar(slug: string): Promise<string> {
  const pieces: string[] = [];
  const none = () => Promise.reject(new Error('nothing more was promised'));
  for await (const piece of feed(HEADING, PLACE, await feedOf(slug), none)) pieces.push(piece);
  return pieces.join('');
}
interface One {
  start: string;
  end: string;
  cancelled: boolean;
}
const order = (list: One[]) =>
  list.map(({ start, end, cancelled }) => ({ start, end, cancelled })).sort((a, b) => (a.start < b.start ? -1 : 1));
/** Dates as the page has them. */
async function sessions(slug: string): Promise<One[]> {
  const page = await db.as<EventPage>(null, `select api.event($1, 'zh-Hans')`, [slug]);
  const say = (at: string) =>
    page.all_day ? new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 10) : new Date(at).toISOString();
  return order(
    page.sessions
      .filter(({ starts_at }) => starts_at < TO)
      .map(({ starts_at, ends_at, state }) => ({
        ...{ start: say(starts_at), end: say(ends_at), cancelled: state === 'cancelled' },
      })),
  );
}
/** node-ical reads no RDATE: `further` are dates that only ical.js can know. */
const agree = async (slug: string, further: string[] = []): Promise<One[]> => {
  const text = await calendar(slug);
  const mine = order(icalJs(text, FROM, TO));
  expect(order(otherParser(text, FROM, TO))).toEqual(mine.filter(({ start }) => !further.includes(start)));
  expect(mine).toEqual(await sessions(slug));
  return mine;
};
const put = (slug: string, more: Partial<EventBody>, revision = 1) =>
  putEvent(db, slug, eventBody({ rule: weekly(), ...more }), revision);
const change = (slug: string, act: string, origin: string, starts?: string, ends?: string) =>
  db.as(PERSONAS.wen.id, 'select api.change_session($1, $2, $3, $4, $5)', [
    ...[slug, momentOf(origin), act, starts ? momentOf(starts) : null, ends ? momentOf(ends) : null],
  ]);
const uidAndSequence = async (slug: string) => {
  const text = (await calendar(slug)).replaceAll('\r\n ', '');
  return [
    new Set(text.match(/^UID:.*/gm)),
    Math.max(...[...text.matchAll(/^SEQUENCE:(\d+)/gm)].map(([, n]) => Number(n))),
  ];
};

describe('a calendar that has copied an event', () => {
  it('has the dates of a weekly one at seven, with one left out, one moved across midnight and one cancelled', async () => {
    const slug = 'calendar-weekly';
    const seven = { start: '2026-11-28T07:00', end: '2026-11-28T08:30', except: ['2026-12-05T07:00'] };
    await put(slug, { ...seven, dates: ['2026-12-24T19:00'] });
    await change(slug, 'move', '2026-12-12T07:00', '2026-12-12T23:30', '2026-12-13T01:00');
    await change(slug, 'cancel', '2026-12-19T07:00');
    const further = ['2026-12-24T11:00:00.000Z'];
    const found = await agree(slug, further);
    expect(found.slice(0, 5)).toEqual([
      { start: '2026-11-27T23:00:00.000Z', end: '2026-11-28T00:30:00.000Z', cancelled: false },
      { start: '2026-12-12T15:30:00.000Z', end: '2026-12-12T17:00:00.000Z', cancelled: false },
      { start: '2026-12-18T23:00:00.000Z', end: '2026-12-19T00:30:00.000Z', cancelled: true },
      { start: '2026-12-24T11:00:00.000Z', end: '2026-12-24T12:30:00.000Z', cancelled: false },
      { start: '2026-12-25T23:00:00.000Z', end: '2026-12-26T00:30:00.000Z', cancelled: false },
    ]);
    const before = await uidAndSequence(slug);
    await put(slug, { ...seven, except: [] }, 2);
    const after = await uidAndSequence(slug);
    expect(after[0]).toEqual(before[0]);
    expect(after[1]).toBe((before[1] as number) + 1);
    // left out no more
    expect((await agree(slug))[1]?.start).toBe('2026-12-04T23:00:00.000Z');
  });

  it('has whole days, several days, the thirty-first and the last Friday', async () => {
    const day = { all_day: true, start: '2026-12-31T00:00', end: '2026-12-31T00:00' };
    await put('calendar-day', { ...day, rule: weekly({ freq: 'monthly' }) });
    expect((await agree('calendar-day')).map(({ start }) => start)).toEqual(['2026-12-31', '2027-01-31']);
    await put('calendar-camp', { ...day, end: '2027-01-02T00:00', rule: null });
    expect(await agree('calendar-camp')).toEqual([{ start: '2026-12-31', end: '2027-01-03', cancelled: false }]);
    await put('calendar-night', { start: '2026-12-04T18:00', end: '2026-12-06T12:00', rule: null });
    expect(await agree('calendar-night')).toHaveLength(1);
    await put('calendar-friday', {
      ...{ start: '2026-11-27T23:30', end: '2026-11-28T00:30', rule: weekly({ freq: 'monthly', days: ['-1FR'] }) },
    });
    expect((await agree('calendar-friday')).map(({ start }) => start.slice(0, 10))).toEqual([
      ...['2026-11-27', '2026-12-25', '2027-01-29', '2027-02-26'],
    ]);
    await change('calendar-day', 'move', '2027-01-31T00:00', '2027-02-01T00:00', '2027-02-02T00:00');
    expect((await agree('calendar-day')).map(({ start }) => start)).toEqual(['2026-12-31', '2027-02-01']);
    await change('calendar-camp', 'cancel', '2026-12-31T00:00');
    expect((await agree('calendar-camp')).map(({ cancelled }) => cancelled)).toEqual([true]);
  });

  it('keeps what was withdrawn, as cancelled', async () => {
    await put('calendar-gone', { rule: weekly({ count: 3 }) });
    const [uid, sequence] = await uidAndSequence('calendar-gone');
    await db.sql.query(`select app.withdraw_event('calendar-gone')`);
    expect((await agree('calendar-gone')).map(({ cancelled }) => cancelled)).toEqual([true, true, true]);
    expect(await uidAndSequence('calendar-gone')).toEqual([uid, (sequence as number) + 1]);
    expect(await calendar('calendar-gone')).toContain('STATUS:CANCELLED');
  });
});
