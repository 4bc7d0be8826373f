import { describe, expect, test } from 'vitest';
import { type Session, TICKET_PATTERN, type Ticket } from '../../src/contract/events.ts';
import { attendState, before, withScan } from '../../src/features/events/attend.ts';
import {
  broughtBy,
  chanceOf,
  codeOf,
  coming,
  grouped,
  instant,
  isValid,
  type Kept,
  merged,
  newTicket,
  type Row,
  when,
} from '../../src/features/events/ticket.ts';

const NOW = Date.parse('2026-11-22T04:00:00Z');
const session = (over: Partial<Session> = {}): Session => ({
  origin: '2026-11-28T01:00:00+00:00',
  starts_at: '2026-11-28T01:00:00Z',
  ends_at: '2026-11-28T03:00:00Z',
  state: 'planned',
  moved: false,
  note: null,
  places: { capacity: 10, taken: 8, waiting: 0, may_wait: 5, helpers: 2, helping: 1 },
  opens_at: null,
  closes_at: '2026-11-28T00:00:00Z',
  brief: false,
  ...over,
});
const event = { slug: 'lantern-walk', title: '灯会', where: '鼓楼', all_day: false };
const CODE = codeOf(new Uint8Array(16).map((_, i) => i * 7));
const mine = (over: Partial<Kept> = {}): Kept => ({
  ...newTicket(event, session(), { code: CODE, party: 3, as: 'guest', at: NOW }),
  ...over,
});
const own = (over: Partial<Ticket> = {}): Ticket => {
  const { leaving: _, at: _at, ...rest } = mine();
  return { ...rest, id: 'r1', state: 'taken', ...over };
};
const row = (state: string, verdict: string | null = null): Row => ({
  state,
  verdict,
  record: {
    ...{ id: 'r1', v: 1, at: '2026-11-22T04:00:00Z', kind: 'signup', event: 'lantern-walk' },
    ...{ origin: '2026-11-28T01:00:00Z', party: 3, as: 'guest', ticket: CODE },
  } as Row['record'],
});
const back = (state: string): Row => ({
  state,
  verdict: null,
  record: { id: 'r2', v: 1, at: '2026-11-22T04:01:00Z', kind: 'cancel', signup: 'r1' },
});
const settle = (ticket: Kept, rows: Row[], known?: Ticket[]) => merged([ticket], rows, known, NOW)[0]!;

describe('a ticket’s code', () => {
  test('is sixteen of Crockford’s characters, every one of them possible, and is read out in fours', () => {
    expect(CODE).toMatch(TICKET_PATTERN);
    const all = new Set([
      ...codeOf(new Uint8Array(16).map((_, i) => i)),
      ...codeOf(new Uint8Array(16).map((_, i) => i + 16)),
    ]);
    expect(all.size).toBe(32);
    expect(grouped('7K3M9QTZ0123ABCD')).toBe('7K3M 9QTZ 0123 ABCD');
  });

  test('and the event’s token are told from an address; anything else is not', () => {
    expect(broughtBy(`#t=${CODE}`)).toEqual({ ticket: CODE });
    expect(broughtBy(`#in=${'A'.repeat(22)}`)).toEqual({ token: 'A'.repeat(22) });
    for (const hash of ['', '#main', '#t=abc', `#t=${CODE}0`, '#in=short', `#in=${'A'.repeat(23)}`])
      expect(broughtBy(hash), hash).toBeNull();
  });
});

describe('whether a party finds a place', () => {
  test.each([
    ['fits', 2, {}, 'open'],
    ['does not fit, and may wait', 3, {}, 'waiting'],
    ['is more than may wait', 6, {}, 'full'],
    ['comes after those who wait', 1, { places: { ...session().places!, waiting: 2 } }, 'waiting'],
    ['is too early', 1, { opens_at: '2026-11-23T00:00:00Z' }, 'later'],
    ['is too late', 1, { closes_at: '2026-11-22T03:59:00Z' }, 'closed'],
    ['asks for a cancelled date', 1, { state: 'cancelled' }, 'past'],
    ['asks where nobody signs up', 1, { places: null }, 'none'],
  ] as const)('a party that %s', (_, party, over, chance) => {
    expect(chanceOf(session(over as Partial<Session>), NOW, 'guest', party)).toBe(chance);
  });

  test('helpers have places of their own', () => {
    expect(chanceOf(session(), NOW, 'helper', 1)).toBe('open');
    expect(chanceOf(session(), NOW, 'helper', 2)).toBe('full');
  });
});

