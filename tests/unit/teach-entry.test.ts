import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { ClassPage, How } from '../../src/contract/courses.ts';
import { keepDraft, keptDraft } from '../../src/staff/teach/draft.ts';
import { combine, entryOf, heldSeats, othersDid, readSeats } from '../../src/staff/teach/entry.ts';

const LESSON = 'upper-know';
const seatsWith = (held: Record<number, How>): ClassPage['seats'] =>
  Array.from({ length: 45 }, (_, at) => {
    const how = held[at + 1] ?? null;
    const state = how ? 'one' : 'empty';
    const lessons = how ? [{ lesson: LESSON, blocks: 0, how, on: '2026-11-20' }] : [];
    return { seat: at + 1, state, device: how === 'device', reopened: false, lessons, test: false };
  });

describe('what a teacher types', () => {
  test('runs count, a minus takes out, and what comes later wins', () => {
    const { wishes, unread, missing } = readSeats('1-45 -7 -12', 45);
    expect([...wishes].filter(([, wish]) => wish)).toHaveLength(43);
    expect([wishes.get(7), wishes.get(12), wishes.get(45)]).toEqual([false, false, true]);
    expect([unread, missing]).toEqual([[], []]);
    expect(readSeats('-7 1-9', 45).wishes.get(7)).toBe(true);
  });

  test('full-width digits, Chinese commas and long dashes are read as they are meant', () => {
    expect([...readSeats('１－３，５、７；9至11', 45).wishes.keys()]).toEqual([1, 2, 3, 5, 7, 9, 10, 11]);
  });

  test('a run may be taken out as well', () => {
    expect([...readSeats('1-10 -3-5', 45).wishes].filter(([, wish]) => !wish).map(([seat]) => seat)).toEqual([3, 4, 5]);
  });

  test('what cannot be read and seats that are not there are told, and the rest counts', () => {
    const { wishes, unread, missing } = readSeats('1-3 abc 9-2 - 44-47 0 1-45-7', 45);
    expect(unread).toEqual(['abc', '9-2', '-', '1-45-7']);
    expect(missing).toEqual([46, 47, 0]);
    expect([...wishes.keys()]).toEqual([1, 2, 3, 44, 45]);
  });

  test('a number of many digits does not make a long list', () => {
    expect(readSeats('1-99999999', 45)).toEqual({ wishes: new Map(), unread: ['1-99999999'], missing: [] });
    expect(readSeats('1-999', 70).wishes.size).toBe(70);
  });
});

describe('what is sent', () => {
  test('only what differs from what the class has', () => {
    const seats = seatsWith({ 1: 'projector', 2: 'paper', 3: 'device' });
    const { done, undone, marked } = entryOf(seats, LESSON, readSeats('1-5 -2', 45).wishes);
    expect({ done, undone }).toEqual({ done: [4, 5], undone: [2] });
    expect([...marked].sort()).toEqual([1, 3, 4, 5]);
  });

  test('what a pupil did on a phone is never taken back', () => {
    expect(entryOf(seatsWith({ 3: 'device' }), LESSON, new Map([[3, false]])).undone).toEqual([]);
  });

  test('seats that are not mentioned stay as they are', () => {
    const seats = seatsWith(Object.fromEntries(Array.from({ length: 44 }, (_, at) => [at + 1, 'projector' as How])));
    const { done, undone } = entryOf(seats, LESSON, readSeats('45', 45).wishes);
    expect({ done, undone }).toEqual({ done: [45], undone: [] });
  });

  test('another lesson of the same seats is another matter', () => {
    expect(heldSeats(seatsWith({ 1: 'paper' }), 'upper-refuse')).toEqual([]);
  });

  test('later wishes lie over earlier ones', () => {
    expect([...combine(new Map([[1, true]]), new Map([[1, false]]))]).toEqual([[1, false]]);
  });
});

test('what a colleague entered at the same time is told apart from what was sent', () => {
  const before = seatsWith({ 1: 'paper', 2: 'paper' });
  const after = seatsWith({ 1: 'paper', 3: 'projector', 4: 'projector', 5: 'device' });
  expect(othersDid(before, after, LESSON, { done: [4], undone: [] })).toEqual({ added: [3, 5], removed: [2] });
});

describe('an entry that was not sent', () => {
  const shelf = new Map<string, string>();
  beforeEach(() => {
    shelf.clear();
    vi.stubGlobal('localStorage', {
      getItem: (name: string) => shelf.get(name) ?? null,
      setItem: (name: string, value: string) => shelf.set(name, value),
      removeItem: (name: string) => shelf.delete(name),
    });
  });

  test('is there again for its class and lesson, and for no other', () => {
    keepDraft('c1', LESSON, 'paper', '2026-11-20', new Map([[7, false]]));
    expect(keptDraft('c1', LESSON)).toEqual({ how: 'paper', day: '2026-11-20', wishes: [[7, false]] });
    expect(keptDraft('c1', 'other')).toBeNull();
    expect(keptDraft('c2', LESSON)).toBeNull();
  });

  test('is gone once there is nothing to keep, and holds seat numbers alone', () => {
    keepDraft('c1', LESSON, 'paper', '2026-11-20', new Map([[7, true]]));
    expect([...shelf.values()]).toEqual(['{"how":"paper","day":"2026-11-20","wishes":[[7,true]]}']);
    keepDraft('c1', LESSON, 'paper', '2026-11-20', new Map());
    expect(shelf.size).toBe(0);
  });

  test('that is none is not read', () => {
    for (const bad of [
      '{',
      'null',
      '{"how":"device","day":"2026-11-20","wishes":[]}',
      '{"how":"paper","day":"x","wishes":[]}',
    ])
      expect(keptDraft('c1', shelf.set(`qingtu-hour:c1:${LESSON}`, bad) && LESSON), bad).toBeNull();
  });
});
