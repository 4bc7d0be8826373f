import { describe, expect, test } from 'vitest';
import type { EventBody, Rule } from '../../src/contract/events.ts';
import { datesBetween, nextDates, pressDate, ruleStarts, tidySeries } from '../../src/staff/events/dates.ts';
import type { EventWords } from '../../src/staff/events/event.ts';
import { emptyEvent, moveStart, setAllDay, tidyEvent, usualRule } from '../../src/staff/events/event.ts';
import { eventFindings } from '../../src/staff/events/findings.ts';
import { readEvent } from '../../src/staff/events/read.ts';
import { whenText } from '../../src/staff/events/say.ts';
import { wordsOf } from '../e2e/world.ts';

const zh = wordsOf('zh-Hans', 'console_events') as EventWords;
const en = wordsOf('en', 'console_events') as EventWords;
const SATURDAY = '2026-11-28T09:00';
const rule = (patch: Partial<Rule>): Rule => ({
  freq: 'weekly',
  interval: 1,
  days: ['SA'],
  until: null,
  count: null,
  ...patch,
});
const event = (patch: Partial<EventBody>): EventBody => ({
  ...emptyEvent('330302', '2026-11-22'),
  start: SATURDAY,
  end: '2026-11-28T10:30',
  ...patch,
});
const days = (starts: readonly string[]) => starts.map((one) => one.slice(0, 10));

describe('a rule in plain words', () => {
  const cases: [Partial<EventBody>, string, string][] = [
    [
      { rule: rule({ until: '2026-12-31' }) },
      '每周六 9:00–10:30，到 2026-12-31',
      'Every Saturday 9:00–10:30, until 2026-12-31',
    ],
    [
      { rule: rule({ days: ['SU', 'SA'], interval: 2 }) },
      '每 2 周的周六、周日 9:00–10:30，没有截止日期',
      'Every 2 weeks on Saturday, Sunday 9:00–10:30, without an end',
    ],
    [
      { rule: rule({ freq: 'monthly', days: ['2SA'], count: 6 }) },
      '每月第二个周六 9:00–10:30，共 6 场',
      'Every month on the second Saturday 9:00–10:30, 6 dates',
    ],
    [
      { rule: rule({ freq: 'monthly', days: ['-1FR'], interval: 3 }) },
      '每 3 个月的最后一个周五 9:00–10:30，没有截止日期',
      'Every 3 months on the last Friday 9:00–10:30, without an end',
    ],
    [
      { rule: rule({ freq: 'daily', days: [], until: '2026-12-04' }) },
      '每天 9:00–10:30，到 2026-12-04',
      'Every day 9:00–10:30, until 2026-12-04',
    ],
    [{}, '2026-11-28（周六） 9:00–10:30', '2026-11-28 (Saturday) 9:00–10:30'],
    [
      { end: '2026-11-29T01:00' },
      '2026-11-28（周六） 9:00 到次日 1:00',
      '2026-11-28 (Saturday) 9:00 to 1:00 the next day',
    ],
    [
      { all_day: true, start: '2026-11-28T00:00', end: '2026-11-30T00:00' },
      '2026-11-28（周六） 一连 3 天',
      '2026-11-28 (Saturday) 3 whole days',
    ],
    [
      { rule: rule({}), dates: ['2026-12-01T09:00'], except: ['2026-12-05T09:00'] },
      '每周六 9:00–10:30，没有截止日期，另加 1 场，去掉 1 场',
      'Every Saturday 9:00–10:30, without an end, 1 more, 1 left out',
    ],
  ];
  test.each(cases)('%j', (patch, chinese, english) => {
    expect(whenText(zh, event(patch))).toBe(chinese);
    expect(whenText(en, event(patch))).toBe(english);
  });
});

