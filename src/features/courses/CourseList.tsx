import type { CourseCard } from '../../contract/courses.ts';
import { fill } from '../../ui/fill.ts';
import { Icon } from '../../ui/Icon.tsx';
import { forward } from '../../ui/icons.ts';
import type { CourseWords } from './words.ts';

/** Courses by stage, each with its lessons; list.late.ts adds what this phone has done of them. */
export function CourseList({ courses, words, to }: { courses: CourseCard[]; words: CourseWords; to: string }) {
  const states = JSON.stringify({
    state_done: words.state_done,
    ...Object.fromEntries(Object.entries(words).filter(([key]) => key.startsWith('state_left_'))),
  });
  return (
    <ul class="courses" id="courses" data-words={states}>
      {courses.map(({ slug, stage, title, summary, lessons }) => (
        <li key={slug} class="card stack">
          <div class="stack tight">
            <p class="row between">
              <span class="chip">{words[`stage_${stage}`]}</span>
              <span class="muted small">{words[`grades_${stage}`]}</span>
            </p>
            <h2>{title}</h2>
            <p class="muted">{summary}</p>
            <p class="muted small">{words.hours}</p>
          </div>
          <ul class="lessons-of">
            {lessons.map((lesson) => (
              <li key={lesson.slug} data-lesson={lesson.slug}>
                <a href={`${to}/${slug}/${lesson.name}`}>
                  <span class="grow">
                    <strong>{lesson.title}</strong>
                    <small class="muted" data-state>
                      {fill(words.state_new, { n: lesson.blocks })}
                    </small>
                  </span>
                  <Icon d={forward} size={20} />
                </a>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}
