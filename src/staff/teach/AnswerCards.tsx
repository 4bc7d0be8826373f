import { useEffect, useState } from 'preact/hooks';
import type { LessonPage } from '../../contract/courses.ts';
import { fill } from '../../ui/fill.ts';
import { useDesk } from '../shell/Console.tsx';
import { lessonPage } from './calls.ts';
import { LessonChoice } from './Hard.tsx';
import { checkSteps, sheetsOf } from './paper.ts';
import { useClassDesk } from './parts.tsx';
import { PrintBar } from './SeatTable.tsx';
import { className, range } from './words.ts';

/** A slip for each seat with the questions of a lesson's checks, six on a sheet, and one with the answers for the teacher. */
export function AnswerCards({ brand }: { brand: string }) {
  const { locale, fail, words: shell } = useDesk();
  const { words, page } = useClassDesk();
  const { slug: course, lessons } = page.course;
  const [slug, choose] = useState(lessons[0]?.slug ?? '');
  const name = lessons.find((one) => one.slug === slug)?.name ?? '';
  const [lesson, setLesson] = useState<LessonPage | null>(null);
  useEffect(() => {
    let gone = false;
    setLesson(null);
    lessonPage(course, name, locale).then((got) => gone || setLesson(got), fail);
    return () => {
      gone = true;
    };
  }, [course, name, locale, fail]);
  const steps = lesson ? checkSteps(lesson) : [];
  const cards: (number | 'key')[] = [...range(1, page.class.seats), 'key'];
  return (
    <>
      <div class="no-print">
        <LessonChoice value={slug} choose={choose} />
      </div>
      <PrintBar text={words.cards_lead} ready={steps.length > 0} />
      {!lesson && <p class="muted no-print">{shell.loading}</p>}
      {lesson && steps.length === 0 && <p class="notice no-print">{words.cards_none}</p>}
      <section class="paper-preview" aria-label={words.preview}>
        {steps.length > 0 &&
          sheetsOf(cards, 6).map((sheet) => (
            <div key={sheet[0]} class="paper answer-sheet" data-testid="paper">
              {sheet.map((card) => (
                <article key={card} class="answer-card">
                  <header>
                    <span>
                      {className(words, page.class)} · {lesson?.title}
                    </span>
                    <b>{card === 'key' ? words.cards_key : fill(words.seat_no, { seat: card })}</b>
                  </header>
                  <ol>
                    {steps.map(({ letters, answer }, at) => (
                      <li key={at}>
                        {letters.map((letter) => (
                          <i key={letter} class={card === 'key' && answer.includes(letter) ? 'right' : undefined}>
                            {letter}
                          </i>
                        ))}
                      </li>
                    ))}
                  </ol>
                  <footer>
                    <span>{card === 'key' ? words.cards_key_note : words.cards_note}</span>
                    <span>{brand}</span>
                  </footer>
                </article>
              ))}
            </div>
          ))}
      </section>
    </>
  );
}
