import type { ComponentChildren } from 'preact';
import { fill } from '../../ui/fill.ts';
import { Icon } from '../../ui/Icon.tsx';
import { check } from '../../ui/icons.ts';
import type { Lesson } from './lesson.ts';
import type { CourseWords } from './words.ts';

interface Props {
  lesson: Lesson;
  words: CourseWords;
  summary: string;
  /** HTML */
  goals: string;
  /** ids of blocks that are done */
  done: readonly string[];
  onGo?(id: string): void;
  /** the next step, above the blocks one by one */
  children?: ComponentChildren;
}

/** The first page of a lesson: what it is about, what one can do afterwards, its blocks, and when it counts as done. */
export function Cover({ lesson, words, summary, goals, done, onGo, children }: Props) {
  const { course, title, minutes, blocks } = lesson;
  return (
    <>
      <header class="stack tight" id="block" tabIndex={-1}>
        <p class="chip">{words[`stage_${course.stage}`]}</p>
        <h1>{title}</h1>
        <p>{summary}</p>
        <p class="muted small">{fill(words.hour, { n: minutes })}</p>
      </header>
      <section class="card stack tight goals">
        <h2>{words.goals}</h2>
        <div class="story" dangerouslySetInnerHTML={{ __html: goals }} />
      </section>
      {children}
      <nav class="card stack tight" aria-labelledby="contents">
        <h2 id="contents">{words.contents}</h2>
        <ol class="contents">
          {blocks.map((block, i) => {
            const ready = done.includes(block.id);
            return (
              <li key={block.id}>
                <a
                  href={`#${block.id}`}
                  onClick={
                    onGo &&
                    ((event) => {
                      event.preventDefault();
                      onGo(block.id);
                    })
                  }
                >
                  <b class={ready ? 'ready num' : 'num'} aria-hidden="true">
                    {ready ? <Icon d={check} size={18} /> : i + 1}
                  </b>
                  <span class="grow">
                    {block.title}
                    {block.optional && <span class="muted small"> · {words.optional}</span>}
                    {ready && <span class="vh"> · {words.block_done}</span>}
                  </span>
                  <span class="muted small num">{fill(words.minutes, { n: block.minutes })}</span>
                </a>
              </li>
            );
          })}
        </ol>
        <p class="muted small">{words.rule}</p>
      </nav>
    </>
  );
}
