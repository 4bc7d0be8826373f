import type { LessonPage } from '../../contract/courses.ts';
import { fill } from '../../ui/fill.ts';
import { useDesk } from '../shell/Console.tsx';
import type { ProjectWords } from './Project.island.tsx';
import type { Screen } from './project.ts';

interface OverviewProps {
  lesson: LessonPage;
  screens: readonly Screen[];
  at: number;
  words: ProjectWords;
  go(at: number): void;
}

/** The parts of the lesson, to go to any of them, and the keys. */
export function ProjectOverview({ lesson, screens, at, words, go }: OverviewProps) {
  const here = screens[at]?.block;
  return (
    <section class="stage-overview">
      <h2>{words.overview}</h2>
      <ol class="plain-list">
        {lesson.blocks.map(({ id, title, minutes, optional }, i) => (
          <li key={id}>
            <button
              type="button"
              class="btn"
              aria-current={i === here ? 'step' : undefined}
              onClick={() => go(screens.findIndex(({ block }) => block === i))}
            >
              <span class="grow">
                {i + 1}. {title}
              </span>
              <span class="muted num">
                {optional ? `${words.optional} · ` : ''}
                {fill(words.minutes, { n: minutes })}
              </span>
            </button>
          </li>
        ))}
      </ol>
      <p class="small muted">{words.keys}</p>
    </section>
  );
}

/** The class is through: what is left is to write the hour down. */
export function ProjectEnd({
  of,
  name,
  lesson,
  words,
}: {
  of: string;
  name: string;
  lesson: LessonPage;
  words: ProjectWords;
}) {
  const { prefix } = useDesk();
  return (
    <section class="screen stage-end">
      <h2>{words.end}</h2>
      <p>{fill(words.end_text, { class: name, lesson: lesson.title })}</p>
      <p>
        <a class="btn main" href={`${prefix}/teach/class?c=${of}&hour=${lesson.slug}&how=projector#hour`}>
          {words.to_hour}
        </a>
      </p>
    </section>
  );
}
