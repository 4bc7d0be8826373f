import type { Locale } from '../../contract/locales.ts';
import type { Words } from '../../contract/trails.ts';
import type { Areas } from '../../i18n/keys.ts';
import { Field, useForm } from '../editor/Field.tsx';
import type { TrailWords } from './trail.ts';

/** Words of the editor, with those of trails before them. */
export const useTrailWords = () => useForm().words as Areas['console_editor'] & TrailWords;

interface Props {
  /** name of the field in findings; its word is `field_<last part>` */
  field: string;
  locale: Locale;
  value: Words | null;
  put: (value: Words) => void;
  most: number;
  hint?: string;
  /** lines of a longer text */
  rows?: number;
}

/** A text in the language that is being written. */
export function WordsField({ field, locale, value, put, most, hint, rows }: Props) {
  const words = useTrailWords() as unknown as Record<string, string>;
  const name = field.split('.').at(-1) ?? field;
  return (
    <Field field={field} label={words[`field_${name}`] ?? name} locale={locale} {...(hint ? { hint } : {})}>
      {(control) => {
        const shared = {
          ...control,
          name,
          maxLength: most,
          lang: locale,
          value: value?.[locale] ?? '',
          onInput: ({ currentTarget }: { currentTarget: { value: string } }) =>
            put({ 'zh-Hans': '', ...value, [locale]: currentTarget.value }),
        };
        return rows ? <textarea {...shared} rows={rows} /> : <input {...shared} type="text" />;
      }}
    </Field>
  );
}
