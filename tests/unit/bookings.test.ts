import { expect, test } from 'vitest';
import type { Booking } from '../../src/contract/registers.ts';
import { byDay, overlapping, wrongRequest } from '../../src/staff/bookings/bookings.ts';

const visit = (id: string, from_time: string, to_time: string, more: Partial<Booking> = {}): Booking => ({
  id,
  venue: 'lucheng-base',
  venue_name: { 'zh-Hans': '鹿城基地' },
  place: '330302',
  school: '3303020001',
  school_name: { 'zh-Hans': '示范小学' },
  day: '2026-12-04',
  from_time,
  to_time,
  pupils: 45,
  state: 'agreed',
  note: null,
  asked_by: '戴老师',
  asked_at: '2026-11-22T02:00:00Z',
  answered_by: null,
  answered_at: null,
  capacity: null,
  beside: 0,
  ...more,
});

test('only agreed visits at the same place and time overlap; one may begin when the other ends', () => {
  const one = visit('a', '09:00', '10:30', { state: 'asked' });
  const all = [
    one,
    visit('b', '10:00', '11:00'),
    visit('c', '10:30', '11:30'),
    visit('d', '08:00', '09:00'),
    visit('e', '08:00', '12:00'),
    visit('f', '09:30', '10:00', { state: 'declined' }),
    visit('g', '09:30', '10:00', { day: '2026-12-05' }),
    visit('h', '09:30', '10:00', { venue: 'other' }),
  ];
  expect(overlapping(one, all).map(({ id }) => id)).toEqual(['b', 'e']);
});

test('a month is read by day and time', () => {
  const days = byDay([
    visit('late', '14:00', '15:00'),
    visit('next', '09:00', '10:00', { day: '2026-12-05' }),
    visit('early', '09:00', '10:00'),
  ]);
  expect([...days].map(([day, all]) => [day, all.map(({ id }) => id)])).toEqual([
    ['2026-12-04', ['early', 'late']],
    ['2026-12-05', ['next']],
  ]);
});

test.each([
  [{}, null],
  [{ day: '2026-11-22' }, null],
  [{ venue: '' }, 'venue'],
  [{ day: '' }, 'day'],
  [{ day: '2026-11-21' }, 'day'],
  [{ day: '2029-01-01' }, 'day'],
  [{ to_time: '09:00' }, 'times'],
  [{ from_time: '' }, 'times'],
  [{ pupils: 0 }, 'pupils'],
  [{ pupils: 2.5 }, 'pupils'],
  [{ pupils: Number.NaN }, 'pupils'],
] as const)('a request with %o lacks: %s', (change, wrong) => {
  const asked = { venue: 'lucheng-base', day: '2026-12-04', from_time: '09:00', to_time: '10:30', pupils: 45 };
  expect(wrongRequest({ ...asked, ...change }, '2026-11-22')).toBe(wrong);
});
