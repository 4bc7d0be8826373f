import { useEffect, useState } from 'preact/hooks';
import type { ClassAnswers, LessonPage } from '../../contract/courses.ts';
import { formatPercent } from '../../i18n/format.ts';
import { fill } from '../../ui/fill.ts';
import { useDesk } from '../shell/Console.tsx';
import { classAnswers, lessonPage } from './calls.ts';
import { type HardItem, hardItems, tooFew } from './hard.ts';
import { useClassDesk } from './parts.tsx';

/** So many items stand open: more is no help before the next lesson. */
const FIRST = 8;

/** What the class finds hard, by first answers; counts of seats, never which seat answered what. */
export function Hard() {
  const { locale, fail, words: shell } = useDesk();
  const { words, page } = useClassDesk();
  const { slug: course, lessons } = page.course;
  const [slug, choose] = useState(lessons[0]?.slug ?? '');
  const [got, setGot] = useState<{ answers: ClassAnswers; lesson: LessonPage | null } | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let gone = false;
    setGot(null);
    setFailed(false);
    const name = lessons.find((one) => one.slug === slug)?.name ?? '';
    Promise.all([classAnswers(page.class.id, slug, locale), lessonPage(course, name, locale)]).then(
      ([answers, lesson]) => gone || setGot({ answers, lesson }),
      (error) => {
        if (gone) return;
        fail(error);
        setFailed(true);
      },
    );
    return () => {
      gone = true;
    };
    // lessons come anew with every reading of the class; which one is meant says its slug
  }, [page.class.id, course, slug, locale, fail]);
  const items = got ? hardItems(got.answers, got.lesson) : [];
  const few = got ? tooFew(got.answers) : [];
  const again = items.filter((item) => item.again).slice(0, FIRST);
  const rest = items.filter((item) => !again.includes(item));
  return (
    <section class="stack" aria-busy={!got && !failed}>
      <div class="row">
        <p class="grow muted">{words.hard_lead}</p>
        <LessonChoice value={slug} choose={choose} />
      </div>
      {!got && !failed && <p class="muted">{shell.loading}</p>}
      {got && again.length === 0 && <p class="notice">{items.length > 0 ? words.hard_none : words.hard_too_few}</p>}
      {again.length > 0 && <Items list={again} />}
      {rest.length > 0 && (
        <details class="stack">
          <summary>{fill(words.hard_rest, { count: rest.length })}</summary>
          <Items list={rest} />
        </details>
      )}
      {few.length > 0 && items.length > 0 && (
        <p class="small muted">{fill(words.hard_few, { blocks: few.map(({ title }) => title).join(words.comma) })}</p>
      )}
      <p class="small muted">{words.hard_note}</p>
    </section>
  );
}

export function LessonChoice({ value, choose }: { value: string; choose: (slug: string) => void }) {
  const { words, page } = useClassDesk();
  return (
    <label class="row">
      <span class="vh">{words.hour_lesson}</span>
      <select name="lesson" value={value} onChange={(event) => choose(event.currentTarget.value)}>
        {page.course.lessons.map(({ slug, title }) => (
          <option key={slug} value={slug}>
            {title}
          </option>
        ))}
      </select>
    </label>
  );
}

function Items({ list }: { list: readonly HardItem[] }) {
  const { locale } = useDesk();
  const { words } = useClassDesk();
  return (
    <ol class="plain-list hard-list" data-testid="hard">
      {list.map((item) => (
        <li key={`${item.block}/${item.step}`} class="card stack tight">
          {item.text && <p class="small muted">{item.title}</p>}
          <p class="row">
            <b class="grow">{item.text || fill(words.hard_step, { title: item.title, step: item.step })}</b>
            {item.again && <span class="chip again">{words.again}</span>}
          </p>
          <p class="num">
            {fill(words.hard_share, { right: item.right, n: item.n, share: formatPercent(locale, item.share, 0) })}
            <progress class="hard-bar" max={item.n} value={item.right} aria-hidden="true" />
          </p>
          {item.astray && <p class="small">{fill(words.hard_astray, { text: item.astray.text, n: item.astray.n })}</p>}
          {item.answer && <p class="small">{fill(words.hard_answer, { text: item.answer })}</p>}
          {item.again && item.say && <p class="small muted">{item.say}</p>}
        </li>
      ))}
    </ol>
  );
}
