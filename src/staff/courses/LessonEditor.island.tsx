import { useEffect, useMemo, useState } from 'preact/hooks';
import type { LessonBody } from '../../contract/courses.ts';
import type { Locale } from '../../contract/locales.ts';
import type { Areas } from '../../i18n/keys.ts';
import { getDocument } from '../documents.ts';
import { Frame } from '../editor/Frame.tsx';
import { type Finding, fromServer, together } from '../editor/findings.ts';
import { Languages } from '../editor/Languages.tsx';
import { keyOfPage, today } from '../editor/page.ts';
import { useDocument } from '../editor/useDocument.ts';
import { factState, useFacts } from '../editor/useFacts.ts';
import { Grounds } from '../games/Grounds.tsx';
import { Console, useDesk } from '../shell/Console.tsx';
import type { Shell } from '../shell/shell.ts';
import { Blocks } from './Blocks.tsx';
import { lessonFindings } from './findings.ts';
import { LessonBasics } from './LessonBasics.tsx';
import { LessonForm } from './LessonForm.tsx';
import { LessonPreview, type LessonTexts } from './LessonPreview.tsx';
import { emptyLesson, type LessonEditorWords, placeOfField, tidyLesson } from './lesson.ts';
import { readLesson } from './read.ts';
import { showLesson } from './show.ts';
import { useRows, useStage } from './useCourses.ts';

interface Props {
  shell: Shell;
  words: LessonEditorWords;
  bank: Areas['console_bank'];
  topics: Record<number, string>;
  texts: Record<Locale, LessonTexts>;
}

/** Writing and reviewing one lesson. */
export function LessonEditor({ shell, ...props }: Props) {
  return (
    <Console shell={shell} need={['content.write', 'content.review']}>
      {() => <Editor {...props} />}
    </Console>
  );
}

const isName = (text: string) => /^[a-z0-9][a-z0-9-]{0,19}$/.test(text);
/** What the address asks a new lesson to begin with: a course, or another lesson to copy. */
const asked = (name: 'course' | 'from') => new URLSearchParams(location.search).get(name) ?? '';

function Editor({ words, bank, topics, texts }: Omit<Props, 'shell'>) {
  const desk = useDesk();
  const [key] = useState(() => keyOfPage(location));
  const [day] = useState(today);
  const [name, setName] = useState('');
  const [course, setCourse] = useState(() => asked('course'));
  const editing = useDocument<LessonBody>({
    kind: 'lesson',
    key,
    newKey: course && isName(name) ? `${course}-${name}` : null,
    empty: () => emptyLesson(asked('course'), day),
    tidy: tidyLesson,
    read: readLesson,
  });
  const { body, change, doc, problems, dirty } = editing;
  useEffect(() => setCourse(body.course), [body.course]);
  const [locale, pick] = useState<Locale>('zh-Hans');
  const [selected, select] = useState<string | null>(null);
  const courses = useRows('course');
  const first = courses?.[0]?.key ?? '';
  // a lesson has to belong to one: the first is proposed
  useEffect(() => {
    if (!key && first) change((now) => (now.course ? now : { ...now, course: first }));
  }, [key, first, change]);
  const [from] = useState(() => (key ? '' : asked('from')));
  useEffect(() => {
    if (from) getDocument('lesson', from).then((other) => change(readLesson(other.body)), desk.fail);
  }, [from, change, desk.fail]);
  const primary = useStage(body.course) === 'primary';
  const known = useFacts(body.facts);
  const findings = useMemo(() => {
    const bad = (fact: string) => ['unchecked', 'unknown'].includes(factState(known.get(fact)));
    const own = lessonFindings(body, { bad, primary });
    if (!doc && !isName(name)) own.push({ field: 'name', rule: 'name', message: '', level: 'error' });
    return together(own, dirty ? [] : fromServer(problems));
  }, [body, doc, name, known, primary, problems, dirty]);
  /** A block whose field is to be put right is opened first. */
  const reveal = ({ field }: Finding) => {
    const id = body.blocks[placeOfField(field) ?? -1]?.id;
    if (id) select(id);
  };
  const form = { words, body, change, locale };
  return (
    <Frame
      kind="lesson"
      editing={editing}
      names={{ words, bank, topics, show: showLesson(words) }}
      findings={findings}
      list="/staff/courses"
      pick={pick}
      reveal={reveal}
      aside={<LessonPreview {...{ words, body, locale, texts, selected }} />}
    >
      {doc?.may.save && (
        <p class="row ways">
          <a class="btn" href={`${desk.prefix}/staff/lesson?from=${doc.key}`}>
            {words.copy_lesson}
          </a>
        </p>
      )}
      {/* the languages stay in sight as long as there is something to write in them */}
      <div class="stack">
        <Languages {...{ body, change, locale, pick }} said={(one) => body.title[one]} controls="lesson-words" sticky />
        <div id="lesson-words" role="tabpanel" aria-labelledby={`tab-${locale}`} class="stack">
          <LessonForm {...form} key={`texts-${locale}`} />
          <LessonBasics
            {...{ words, body, change, topics, courses }}
            name={doc ? null : name}
            putName={(typed) => setName(typed)}
          />
          <Blocks {...form} selected={selected} select={select} />
        </div>
      </div>
      <Grounds words={words} body={body} change={change} kp={body.kps[0]} known={known} today={day} />
    </Frame>
  );
}
