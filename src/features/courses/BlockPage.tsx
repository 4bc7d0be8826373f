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
  const playing = play?.stage === 'playing';
  return (
    <>
      <article
        class="stack block"
        id="block"
        tabIndex={-1}
        aria-labelledby={playing ? `game-${game?.slug}` : 'title'}
        data-block={block.id}
      >
        {!playing && <Title {...props} />}
        {game && play?.stage === 'intro' && (
          <p class="muted">
            {gameWords[`how_${game.kind}`]} {fill(gameWords.steps, { n: game.steps.length })}
          </p>
        )}
        {(!game || play?.stage === 'intro') && <BlockText block={block} />}
        {play?.stage === 'intro' && game?.boxes && (
          <ul class="box-names">
            {game.boxes.map((name) => (
              <li key={name}>{name}</li>
            ))}
          </ul>
        )}
        {block.kind === 'help' && <HelpCard words={words} help={help} to={links.help} />}
        {game && playing && (
          <GameView
            game={game}
            play={play}
            words={gameWords}
            delivery=""
            help={links.help}
            level="h1"
            on={{
              ...unused,
              choose: (letter) => on.choose(block, letter),
              next: () => on.next(block),
            }}
          />
        )}
        {play?.stage === 'done' && <Taught {...props} />}
      </article>
      <WayOn {...props} stage={play?.stage ?? 'read'} />
    </>
  );
}
/** A lesson begins and ends its games itself, and has no pairs. */
const nothing = () => undefined;
const unused = { begin: nothing, again: nothing, takeLeft: nothing, putRight: nothing };

function Title({ block, words, gameWords, state }: Props) {
  const done = state.progress.done.includes(block.id);
  const chip = done
    ? words.block_done
    : block.optional
      ? words.optional
      : block.game && gameWords[`kind_${block.game.kind}`];
  return (
    <header class="stack tight">
      {chip && <p class="chip">{chip}</p>}
      <h1 id="title">{block.title}</h1>
    </header>
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
function WayOn({ lesson, block, words, state, on, stage }: Props & { stage: 'read' | 'intro' | 'playing' | 'done' }) {
  const next = beside(lesson, block.id, 1);
  const done = state.progress.done.includes(block.id);
  const main = {
    read: { label: done ? words.next_block : words.read, act: () => on.read(block) },
    intro: { label: words.begin, act: () => on.begin(block) },
    playing: null,
    done: { label: words.next_block, act: () => on.go(next) },
  }[stage];
  const past = stage !== 'done' && (stage !== 'read' || (block.optional && !done));
  return (
    <div class={block.kind === 'help' || stage === 'playing' || stage === 'done' ? 'thumb still' : 'thumb'}>
      <button
        type="button"
        class="btn quiet back-one"
        aria-label={words.previous}
        onClick={() => on.go(beside(lesson, block.id, -1))}
      >
        <Icon d={back} />
      </button>
      {main && (
        <button type="button" class="btn main" onClick={main.act}>
          {main.label}
        </button>
      )}
      {past && (
        <button type="button" class="btn quiet past" onClick={() => on.go(next)}>
          {stage === 'playing' ? words.later : words.skip}
        </button>
      )}
    </div>
  );
}
