import type { LessonBody } from '../../contract/courses.ts';
import type { Locale } from '../../contract/locales.ts';
import type { Words } from '../../contract/trails.ts';
import { Line } from '../games/Line.tsx';
import { type LessonEditorWords, MOST } from './lesson.ts';
import { MarkdownLine } from './MarkdownLine.tsx';

interface Props {
  words: LessonEditorWords;
  body: LessonBody;
  change: (next: (body: LessonBody) => LessonBody) => void;
  locale: Locale;
}

/** What is said of the whole lesson: to pupils title, summary and goals, to teachers the notes. */
export function LessonForm({ words, body, change, locale }: Props) {
  const line = (field: 'title' | 'summary' | 'goals' | 'notes') => ({
    ...{ field, locale, label: words[`field_${field}`], most: MOST[field], text: body[field] },
    put: (text: Words) => change((now) => ({ ...now, [field]: text })),
  });
  return (
    <fieldset class="card group">
      <legend>{words.texts}</legend>
      <Line {...line('title')} />
      <Line {...line('summary')} hint={words.summary_hint} rows={2} />
      <MarkdownLine {...line('goals')} hint={words.goals_hint} rows={3} />
      <MarkdownLine {...line('notes')} hint={words.notes_hint} rows={8} />
    </fieldset>
  );
}
