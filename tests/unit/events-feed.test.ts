import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import type { FeedEvent } from '../../src/contract/events.ts';
import { type FeedPage, feed, PAGE } from '../../src/server/feed/calendar.ts';
import { feedAsked } from '../../src/server/feed/serve.ts';
import { all, camp, exhibition, hostile, monthly, movedOnce, weekly, withdrawn } from '../fixtures/feed-events.ts';
import { icalJs, otherParser } from '../fixtures/feed-readers.ts';
import { ROOT } from '../tasks.ts';

const GOLDEN = path.join(ROOT, 'tests/fixtures/events.ics');
const HEADING = { name: '清途 · 温州活动', text: '禁毒预防活动', cancelled: '（已取消）{{title}}' };
const PLACE = { site: 'https://qingtu.example', locale: 'zh-Hans', cancelled: HEADING.cancelled } as const;
const [FROM, TO] = ['2026-05-31T16:00:00Z', '2026-08-31T16:00:00Z'];

async function write(events: FeedEvent[]): Promise<string> {
  const pieces: string[] = [];
  const none = () => Promise.reject(new Error('nothing more was promised'));
  for await (const piece of feed(HEADING, PLACE, { items: events, next: null }, none)) pieces.push(piece);
  return pieces.join('');
}
const uid = ({ slug }: FeedEvent) => `${slug}@qingtu.example`;
/** Lines as they were before folding. */
const unfolded = (text: string) => text.replaceAll('\r\n ', '').split('\r\n');

