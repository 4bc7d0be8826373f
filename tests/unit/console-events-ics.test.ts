/** Old calendars (RFC 5545) on their way into drafts. Today is 22 November 2026. */
import { describe, expect, test } from 'vitest';
import { datesBetween } from '../../src/staff/events/dates.ts';
import { clean } from '../../src/staff/events/ics/clean.ts';
import { readIcs, readIcsBytes } from '../../src/staff/events/ics/read.ts';

const TODAY = '2026-11-22';
const calendar = (...lines: string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'X-WR-CALNAME:社区活动', ...lines, 'END:VCALENDAR'].join('\r\n');
const vevent = (uid: string, ...lines: string[]) => [
  'BEGIN:VEVENT',
  `UID:${uid}@old`,
  'SUMMARY:禁毒宣传',
  ...lines,
  'END:VEVENT',
];
const BERLIN = [
  ...['BEGIN:VTIMEZONE', 'TZID:Europe/Berlin'],
  ...[
    'BEGIN:DAYLIGHT',
    'TZOFFSETFROM:+0100',
    'TZOFFSETTO:+0200',
    'DTSTART:19700329T020000',
    'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
    'END:DAYLIGHT',
  ],
  ...[
    'BEGIN:STANDARD',
    'TZOFFSETFROM:+0200',
    'TZOFFSETTO:+0100',
    'DTSTART:19701025T030000',
    'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU',
    'END:STANDARD',
  ],
  'END:VTIMEZONE',
];
const only = (text: string) => {
  const { events, problems } = readIcs(text, TODAY);
  expect(problems).toEqual([]);
  expect(events).toHaveLength(1);
  return events[0] as NonNullable<(typeof events)[0]>;
};

describe('times', () => {
  test('07:00 in Shanghai is 23:00 UTC of the day before, however the file says it', () => {
    for (const start of [
      'DTSTART:20261129T230000Z',
      'DTSTART:20261130T070000',
      'DTSTART;TZID=Asia/Shanghai:20261130T070000',
      'DTSTART;TZID=China Standard Time:20261130T070000',
    ])
      expect(only(calendar(...vevent('a', start, 'DURATION:PT1H30M'))), start).toMatchObject({
        start: '2026-11-30T07:00',
        end: '2026-11-30T08:30',
        rule: null,
        dates: [],
      });
  });

  test('a series of Berlin changes its hour here when the clocks change there: it is written out, date by date', () => {
    for (const zone of [BERLIN, []]) {
      const found = only(
        calendar(
          ...zone,
          ...vevent(
            'b',
            'DTSTART;TZID=Europe/Berlin:20261005T100000',
            'DTEND;TZID=Europe/Berlin:20261005T110000',
            'RRULE:FREQ=WEEKLY;UNTIL=20270412T080000Z',
          ),
        ),
      );
      expect(found).toMatchObject({ rule: null, start: '2026-11-23T17:00', end: '2026-11-23T18:00' });
      // 28 March 2027: Berlin goes to summer time
      expect(found.dates.slice(-4)).toEqual([
        '2027-03-22T17:00',
        '2027-03-29T16:00',
        '2027-04-05T16:00',
        '2027-04-12T16:00',
      ]);
      expect(found.notes).toEqual(['zone', 'begins_later', 'written_out']);
    }
  });

  test('a series within one half of the year keeps its rule, on the weekday that it has here', () => {
    const found = only(
      calendar(
        ...BERLIN,
        ...vevent(
          'c',
          'DTSTART;TZID=Europe/Berlin:20261130T200000',
          'DTEND;TZID=Europe/Berlin:20261130T210000',
          'RRULE:FREQ=WEEKLY;COUNT=4',
        ),
      ),
    );
    expect(found).toMatchObject({
      start: '2026-12-01T03:00',
      rule: { freq: 'weekly', interval: 1, days: ['TU'], until: '2026-12-22' },
    });
  });

  test('whole days stay the days that they are; the last one is named, not the one after', () => {
    expect(only(calendar(...vevent('d', 'DTSTART;VALUE=DATE:20261224', 'DTEND;VALUE=DATE:20261227')))).toMatchObject({
      all_day: true,
      start: '2026-12-24T00:00',
      end: '2026-12-26T00:00',
    });
    expect(only(calendar(...vevent('d', 'DTSTART;VALUE=DATE:20261224')))).toMatchObject({
      all_day: true,
      end: '2026-12-24T00:00',
    });
  });

  test('a zone that nobody knows is read as the city, and said so; without an end it takes an hour', () => {
    const found = only(calendar(...vevent('e', 'DTSTART;TZID=Mars/Olympus:20261201T090000')));
    expect(found).toMatchObject({ start: '2026-12-01T09:00', end: '2026-12-01T10:00' });
    expect(found.notes).toEqual(['unknown_zone', 'no_end']);
  });
});

