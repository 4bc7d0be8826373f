import { describe, expect, it } from 'vitest';
import { begin, choose, next } from '../../src/exercise/games/game.ts';
import {
  beside,
  blockRecord,
  END,
  goOn,
  type Lesson,
  leftOf,
  lookAgain,
  minutesLeft,
  newProgress,
  pendingIn,
  playOf,
  refusedIn,
  resume,
  type Shown,
  START,
  schoolYear,
  withDone,
  withoutDone,
  withPlay,
  wrongOf,
} from '../../src/features/courses/lesson.ts';

const say = (text: string) => ({ text, answer: 'A', say: `because ${text}` });
const sort: Shown = {
  id: 'sort',
  kind: 'sort',
  minutes: 8,
  title: 'Sort',
  html: '',
  game: {
    slug: 'primary-know/sort',
    rev: 3,
    kind: 'disguise',
    kp: 1,
    title: 'Sort',
    intro: '',
    boxes: ['yes', 'no'],
    steps: [say('one'), { ...say('two'), answer: 'B' }, say('three')],
  },
};
const text = (id: string, minutes: number, optional?: true): Shown => ({
  id,
  kind: 'text',
  minutes,
  title: id,
  html: '<p>x</p>',
  ...(optional ? { optional } : {}),
});
const lesson: Lesson = {
  slug: 'primary-know',
  name: 'know',
  course: { slug: 'primary', title: 'Primary', stage: 'primary' },
  rev: 3,
  place: 1,
  of: 2,
  title: 'Know',
  minutes: 40,
  blocks: [text('story', 5), sort, text('pledge', 4, true), text('help', 2)],
};
const game = sort.game!;
const fresh = newProgress(lesson, 2026);
/** The sorting game with these choices. */
const played = (choices: string) =>
  [...choices].reduce(
    (play, letter) => next(game, choose(game, play, letter)),
    begin(game, playOf(game, fresh, 'sort')),
  );

describe('a lesson on the phone', () => {
  it('is complete when every block that is not optional is done', () => {
    expect(leftOf(lesson, []).map(({ id }) => id)).toEqual(['story', 'sort', 'help']);
    const done = withDone(lesson, fresh, ['story', 'sort', 'help']);
    expect(done.left).toBe(0);
    expect(withDone(lesson, fresh, ['story', 'pledge']).left).toBe(2);
  });

  it('says how much of the hour is ahead, optional blocks with it', () => {
    expect(minutesLeft(lesson, [])).toBe(19);
    expect(minutesLeft(lesson, ['story', 'pledge'])).toBe(10);
  });

  it('leads from its cover over every block to its end and back, and never beyond', () => {
    const way = [START];
    while (way.at(-1) !== END) way.push(beside(lesson, way.at(-1) as string, 1));
    expect(way).toEqual([START, 'story', 'sort', 'pledge', 'help', END]);
    expect(beside(lesson, START, -1)).toBe(START);
    expect(beside(lesson, END, 1)).toBe(END);
    expect(beside(lesson, 'sort', -1)).toBe('story');
  });

  it('goes on at the first block not done; what is optional holds nobody up', () => {
    expect(goOn(lesson, [])).toBe('story');
    expect(goOn(lesson, ['story'])).toBe('sort');
    expect(goOn(lesson, ['story', 'sort'])).toBe('help');
    expect(goOn(lesson, ['story', 'sort', 'help'])).toBe(END);
  });
});

describe('what a killed browser left', () => {
  const kept = { ...withDone(lesson, fresh, ['story']), at: 'sort' };

  it('comes back at the same block and the same step', () => {
    const half = begin(game, playOf(game, kept, 'sort'));
    const back = resume(lesson, withPlay(kept, 'sort', game, choose(game, half, 'B')), 2026);
    expect(back.at).toBe('sort');
    expect(playOf(game, back, 'sort')).toMatchObject({ stage: 'playing', place: 0, tried: 'B', first: ['B'] });
  });

  it('keeps blocks done by their id when the lesson has moved on; a game begins anew, a block that is gone leads to the cover', () => {
    const later: Lesson = {
      ...lesson,
      rev: 4,
      blocks: [text('story', 5), { ...sort, game: { ...game, rev: 4 } }, text('new', 3)],
    };
    const back = resume(later, { ...withPlay(kept, 'sort', game, played('AAA')), at: 'help' }, 2026);
    expect(back.done).toEqual(['story']);
    expect(back.left).toBe(2);
    expect(back.at).toBe(START);
    expect(playOf(later.blocks[1]!.game!, back, 'sort').stage).toBe('intro');
  });

  it('belongs to its school year: next year the class hours are new ones', () => {
    expect(resume(lesson, kept, 2027)).toEqual(newProgress(lesson, 2027));
    expect(resume(lesson, undefined, 2026)).toEqual(fresh);
    expect(schoolYear(Date.parse('2026-08-31T15:59:59Z'))).toBe(2025);
    expect(schoolYear(Date.parse('2026-08-31T16:00:00Z'))).toBe(2026);
    expect(schoolYear(Date.parse('2027-01-15T00:00:00Z'))).toBe(2026);
  });
});

describe('the record of a block', () => {
  it('has the first choice of every step, and none where one only reads', () => {
    expect(blockRecord(lesson, sort, played('ABB'))).toEqual({
      kind: 'block',
      lesson: 'primary-know',
      rev: 3,
      block: 'sort',
      choices: 'ABB',
    });
    expect(blockRecord(lesson, lesson.blocks[0]!)).toMatchObject({ block: 'story', choices: '' });
  });

  it('that was refused is done again; a later one that was taken makes good', () => {
    const row = (block: string, state: string, of = 'primary-know', kind = 'block') => ({
      state,
      record: { kind, lesson: of, block },
    });
    const rows = [
      row('story', 'rejected'),
      row('sort', 'rejected'),
      row('sort', 'acked'),
      row('help', 'rejected', 'primary-refuse'),
      row('help', 'rejected', 'primary-know', 'game'),
      { state: 'rejected', record: { kind: 'answer', quiz: 'kp01' } },
    ];
    expect(refusedIn('primary-know', rows)).toEqual(['story']);
    expect(pendingIn('primary-know', rows)).toBe(false);
    expect(pendingIn('primary-know', [...rows, row('law', 'queued')])).toBe(true);
    expect(pendingIn('primary-refuse', [...rows, row('law', 'queued')])).toBe(false);
    const done = withDone(lesson, fresh, ['story', 'sort']);
    expect(withoutDone(lesson, done, ['story'])).toMatchObject({ done: ['sort'], left: 2 });
  });
});

describe('what is said once more', () => {
  it('is every step whose first choice was not right, with what holds and why', () => {
    expect(wrongOf(game, played('AAA'))).toEqual([{ text: 'two', right: 'no', say: 'because two' }]);
    expect(wrongOf(game, played('ABA'))).toEqual([]);
    expect(wrongOf(game, played('BAB'))).toHaveLength(3);
  });

  it('is found again at the end of the lesson, by block, and only of games that were finished', () => {
    expect(lookAgain(lesson, withPlay(fresh, 'sort', game, begin(game, playOf(game, fresh, 'sort'))))).toEqual([]);
    const after = lookAgain(lesson, withPlay(fresh, 'sort', game, played('BBA')));
    expect(after.map(({ block, wrong }) => [block.id, wrong.length])).toEqual([['sort', 1]]);
  });
});
