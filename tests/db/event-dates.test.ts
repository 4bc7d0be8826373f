import fc from 'fast-check';
import ICAL from 'ical.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EventBody, HORIZON_DAYS, MOST_SESSIONS, type Rule, WEEKDAYS } from '../../src/contract/events.ts';
import { datesBetween } from '../../src/staff/events/dates.ts';
import { closeDatabases, type Database, freshDatabase } from '../world/database.ts';
import { eventBody, momentOf, weekly } from '../world/events.ts';

/** app.dates_of against RFC 5545 as ical.js reads it. */
let db: Database;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(closeDatabases);

type Series = Pick<EventBody, 'all_day' | 'start' | 'end' | 'rule' | 'dates' | 'except'>;
const series = (more: Partial<Series>): Series => ({
  ...{ all_day: false, start: '2026-11-28T09:00', end: '2026-11-28T11:00', rule: null, dates: [], except: [] },
  ...more,
});

/** Instants by the database. */
const dates = async (body: Series, until: string) =>
  (
    await db.rows<{ at: string; ends: string }>(
      `select to_char(origin at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI"Z"') as at, to_char(ends_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI"Z"') as ends
       from app.dates_of($1, $2)`,
      [JSON.stringify(body), until],
    )
  ).map(({ at, ends }) => `${at}/${ends}`);

const compact = (local: string) => local.replace(/[-:]/g, '');
const ZONE = [
  ...['BEGIN:VTIMEZONE', 'TZID:Asia/Shanghai', 'BEGIN:STANDARD', 'DTSTART:19700101T000000'],
  ...['TZOFFSETFROM:+0800', 'TZOFFSETTO:+0800', 'TZNAME:CST', 'END:STANDARD', 'END:VTIMEZONE'],
];

/** The same event as a calendar, written for this test alone. */
function calendar({ all_day, start, end, rule, dates, except }: Series): string {
  const at = (name: string, list: string[]) =>
    list.map((one) =>
      all_day ? `${name};VALUE=DATE:${compact(one.slice(0, 10))}` : `${name};TZID=Asia/Shanghai:${compact(one)}00`,
    );
  const after = new Date(Date.parse(`${end}:00Z`) + (all_day ? 86_400_000 : 0)).toISOString().slice(0, 16);
  const until = rule?.until && (all_day ? compact(rule.until) : `${compact(rule.until)}T155959Z`);
  const by = rule?.days.length ? `;BYDAY=${rule.days.join(',')}` : '';
  const rrule = rule && [
    `RRULE:FREQ=${rule.freq.toUpperCase()};INTERVAL=${rule.interval}${by};WKST=MO`,
    ...(until ? [`UNTIL=${until}`] : rule.count ? [`COUNT=${rule.count}`] : []),
  ];
  return [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:test', ...ZONE, 'BEGIN:VEVENT', 'UID:one'],
    ...at('DTSTART', [start]),
    ...at('DTEND', [after]),
    ...(rrule ? [rrule.join(';')] : []),
    // ical.js leaves the first date out where there are only further ones.
    ...at('RDATE', rule || !dates.length ? dates : [start, ...dates]),
    ...at('EXDATE', except),
    ...['END:VEVENT', 'END:VCALENDAR'],
  ].join('\r\n');
}

/** Instants by ical.js. */
function instances(body: Series, until: string): string[] {
  const calendarOf = new ICAL.Component(ICAL.parse(calendar(body)));
  const zone = new ICAL.Timezone(calendarOf.getFirstSubcomponent('vtimezone') as ICAL.Component);
  ICAL.TimezoneService.register(zone, 'Asia/Shanghai');
  const vevent = calendarOf.getFirstSubcomponent('vevent') as ICAL.Component;
  const event = new ICAL.Event(vevent);
  const moment = (time: ICAL.Time) =>
    new Date(`${time.toString().slice(0, 10)}T${time.isDate ? '00:00:00' : time.toString().slice(11, 19)}+08:00`);
  const length = moment(event.endDate).getTime() - moment(event.startDate).getTime();
  const found = new Set<string>();
  if (!event.isRecurring()) found.add(pair(moment(event.startDate), length));
  else {
    const iterator = event.iterator();
    for (let next = iterator.next(); next && found.size < MOST_SESSIONS; next = iterator.next()) {
      if (body.rule && next.toString().slice(0, 10) > until) break;
      found.add(pair(moment(next), length));
    }
  }
  return [...found].sort();
}
const pair = (start: Date, length: number) =>
  [start, new Date(start.getTime() + length)].map((at) => `${at.toISOString().slice(0, 16)}Z`).join('/');