describe('series', () => {
  const weekly = [
    'DTSTART;TZID=Asia/Shanghai:20261128T090000',
    'DTEND;TZID=Asia/Shanghai:20261128T103000',
    'RRULE:FREQ=WEEKLY;BYDAY=SA;UNTIL=20261226T160000Z',
  ];

  test('an exception is left out; a moved date is one left out and one added; a cancelled one is left out', () => {
    const found = only(
      calendar(
        ...vevent('f', ...weekly, 'EXDATE;TZID=Asia/Shanghai:20261205T090000'),
        ...vevent(
          'f',
          'RECURRENCE-ID;TZID=Asia/Shanghai:20261212T090000',
          'DTSTART;TZID=Asia/Shanghai:20261213T143000',
          'DTEND;TZID=Asia/Shanghai:20261213T163000',
        ),
        ...vevent(
          'f',
          'RECURRENCE-ID:20261219T010000Z',
          'DTSTART;TZID=Asia/Shanghai:20261219T090000',
          'STATUS:CANCELLED',
        ),
      ),
    );
    expect(found.rule).toEqual({ freq: 'weekly', interval: 1, days: ['SA'], until: '2026-12-26', count: null });
    expect(found.except).toEqual(['2026-12-05T09:00', '2026-12-12T09:00', '2026-12-19T09:00']);
    expect(found.dates).toEqual(['2026-12-13T14:30']);
    expect(found.notes).toEqual(['other_length']);
    expect(
      datesBetween(found, TODAY, '2027-12-31')
        .filter(({ as }) => as !== 'off')
        .map(({ start }) => start),
    ).toEqual(['2026-11-28T09:00', '2026-12-13T14:30', '2026-12-26T09:00']);
  });

  test('an endless series keeps its rule; one that we have no words for is cut at the horizon and says so', () => {
    const endless = only(
      calendar(...vevent('g', 'DTSTART:20200104T010000Z', 'DTEND:20200104T020000Z', 'RRULE:FREQ=WEEKLY')),
    );
    expect(endless).toMatchObject({
      start: '2026-11-28T09:00',
      rule: { freq: 'weekly', days: ['SA'], until: null, count: null },
      dates: [],
    });
    expect(endless.notes).toEqual(['zone', 'begins_later']);
    const odd = only(
      calendar(
        ...vevent(
          'h',
          'DTSTART;TZID=Asia/Shanghai:20261215T090000',
          'DURATION:PT1H',
          'RRULE:FREQ=MONTHLY;BYMONTHDAY=15',
        ),
      ),
    );
    expect(odd.rule).toBeNull();
    expect([odd.start, ...odd.dates]).toHaveLength(13);
    expect(odd.dates.at(-1)).toBe('2027-12-15T09:00');
    expect(odd.notes).toEqual(['written_out', 'cut']);
    const second = only(
      calendar(
        ...vevent('i', 'DTSTART;TZID=Asia/Shanghai:20261212T090000', 'DURATION:PT1H', 'RRULE:FREQ=MONTHLY;BYDAY=2SA'),
      ),
    );
    expect(second).toMatchObject({ rule: { freq: 'monthly', days: ['2SA'] }, dates: [], notes: [] });
  });

  test('a count that began long ago counts on; further dates of a series come along', () => {
    const lines = [
      'DTSTART;TZID=Asia/Shanghai:20261031T090000',
      'DURATION:PT1H',
      'RRULE:FREQ=WEEKLY;COUNT=200',
      'RDATE;TZID=Asia/Shanghai:20261202T190000',
    ];
    const found = only(calendar(...vevent('j', ...lines)));
    expect(found.rule?.count).toBe(196);
    expect(found.dates).toEqual(['2026-12-02T19:00']);
  });

  test('every time of this and all that follow may be moved', () => {
    const found = only(
      calendar(
        ...vevent('k', ...weekly),
        ...vevent(
          'k',
          'RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Asia/Shanghai:20261212T090000',
          'DTSTART;TZID=Asia/Shanghai:20261212T140000',
          'DURATION:PT1H30M',
        ),
      ),
    );
    expect(
      datesBetween(found, TODAY, '2027-12-31')
        .filter(({ as }) => as !== 'off')
        .map(({ start }) => start),
    ).toEqual([
      ...['2026-11-28T09:00', '2026-12-05T09:00', '2026-12-12T14:00', '2026-12-19T14:00', '2026-12-26T14:00'],
    ]);
  });
});

