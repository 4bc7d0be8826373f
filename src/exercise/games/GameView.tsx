import { useEffect, useRef } from 'preact/hooks';
import type { Game } from '../../contract/trails.ts';
import { fill } from '../../ui/fill.ts';
import '../../ui/answer.css';
import '../../ui/segments.css';
import './games.css';
import { Choices } from './Choices.tsx';
import { Finish } from './Finish.tsx';
import { type GamePlay, stepsDone } from './game.ts';
import { Pairs } from './Pairs.tsx';
import { Sort } from './Sort.tsx';
import type { GameWords } from './words.ts';

export interface GameActions {
  begin(): void;
  choose(letter: string): void;
  takeLeft(place: number): void;
  putRight(match: number): void;
  next(): void;
  again(): void;
}

export interface GameProps {
  game: Game;
  play: GamePlay;
  words: GameWords;
  delivery: '' | 'noted' | 'delivered' | 'failed';
  /** where help is */
  help: string;
  /** level of the title among the headings around it */
  level?: 'h1' | 'h3' | 'h4';
  on: GameActions;
}

/** A game as it stands: its first words, one step after the other, its end. */
export function GameView(props: GameProps) {
  const { game, play, words, delivery, level: Title = 'h4', on } = props;
  const root = useRef<HTMLElement>(null);
  // pairs keep their cards in place, and say beside them what came of a tap
  useFocus(root, game.kind === 'pairs' ? play.stage : `${play.stage}${play.place}${play.tried}`);
  return (
    <section
      class={`game stack ${game.kind}`}
      aria-labelledby={`game-${game.slug}`}
      ref={root}
      data-testid="game"
      data-stage={play.stage}
    >
      <header class="row">
        <Title id={`game-${game.slug}`} class="grow title song">
          {game.title}
        </Title>
        <p class="chip">{words[`kind_${game.kind}`]}</p>
      </header>
      {play.stage === 'intro' && (
        <>
          <p>{game.intro}</p>
          <p class="muted small">
            {words[`how_${game.kind}`]} {fill(words.steps, { n: game.steps.length })}
          </p>
          <button type="button" class="btn main wide" onClick={on.begin}>
            {words.start}
          </button>
        </>
      )}
      {play.stage === 'playing' && (
        <>
          <Progress {...props} />
          {game.kind === 'pairs' ? (
            <Pairs {...props} />
          ) : game.kind === 'disguise' ? (
            <Sort {...props} />
          ) : (
            <Choices {...props} />
          )}
        </>
      )}
      {play.stage === 'done' && <Finish {...props} />}
      {delivery === 'failed' && (
        <p class="notice amber" role="alert">
          {words.not_stored}
        </p>
      )}
    </section>
  );
}

function Progress({ game, play, words }: GameProps) {
  const total = game.steps.length;
  const done = stepsDone(game, play);
  const n = Math.min(total, game.kind === 'pairs' ? done + 1 : play.place + 1);
  return (
    <div class="steps-line">
      <div class="segs" role="img" aria-label={fill(words.progress, { n, total })}>
        {game.steps.map((step, i) => (
          <i key={step.text} class={i < done ? 'on' : i === done ? 'now' : ''} />
        ))}
      </div>
      <span class="muted num" aria-hidden="true">
        {n} / {total}
      </span>
    </div>
  );
}

/** A new step is read from its beginning; after a choice what it led to is read. Focus elsewhere stays where it is. */
function useFocus(root: { current: HTMLElement | null }, at: string) {
  const before = useRef(at);
  useEffect(() => {
    if (before.current === at) return;
    before.current = at;
    const active = document.activeElement;
    if (active && active !== document.body && !root.current?.contains(active)) return;
    const verdict = root.current?.querySelector<HTMLElement>('[data-verdict]');
    const target = verdict ?? root.current?.querySelector<HTMLElement>('[data-stem]');
    target?.focus({ preventScroll: true });
    // a new step is seen whole where it fits; what it led to comes into sight with the button below it
    if (!verdict) root.current?.scrollIntoView({ block: 'nearest' });
    target?.scrollIntoView({ block: 'nearest' });
  }, [at, root]);
}
