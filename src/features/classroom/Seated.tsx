import type { ComponentChildren } from 'preact';
import type { MyClass } from '../../contract/courses.ts';
import { fill } from '../../ui/fill.ts';
import { nextLesson } from './classroom.ts';
import type { JoinProps } from './Join.island.tsx';
import { className } from './parts.tsx';

interface Props extends Pick<JoinProps, 'words' | 'paths'> {
  mine: MyClass;
  children: ComponentChildren;
}

/** Where one sits, and what comes next as the one primary button. */
export function Seated({ words, mine, paths, children }: Props) {
  const at = nextLesson(mine);
  const lesson = mine.lessons[at];
  const begun = at > 0 || (lesson?.blocks.length ?? 0) > 0;
  return (
    <section class="card stack seated">
      <div class="stack tight">
        <h2 id="seated" class="song" tabIndex={-1}>
          {fill(words.seated, { class: className(words, mine.class), seat: mine.seat })}
        </h2>
        <p class="muted">{mine.class.school_name}</p>
      </div>
      {lesson ? (
        <a class="btn main wide" href={`${paths.courses}/${mine.course}/${lesson.name}`}>
          {fill(begun ? words.next : words.first, { title: lesson.title })}
        </a>
      ) : mine.certificate ? (
        <a class="btn main wide" href={`${paths.certificate}/${mine.certificate}`}>
          {words.certificate_go}
        </a>
      ) : (
        <a class="btn main wide" href={paths.courses}>
          {words.to_courses}
        </a>
      )}
      {children}
    </section>
  );
}
