import { describe, expect, it } from 'vitest';
import type { EventCard, EventPage, Session } from '../../src/contract/events.ts';
import {
  agendaOf,
  asked,
  briefName,
  dayOf,
  daysOf,
  filterOf,
  MONTHS,
  plusDays,
  plusMonths,
  queryOf,
  weekday,
  weeksOf,
} from '../../src/features/events/events.ts';
import { dayAfterKey } from '../../src/features/events/month.late.ts';
import { eventSchema } from '../../src/features/events/schema.ts';
import { knownQuery } from '../../src/server/pages/address.ts';

const query = (text: string) => new URLSearchParams(text);
const card = (starts_at: string, ends_at: string, slug = 'one') => ({ slug, starts_at, ends_at }) as EventCard;
const TODAY = '2026-11-25'; // a Wednesday

describe('days', () => {
  it('are those of Shanghai: 23:00 in UTC is the next morning', () => {
    expect([dayOf('2026-06-05T23:00:00Z'), dayOf('2026-06-05T15:59:59Z')]).toEqual(['2026-06-06', '2026-06-05']);
    expect([weekday('2026-06-01'), weekday('2026-06-07')]).toEqual([0, 6]);
    expect([plusDays('2026-12-31', 1), plusMonths('2026-12', 1), plusMonths('2026-01', -13)]).toEqual([
      '2027-01-01',
      '2027-01',
      '2024-12',
    ]);
  });

  it('of a date are all on which it takes place; midnight belongs to the day before', () => {
    expect(daysOf(card('2026-06-12T10:00:00Z', '2026-06-14T04:00:00Z'))).toEqual([
      '2026-06-12',
      '2026-06-13',
      '2026-06-14',
    ]);
    expect(daysOf(card('2026-06-25T16:00:00Z', '2026-06-26T16:00:00Z'))).toEqual(['2026-06-26']);
  });
});

describe('what an address asks', () => {
  it('is read, and written back as the server keeps pages by', () => {
    const all = 'accessible=1&children=1&district=330302&spoken=wenzhou&type=lecture&when=weekend';
    const found = asked(query(`${all}&utm=x`), TODAY);
    expect(knownQuery('/en/events', query(queryOf(found)))).toBe(`?${all}`);
    expect(filterOf(found, TODAY)).toEqual({
      accessible: true,
      children: true,
      district: '330302',
      spoken: 'wenzhou',
      type: 'lecture',
      from: '2026-11-28',
      to: '2026-11-29',
    });
  });

  it('is passed over where it cannot be', () => {
    expect(asked(query('district=1&type=<b>&when=never&children=yes&month=2026-13&after='), TODAY)).toEqual({});
  });

  it('names days from now on: on Sunday the weekend is today', () => {
    expect(filterOf({ when: 'today' }, TODAY)).toEqual({ from: TODAY, to: TODAY });
    expect(filterOf({ when: 'weekend' }, '2026-11-29')).toEqual({ from: '2026-11-29', to: '2026-11-29' });
    expect(filterOf({ when: '2026-12-24' }, TODAY)).toEqual({ from: '2026-12-24', to: '2026-12-24' });
    expect(filterOf({ month: '2026-12', after: 'x' }, TODAY)).toEqual({});
  });

  it('stays within the months that have dates, so that nobody walks on for ever', () => {
    expect(asked(query('month=2031-01'), TODAY).month).toBe(plusMonths('2026-11', MONTHS.ahead));
    expect(asked(query('month=2001-01'), TODAY).month).toBe(plusMonths('2026-11', -MONTHS.back));
  });

  it('begins anew when something else is asked', () => {
    expect(queryOf({ type: 'lecture', after: 'x|y' }, { when: 'today' })).toBe('?type=lecture&when=today');
    expect(queryOf({ when: 'today' }, { when: undefined })).toBe('');
  });
});

describe('the agenda', () => {
  it('stands under its days; what began before stands under the first', () => {
    const days = agendaOf(
      [
        card('2026-11-20T01:00:00Z', '2026-12-20T01:00:00Z', 'fair'),
        card('2026-11-25T23:00:00Z', '2026-11-26T00:30:00Z', 'run'),
        card('2026-11-26T11:00:00Z', '2026-11-26T12:00:00Z', 'talk'),
      ],
      TODAY,
    );
    expect(days.map(({ day, cards }) => [day, cards.map(({ slug }) => slug)])).toEqual([
      ['2026-11-25', ['fair']],
      ['2026-11-26', ['run', 'talk']],
    ]);
  });
});