describe('dates of an event', () => {
  it('at seven in the morning are eleven in the evening of the day before, in UTC', async () => {
    const body = series({ start: '2026-12-31T07:00', end: '2026-12-31T08:30', rule: weekly() });
    expect((await dates(body, '2027-01-10')).slice(0, 2)).toEqual([
      '2026-12-30T23:00Z/2026-12-31T00:30Z',
      '2027-01-06T23:00Z/2027-01-07T00:30Z',
    ]);
  });

  it('of whole days begin at midnight and end at the midnight after the last', async () => {
    const body = series({ all_day: true, start: '2026-12-30T00:00', end: '2027-01-01T00:00' });
    expect(await dates(body, '2027-12-31')).toEqual(['2026-12-29T16:00Z/2027-01-01T16:00Z']);
    expect(instances(body, '2027-12-31')).toEqual(await dates(body, '2027-12-31'));
  });

  it('on a day of the month pass over the months that do not have it', async () => {
    const monthly = (days: string[] = []): Rule => ({ freq: 'monthly', interval: 1, days, until: null, count: null });
    const days = async (start: string, rule: Rule) =>
      (await dates(series({ start: `${start}T12:00`, end: `${start}T13:00`, rule }), '2028-03-31')).map((at) =>
        at.slice(0, 10),
      );
    expect((await days('2026-12-31', monthly())).slice(0, 4)).toEqual([
      ...['2026-12-31', '2027-01-31', '2027-03-31', '2027-05-31'],
    ]);
    expect((await days('2027-12-29', monthly())).slice(1, 3)).toEqual(['2028-01-29', '2028-02-29']);
    expect((await days('2026-12-30', monthly())).slice(0, 3)).toEqual(['2026-12-30', '2027-01-30', '2027-03-30']);
    expect((await days('2027-01-29', monthly(['5FR']))).slice(0, 3)).toEqual([
      ...['2027-01-29', '2027-04-30', '2027-07-30'],
    ]);
    expect((await days('2026-12-25', monthly(['-1FR']))).slice(0, 3)).toEqual([
      ...['2026-12-25', '2027-01-29', '2027-02-26'],
    ]);
  });

  it('that are left out, added by hand, counted or ended are what they say', async () => {
    const rule = weekly({ count: 3 });
    const body = series({ rule, except: ['2026-12-05T09:00'], dates: ['2026-12-24T19:00'] });
    expect((await dates(body, '2027-12-31')).map((at) => at.slice(0, 16))).toEqual([
      ...['2026-11-28T01:00', '2026-12-12T01:00', '2026-12-24T11:00'],
    ]);
    expect(await dates(series({ rule: weekly({ until: '2026-12-12' }) }), '2027-12-31')).toHaveLength(3);
    expect(await dates(series({ rule: weekly({ until: '2026-12-11' }) }), '2027-12-31')).toHaveLength(2);
  });

  it('are at most as many as the contract says, as far ahead as it says', async () => {
    const body = series({ rule: { ...weekly(), freq: 'daily' } });
    expect(await dates(body, '2099-12-31')).toHaveLength(MOST_SESSIONS);
    const source = await db.value<string>(`select prosrc from pg_proc where proname = 'event_dates'`);
    expect(source).toContain(`+ ${HORIZON_DAYS},`);
  });

  it('are for hundreds of rules those that ical.js finds, and that the editor shows', async () => {
    const local = fc
      .tuple(fc.integer({ min: 0, max: 500 }), fc.constantFrom('07:00', '00:00', '09:30', '23:45'))
      .map(([n, time]) => `${new Date(Date.UTC(2026, 8, 1) + n * 86_400_000).toISOString().slice(0, 10)}T${time}`);
    const nth = fc
      .tuple(fc.constantFrom(1, 2, 3, 4, 5, -1, -2, -3, -4, -5), fc.constantFrom(...WEEKDAYS))
      .map(([n, day]) => `${n}${day}`);
    const end = fc.oneof(
      fc.constant({ until: null, count: null }),
      fc.integer({ min: 1, max: 60 }).map((count) => ({ until: null, count })),
      fc.integer({ min: 0, max: 500 }).map((n) => ({
        until: new Date(Date.UTC(2027, 0, 20) + n * 86_400_000).toISOString().slice(0, 10),
        count: null,
      })),
    );
    const shape = fc.oneof(
      fc.constant({ freq: 'daily' as const, days: [] as string[] }),
      fc
        .uniqueArray(fc.constantFrom<string>(...WEEKDAYS), { maxLength: 4 })
        .map((days) => ({ freq: 'weekly' as const, days })),
      fc.uniqueArray(nth, { maxLength: 3 }).map((days) => ({ freq: 'monthly' as const, days })),
    );
    const rule: fc.Arbitrary<Rule | null> = fc.oneof(
      { weight: 1, arbitrary: fc.constant(null) },
      {
        weight: 9,
        arbitrary: fc
          .tuple(shape, fc.integer({ min: 1, max: 12 }), end)
          .map(([form, interval, stop]) => ({ ...form, interval, ...stop })),
      },
    );
    const until = '2028-03-31';
    let tried = 0;
    await fc.assert(
      fc.asyncProperty(
        local,
        rule,
        fc.constantFrom(0, 45, 600, 2000, 4320),
        fc.boolean(),
        fc.uniqueArray(fc.integer({ min: 1, max: 400 }), { maxLength: 4 }),
        fc.uniqueArray(fc.nat(20), { maxLength: 4 }),
        async (at, rule, minutes, all_day, further, left) => {
          const midnight = (one: string) => (all_day ? `${one.slice(0, 10)}T00:00` : one);
          const plus = (one: string, by: number) =>
            new Date(Date.parse(`${one}:00Z`) + by * 60_000).toISOString().slice(0, 16);
          const whole = all_day ? Math.floor(minutes / 1440) * 1440 : minutes + 30;
          // the first date that the rule has, as the editor asks for
          const first = rule
            ? await db.value<string | null>(
                `select min(d)::text from app.rule_days($1, $2::date, $2::date + 1500) d where exists (select from app.rule_days($1, d, d))`,
                [JSON.stringify(rule), at.slice(0, 10)],
              )
            : at.slice(0, 10);
          if (!first || first > until || (rule?.until && rule.until < first)) return;
          const start = midnight(`${first}T${at.slice(11)}`);
          const bare = series({ all_day, start, end: plus(start, whole), rule });
          const own = instances(bare, until).map((one) => plus(one.slice(0, 16), 480));
          const dates_ = further
            .map((n) => midnight(plus(start, n * 1440 + 75)))
            .filter((one) => !own.includes(one) && one.slice(0, 10) <= until);
          const except = rule ? left.flatMap((n) => own[n] ?? []).sort() : [];
          const body = { ...bare, dates: [...new Set(dates_)].sort(), except };
          tried++;
          const found = await dates(body, until);
          expect(found, JSON.stringify(body)).toEqual(instances(body, until));
          // and those that its editor shows while it is written
          const shown = datesBetween(body, '2000-01-01', until).filter((one) => one.as !== 'off');
          const told = shown.map((one) => `${momentOf(one.start).slice(0, 16)}Z`);
          expect(told, JSON.stringify(body)).toEqual(found.map((at) => at.slice(0, 17)));
        },
      ),
      { numRuns: 400, seed: Number(process.env.FUZZ_SEED ?? 20261122) },
    );
    expect(tried).toBeGreaterThan(300);
  }, 120_000);
});