describe('a ticket and its record', () => {
  test('waits on the phone, is delivered, and has a place when the database has said so', () => {
    expect(settle(mine(), [row('queued')]).state).toBe('noted');
    expect(settle(mine(), [row('acked', 'accepted')])).toMatchObject({ state: 'delivered', id: 'r1' });
    expect(settle(mine(), [row('acked', 'accepted')], [own()]).state).toBe('taken');
    expect(settle(mine(), [row('acked')], [own({ state: 'waiting', ahead: 4 })])).toMatchObject({
      state: 'waiting',
      ahead: 4,
    });
  });

  test('keeps what was heard last where there is no network', () => {
    expect(settle(mine({ state: 'taken', id: 'r1' }), [row('acked')]).state).toBe('taken');
    expect(settle(mine({ state: 'taken', id: 'r1' }), []).state).toBe('taken');
  });

  test('that was refused says why, and is no ticket', () => {
    for (const [verdict, state] of [
      ['closed', 'closed'],
      ['late', 'late'],
      ['rejected:too_early', 'too_early'],
      ['rejected:bad_field', 'refused'],
    ] as const) {
      const settled = settle(mine(), [row('rejected', verdict)]);
      expect(settled.state, verdict).toBe(state);
      expect(isValid(settled, NOW)).toBe(false);
    }
    expect(isValid(settle(mine(), [row('acked')], [own({ state: 'full' })]), NOW)).toBe(false);
  });

  test('taken back is on its way until the database has heard of it', () => {
    expect(settle(mine(), [row('acked'), back('queued')], [own()])).toMatchObject({ leaving: true, state: 'taken' });
    expect(settle(mine(), [row('acked'), back('acked')])).toMatchObject({ leaving: false, state: 'cancelled' });
    expect(settle(mine(), [], [own({ state: 'cancelled' })]).state).toBe('cancelled');
  });

  test('of a phone that was found again is there with its code; each once; the old ones go', () => {
    const found = merged([], [], [own()], NOW);
    expect(found).toMatchObject([{ code: CODE, state: 'taken', leaving: false }]);
    expect(merged(found, [], [own()], NOW)).toHaveLength(1);
    expect(merged(found, [], undefined, NOW + 200 * 86_400_000)).toEqual([]);
  });
});

test('coming tickets are in the order of their dates; one whose date was cancelled stays in sight', () => {
  const later = mine({ code: 'B', starts_at: '2026-12-05T01:00:00Z', ends_at: '2026-12-05T03:00:00Z', state: 'taken' });
  const lost = mine({
    code: 'C',
    starts_at: '2026-12-01T01:00:00Z',
    session_state: 'cancelled',
    state: 'taken',
    at: 0,
  });
  const given = mine({ code: 'D', state: 'cancelled', at: 0 });
  const over = mine({ code: 'E', ends_at: '2026-11-21T03:00:00Z', state: 'taken' });
  expect(coming([later, lost, given, over, mine()], NOW).map(({ code }) => code)).toEqual([CODE, 'C', 'B']);
  expect(isValid(lost, NOW)).toBe(false);
});

test('dates are those of the city, and records write them with whole seconds', () => {
  expect(when('zh-Hans', session() as never)).toBe('11月28日周六 09:00–11:00');
  expect(when('en', { ...session(), all_day: true })).toContain('28 November');
  expect(instant('2026-11-28T01:00:00.000+00:00')).toBe('2026-11-28T01:00:00Z');
});

test('a scan at an event is noted, done or refused with its reason; the same visit is scanned once', () => {
  expect(attendState({ state: 'queued', verdict: null })).toBe('noted');
  expect(attendState({ state: 'acked', verdict: 'seen' })).toBe('done');
  expect(attendState(undefined)).toBe('done');
  expect(attendState({ state: 'rejected', verdict: 'rejected:too_early' })).toBe('too_early');
  expect(attendState({ state: 'rejected', verdict: 'closed' })).toBe('closed');
  expect(attendState({ state: 'rejected', verdict: 'rejected:unparsable' })).toBe('refused');
  const list = withScan([], { at: NOW, event: 'lantern-walk', record: null });
  expect(before(list, 'lantern-walk', NOW + 60_000)).toBeDefined();
  expect(before(list, 'tea-talk', NOW)).toBeUndefined();
  expect(before(list, 'lantern-walk', NOW + 86_400_000)).toBeUndefined();
});
