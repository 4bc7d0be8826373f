import { render } from 'preact';
import type { Game } from '../../contract/trails.ts';
import type { Areas } from '../../i18n/keys.ts';
import { GamePlayer } from './GamePlayer.tsx';

/** Opens a game in its place on the page; loaded when somebody wants to play. */
export function openGame(host: HTMLElement, game: Game, words: Areas['games']): void {
  host.replaceChildren();
  render(<GamePlayer game={game} words={words} />, host);
  host.tabIndex = -1;
  host.focus({ preventScroll: true });
}
