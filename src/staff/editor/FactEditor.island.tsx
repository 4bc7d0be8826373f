import { useMemo, useState } from 'preact/hooks';
import type { Locale } from '../../contract/locales.ts';
import type { Areas } from '../../i18n/keys.ts';
import { name } from '../bank/Chips.tsx';
import { FACT_STATES, type FactBody } from '../documents.ts';
import { Console, useDesk } from '../shell/Console.tsx';
import type { Shell } from '../shell/shell.ts';
import { Field, useForm } from './Field.tsx';
import { Frame } from './Frame.tsx';
import { emptyFact, factFindings, tidyFact } from './fact.ts';
import { fromServer, together } from './findings.ts';
import { Days } from './Grounds.tsx';
import { Languages } from './Languages.tsx';
import { keyOfPage, today } from './page.ts';
import { readFact } from './read.ts';
import { TopicField } from './TopicField.tsx';
import { type Editing, useDocument } from './useDocument.ts';

interface Props {
  shell: Shell;
  words: Areas['console_editor'];
  bank: Areas['console_bank'];
  topics: Record<number, string>;
}

/** Writing and reviewing one fact: what questions rest on. */
export function FactEditor({ shell, ...props }: Props) {
  return (
    <Console shell={shell} need={['content.write', 'content.review']}>
      {() => <Editor {...props} />}
    </Console>
  );
}

function Editor({ words, bank, topics }: Omit<Props, 'shell'>) {
  const [key] = useState(() => keyOfPage(location));
  const [day] = useState(today);
  const editing = useDocument<FactBody>({
    kind: 'fact',
    key,
    empty: () => emptyFact(day),
    tidy: tidyFact,
    read: readFact,
  });
  const { body, doc, problems, dirty } = editing;
  const [locale, pick] = useState<Locale>('zh-Hans');
  const findings = useMemo(
    () => together(factFindings(body), dirty ? [] : fromServer(problems)),
    [body, problems, dirty],
  );
  const { prefix } = useDesk();
  return (
    <Frame
      kind="fact"
      editing={editing}
      names={{ words, bank, topics }}
      findings={findings}
      list="/staff/facts"
      pick={pick}
    >
      <FactForm editing={editing} bank={bank} topics={topics} locale={locale} pick={pick} day={day} />
      {doc && (
        <p>
          <a href={`${prefix}/staff/questions?fact=${doc.key}`}>{words.fact_used}</a>
        </p>
      )}
    </Frame>
  );
}

interface FormProps {
  editing: Editing<FactBody>;
  bank: Areas['console_bank'];
  topics: Record<number, string>;
  locale: Locale;
  pick: (locale: Locale) => void;
  day: string;
}

function FactForm({ editing, bank, topics, locale, pick, day }: FormProps) {
  const { words } = useForm();
  const { body, change } = editing;
  const put = (patch: Partial<FactBody>) => change((now) => ({ ...now, ...patch }));
  const line = (field: 'source' | 'article' | 'link' | 'checked_by', max: number, type = 'text') => (
    <Field field={field} label={words[`field_${field}`]}>
      {(control) => (
        <input
          {...control}
          type={type}
          name={field}
          maxLength={max}
          value={body[field] ?? ''}
          onInput={(event) => put({ [field]: event.currentTarget.value })}
        />
      )}
    </Field>
  );
  return (
    <fieldset class="card group">
      <legend>{words.texts}</legend>
      <Languages {...{ body, change, locale, pick }} said={(one) => body.words[one]} controls="fact-words" />
      <div id="fact-words" role="tabpanel" aria-labelledby={`tab-${locale}`}>
        <Field field="words" label={words.field_words} hint={words.words_hint} locale={locale} key={locale}>
          {(control) => (
            <textarea
              {...control}
              name="words"
              rows={3}
              maxLength={500}
              lang={locale}
              value={body.words[locale] ?? ''}
              onInput={(event) => put({ words: { ...body.words, [locale]: event.currentTarget.value } })}
            />
          )}
        </Field>
      </div>
      <div class="fields">
        <TopicField label={words.field_kp} topics={topics} kp={body.kp} put={(kp) => put({ kp })} />
        <Field field="status" label={words.field_status}>
          {(control) => (
            <select
              {...control}
              name="status"
              value={body.status}
              onChange={(event) => put({ status: event.currentTarget.value as FactBody['status'] })}
            >
              {FACT_STATES.map((state) => (
                <option key={state} value={state}>
                  {name(bank, 'state', state)}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      {line('source', 500)}
      <div class="fields">
        {line('article', 200)}
        {line('link', 400, 'url')}
      </div>
      <Days body={body} today={day} put={(patch) => put(patch)} />
      {line('checked_by', 40)}
    </fieldset>
  );
}
