import { useMemo, useState } from 'preact/hooks';
import type { ChecklistBody } from '../../contract/courses.ts';
import type { Locale } from '../../contract/locales.ts';
import type { Areas } from '../../i18n/keys.ts';
import { fill } from '../../ui/fill.ts';
import { Field } from '../editor/Field.tsx';
import { Frame } from '../editor/Frame.tsx';
import { fromServer, together } from '../editor/findings.ts';
import { Languages } from '../editor/Languages.tsx';
import { isSlug, keyOfPage, today } from '../editor/page.ts';
import { SlugField } from '../editor/SlugField.tsx';
import { useDocument } from '../editor/useDocument.ts';
import { Line } from '../games/Line.tsx';
import { Console } from '../shell/Console.tsx';
import type { Shell } from '../shell/shell.ts';
import { ChecklistItems } from './ChecklistItems.tsx';
import { checklistFindings, emptyChecklist, MOST_COURSE, tidyChecklist, yearsToChoose } from './course.ts';
import type { LessonEditorWords } from './lesson.ts';
import { readChecklist } from './read.ts';
import { showLesson } from './show.ts';

interface Props {
  shell: Shell;
  words: LessonEditorWords;
  bank: Areas['console_bank'];
}

/** Writing and reviewing one checklist: what schools tick in a school year. */
export function ChecklistEditor({ shell, ...props }: Props) {
  return (
    <Console shell={shell} need={['content.write', 'content.review']}>
      {() => <Editor {...props} />}
    </Console>
  );
}

function Editor({ words, bank }: Omit<Props, 'shell'>) {
  const [key] = useState(() => keyOfPage(location));
  const [day] = useState(today);
  const [slug, setSlug] = useState('');
  const [locale, pick] = useState<Locale>('zh-Hans');
  const editing = useDocument<ChecklistBody>({
    kind: 'checklist',
    key,
    newKey: isSlug(slug) ? slug : null,
    empty: () => emptyChecklist(day),
    tidy: tidyChecklist,
    read: readChecklist,
  });
  const { body, change, doc, problems, dirty } = editing;
  const findings = useMemo(() => {
    const own = checklistFindings(body);
    if (!doc && slug && !isSlug(slug)) own.push({ field: 'slug', rule: 'slug', message: '', level: 'error' });
    return together(own, dirty ? [] : fromServer(problems));
  }, [body, doc, slug, problems, dirty]);
  return (
    <Frame
      kind="checklist"
      editing={editing}
      names={{ words, bank, topics: {}, show: showLesson(words) }}
      findings={findings}
      list="/staff/courses#checklist"
      pick={pick}
    >
      <Languages
        {...{ body, change, locale, pick }}
        said={(one) => body.title[one]}
        controls="checklist-words"
        sticky
      />
      <div id="checklist-words" role="tabpanel" aria-labelledby={`tab-${locale}`} class="stack">
        <fieldset class="card group">
          <legend>{words.basics}</legend>
          <Line
            key={locale}
            field="title"
            label={words.field_title}
            locale={locale}
            most={MOST_COURSE.title}
            text={body.title}
            put={(title) => change((now) => ({ ...now, title }))}
          />
          <div class="fields even">
            <Field field="year" label={words.field_year}>
              {(control) => (
                <select
                  {...control}
                  name="year"
                  value={body.year}
                  onChange={({ currentTarget }) => change((now) => ({ ...now, year: currentTarget.value }))}
                >
                  {!body.year && <option value="">–</option>}
                  {yearsToChoose(day, body.year).map((year) => (
                    <option key={year} value={year}>
                      {fill(words.year_n, { from: year.slice(0, 4), to: Number(year.slice(0, 4)) + 1 })}
                    </option>
                  ))}
                </select>
              )}
            </Field>
            {!doc && <SlugField words={words} slug={slug} put={setSlug} example="five-ones-2026" />}
          </div>
          <Field field="source" label={words.field_source} hint={words.source_hint}>
            {(control) => (
              <input
                {...control}
                type="text"
                name="source"
                maxLength={MOST_COURSE.source}
                value={body.source}
                onInput={({ currentTarget }) => change((now) => ({ ...now, source: currentTarget.value }))}
              />
            )}
          </Field>
        </fieldset>
        <ChecklistItems {...{ words, body, change, locale }} />
      </div>
    </Frame>
  );
}
