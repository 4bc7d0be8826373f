import { useEffect, useState } from 'preact/hooks';
import type { Game } from '../../contract/trails.ts';
import type { GameActions } from '../../exercise/games/GameView.tsx';
import { begin, choose, type GamePlay, newPlay, next, putRight, takeLeft } from '../../exercise/games/game.ts';

/** A game that is only tried: nothing of it is noted. What was chosen goes when the steps become others. */
export function usePlay(game: Game): { play: GamePlay; on: GameActions; fresh: () => void } {
  const [play, setPlay] = useState<GamePlay>(() => newPlay(game, Math.random));
  const shape = `${game.kind} ${game.steps.map(({ answer, options }) => `${answer}${options?.length ?? ''}`).join(' ')}`;
  useEffect(() => {
    if (shape) setPlay(newPlay(game, Math.random));
  }, [shape]);
  return {
    play,
    fresh: () => setPlay(newPlay(game, Math.random)),
    on: {
      begin: () => setPlay((now) => begin(game, now)),
      choose: (letter) => setPlay((now) => choose(game, now, letter)),
      takeLeft: (place) => setPlay((now) => takeLeft(now, place)),
      putRight: (match) => setPlay((now) => putRight(game, now, match)),
      next: () => setPlay((now) => next(game, now)),
      again: () => setPlay(begin(game, newPlay(game, Math.random))),
    },
  };
}