describe('dates', () => {
  test('weeks are counted from Monday: every second week on Saturday and Sunday keeps both together', () => {
    const starts = ruleStarts({ start: SATURDAY, rule: rule({ interval: 2, days: ['SU', 'SA'] }) }, '2026-12-31');
    expect(days(starts)).toEqual(['2026-11-28', '2026-11-29', '2026-12-12', '2026-12-13', '2026-12-26', '2026-12-27']);
    // Sunday first: the Saturday before it is no date of the series, the one two weeks later is
    const sunday = ruleStarts(
      { start: '2026-11-29T09:00', rule: rule({ interval: 2, days: ['SA', 'SU'] }) },
      '2026-12-20',
    );
    expect(days(sunday)).toEqual(['2026-11-29', '2026-12-12', '2026-12-13']);
  });

  test('months without a fifth Saturday are passed over, the last Friday is there in each', () => {
    const fifth = ruleStarts(
      { start: '2026-10-31T09:00', rule: rule({ freq: 'monthly', days: ['5SA'] }) },
      '2027-07-31',
    );
    expect(days(fifth)).toEqual(['2026-10-31', '2027-01-30', '2027-05-29', '2027-07-31']);
    const last = ruleStarts(
      { start: '2026-11-27T19:00', rule: rule({ freq: 'monthly', days: ['-1FR'], count: 4 }) },
      '2030-01-01',
    );
    expect(last).toEqual(['2026-11-27T19:00', '2026-12-25T19:00', '2027-01-29T19:00', '2027-02-26T19:00']);
    const thirtyFirst = ruleStarts(
      { start: '2026-10-31T09:00', rule: rule({ freq: 'monthly', days: [] }) },
      '2027-05-31',
    );
    expect(days(thirtyFirst)).toEqual(['2026-10-31', '2026-12-31', '2027-01-31', '2027-03-31', '2027-05-31']);
  });

  test('an endless series is asked for ten dates and for no more than the horizon', () => {
    const body = event({ rule: rule({}) });
    expect(nextDates(body, '2026-11-22', 10)).toHaveLength(10);
    expect(nextDates(body, '2026-11-22', 999).at(-1)?.start).toBe('2027-12-25T09:00');
    const far = event({ rule: rule({}), dates: ['2029-01-01T09:00'] });
    expect(nextDates(far, '2026-11-22', 999).at(-1), 'named by hand: no horizon').toEqual({
      start: '2029-01-01T09:00',
      as: 'extra',
    });
    expect(nextDates(far, '2026-11-22', 999)).toHaveLength(58);
  });

  test('pressing a date of the rule leaves it out and brings it back; pressing an empty day adds one', () => {
    const body = event({ rule: rule({ until: '2026-12-31' }) });
    const out = pressDate(body, '2026-12-05T09:00');
    expect(out.except).toEqual(['2026-12-05T09:00']);
    expect(datesBetween(out, '2026-12-01', '2026-12-12').map(({ as }) => as)).toEqual(['off', 'rule']);
    expect(pressDate(out, '2026-12-05T09:00')).toEqual(body);
    const more = pressDate(body, '2026-12-09T09:00');
    expect(datesBetween(more, '2026-12-06', '2026-12-12')).toEqual([
      { start: '2026-12-09T09:00', as: 'extra' },
      { start: '2026-12-12T09:00', as: 'rule' },
    ]);
    expect(pressDate(more, '2026-12-09T09:00')).toEqual(body);
  });

  test('a moved start takes the end, the weekday of its rule, exceptions and further dates along', () => {
    const body = event({
      rule: usualRule('weekly', SATURDAY),
      dates: ['2026-12-01T09:00'],
      except: ['2026-12-05T09:00'],
    });
    const moved = moveStart(body, '2026-11-29T14:00');
    expect(moved).toMatchObject({ end: '2026-11-29T15:30', dates: ['2026-12-01T14:00'], except: ['2026-12-05T14:00'] });
    expect(moved.rule?.days).toEqual(['SU']);
    expect(setAllDay(moved, true)).toMatchObject({
      start: '2026-11-29T00:00',
      end: '2026-11-29T00:00',
      dates: ['2026-12-01T00:00'],
    });
  });
});

test('what another rule has no date for is not saved', () => {
  const saturdays = event({
    rule: rule({}),
    except: ['2026-12-05T09:00'],
    dates: ['2026-11-01T09:00', '2026-12-09T09:00', '2026-12-13T09:00'],
  });
  expect(tidySeries(saturdays)).toMatchObject({
    except: ['2026-12-05T09:00'],
    dates: ['2026-12-09T09:00', '2026-12-13T09:00'],
  });
  const sundays = { ...saturdays, start: '2026-11-29T09:00', rule: rule({ days: ['SU'] }) };
  expect(tidySeries(sundays)).toMatchObject({ except: [], dates: ['2026-12-09T09:00'] });
});

test('what is missing or does not fit is found; a whole event has nothing to put right', () => {
  const rules = (body: EventBody) =>
    eventFindings(body, '2026-11-22')
      .filter(({ level }) => level === 'error')
      .map(({ field, rule }) => `${field}: ${rule}`);
  expect(rules(emptyEvent('', '2026-11-22'))).toEqual(
    expect.arrayContaining([
      'title: missing',
      'summary: missing',
      'organiser: missing',
      'type: missing',
      'place: missing',
      'where: missing',
    ]),
  );
  const say = (text: string) => ({ 'zh-Hans': text });
  const whole = event({
    title: say('开放日'),
    summary: say('来看看'),
    organiser: say('区禁毒办'),
    type: 'open_day',
    where: say('文化广场'),
  });
  expect(rules(whole)).toEqual([]);
  expect(rules({ ...whole, end: '2026-11-28T08:00' })).toEqual(['end: end_order']);
  expect(rules({ ...whole, rule: rule({ days: ['SU'] }) })).toEqual(['start: off_rule']);
  expect(rules({ ...whole, rule: rule({ days: [] }) })).toEqual(['rule: no_days']);
  expect(rules({ ...whole, rule: rule({ freq: 'daily', days: [] }), end: '2026-11-29T10:00' })).toEqual([
    'end: overlap',
  ]);
  expect(rules({ ...whole, except: ['2026-11-28T09:00'] })).toEqual(['start: no_dates']);
  expect(rules({ ...whole, text: say('<script>') })).toEqual(['text: html']);
  const places = { capacity: 3, waiting: 0, party: 4, opens_days: null, closes_hours: 0, helpers: 0 };
  expect(rules({ ...whole, sign_up: places })).toEqual(['sign_up.party: party_over']);
});

test('a draft of any shape opens, and is saved in the shape that the database knows', () => {
  for (const raw of [
    null,
    7,
    [],
    { title: 7, rule: { freq: 'yearly' }, dates: 'x', start: '2026-13-40T99:00', sign_up: [] },
  ]) {
    const body = readEvent(raw);
    expect(Object.keys(tidyEvent(body)).sort()).toEqual(Object.keys(emptyEvent('', '2026-11-22')).sort());
    expect(body.rule).toBeNull();
  }
  const odd = { freq: 'weekly', interval: 99, days: ['SA', '2SA', 'XX'], count: 5_000 };
  expect(readEvent({ rule: odd }).rule).toEqual({
    freq: 'weekly',
    interval: 12,
    days: ['SA'],
    until: null,
    count: 800,
  });
});
