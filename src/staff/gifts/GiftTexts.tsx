import type { Locale } from '../../contract/locales.ts';
import type { GiftBody, Words } from '../../contract/trails.ts';
import { Field, useForm } from '../editor/Field.tsx';
import { Languages } from '../editor/Languages.tsx';
import { PictureField } from '../editor/PictureField.tsx';
import { MOST } from './gift.ts';
import type { EditorWords } from './words.ts';

interface Props {
  words: EditorWords;
  body: GiftBody;
  change: (next: (body: GiftBody) => GiftBody) => void;
  locale: Locale;
  pick: (locale: Locale) => void;
}

/** Name, text and picture of a gift, one language at a time. */
export function GiftTexts({ words, body, change, locale, pick }: Props) {
  const form = useForm();
  const put = (field: 'name' | 'text' | 'picture_alt', text: string) =>
    change((now) => ({ ...now, [field]: { ...(now[field] as Words | null), [locale]: text } }));
  return (
    <fieldset class="card group">
      <legend>{form.words.texts}</legend>
      <Languages {...{ body, change, locale, pick }} said={(one) => body.name[one]} controls="gift-words" />
      <div id="gift-words" role="tabpanel" aria-labelledby={`tab-${locale}`} class="stack" key={locale}>
        <Field field="name" label={words.field_name} locale={locale}>
          {(control) => (
            <input
              {...control}
              type="text"
              name="name"
              maxLength={MOST.name}
              lang={locale}
              value={body.name[locale] ?? ''}
              onInput={(event) => put('name', event.currentTarget.value)}
            />
          )}
        </Field>
        <Field field="text" label={words.field_text} hint={words.text_hint} locale={locale}>
          {(control) => (
            <textarea
              {...control}
              name="text"
              rows={3}
              maxLength={MOST.text}
              lang={locale}
              value={body.text[locale] ?? ''}
              onInput={(event) => put('text', event.currentTarget.value)}
            />
          )}
        </Field>
        <div class="field" data-field="picture">
          <span class="label">{words.field_picture}</span>
          <PictureField
            id="f-picture"
            hash={body.picture}
            put={(picture) => change((now) => ({ ...now, picture }))}
            drop={{ label: words.picture_remove, act: () => change((now) => ({ ...now, picture: null })) }}
          />
        </div>
        {body.picture && (
          <Field field="picture_alt" label={words.field_picture_alt} hint={words.alt_text_hint} locale={locale}>
            {(control) => (
              <input
                {...control}
                type="text"
                name="picture_alt"
                maxLength={MOST.alt}
                lang={locale}
                value={body.picture_alt?.[locale] ?? ''}
                onInput={(event) => put('picture_alt', event.currentTarget.value)}
              />
            )}
          </Field>
        )}
      </div>
    </fieldset>
  );
}
