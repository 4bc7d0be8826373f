import { fill } from '../../ui/fill.ts';
import { Icon } from '../../ui/Icon.tsx';
import { back, forward } from '../../ui/icons.ts';
import type { PlayerProps } from './LessonPlayer.tsx';
import { beside, END, leftOf, lookAgain, type Shown } from './lesson.ts';

/** The end of a lesson: done or what is left of it, what one takes home, what is worth a second look, where to go on. */
export function EndPage({ lesson, words, goals, links, state, on }: PlayerProps) {
  const { progress, seen } = state;
  const left = leftOf(lesson, progress.done);
  const again = lookAgain(lesson, progress);
  const complete = left.length === 0;
  return (
    <>
      <header class="stack tight" id="block" tabIndex={-1}>
        <h1>{complete ? words.complete : fill(words.not_complete, { n: left.length })}</h1>
        <p>{complete ? words.complete_text : words.not_complete_text}</p>
        {complete && seen && (
          <p class="notice" role="status" data-testid="seen">
            {words.seen}
          </p>
        )}
      </header>
      {!complete && <ToBlocks blocks={left.map((block) => ({ block, text: '' }))} on={on} />}
      {complete && (
        <section class="card stack tight goals">
          <h2>{words.learnt}</h2>
          <div class="story" dangerouslySetInnerHTML={{ __html: goals }} />
        </section>
      )}
      <div class="thumb still">
        <button
          type="button"
          class="btn quiet back-one"
          aria-label={words.previous}
          onClick={() => on.go(beside(lesson, END, -1))}
        >
          <Icon d={back} />
        </button>
        {complete ? (
          <a class="btn main" href={lesson.next ? `${links.course}/${lesson.next}` : links.courses}>
            {lesson.next ? words.next_lesson : words.to_courses}
          </a>
        ) : (
          <button type="button" class="btn main" onClick={() => on.go(left[0]?.id ?? END)}>
            {words.do_left}
          </button>
        )}
      </div>
      {again.length > 0 && (
        <section class="stack tight">
          <h2>{words.look_again}</h2>
          <ToBlocks
            blocks={again.map(({ block, wrong }) => ({ block, text: fill(words.places, { n: wrong.length }) }))}
            on={on}
          />
        </section>
      )}
      <p class="small">
        {words.help_line} <a href={links.help}>{words.help_link}</a>
      </p>
    </>
  );
}

/** Blocks to go to, each with a word about it. */
function ToBlocks({ blocks, on }: { blocks: { block: Shown; text: string }[]; on: PlayerProps['on'] }) {
  return (
    <div class="card">
      <ul class="contents">
        {blocks.map(({ block, text }) => (
          <li key={block.id}>
            <button type="button" onClick={() => on.go(block.id)}>
              <span class="grow">{block.title}</span>
              {text && <span class="muted small">{text}</span>}
              <Icon d={forward} size={20} />
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
