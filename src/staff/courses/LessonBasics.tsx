import type { LessonBody } from '../../contract/courses.ts';
import type { Row } from '../documents.ts';
import { Field, Says, useControl } from '../editor/Field.tsx';
import { useDesk } from '../shell/Console.tsx';
import type { LessonEditorWords } from './lesson.ts';

interface Props {
  words: LessonEditorWords;
  body: LessonBody;
  change: (next: (body: LessonBody) => LessonBody) => void;
  topics: Record<number, string>;
  /** courses there are, drafts too; null while they are asked for */
  courses: readonly Row[] | null;
  /** the name that a new lesson asks for; null when it has its address */
  name: string | null;
  putName: (name: string) => void;
}

/** Which course the lesson belongs to, its address, and what it is about. */
export function LessonBasics({ words, body, change, topics, courses, name, putName }: Props) {
  const desk = useDesk();
  const known = courses ?? [];
  return (
    <fieldset class="card group">
      <legend>{words.basics}</legend>
      {courses?.length === 0 && (
        <p class="notice row">
          <span class="grow">{words.no_courses}</span>
          <a href={`${desk.prefix}/staff/course`}>{words.create_course}</a>
        </p>
      )}
      <div class="fields even">
        <Field field="course" label={words.field_course} hint={name === null ? words.course_fixed : undefined}>
          {(control) => (
            <select
              {...control}
              name="course"
              disabled={name === null}
              value={body.course}
              onChange={({ currentTarget }) => change((now) => ({ ...now, course: currentTarget.value }))}
            >
              {!body.course && <option value="">–</option>}
              {body.course && !known.some(({ key }) => key === body.course) && <option>{body.course}</option>}
              {known.map(({ key, title }) => (
                <option key={key} value={key}>
                  {title || key}
                </option>
              ))}
            </select>
          )}
        </Field>
        {name !== null && (
          <Field field="name" label={words.field_name} hint={words.name_hint}>
            {(control) => (
              <input
                {...control}
                type="text"
                name="name"
                maxLength={20}
                autocapitalize="none"
                autocomplete="off"
                spellcheck={false}
                placeholder="lesson-1"
                value={name}
                onInput={({ currentTarget }) => putName(currentTarget.value.trim().toLowerCase())}
              />
            )}
          </Field>
        )}
      </div>
      <Topics {...{ words, body, change, topics }} />
    </fieldset>
  );
}

/** Knowledge points that the lesson teaches. */
function Topics({ words, body, change, topics }: Pick<Props, 'words' | 'body' | 'change' | 'topics'>) {
  const { control, findings } = useControl('kps');
  const toggle = (kp: number) =>
    change((now) => ({
      ...now,
      kps: now.kps.includes(kp) ? now.kps.filter((one) => one !== kp) : [...now.kps, kp].sort((a, b) => a - b),
    }));
  return (
    <div class="field" role="group" aria-label={words.field_kps} id={control.id} tabIndex={-1}>
      <span class="label">{words.field_kps}</span>
      <div class="kp-choices">
        {Object.entries(topics).map(([code, topic]) => (
          <label key={code} class="row flag">
            <input
              type="checkbox"
              name="kp"
              value={code}
              checked={body.kps.includes(Number(code))}
              onChange={() => toggle(Number(code))}
            />
            <span>
              <span class="num">{code}</span> {topic}
            </span>
          </label>
        ))}
      </div>
      <Says id={control.id} findings={findings} />
    </div>
  );
}
