import type { Locale } from '../../contract/locales.ts';
import { Field, useForm } from '../editor/Field.tsx';
import { Languages } from '../editor/Languages.tsx';
import { MOST, type QuizBody, type QuizWords } from './quiz.ts';

interface Props {
  words: QuizWords;
  body: QuizBody;
  change: (next: (body: QuizBody) => QuizBody) => void;
  locale: Locale;
  pick: (locale: Locale) => void;
}

/** Title and summary, one language at a time. */
export function Titles({ words: own, body, change, locale, pick }: Props) {
  const { words } = useForm();
  const put = (field: 'title' | 'summary', text: string) =>
    change((now) => ({ ...now, [field]: { ...now[field], [locale]: text } }));
  return (
    <fieldset class="card group">
      <legend>{words.texts}</legend>
      <Languages {...{ body, change, locale, pick }} said={(one) => body.title[one]} controls="quiz-words" />
      <div id="quiz-words" role="tabpanel" aria-labelledby={`tab-${locale}`} class="stack" key={locale}>
        <Field field="title" label={words.field_title} locale={locale}>
          {(control) => (
            <input
              {...control}
              type="text"
              name="title"
              maxLength={MOST.title}
              lang={locale}
              value={body.title[locale] ?? ''}
              onInput={(event) => put('title', event.currentTarget.value)}
            />
          )}
        </Field>
        <Field field="summary" label={words.field_summary} hint={own.summary_hint} locale={locale}>
          {(control) => (
            <textarea
              {...control}
              name="summary"
              rows={2}
              maxLength={MOST.summary}
              lang={locale}
              value={body.summary[locale] ?? ''}
              onInput={(event) => put('summary', event.currentTarget.value)}
            />
          )}
        </Field>
      </div>
    </fieldset>
  );
}
