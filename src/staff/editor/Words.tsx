import type { Locale } from '../../contract/locales.ts';
import type { QuestionBody } from '../documents.ts';
import { Field, useForm } from './Field.tsx';
import { Languages } from './Languages.tsx';
import { OptionsField } from './Options.tsx';
import { putWords, wordsIn } from './question.ts';
import { anyHant, hantOf } from './question-hant.ts';

const QUESTION = { any: anyHant, make: hantOf };

interface Props {
  body: QuestionBody;
  change: (next: (body: QuestionBody) => QuestionBody) => void;
  locale: Locale;
  pick: (locale: Locale) => void;
}

/** What people read, one language at a time: question, options, explanation, source. */
export function QuestionWords({ body, change, locale, pick }: Props) {
  const { words } = useForm();
  const own = wordsIn(body, locale);
  const put = (patch: Parameters<typeof putWords>[2]) => change((now) => putWords(now, locale, patch));
  const explain = (text: string) => change((now) => ({ ...now, explanation: { ...now.explanation, [locale]: text } }));
  return (
    <fieldset class="card group">
      <legend>{words.texts}</legend>
      <Languages
        {...{ body, change, locale, pick }}
        said={(one) => body.words[one]?.stem}
        controls="question-words"
        rules={QUESTION}
      />
      <div id="question-words" role="tabpanel" aria-labelledby={`tab-${locale}`} class="stack" key={locale}>
        <Field field="stem" label={words.field_stem} hint={words.stem_hint} locale={locale}>
          {(control) => (
            <textarea
              {...control}
              name="stem"
              rows={2}
              maxLength={500}
              lang={locale}
              value={own.stem}
              onInput={(event) => put({ stem: event.currentTarget.value })}
            />
          )}
        </Field>
        {body.kind === 'sort' && <BoxNames body={body} locale={locale} put={(boxes) => put({ boxes })} />}
        <OptionsField body={body} locale={locale} change={change} />
        <Field field="explanation" label={words.field_explanation} hint={words.explanation_hint} locale={locale}>
          {(control) => (
            <textarea
              {...control}
              name="explanation"
              rows={2}
              maxLength={1000}
              lang={locale}
              value={body.explanation[locale] ?? ''}
              onInput={(event) => explain(event.currentTarget.value)}
            />
          )}
        </Field>
        <Field field="source" label={words.field_source} hint={words.source_hint} locale={locale}>
          {(control) => (
            <input
              {...control}
              type="text"
              name="source"
              maxLength={500}
              lang={locale}
              value={own.source}
              onInput={(event) => put({ source: event.currentTarget.value })}
            />
          )}
        </Field>
      </div>
    </fieldset>
  );
}

function BoxNames(props: { body: QuestionBody; locale: Locale; put: (boxes: [string, string]) => void }) {
  const { body, locale, put } = props;
  const { words } = useForm();
  const names = wordsIn(body, locale).boxes ?? ['', ''];
  return (
    <Field field="boxes" label={words.field_boxes} locale={locale}>
      {(control) => (
        <span class="row">
          {([0, 1] as const).map((place) => (
            <input
              key={place}
              {...(place === 0 ? control : { onBlur: control.onBlur })}
              type="text"
              name={`box-name-${place ? 'B' : 'A'}`}
              class="grow"
              maxLength={40}
              lang={locale}
              aria-label={words.field_box.replace('{{letter}}', place ? 'B' : 'A')}
              value={names[place]}
              onInput={(event) => {
                const text = event.currentTarget.value;
                put(place ? [names[0], text] : [text, names[1]]);
              }}
            />
          ))}
        </span>
      )}
    </Field>
  );
}
