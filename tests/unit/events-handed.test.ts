import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Session } from '../../src/contract/events.ts';
import { handOver, takeOver } from '../../src/features/events/handed.ts';

const DAY_MS = 86_400_000;
const at = (ms: number) => new Date(ms).toISOString().replace('.000Z', 'Z');
const places = { capacity: 40, taken: 0, waiting: 0, may_wait: 12, helpers: 3, helping: 0 };
/** The n-th of a class that is held every Saturday morning. */
function weekly(n: number, more: Partial<Session> = {}): Session {
  const start = Date.parse('2026-11-28T01:00:00Z') + n * 7 * DAY_MS;
  return {
    origin: at(start),
    starts_at: at(start),
    ends_at: at(start + 2 * 3_600_000),
    state: 'planned',
    moved: false,
    note: null,
    places,
    opens_at: at(start - 7 * DAY_MS),
    closes_at: at(start - 2 * 3_600_000),
    brief: false,
    ...more,
  };
}
const year = (more: (n: number) => Partial<Session> = () => ({})) =>
  Array.from({ length: 58 }, (_, n) => weekly(n, more(n)));

describe('dates that are handed to the island of sign-up', () => {
  it('are the same afterwards: places taken, moved, cancelled, with a note, before sign-up opens or without any', () => {
    const all = year((n) => {
      if (n < 3) return { places: { ...places, taken: 40, waiting: n } };
      if (n === 4) return { moved: true, starts_at: '2026-12-27T02:30:00Z', note: '场馆换灯，晚一个小时。' };
      if (n === 6) return { state: 'cancelled', note: '台风' };
      if (n === 8) return { opens_at: null, closes_at: null };
      return n === 9 ? { places: null } : {};
    });
    expect(takeOver(handOver(all))).toEqual(all);
  });

  it('are the same afterwards, whatever the last one is', () => {
    const moment = fc.option(fc.integer({ min: 0, max: 5_000_000 }).map((minute) => at(minute * 60_000)));
    const session = fc.record({
      origin: moment.map((found) => found ?? '2026-11-28T01:00:00Z'),
      starts_at: moment.map((found) => found ?? '2026-11-28T01:00:00Z'),
      ends_at: moment.map((found) => found ?? '2026-11-28T03:00:00Z'),
      state: fc.constantFrom('planned' as const, 'cancelled' as const),
      moved: fc.boolean(),
      note: fc.option(fc.string()),
      places: fc.option(fc.record({ taken: fc.nat(50), waiting: fc.nat(9) }).map((own) => ({ ...places, ...own }))),
      opens_at: moment,
      closes_at: moment,
      brief: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(session as fc.Arbitrary<Session>, { maxLength: 9 }), (all) => {
        expect(takeOver(handOver(all))).toEqual(all);
      }),
    );
  });

  it('of a year of Saturdays are less than two kilobytes, though people have signed up to the next ones', () => {
    const all = year((n) => (n < 5 ? { places: { ...places, taken: 30 - n, helping: 1 } } : {}));
    expect(JSON.stringify(handOver(all)).length).toBeLessThan(2_000);
    expect(JSON.stringify(all).length).toBeGreaterThan(18_000);
  });
});
