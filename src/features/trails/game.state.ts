/** A game at a point: the play, and the moment at which it becomes a record. */
import type { Game } from '../../contract/trails.ts';
import {
  begin,
  choicesOf,
  choose,
  type GamePlay,
  newPlay,
  next,
  putRight,
  resume,
  takeLeft,
} from '../../exercise/games/game.ts';
import { note, readDraft, subscribe, writeDraft } from '../../outbox/index.ts';

export interface GameState {
  play: GamePlay;
  delivery: '' | 'noted' | 'delivered' | 'failed';
}

/** A game being played; `onChange` is called after every change of state, `onDone` when the phone has the record. */
export function createGame(game: Game, onChange: () => void, onDone?: () => void) {
  const key = `game:${game.slug}`;
  const state: GameState = { play: newPlay(game, Math.random), delivery: '' };
  let touched = false;
  let noting = false;
  const show = (play: GamePlay) => {
    touched = true;
    state.play = play;
    onChange();
  };
  const keep = (play: GamePlay) => {
    show(play);
    void writeDraft(key, { rev: game.rev, play }).catch(() => undefined);
  };
  /** The record and the end of the draft in one transaction; the game goes back when the phone could not store it. */
  const finish = (play: GamePlay) => {
    if (noting) return;
    noting = true;
    const before = state.play;
    state.delivery = '';
    show(play);
    const record = { kind: 'game', game: game.slug, rev: game.rev, choices: choicesOf(game, play) } as const;
    note(record, { key, value: undefined }).then(
      () => {
        noting = false;
        state.delivery = 'noted';
        onChange();
        onDone?.();
      },
      () => {
        noting = false;
        state.delivery = 'failed';
        show(before);
      },
    );
  };
  return {
    state,
    on: {
      begin: () => keep(begin(game, state.play)),
      choose: (letter: string) => keep(choose(game, state.play, letter)),
      takeLeft: (place: number) => keep(takeLeft(state.play, place)),
      putRight: (match: number) => keep(putRight(game, state.play, match)),
      next: () => {
        const after = next(game, state.play);
        if (after.stage === 'done') finish(after);
        else keep(after);
      },
      again: () => {
        if (noting) return;
        state.delivery = '';
        keep(begin(game, newPlay(game, Math.random)));
      },
    },
    /** Brings back what a killed browser left, unless the person has already begun; answers how to stop listening. */
    wake(): () => void {
      readDraft<{ rev: number; play: GamePlay }>(key).then(
        (kept) => {
          const play = touched ? null : resume(game, kept);
          if (!play) return;
          state.play = play;
          onChange();
        },
        () => undefined,
      );
      return subscribe(({ waiting }) => {
        if (state.delivery !== 'noted' || waiting > 0) return;
        state.delivery = 'delivered';
        onChange();
      });
    },
  };
}
