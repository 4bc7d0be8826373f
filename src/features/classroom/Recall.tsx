import { useState } from 'preact/hooks';
import type { MyClass } from '../../contract/courses.ts';
import { GameView } from '../../exercise/games/GameView.tsx';
import type { GameWords } from '../../exercise/games/words.ts';
import { createRecall } from './recall.state.ts';

interface Props {
  recall: NonNullable<MyClass['recall']>;
  words: GameWords;
  /** stands in the place of the block's first words, which were written for the lesson */
  intro: string;
  help: string;
}

/** Three questions of a lesson of some weeks ago; loaded when somebody wants to answer them. */
export function Recall({ recall, words, intro, help }: Props) {
  const [, draw] = useState(0);
  const [asking] = useState(() => createRecall(recall, () => draw((n) => n + 1)));
  return (
    <GameView
      game={{ ...recall.game, intro }}
      words={{ ...words, pace: '' }}
      help={help}
      level="h4"
      {...asking.state}
      on={asking.on}
    />
  );
}
