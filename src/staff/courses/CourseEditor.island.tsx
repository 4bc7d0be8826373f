import { useMemo, useState } from 'preact/hooks';
import { type CourseBody, SCHOOL_STAGES } from '../../contract/courses.ts';
import type { Locale } from '../../contract/locales.ts';
import type { Words } from '../../contract/trails.ts';
import type { Areas } from '../../i18n/keys.ts';
import { Field } from '../editor/Field.tsx';
import { Frame } from '../editor/Frame.tsx';
import { fromServer, together } from '../editor/findings.ts';
import { Languages } from '../editor/Languages.tsx';
import { isSlug, keyOfPage } from '../editor/page.ts';
import { SlugField } from '../editor/SlugField.tsx';
import { useDocument } from '../editor/useDocument.ts';
import { Line } from '../games/Line.tsx';
import { Console } from '../shell/Console.tsx';
import type { Shell } from '../shell/shell.ts';
import { CourseLessons } from './CourseLessons.tsx';
import { courseFindings, emptyCourse, MOST_COURSE, tidyCourse } from './course.ts';
import type { LessonEditorWords } from './lesson.ts';
import { readCourse } from './read.ts';
import { showLesson } from './show.ts';
import { useRows } from './useCourses.ts';

interface Props {
  shell: Shell;
  words: LessonEditorWords;
  bank: Areas['console_bank'];
}

/** Writing and reviewing one course: its stage, and the lessons that are its class hours. */
export function CourseEditor({ shell, ...props }: Props) {
  return (
    <Console shell={shell} need={['content.write', 'content.review']}>
      {() => <Editor {...props} />}
    </Console>
  );
}

function Editor({ words, bank }: Omit<Props, 'shell'>) {
  const [key] = useState(() => keyOfPage(location));
  const [slug, setSlug] = useState('');
  const [locale, pick] = useState<Locale>('zh-Hans');
  const editing = useDocument<CourseBody>({
    kind: 'course',
    key,
    newKey: isSlug(slug) ? slug : null,
    empty: emptyCourse,
    tidy: tidyCourse,
    read: readCourse,
  });
  const { body, change, doc, problems, dirty } = editing;
  const lessons = useRows('lesson');
  const findings = useMemo(() => {
    const live = lessons && ((one: string) => lessons.some((row) => row.key === one && row.live));
    const own = courseFindings(body, live);
    if (!doc && slug && !isSlug(slug)) own.push({ field: 'slug', rule: 'slug', message: '', level: 'error' });
    return together(own, dirty ? [] : fromServer(problems));
  }, [body, doc, slug, lessons, problems, dirty]);
  const line = (field: 'title' | 'summary') => ({
    ...{ field, locale, label: words[`field_${field}`], most: MOST_COURSE[field], text: body[field] },
    put: (text: Words) => change((now) => ({ ...now, [field]: text })),
  });
  return (
    <Frame
      kind="course"
      editing={editing}
      names={{ words, bank, topics: {}, show: showLesson(words) }}
      findings={findings}
      list="/staff/courses#course"
      pick={pick}
    >
      <fieldset class="card group">
        <legend>{words.texts}</legend>
        <Languages {...{ body, change, locale, pick }} said={(one) => body.title[one]} controls="course-words" />
        <div id="course-words" role="tabpanel" aria-labelledby={`tab-${locale}`} class="stack" key={locale}>
          <Line {...line('title')} />
          <Line {...line('summary')} hint={words.summary_hint} rows={2} />
        </div>
      </fieldset>
      <fieldset class="card group">
        <legend>{words.basics}</legend>
        <div class="fields even">
          <Field field="stage" label={words.field_stage}>
            {(control) => (
              <select
                {...control}
                name="stage"
                value={body.stage}
                onChange={({ currentTarget }) =>
                  change((now) => ({ ...now, stage: currentTarget.value as CourseBody['stage'] }))
                }
              >
                {SCHOOL_STAGES.map((stage) => (
                  <option key={stage} value={stage}>
                    {words[`stage_${stage}`]}
                  </option>
                ))}
              </select>
            )}
          </Field>
          {!doc && <SlugField words={words} slug={slug} put={setSlug} example="junior-2027" />}
        </div>
      </fieldset>
      <CourseLessons
        {...{ words, body, change, locale, lessons }}
        course={doc?.key ?? null}
        writes={doc?.may.save ?? true}
      />
    </Frame>
  );
}
