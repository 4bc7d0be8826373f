import { useState } from 'preact/hooks';
import type { CourseBody } from '../../contract/courses.ts';
import type { Locale } from '../../contract/locales.ts';
import { editorOf, type Row } from '../documents.ts';
import { Says, useControl } from '../editor/Field.tsx';
import { OrderedList } from '../editor/OrderedList.tsx';
import { useDesk } from '../shell/Console.tsx';
import { MOST_LESSONS, moved } from './course.ts';
import type { LessonEditorWords } from './lesson.ts';

interface Props {
  words: LessonEditorWords;
  body: CourseBody;
  change: (next: (body: CourseBody) => CourseBody) => void;
  locale: Locale;
  lessons: readonly Row[] | null;
  /** its key; null while the course was never saved */
  course: string | null;
  writes: boolean;
}

/** The lessons of a course in the order of the year. */
export function CourseLessons({ words, body, change, lessons, course, writes }: Props) {
  const desk = useDesk();
  const { control, findings } = useControl('lessons');
  const [selected, select] = useState<string | null>(null);
  const rowOf = (key: string) => lessons?.find((row) => row.key === key);
  const own = (lessons ?? []).filter(({ key }) => course && key.startsWith(`${course}-`));
  const rest = own.filter(({ key }) => !body.lessons.includes(key));
  const put = (next: (lessons: string[]) => string[]) => change((now) => ({ ...now, lessons: next(now.lessons) }));
  return (
    <fieldset class="card group">
      <legend>{words.field_lessons}</legend>
      <p class="small muted" id={control.id} tabIndex={-1}>
        {course ? words.lessons_hint : words.lessons_after}
      </p>
      <Says id={control.id} findings={findings} />
      <OrderedList
        items={body.lessons.map((id) => ({ id }))}
        selected={selected}
        select={select}
        move={(id, by) => put((all) => moved(all, (one) => one, id, by))}
        remove={(id) => put((all) => all.filter((one) => one !== id))}
        nameOf={({ id }) => rowOf(id)?.title || id}
        fieldOf={(_, place) => `lessons.${place + 1}.`}
        words={words}
        look="lesson-list"
        about={({ id }) => `${id} · ${rowOf(id)?.live ? words.is_live : words.not_live}`}
      >
        {({ id }) => (
          <p>
            <a href={desk.prefix + editorOf('lesson', id)}>{words.open_lesson}</a>
          </p>
        )}
      </OrderedList>
      {course && writes && (
        <div class="row">
          {rest.length > 0 && body.lessons.length < MOST_LESSONS && (
            <select
              name="add-lesson"
              aria-label={words.add_lesson}
              value=""
              onChange={({ currentTarget }) => {
                const key = currentTarget.value;
                currentTarget.value = '';
                if (key) put((all) => [...all, key]);
              }}
            >
              <option value="">+ {words.add_lesson}</option>
              {rest.map(({ key, title }) => (
                <option key={key} value={key}>
                  {title || key}
                </option>
              ))}
            </select>
          )}
          <a class="btn" href={`${desk.prefix}/staff/lesson?course=${course}`}>
            {words.write_lesson}
          </a>
        </div>
      )}
    </fieldset>
  );
}
