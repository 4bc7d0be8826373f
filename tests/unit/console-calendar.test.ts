import { expect, test } from 'vitest';
import { grouped, shift, span, today, WHATS, weeks } from '../../src/staff/calendar/days.ts';
import { dayName, weekdays } from '../../src/staff/calendar/names.ts';
import type { ContentDay } from '../../src/staff/documents.ts';

const entry = (day: string, what: ContentDay['what'], key: string): ContentDay => ({
  day,
  what,
  kind: 'question',
  key,
  title: key,
  questions: null,
});

test('today is the day of the city, also when it is still yesterday in Greenwich', () => {
  expect(today(Date.parse('2026-11-21T16:00:00Z'))).toBe('2026-11-22');
  expect(today(Date.parse('2026-11-21T15:59:59Z'))).toBe('2026-11-21');
});

test('months go over the turn of the year in both directions', () => {
  expect(shift('2026-11', 2)).toBe('2027-01');
  expect(shift('2027-01', -1)).toBe('2026-12');
  expect(span('2026-12', 3)).toEqual({ from: '2026-12-01', to: '2027-02-28' });
  expect(span('2028-02', 1).to).toBe('2028-02-29');
});

test.each(['2026-11', '2027-02', '2028-02', '2026-06'])('every day of %s stands once, under its weekday', (month) => {
  const sheet = weeks(month);
  const days = sheet.flat().filter((day) => day !== null);
  expect(days.length).toBe(Number(span(month, 1).to.slice(8)));
  expect(new Set(days).size).toBe(days.length);
  for (const week of sheet)
    week.forEach((day, index) => {
      if (day) expect((new Date(day).getUTCDay() + 6) % 7).toBe(index);
    });
});

test('entries of one sort on one day stand together, days in order', () => {
  const days = grouped(
    [
      entry('2026-12-02', 'expires', 'a'),
      entry('2026-12-01', 'check_due', 'b'),
      entry('2026-12-02', 'opens', 'c'),
      entry('2026-12-02', 'expires', 'd'),
    ],
    new Set(WHATS),
  );
  expect([...days.keys()]).toEqual(['2026-12-01', '2026-12-02']);
  expect(days.get('2026-12-02')?.map(({ what, items }) => [what, items.length])).toEqual([
    ['opens', 1],
    ['expires', 2],
  ]);
});

test('facts of one day stand in the order of their numbers', () => {
  const days = grouped(
    ['F10', 'F2', 'F1'].map((key) => entry('2027-11-21', 'check_due', key)),
    new Set(WHATS),
  );
  expect(days.get('2027-11-21')?.[0]?.items.map(({ key }) => key)).toEqual(['F1', 'F2', 'F10']);
});

test('a sort that is switched off is left out, and a day with nothing else with it', () => {
  expect(grouped([entry('2026-12-02', 'expires', 'a')], new Set(['opens'] as const)).size).toBe(0);
});

test('days have their names whatever the clock of the reader', () => {
  expect(dayName('zh-Hans', '2026-11-22')).toBe('11月22日 周日');
  expect(dayName('en', '2026-11-22')).toBe('Sun 22 November');
  expect(weekdays('en')[0]).toBe('Mon');
});
