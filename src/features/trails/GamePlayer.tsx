import { useEffect, useState } from 'preact/hooks';
import { LOCALE_PREFIX, type Locale } from '../../contract/locales.ts';
import type { Game } from '../../contract/trails.ts';
import { GameView } from '../../exercise/games/GameView.tsx';
import type { Areas } from '../../i18n/keys.ts';
import { createGame } from './game.state.ts';
import './game.css';

interface Props {
  game: Game;
  words: Areas['games'];
  /** the game was played to its end, and the phone has noted it */
  onDone?(): void;
}

/** A game at a point, from its first words to the record. */
export function GamePlayer({ game, words, onDone }: Props) {
  const [, draw] = useState(0);
  const [playing] = useState(() => createGame(game, () => draw((n) => n + 1), onDone));
  useEffect(() => playing.wake(), [playing]);
  const prefix = LOCALE_PREFIX[document.documentElement.lang as Locale] ?? '';
  return <GameView game={game} words={words} help={`${prefix}/help`} {...playing.state} on={playing.on} />;
}
