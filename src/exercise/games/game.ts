/** Rules of the games at the points, pure: what a tap means, when a step is settled, what is kept in the record. */
import type { Game, GameKind } from '../../contract/trails.ts';

export interface GamePlay {
  stage: 'intro' | 'playing' | 'done';
  /** step shown; in pairs the left side in hand, -1 when none is */
  place: number;
  /** letters chosen in this step, in their order; the last one is what is shown */
  tried: string;
  /** a right choice was made, or the step takes only one */
  settled: boolean;
  /** first choice of every step: these are the record */
  first: string[];
  /** pairs: the right sides (indexes of steps) in the order shown */
  order: number[];
  /** pairs: left sides that found theirs */
  paired: number[];
}

export const LETTERS = 'ABCDEFGHIJKL';
const NONE = '?';

/** A game that nobody has begun. `random` shuffles the right sides of pairs. */
export function newPlay(game: Game, random: () => number): GamePlay {
  const order = game.steps.map((_, i) => i);
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j] as number, order[i] as number];
  }
  return { stage: 'intro', place: 0, tried: '', settled: false, first: [], order, paired: [] };
}

/** Sorting and quick questions take one choice; the ladder and pairs let people try again. */
export const triesAgain = (kind: GameKind) => kind === 'ladder' || kind === 'pairs';

export const begin = (game: Game, play: GamePlay): GamePlay => ({
  ...play,
  stage: 'playing',
  place: game.kind === 'pairs' ? -1 : 0,
});

export const isRight = (game: Game, place: number, letter: string): boolean =>
  letter !== '' && (game.steps[place]?.answer ?? '').includes(letter);

const keepFirst = (play: GamePlay, place: number, letter: string): string[] => {
  const first = [...play.first];
  first[place] ??= letter;
  return first;
};

/** A box or an option was tapped. */
export function choose(game: Game, play: GamePlay, letter: string): GamePlay {
  if (play.stage !== 'playing' || play.settled || play.tried.includes(letter)) return play;
  return {
    ...play,
    tried: play.tried + letter,
    first: keepFirst(play, play.place, letter),
    settled: !triesAgain(game.kind) || isRight(game, play.place, letter),
  };
}

/** Pairs: a left side is taken in hand, or put back. */
export function takeLeft(play: GamePlay, place: number): GamePlay {
  if (play.paired.includes(place)) return play;
  return { ...play, place: play.place === place ? -1 : place, tried: '', settled: false };
}

/** Pairs: the right side of step `match` is put to the left side in hand. */
export function putRight(game: Game, play: GamePlay, match: number): GamePlay {
  const { place } = play;
  if (place < 0 || play.settled || play.paired.includes(match)) return play;
  const letter = LETTERS[match] ?? NONE;
  const next = { ...play, tried: letter, first: keepFirst(play, place, letter) };
  if (!isRight(game, place, letter)) return next;
  return { ...next, settled: true, paired: [...play.paired, place] };
}

/** Whether the last step is settled. */
export const isOver = (game: Game, play: GamePlay): boolean =>
  game.kind === 'pairs'
    ? play.paired.length === game.steps.length
    : play.settled && play.place === game.steps.length - 1;

/** On to the next step, or to the end. */
export function next(game: Game, play: GamePlay): GamePlay {
  if (isOver(game, play)) return { ...play, stage: 'done' };
  return { ...play, place: play.place + 1, tried: '', settled: false };
}

/** One letter a step; "?" where nothing was chosen. */
export const choicesOf = (game: Game, play: GamePlay): string =>
  game.steps.map((_, i) => play.first[i] ?? NONE).join('');

/** Steps whose first choice was right. */
export const rightSteps = (game: Game, play: GamePlay): number[] =>
  game.steps.map((_, i) => i).filter((i) => isRight(game, i, play.first[i] ?? ''));

/** How many steps are behind. */
export const stepsDone = (game: Game, play: GamePlay): number =>
  game.kind === 'pairs'
    ? play.paired.length
    : play.stage === 'done'
      ? game.steps.length
      : play.place + (play.settled ? 1 : 0);

/** What somebody takes home: what they were less sure of, at most three. */
export function lessons(game: Game, play: GamePlay): string[] {
  const known = new Set(rightSteps(game, play));
  return game.steps
    .filter((_, i) => !known.has(i))
    .slice(0, 3)
    .map(({ say }) => say);
}

/** The play that a draft holds, if it fits this game. */
export function resume(game: Game, kept: { rev: number; play: GamePlay } | undefined): GamePlay | null {
  if (kept?.rev !== game.rev || kept.play.stage !== 'playing') return null;
  return kept.play.order.length === game.steps.length ? kept.play : null;
}