describe('a month', () => {
  it('is whole weeks from Monday with every day once', () => {
    for (let month = '2026-01'; month < '2028-01'; month = plusMonths(month, 1)) {
      const weeks = weeksOf(month, []);
      const days = weeks.flat().flatMap((one) => (one ? [one.day] : []));
      const last = plusDays(`${plusMonths(month, 1)}-01`, -1);
      expect([days[0], days.at(-1), new Set(days).size]).toEqual([`${month}-01`, last, Number(last.slice(8))]);
      expect(weeks.every((week) => week.length === 7 && week.some(Boolean))).toBe(true);
      for (const week of weeks)
        expect(week.map((one, i) => (one ? weekday(one.day) : i))).toEqual([0, 1, 2, 3, 4, 5, 6]);
    }
  });

  it('shows a fair of three days on three days, also from the month before', () => {
    const on = weeksOf('2026-12', [card('2026-11-30T01:00:00Z', '2026-12-02T09:00:00Z')])
      .flat()
      .filter((one) => one && one.cards.length > 0);
    expect(on.map((one) => one?.day)).toEqual(['2026-12-01', '2026-12-02']);
  });

  it('is walked by keys as calendars are', () => {
    const from = '2026-06-17'; // a Wednesday
    const keys = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown', 'x'];
    expect(keys.map((key) => dayAfterKey(from, key))).toEqual([
      '2026-06-16',
      '2026-06-18',
      '2026-06-10',
      '2026-06-24',
      '2026-06-15',
      '2026-06-21',
      '2026-05-17',
      '2026-07-17',
      null,
    ]);
    expect(dayAfterKey('2027-01-31', 'PageDown')).toBe('2027-02-28');
    expect([dayAfterKey('2026-07-02', 'Home'), dayAfterKey('2026-06-30', 'End')]).toEqual(['2026-07-01', '2026-06-30']);
  });
});

describe('a brief', () => {
  it('is called by its day, and by its hour where one day has two dates', () => {
    const all = [
      { origin: '2026-06-26T01:00:00Z' },
      { origin: '2026-06-26T11:00:00Z' },
      { origin: '2026-06-27T01:00:00Z' },
    ];
    expect(all.map((one) => briefName(one, all))).toEqual(['2026-06-26-0900', '2026-06-26-1900', '2026-06-27']);
  });
});

describe('what search engines read', () => {
  const session = (more: Partial<Session>): Session => ({
    origin: '2026-06-26T11:00:00Z',
    starts_at: '2026-06-26T11:00:00Z',
    ends_at: '2026-06-26T13:00:00Z',
    state: 'planned',
    moved: false,
    note: null,
    places: null,
    opens_at: null,
    closes_at: null,
    brief: false,
    ...more,
  });
  const event = {
    slug: 'talk',
    status: 'published',
    title: '讲座 </script><script>alert(1)</script>',
    summary: '',
    where: '五马街口',
    organiser: '鹿城区禁毒办',
    district: { code: '330302', name: '鹿城区' },
    position: [120.65, 28.01],
    all_day: false,
    sessions: [
      session({}),
      session({ moved: true, starts_at: '2026-06-27T23:00:00Z', ends_at: '2026-06-28T00:00:00Z' }),
      session({ state: 'cancelled' }),
    ],
  } as unknown as EventPage;
  const read = (one: EventPage) => {
    const text = eventSchema(one, { url: 'https://q.example/events/talk', site: 'https://q.example', now: 0 });
    expect(text).not.toContain('<');
    return JSON.parse(text)['@graph'] as Record<string, unknown>[];
  };

  it('has the hour of Shanghai, and says which date was moved or cancelled', () => {
    const dates = read(event);
    expect(dates.map(({ startDate, eventStatus }) => [startDate, eventStatus])).toEqual([
      ['2026-06-26T19:00:00+08:00', 'https://schema.org/EventScheduled'],
      ['2026-06-28T07:00:00+08:00', 'https://schema.org/EventRescheduled'],
      ['2026-06-26T19:00:00+08:00', 'https://schema.org/EventCancelled'],
    ]);
    expect(dates[1]).toMatchObject({
      '@type': 'Event',
      previousStartDate: '2026-06-26T19:00:00+08:00',
      isAccessibleForFree: true,
      organizer: { name: '鹿城区禁毒办' },
      location: { geo: { longitude: 120.65, latitude: 28.01 } },
    });
  });

  it('names whole days by their first and last', () => {
    const whole = session({ starts_at: '2026-06-25T16:00:00Z', ends_at: '2026-06-27T16:00:00Z' });
    const [date] = read({ ...event, all_day: true, sessions: [whole] });
    expect(date).toMatchObject({ startDate: '2026-06-26', endDate: '2026-06-27' });
  });

  it('says of a withdrawn event that all of it is cancelled', () => {
    const states = new Set(read({ ...event, status: 'withdrawn' }).map(({ eventStatus }) => eventStatus));
    expect([...states]).toEqual(['https://schema.org/EventCancelled']);
  });
});
