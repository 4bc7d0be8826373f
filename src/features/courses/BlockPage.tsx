import { GameView } from '../../exercise/games/GameView.tsx';
import { isRight } from '../../exercise/games/game.ts';
import { fill } from '../../ui/fill.ts';
import { Icon } from '../../ui/Icon.tsx';
import { back } from '../../ui/icons.ts';
import type { PlayerProps } from './LessonPlayer.tsx';
import { Lines } from './Lines.tsx';
import { beside, playOf, type Shown, wrongOf } from './lesson.ts';
import { BlockText, HelpCard } from './parts.tsx';

type Props = PlayerProps & { block: Shown };

/** One block: what is read, or a game with what it taught, and below it the way on. */
export function BlockPage(props: Props) {
  const { block, words, gameWords, help, links, state, on } = props;
  const { game } = block;
  const play = game && playOf(game, state.progress, block.id);
  const done = state.progress.done.includes(block.id);
  const over = play?.stage === 'done';
  return (
    <>
      <article class="stack block" aria-labelledby={game && !over ? `game-${game.slug}` : 'stem'} data-block={block.id}>
        {(!game || over) && (
          <header class="stack tight">
            {(done || block.optional) && <p class="chip">{done ? words.block_done : words.optional}</p>}
            <h1 id="stem" tabIndex={-1}>
              {block.title}
            </h1>
          </header>
        )}
        {!game && <BlockText block={block} />}
        {block.kind === 'help' && <HelpCard words={words} help={help} to={links.help} />}
        {game && play && !over && (
          <div id="stem" tabIndex={-1}>
            <GameView
              game={game}
              play={play}
              words={gameWords}
              delivery=""
              help={links.help}
              level="h1"
              intro={<BlockText block={block} />}
              on={{
                begin: () => on.begin(block),
                choose: (letter) => on.choose(block, letter),
                next: () => on.next(block),
                again: () => on.again(block),
                takeLeft: () => undefined,
                putRight: () => undefined,
              }}
            />
          </div>
        )}
        {game && play && over && <Taught {...props} />}
      </article>
      <WayOn {...props} reading={!game} over={!game || over} done={done} />
    </>
  );
}

/** The end of a game: what was less sure is said once more, each with what holds and why. */
function Taught({ block, words, state, on }: Props) {
  const { game } = block;
  if (!game) return null;
  const play = playOf(game, state.progress, block.id);
  const total = game.steps.length;
  const right = game.steps.filter((_, i) => isRight(game, i, play.first[i] ?? '')).length;
  const wrong = wrongOf(game, play);
  return (
    <>
      <p>{wrong.length === 0 ? words.all_right : fill(words.some_right, { n: right, total })}</p>
      {wrong.length > 0 && (
        <section class="card verdict stack tight">
          <h2>{words.once_more}</h2>
          <Lines lines={wrong} words={words} />
        </section>
      )}
      <button type="button" class="btn wide" onClick={() => on.again(block)}>
        {words.again}
      </button>
    </>
  );
}

/** Back, on, and past what one does not want to do now. */
function WayOn({
  lesson,
  block,
  words,
  on,
  reading,
  over,
  done,
}: Props & Record<'reading' | 'over' | 'done', boolean>) {
  const next = beside(lesson, block.id, 1);
  return (
    <div class="thumb">
      <button
        type="button"
        class="btn quiet back-one"
        aria-label={words.previous}
        onClick={() => on.go(beside(lesson, block.id, -1))}
      >
        <Icon d={back} />
      </button>
      {over && (
        <button type="button" class="btn main" onClick={() => (reading ? on.read(block) : on.go(next))}>
          {reading && !done ? words.read : words.next_block}
        </button>
      )}
      {!done && (!over || block.optional) && (
        <button type="button" class="btn quiet skip-one" onClick={() => on.go(next)}>
          {block.optional ? words.skip : words.later}
        </button>
      )}
    </div>
  );
}
