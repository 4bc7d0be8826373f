/** Three questions of a lesson of some weeks ago, from their first words to the record. */
import type { MyClass } from '../../contract/courses.ts';
import { begin, choose, type GamePlay, newPlay, next } from '../../exercise/games/game.ts';
import { note } from '../../outbox/index.ts';
import { recallKey, recallRecord } from './classroom.ts';

export interface RecallState {
  play: GamePlay;
  delivery: '' | 'noted' | 'failed';
}

/** `onChange` is called after every change of state. Nothing is kept of a play that was not brought to its end. */
export function createRecall(recall: NonNullable<MyClass['recall']>, onChange: () => void) {
  const { game } = recall;
  const state: RecallState = { play: newPlay(game, Math.random), delivery: '' };
  const set = (change: Partial<RecallState>) => {
    Object.assign(state, change);
    onChange();
  };
  let ended = false;
  /** Record and draft in one transaction: what is shown as noted is not asked again on this phone. */
  const finish = (play: GamePlay) =>
    note(recallRecord(recall, play), { key: recallKey(recall), value: true }).then(
      () => set({ delivery: 'noted' }),
      () => {
        ended = false;
        set({ delivery: 'failed' });
      },
    );
  const on = {
    begin: () => set({ play: begin(game, state.play) }),
    choose: (letter: string) => set({ play: choose(game, state.play, letter) }),
    next: () => {
      const play = next(game, state.play);
      set({ play });
      if (play.stage !== 'done' || ended) return;
      ended = true;
      void finish(play);
    },
    takeLeft: () => undefined,
    putRight: () => undefined,
    again: () => set({ play: begin(game, newPlay(game, Math.random)) }),
  };
  return { state, on };
}