describe('a feed', () => {
  it('is written as the golden file has it', async () => {
    const text = await write(all);
    if (process.env.GOLDEN) fs.writeFileSync(GOLDEN, text);
    expect(text).toBe(fs.readFileSync(GOLDEN, 'utf8'));
  });

  it('has lines of at most 75 octets that end in CRLF and never split a character', async () => {
    const bytes = Buffer.from(await write(all));
    expect(bytes.toString('latin1').replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    const lines = bytes.toString('latin1').split('\r\n');
    for (const line of lines) {
      expect(line.length).toBeLessThanOrEqual(75);
      expect(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(line, 'latin1'))).toBeTypeOf('string');
    }
    expect(lines.filter((line) => line.length === 75).length).toBeGreaterThan(0);
  });

  it('gives the same dates to ical.js and to a parser that does not depend on it', async () => {
    const text = await write(all);
    const mine = icalJs(text, FROM, TO);
    expect(otherParser(text, FROM, TO)).toEqual(mine);
    const of = (event: FeedEvent) => mine.filter((one) => one.uid === uid(event));
    expect(of(weekly)).toEqual([
      { uid: uid(weekly), start: '2026-06-05T23:00:00.000Z', end: '2026-06-06T00:30:00.000Z', cancelled: false },
      // moved across midnight
      { uid: uid(weekly), start: '2026-06-20T15:30:00.000Z', end: '2026-06-20T17:00:00.000Z', cancelled: false },
      { uid: uid(weekly), start: '2026-06-26T23:00:00.000Z', end: '2026-06-27T00:30:00.000Z', cancelled: true },
      { uid: uid(weekly), start: '2026-07-03T23:00:00.000Z', end: '2026-07-04T00:30:00.000Z', cancelled: false },
      { uid: uid(weekly), start: '2026-07-10T23:00:00.000Z', end: '2026-07-11T00:30:00.000Z', cancelled: false },
    ]);
    expect(of(monthly).map(({ start }) => start)).toEqual([
      '2026-06-13T01:00:00.000Z',
      '2026-07-11T01:00:00.000Z',
      '2026-08-08T01:00:00.000Z',
    ]);
    expect(of(exhibition).map(({ start, end }) => [start, end])).toEqual([
      ['2026-06-05', '2026-06-08'],
      ['2026-06-20', '2026-06-23'],
      ['2026-07-03', '2026-07-06'],
    ]);
    expect(mine.map((one) => [one.uid.split('@')[0], one.start, one.end, one.cancelled])).toEqual(
      expect.arrayContaining([
        ['day-626', '2026-06-26', '2026-06-27', false],
        ['camp', '2026-06-12T10:00:00.000Z', '2026-06-14T04:00:00.000Z', false],
        ['moved-once', '2026-06-11T06:00:00.000Z', '2026-06-11T08:00:00.000Z', false],
        ['withdrawn', '2026-06-26T11:00:00.000Z', '2026-06-26T13:00:00.000Z', true],
      ]),
    );
  });

  it('of one date is that date alone, under a UID of its own that stays when it is moved or cancelled', async () => {
    const [moved, off] = weekly.changes;
    const plain = {
      origin: '2026-07-03T23:00:00Z',
      starts_at: '2026-07-03T23:00:00Z',
      ends_at: '2026-07-04T00:30:00Z',
    };
    const at = (origin = '') => `dawn-run.${origin.replace('+00:00', 'Z').replace(/\W/g, '')}@qingtu.example`;
    const expected = [
      { only: { ...plain, cancelled: false }, start: '2026-07-03T23:00:00.000Z', end: '2026-07-04T00:30:00.000Z' },
      { only: moved, start: '2026-06-20T15:30:00.000Z', end: '2026-06-20T17:00:00.000Z' },
      { only: off, start: '2026-06-26T23:00:00.000Z', end: '2026-06-27T00:30:00.000Z' },
    ];
    for (const { only, start, end } of expected) {
      const origin = only && { ...only, origin: only.origin.replace('+00:00', 'Z') };
      const text = await write([{ ...weekly, only: origin }]);
      const dates = icalJs(text, FROM, TO);
      expect(dates).toEqual([{ uid: at(only?.origin), start, end, cancelled: only?.cancelled }]);
      expect(otherParser(text, FROM, TO)).toEqual(dates);
      expect(text.match(/^BEGIN:VEVENT/gm)).toHaveLength(1);
      expect(text).not.toMatch(/^(RRULE|RDATE|EXDATE|RECURRENCE-ID)/m);
      expect(unfolded(text)).toContain('SEQUENCE:4');
    }
    const third = {
      origin: '2026-07-02T16:00:00Z',
      starts_at: '2026-07-02T16:00:00Z',
      ends_at: '2026-07-05T16:00:00Z',
    };
    const days = icalJs(await write([{ ...exhibition, only: { ...third, cancelled: false } }]), FROM, TO);
    expect(days.map(({ start, end }) => [start, end])).toEqual([['2026-07-03', '2026-07-06']]);
  });

  it('of the only date of an event is that event; of one that it had before, that one', async () => {
    const [now] = movedOnce.changes;
    const only = now && { ...now, origin: '2026-06-10T06:00:00Z' };
    expect(await write([{ ...movedOnce, only }])).toBe(await write([movedOnce]));
    const before = {
      origin: '2026-06-03T06:00:00Z',
      starts_at: '2026-06-03T06:00:00Z',
      ends_at: '2026-06-03T08:00:00Z',
    };
    expect(icalJs(await write([{ ...movedOnce, only: { ...before, cancelled: true } }]), FROM, TO)).toEqual([
      {
        uid: 'moved-once.20260603T060000Z@qingtu.example',
        start: '2026-06-03T06:00:00.000Z',
        end: '2026-06-03T08:00:00.000Z',
        cancelled: true,
      },
    ]);
  });

  it('goes on until its last day, that day included', async () => {
    const evening = { ...weekly, start: '2026-06-06T19:00', end: '2026-06-06T20:00', except: [], changes: [] };
    const text = await write([evening]);
    const dates = icalJs(text, FROM, TO);
    expect(otherParser(text, FROM, TO)).toEqual(dates);
    expect([dates.length, dates.at(-1)?.start]).toEqual([6, '2026-07-11T11:00:00.000Z']);
  });

  it('keeps further dates that no rule has', async () => {
    const extra = { ...monthly, dates: ['2026-06-17T09:00', '2026-06-18T09:00'] };
    const starts = icalJs(await write([extra]), FROM, TO).map(({ start }) => start);
    expect(starts).toEqual(expect.arrayContaining(['2026-06-17T01:00:00.000Z', '2026-06-18T01:00:00.000Z']));
    expect(starts).toHaveLength(5);
    const loose = { ...monthly, rule: null, dates: ['2026-06-17T09:00'] };
    expect(icalJs(await write([loose]), FROM, TO)).toHaveLength(2);
  });

  it('says a cancellation in words too, and keeps what was withdrawn', async () => {
    const lines = unfolded(await write([weekly, withdrawn]));
    expect(lines).toContain(`SUMMARY:（已取消）${weekly.title}`);
    expect(lines).toContain(`SUMMARY:（已取消）${withdrawn.title}`);
    expect(lines.filter((line) => line === 'STATUS:CANCELLED')).toHaveLength(2);
    expect(lines).toContain('SEQUENCE:4');
  });

  it('carries the whole heading', async () => {
    const lines = unfolded(await write([]));
    for (const line of [
      'VERSION:2.0',
      'METHOD:PUBLISH',
      'NAME:清途 · 温州活动',
      'X-WR-CALNAME:清途 · 温州活动',
      'REFRESH-INTERVAL;VALUE=DURATION:PT6H',
      'X-PUBLISHED-TTL:PT6H',
      'TZID:Asia/Shanghai',
    ])
      expect(lines).toContain(line);
    expect(lines.some((line) => line.startsWith('PRODID:'))).toBe(true);
    expect([lines.at(-2), lines.at(-1)]).toEqual(['END:VCALENDAR', '']);
  });

  it('lets no text break out of its property', async () => {
    const text = await write([hostile]);
    expect(unfolded(text).filter((line) => line.startsWith('BEGIN:VEVENT'))).toHaveLength(1);
    const [event] = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent');
    expect(event?.getFirstPropertyValue('location')).toBe(hostile.where);
    expect(event?.getFirstProperty('categories')?.getValues()).toEqual(hostile.categories);
  });

  it('reads back whatever was typed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 300 }), async (title) => {
        const text = await write([{ ...hostile, title }]);
        for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
        const [event] = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent');
        // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what no calendar can hold
        const kept = title.replace(/\r\n?/g, '\n').replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, ' ');
        expect(event?.getFirstPropertyValue('summary') ?? '').toBe(kept);
      }),
      { numRuns: 100 },
    );
  });

  it('of 10,000 events asks for pages of 500 and holds no more', async () => {
    let asked = 1;
    let alive = 0;
    const page = (after: string | null): FeedPage => {
      const from = Number(after ?? 0);
      alive = PAGE;
      return {
        items: Array.from({ length: PAGE }, (_, i) => ({ ...camp, slug: `e${from + i}` })),
        next: from + PAGE < 10_000 ? String(from + PAGE) : null,
      };
    };
    let [pieces, bytes, most] = [0, 0, 0];
    const ask = async (after: string | null) => {
      asked++;
      return page(after);
    };
    for await (const piece of feed(HEADING, PLACE, page(null), ask)) {
      pieces++;
      bytes += Buffer.byteLength(piece);
      most = Math.max(most, piece.length);
    }
    expect([asked, alive, pieces]).toEqual([20, 500, 10_002]);
    expect(most).toBeLessThan(8_192);
    expect(bytes / 10_000).toBeLessThan(4_096);
  });

  it('ends, though the database says that there is always more', async () => {
    let asked = 0;
    const forever = async (): Promise<FeedPage> => {
      if (++asked > 300) throw new Error('it never ends');
      return { items: [weekly], next: 'more' };
    };
    let last = '';
    for await (const piece of feed(HEADING, PLACE, await forever(), forever)) last = piece;
    expect([asked, last]).toEqual([200, 'END:VCALENDAR\r\n']);
  });
});

