import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Game, GameBody, GameKind } from '../../src/contract/trails.ts';
import {
  begin,
  choicesOf,
  choose,
  type GamePlay,
  isOver,
  lessons,
  newPlay,
  next,
  putRight,
  resume,
  rightSteps,
  stepsDone,
  takeLeft,
} from '../../src/exercise/games/game.ts';
import { GAME_WORDS } from '../../src/exercise/games/words.ts';

const game = (kind: GameKind, answers: string[]): Game => ({
  slug: 'g',
  rev: 3,
  kind,
  kp: 7,
  title: 't',
  intro: 'i',
  steps: answers.map((answer, i) => ({
    text: `text ${i}`,
    answer,
    say: `say ${i}`,
    match: `match ${i}`,
    options: ['x', 'y', 'z'].map((text) => ({ text, say: `after ${text}` })),
  })),
});
const start = (of: Game) =>
  begin(
    of,
    newPlay(of, () => 0.5),
  );
const play = (of: Game, ...letters: string[]): GamePlay =>
  letters.reduce(
    (now, letter) => (now.settled ? choose(of, next(of, now), letter) : choose(of, now, letter)),
    start(of),
  );

describe('sorting what one sees', () => {
  const of = game('disguise', ['A', 'B', 'B']);
  it('takes one choice a step, right or not', () => {
    const now = play(of, 'B');
    expect(now.settled).toBe(true);
    expect(choose(of, now, 'A')).toBe(now);
  });
  it('ends after its last step, with the choices in their order', () => {
    const over = play(of, 'B', 'B', 'A');
    expect(isOver(of, over)).toBe(true);
    expect(next(of, over).stage).toBe('done');
    expect(choicesOf(of, over)).toBe('BBA');
    expect(rightSteps(of, over)).toEqual([1]);
    expect(lessons(of, over)).toEqual(['say 0', 'say 2']);
  });
});

describe('a ladder of refusals', () => {
  const of = game('ladder', ['AC', 'B', 'B']);
  it('lets one try again after a weak answer, and keeps the first choice', () => {
    const weak = play(of, 'B');
    expect(weak).toMatchObject({ settled: false, tried: 'B', first: ['B'] });
    expect(choose(of, weak, 'B')).toBe(weak);
    expect(choose(of, weak, 'C')).toMatchObject({ settled: true, tried: 'BC', first: ['B'] });
  });
  it('takes any of several good answers', () => {
    for (const letter of 'AC') expect(play(of, letter).settled, letter).toBe(true);
  });
  it('goes on with the next line, where everything may be chosen again', () => {
    expect(next(of, play(of, 'A'))).toMatchObject({ place: 1, tried: '', settled: false });
  });
});

describe('pairs', () => {
  const of = game('pairs', ['A', 'B', 'C']);
  it('shows every right side once, in any order', () => {
    const shown = newPlay(of, () => 0).order;
    expect([...shown].sort()).toEqual([0, 1, 2]);
    expect(shown).not.toEqual([0, 1, 2]);
  });
  it('leaves a wrong pair open and remembers it as the first choice', () => {
    const wrong = putRight(of, takeLeft(start(of), 1), 0);
    expect(wrong).toMatchObject({ settled: false, paired: [], tried: 'A' });
    const right = putRight(of, wrong, 1);
    expect(right).toMatchObject({ settled: true, paired: [1] });
    expect(choicesOf(of, right)).toBe('?A?');
    expect(stepsDone(of, right)).toBe(1);
  });
  it('does nothing without a left side in hand, or with one that has found its own', () => {
    const begun = start(of);
    expect(putRight(of, begun, 0)).toBe(begun);
    const made = putRight(of, takeLeft(begun, 0), 0);
    expect(takeLeft(made, 0)).toBe(made);
  });
  it('puts a left side back when it is tapped again', () => {
    expect(takeLeft(takeLeft(start(of), 2), 2).place).toBe(-1);
  });
  it('is over when all have found theirs', () => {
    const over = [0, 1, 2].reduce((now, i) => putRight(of, takeLeft(now, i), i), start(of));
    expect(isOver(of, over)).toBe(true);
    expect(choicesOf(of, next(of, over))).toBe('ABC');
  });
});

describe('a draft', () => {
  const of = game('quick', ['A', 'B', 'B']);
  it('brings a game back where it was left, unless it has changed since', () => {
    const kept = play(of, 'A');
    expect(resume(of, { rev: 3, play: kept })).toBe(kept);
    expect(resume(of, { rev: 2, play: kept })).toBeNull();
    expect(resume(of, undefined)).toBeNull();
    expect(resume(of, { rev: 3, play: { ...kept, stage: 'done' } })).toBeNull();
  });
});

describe('the starter games', () => {
  const files = readdirSync('supabase/seed/games').map((file) => {
    const { slug, body } = JSON.parse(readFileSync(`supabase/seed/games/${file}`, 'utf8')) as {
      slug: string;
      body: GameBody;
    };
    return { file, slug, body };
  });
  it('are called as their files', () => {
    expect(files.map(({ file }) => file)).toEqual(files.map(({ slug }) => `${slug}.json`));
    expect(new Set(files.map(({ body }) => body.kind)).size).toBe(4);
  });
  it('say everything in three languages', () => {
    const spoken = (value: unknown, at: string): string[] => {
      if (typeof value !== 'object' || value === null) return [];
      if ('zh-Hans' in value) return Object.keys(value).sort().join() === 'en,zh-Hans,zh-Hant' ? [] : [at];
      return Object.entries(value).flatMap(([key, inner]) => spoken(inner, `${at}.${key}`));
    };
    expect(files.flatMap(({ slug, body }) => spoken(body, slug))).toEqual([]);
  });
  it('do not have the right answer always at the same place', () => {
    for (const { slug, body } of files)
      if (body.kind !== 'pairs') expect(new Set(body.steps.map(({ answer }) => answer)).size, slug).toBeGreaterThan(1);
  });
});

it.each(['zh-Hans', 'zh-Hant', 'en'])('has every word that a game says in %s', (locale) => {
  const words = JSON.parse(readFileSync(`src/i18n/locales/${locale}/games.json`, 'utf8')) as Record<string, string>;
  expect(GAME_WORDS.filter((word) => !words[word])).toEqual([]);
});
