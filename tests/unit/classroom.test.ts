import { describe, expect, it } from 'vitest';
import type { MyClass } from '../../src/contract/courses.ts';
import type { Game } from '../../src/contract/trails.ts';
import { begin, choose, newPlay, next } from '../../src/exercise/games/game.ts';
import {
  caretAfter,
  codeInFragment,
  lessonState,
  nextLesson,
  problemOf,
  readCode,
  readNumber,
  readSeat,
  recallRecord,
  showCode,
  typedWrong,
} from '../../src/features/classroom/classroom.ts';

describe('a class code that is typed', () => {
  it('is read as it was meant: small, full-width, with hyphens and blanks, O for 0, I and L for 1', () => {
    for (const typed of ['7k3m-10qz', ' 7K3M – IOQZ ', '７Ｋ３Ｍ－ｌｏｑｚ', '7k3m1oqz and more']) {
      expect(readCode(typed), typed).toBe('7K3M10QZ');
    }
    expect(readCode('')).toBe('');
  });

  it('is shown in two groups, and the hyphen never has to be deleted by itself', () => {
    expect(showCode('7K3M')).toBe('7K3M');
    expect(showCode('7K3M1')).toBe('7K3M-1');
    expect(showCode(readCode('7K3M-'))).toBe('7K3M');
    expect([0, 4, 5, 8].map(caretAfter)).toEqual([0, 4, 6, 9]);
  });

  it('comes from the fragment of an address when it is one, and nothing else does', () => {
    expect(codeInFragment('#7K3M10QZ')).toBe('7K3M10QZ');
    expect(codeInFragment('#7k3m-10qz')).toBe('7K3M10QZ');
    for (const hash of ['', '#', '#seated', '#7K3M10Q', '#UUUUUUUU']) expect(codeInFragment(hash), hash).toBeNull();
  });

  it('is told apart from one that is too short or has a letter that no code has, before anybody is asked', () => {
    expect(typedWrong('7K3M', '12')).toBe('code_short');
    expect(typedWrong('7K3M10QU', '12')).toBe('code_wrong');
    expect(typedWrong('7K3M10QZ', '0')).toBe('seat_wrong');
    expect(typedWrong('7K3M10QZ', '12')).toBeNull();
  });
});

it('a seat is a number from 1 to 70, full-width digits too', () => {
  expect(['1', ' 12 ', '１２', '70'].map(readSeat)).toEqual([1, 12, 12, 70]);
  expect(['', '0', '71', '-1', '1.5', '十二', '012'].map(readSeat)).toEqual([null, null, null, null, null, null, null]);
});

it('a certificate’s number is read with its blank and in small letters; what cannot be one is none', () => {
  expect(readNumber('abcde fgh0o')).toBe('ABCDEFGH00');
  for (const typed of ['', 'ABCDEFGH', 'ABCDEFGH001', '../../etc', 'x'.repeat(500)]) expect(readNumber(typed)).toBe('');
});

it('a code that is wrong, has run out or is locked, a limit and a missing network are told apart from what nobody foresaw', () => {
  expect(['not_found', 'too_many', 'offline', 'no_session'].map((code) => problemOf({ code }))).toEqual([
    'not_found',
    'too_many',
    'offline',
    'offline',
  ]);
  expect([problemOf({ code: 'unexpected' }), problemOf(new Error('x')), problemOf(null)]).toEqual([
    'failed',
    'failed',
    'failed',
  ]);
});

const lesson = (more: Partial<MyClass['lessons'][number]> = {}): MyClass['lessons'][number] => ({
  slug: 'small-know',
  name: 'know',
  title: '课',
  blocks: [],
  done: null,
  done_on: null,
  ...more,
});
const YEAR = '2026-09-01';

describe('a lesson of my class', () => {
  it('is as far as the class knows, and as this phone knows beyond that', () => {
    expect(lessonState(lesson(), YEAR)).toEqual({ state: 'new' });
    expect(lessonState(lesson({ blocks: ['a', 'b'] }), YEAR)).toEqual({ state: 'part', blocks: 2 });
    const kept = { year: 2026, done: ['b', 'c'], left: 3 };
    expect(lessonState(lesson({ blocks: ['a', 'b'] }), YEAR, kept)).toEqual({ state: 'part', blocks: 3 });
    expect(lessonState(lesson(), YEAR, { ...kept, left: 0 })).toEqual({ state: 'sending' });
    expect(lessonState(lesson({ done: 'paper' }), YEAR, kept)).toEqual({ state: 'done', how: 'paper' });
  });

  it('begins anew in a new school year, whatever the phone keeps of the last one', () => {
    expect(lessonState(lesson(), YEAR, { year: 2025, done: ['a'], left: 0 })).toEqual({ state: 'new' });
  });

  it('that comes next is the first that is not done; none when all are', () => {
    const mine = (...done: MyClass['lessons'][number]['done'][]) =>
      ({ lessons: done.map((how) => lesson({ done: how })) }) as MyClass;
    expect([mine(null, null), mine('device', null), mine('device', 'paper')].map(nextLesson)).toEqual([0, 1, -1]);
  });
});

it('three questions asked again are noted at their places in the whole block, with the first choices', () => {
  const step = { text: '问', options: [{ text: '甲' }, { text: '乙' }], answer: 'A', say: '因为。' };
  const game: Game = {
    slug: 'small-know/recall',
    rev: 3,
    kind: 'quick',
    kp: 1,
    title: '题',
    intro: '',
    steps: [step, { ...step, text: '问二' }, { ...step, text: '问三' }],
  };
  const recall = {
    lesson: 'small-know',
    rev: 3,
    block: 'recall',
    until: '2026-11-01T00:00:00Z',
    of: 5,
    places: [1, 3, 5],
    game,
  };
  let play = begin(
    game,
    newPlay(game, () => 0),
  );
  for (const letter of ['A', 'B', 'A']) play = next(game, choose(game, play, letter));
  expect(play.stage).toBe('done');
  expect(recallRecord(recall, play)).toEqual({
    kind: 'block',
    lesson: 'small-know',
    rev: 3,
    block: 'recall',
    choices: 'A?B?A',
  });
});
