import type { Locale } from '../../contract/locales.ts';
import type { Words } from '../../contract/trails.ts';
import { Field } from '../editor/Field.tsx';

interface Props {
  field: string;
  label: string;
  hint?: string | undefined;
  locale: Locale;
  most: number;
  /** more than one: a text of several lines */
  rows?: number;
  text: Words;
  put: (words: Words) => void;
}

/** One text in the language being written; what zh-Hans says stands in an empty field, to translate from. */
export function Line({ field, label, hint, locale, most, rows = 1, text, put }: Props) {
  return (
    <Field field={field} label={label} hint={hint} locale={locale}>
      {(control) => {
        const shared = {
          ...control,
          name: field,
          maxLength: most,
          lang: locale,
          value: text[locale] ?? '',
          placeholder: locale === 'zh-Hans' ? undefined : text['zh-Hans'],
          onInput: (event: { currentTarget: { value: string } }) =>
            put({ ...text, [locale]: event.currentTarget.value }),
        };
        return rows > 1 ? <textarea {...shared} rows={rows} /> : <input type="text" {...shared} />;
      }}
    </Field>
  );
}
