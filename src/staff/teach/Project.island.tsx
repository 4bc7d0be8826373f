import { useEffect, useState } from 'preact/hooks';
import type { CourseCard, LessonNotes, LessonPage } from '../../contract/courses.ts';
import type { Areas } from '../../i18n/keys.ts';
import { useDesk } from '../shell/Console.tsx';
import type { Shell } from '../shell/shell.ts';
import { lessonNotes, lessonPage } from './calls.ts';
import { Elsewhere, OneClass } from './OneClass.tsx';
import { Stage } from './ProjectStage.tsx';
import { lessonOfPage } from './project.ts';
import { useClass } from './useClass.ts';
import { className, type TeachWords } from './words.ts';

export type ProjectWords = Areas['project'];
export type HelpNumbers = Pick<Areas['help'], 'p110' | 'p12356' | 'p120'>;
interface Props {
  shell: Shell;
  words: ProjectWords;
  teach: TeachWords;
  help: HelpNumbers;
}

/** A lesson for the whole class, on the projector of an old machine. */
export function Project({ shell, ...props }: Props) {
  return (
    <OneClass shell={shell} words={props.teach}>
      {(id) => <Room id={id} {...props} />}
    </OneClass>
  );
}

interface Prepared {
  lesson: LessonPage;
  notes: LessonNotes | null;
}

function Room({ id, words, teach, help }: Omit<Props, 'shell'> & { id: string }) {
  const { locale, fail, words: shell } = useDesk();
  const { page, refused } = useClass(id);
  const [slug, choose] = useState(() => lessonOfPage(location.search));
  const [got, setGot] = useState<Prepared | null>(null);
  const course = page?.course;
  const card = course?.lessons.find((one) => one.slug === slug);
  useEffect(() => {
    if (!course || !card || got) return;
    Promise.all([lessonPage(course.slug, card.name, locale), lessonNotes(card.slug, locale)]).then(
      ([lesson, notes]) => lesson && setGot({ lesson, notes }),
      fail,
    );
  }, [course, card, got, locale, fail]);
  if (refused) return <Elsewhere words={teach} />;
  if (!page || (card && !got)) {
    return (
      <p class="muted" role="status">
        {shell.loading}
      </p>
    );
  }
  const name = `${page.class.school_name} ${className(teach, page.class)}`;
  if (!got) return <Lessons of={id} name={name} course={page.course} words={words} choose={choose} />;
  return <Stage of={id} name={name} lesson={got.lesson} notes={got.notes} words={words} help={help} />;
}

interface LessonsProps {
  of: string;
  name: string;
  course: CourseCard;
  words: ProjectWords;
  choose(slug: string): void;
}

/** The address names no lesson of this class: which one is it? */
function Lessons({ of, name, course, words, choose }: LessonsProps) {
  const { prefix } = useDesk();
  return (
    <section class="stack">
      <p>
        <a href={`${prefix}/teach/class?c=${of}#plan`}>{`‹ ${name}`}</a>
      </p>
      <h2>{words.which}</h2>
      <ul class="plain-list stack">
        {course.lessons.map(({ slug, title, summary }) => (
          <li key={slug} class="card stack tight">
            <h3>{title}</h3>
            <p>{summary}</p>
            <p>
              <button type="button" class="btn main" onClick={() => choose(slug)}>
                {words.start}
              </button>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