describe('the address of a feed', () => {
  const asked = (path: string, query = '') => feedAsked(path, new URLSearchParams(query));

  it('names the language, the district, the type or the single event', () => {
    expect(asked('/events.ics')).toEqual({ locale: 'zh-Hans', filter: {} });
    expect(asked('/en/events.ics', 'type=lecture')).toEqual({ locale: 'en', filter: { type: 'lecture' } });
    expect(asked('/zh-hant/events/330302.ics')).toEqual({ locale: 'zh-Hant', filter: { district: '330302' } });
    expect(asked('/events/dawn-run.ics', 'type=lecture')).toEqual({ locale: 'zh-Hans', filter: { slug: 'dawn-run' } });
    const one = { slug: 'dawn-run', origin: '2026-06-26T11:00:00Z' };
    expect(asked('/events/dawn-run.ics', `date=${one.origin}`)).toEqual({ locale: 'zh-Hans', filter: one });
    expect(asked('/events/330302.ics', `date=${one.origin}`)?.filter).toEqual({ district: '330302' });
  });

  it('is no other', () => {
    for (const path of ['/events', '/events/.ics', '/events/a/b.ics', '/xx/events.ics', '/events/A.ics', '/x.ics'])
      expect(asked(path)).toBeNull();
    expect(asked('/events.ics', 'type=<b>')).toEqual({ locale: 'zh-Hans', filter: {} });
    // one date that is none must not become the whole series
    for (const date of [
      '',
      '2026-06-26',
      '2026-13-26T11:00:00Z',
      '2026-02-31T11:00:00Z',
      '2026-06-26T11:00:00%2B08:00',
      'x',
    ])
      expect(asked('/events/dawn-run.ics', `date=${date}`), date).toBeNull();
  });
});