describe('what cannot be a date', () => {
  const problems = async (more: Partial<EventBody>) =>
    (
      await db.rows<{ field: string; rule: string }>('select * from app.time_problems($1)', [
        JSON.stringify(eventBody(more)),
      ])
    ).map(({ field, rule }) => `${field} ${rule}`);
  const rule = (more: Partial<Rule>) => problems({ rule: weekly(more) });

  it('is told with its field', async () => {
    expect(await problems({})).toEqual([]);
    expect(await rule({ days: ['SA'], until: '2026-12-31' })).toEqual([]);
    expect(await rule({ days: ['SU'] })).toEqual(['start off_rule']);
    expect(await rule({ days: ['1SA'] })).toEqual(['rule bad_days']);
    expect(await rule({ freq: 'daily', days: ['SA'] })).toEqual(['rule bad_days']);
    expect(await rule({ freq: 'monthly', days: ['4SA', '-1SA'] })).toEqual([]);
    expect(await rule({ freq: 'monthly', days: ['0SA'] })).toEqual(['rule bad_days']);
    expect(await rule({ interval: 13 })).toEqual(['rule range']);
    expect(await rule({ until: '2026-11-27' })).toEqual(['until until_order']);
    expect(await rule({ until: '2026-12-31', count: 3 })).toEqual(['count until_or_count']);
    expect(await problems({ end: '2026-11-28T09:00' })).toEqual(['end end_order']);
    expect(await problems({ end: '2026-12-30T09:00' })).toEqual(['end too_long']);
    expect(await problems({ start: '2026-02-30T09:00' })).toEqual(['start bad_day']);
    expect(await problems({ start: 'now' as string })).toEqual(['start bad_day']);
    expect(await problems({ all_day: true })).toEqual(['start whole_days']);
    expect(await problems({ dates: ['2026-11-27T09:00'] })).toEqual(['dates before_start']);
    expect(await problems({ rule: weekly(), except: ['2026-11-29T09:00'] })).toEqual(['except no_date']);
    expect(await problems({ except: ['2026-11-28T09:00'] })).toEqual(['start no_dates']);
    expect(await problems({ rule: { ...weekly(), freq: 'daily' }, end: '2026-11-30T09:00' })).toEqual(['end overlap']);
    expect(await problems({ dates: ['2026-11-28T10:30'] })).toEqual(['end overlap']);
  });
});
