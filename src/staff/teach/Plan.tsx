import { useEffect, useState } from 'preact/hooks';
import type { LessonNotes, LessonPage } from '../../contract/courses.ts';
import { fill } from '../../ui/fill.ts';
import { useDesk } from '../shell/Console.tsx';
import { lessonNotes, lessonPage } from './calls.ts';
import { useClassDesk } from './parts.tsx';
import { nextLesson } from './standing.ts';

/** Preparing a lesson: what it is for, what to do with the class during each part, and the way to the projector. */
export function Plan() {
  const { prefix } = useDesk();
  const { words, page } = useClassDesk();
  const id = page.class.id;
  const next = nextLesson(page);
  return (
    <div class="stack">
      <p class="muted">{words.plan_lead}</p>
      {page.course.lessons.map(({ slug, name, title, summary, minutes }) => (
        <section key={slug} class="card stack tight" aria-label={title}>
          <h3>{title}</h3>
          <p>{summary}</p>
          <div class="row">
            <a class={slug === next ? 'btn main' : 'btn'} href={`${prefix}/teach/project?c=${id}&l=${slug}`}>
              {words.project}
            </a>
            <a class="btn" href={`${prefix}/courses/${page.course.slug}/${name}`} target="_blank" rel="noopener">
              {words.as_pupil}
            </a>
            <span class="small muted">{fill(words.minutes, { minutes })}</span>
          </div>
          <Notes slug={slug} name={name} />
        </section>
      ))}
      <section class="card stack tight" aria-label={words.test}>
        <h3>{words.test}</h3>
        <p>{words.test_lead}</p>
        <p>
          <a class="btn" href={`${prefix}/teach/test?c=${id}`}>
            {words.test_open}
          </a>
        </p>
      </section>
    </div>
  );
}

type Prepared = { notes: LessonNotes | null; lesson: LessonPage | null; html: string; goals: string };

function Notes({ slug, name }: { slug: string; name: string }) {
  const { locale, prefix, fail, words: shell } = useDesk();
  const { words, page } = useClassDesk();
  const [open, setOpen] = useState(false);
  const [got, setGot] = useState<Prepared | null>(null);
  useEffect(() => {
    if (!open || got) return;
    const ask = async () => {
      const [notes, lesson, { storyHtml }] = await Promise.all([
        lessonNotes(slug, locale),
        lessonPage(page.course.slug, name, locale),
        import('../../features/trails/story.ts'),
      ]);
      const html = (text: string | undefined) => storyHtml(text ?? '', (path) => prefix + path);
      setGot({ notes, lesson, html: html(notes?.notes), goals: html(lesson?.goals) });
    };
    ask().catch(fail);
  }, [open, got, slug, name, page.course.slug, locale, prefix, fail]);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{words.notes}</summary>
      {open && !got && <p class="muted">{shell.loading}</p>}
      {got && (
        <div class="stack">
          <h4>{words.goals}</h4>
          <div class="prose" dangerouslySetInnerHTML={{ __html: got.goals }} />
          <div class="prose" dangerouslySetInnerHTML={{ __html: got.html }} />
          <ol class="plan-blocks">
            {got.lesson?.blocks.map(({ id, title, minutes, optional }) => (
              <li key={id}>
                <b>{title}</b>{' '}
                <span class="small muted num">
                  {fill(words.minutes, { minutes })}
                  {optional && ` · ${words.optional}`}
                </span>
                <p>{got.notes?.blocks.find((one) => one.id === id)?.note}</p>
              </li>
            ))}
          </ol>
        </div>
      )}
    </details>
  );
}