describe('broken and hostile files', () => {
  const fine = vevent('ok', 'DTSTART:20261201T010000Z', 'DURATION:PT1H');
  const refusals = (text: string) => readIcs(text, TODAY).problems.map(({ line, rule }) => `${line} ${rule}`);

  test('what cannot be read is named with its line, and the rest is read', () => {
    const text = calendar(
      ...['BEGIN:VEVENT', 'UID:x', 'this is no line', 'END:VEVENT'],
      ...vevent('no-start'),
      ...fine,
      ...vevent('second', 'DTSTART:20261201T010000Z', 'RRULE:FREQ=SECONDLY'),
      ...vevent('bad-date', 'DTSTART:20261399T990000Z'),
      ...vevent('bad-rule', 'DTSTART:20261201T010000Z', 'RRULE:FREQ=SOMETIMES'),
      ...fine,
      ...['BEGIN:VEVENT', 'UID:open', 'SUMMARY:没有结尾'],
    );
    const { events, problems, found } = readIcs(text, TODAY);
    expect(events).toHaveLength(1);
    expect(found).toBe(8);
    expect(problems.map(({ line, rule }) => [line, rule])).toEqual([
      [6, 'broken'],
      [8, 'no_start'],
      [18, 'too_often'],
      [24, expect.stringMatching(/broken|bad_date/)],
      [29, expect.stringMatching(/broken|bad_rule/)],
      [35, 'duplicate'],
      [41, 'unclosed'],
    ]);
    expect(problems[0]?.text).toBe('this is no line');
  });

  test('no calendar, an empty one, and one with too many events', () => {
    expect(refusals('<html>')).toEqual(['1 not_ics']);
    expect(refusals('')).toEqual(['1 not_ics']);
    expect(readIcs(calendar(), TODAY)).toMatchObject({ events: [], problems: [], found: 0 });
    expect(
      refusals(calendar(...Array.from({ length: 2_001 }, (_, i) => vevent(`${i}`, 'DTSTART:20261201T010000Z')).flat())),
    ).toEqual(['1 too_many']);
  });

  test('rules that never come to a date end', () => {
    for (const rule of [
      'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
      'FREQ=DAILY;INTERVAL=999999999',
      'FREQ=WEEKLY;COUNT=999999999',
      'FREQ=DAILY;UNTIL=99991231T235959Z',
      'FREQ=MONTHLY;BYDAY=5SA;INTERVAL=0',
    ])
      expect(readIcs(calendar(...vevent('z', 'DTSTART:20261201T010000Z', `RRULE:${rule}`)), TODAY).found, rule).toBe(1);
    expect(refusals(calendar(...vevent('old', 'DTSTART:19700101T010000Z', 'RRULE:FREQ=DAILY')))).toEqual([
      '4 too_often',
    ]);
  });

  test('tags, hidden marks, phone numbers and addresses do not come along; who was invited is never read', () => {
    const found = only(
      calendar(
        ...[
          'BEGIN:VEVENT',
          'UID:p',
          'SUMMARY:<b>开放日</b>\u202e 请来<img src=x onerror=alert(1)>',
          'DTSTART:20261201T010000Z',
          'DURATION:PT1H',
        ],
        ...[
          'DESCRIPTION:<p>联系 13812345678 或 li@example.com\\n三句话<scr<script>ipt>',
          'ATTENDEE;CN=王小明:mailto:wang@example.com',
          'ORGANIZER;CN=李:mailto:li@example.com',
          'LOCATION:文化礼堂\\, 一楼',
          'END:VEVENT',
        ],
      ),
    );
    expect(found).toMatchObject({ title: '开放日 请来', where: '文化礼堂, 一楼' });
    expect(found.notes).toContain('contact');
    expect(JSON.stringify(found)).not.toMatch(/王小明|example\.com|138123|<[a-zA-Z/]|\u202e/);
  });

  test('a long text is cut; cleaning a hostile one takes no time', () => {
    expect(clean('长'.repeat(100), 60)).toMatchObject({ shortened: true, text: `${'长'.repeat(59)}…` });
    const began = performance.now();
    for (const text of [
      '<'.repeat(200_000),
      'a@'.repeat(100_000),
      '<a '.repeat(60_000),
      '1'.repeat(200_000),
      ' \n'.repeat(90_000),
    ])
      clean(text, 4_000);
    expect(performance.now() - began).toBeLessThan(1_500);
  });

  test('folded lines, bare newlines and GB18030 are read', () => {
    const text = calendar(
      ...vevent('u', 'DTSTART:20261201T010000Z', 'DURATION:PT1H', 'LOCATION:文化', ' 礼堂'),
    ).replaceAll('\r\n', '\n');
    expect(readIcs(text, TODAY).events[0]?.where).toBe('文化礼堂');
    const gb = new Uint8Array([
      ...new TextEncoder().encode('BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:g\nDTSTART:20261201T010000Z\nSUMMARY:'),
      0xbd,
      0xfb,
      0xb6,
      0xbe,
      ...new TextEncoder().encode('\nEND:VEVENT\nEND:VCALENDAR'),
    ]);
    expect(readIcsBytes(gb, TODAY).events[0]?.title).toBe('禁毒');
  });
});
