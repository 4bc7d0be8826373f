import { LOCALES } from '../../contract/locales.ts';
import type { Words } from '../../contract/trails.ts';
import type { RegisterWords } from './calls.ts';
import { Labelled } from './Labelled.tsx';

interface Props {
  words: RegisterWords;
  label: string;
  of: string;
  value: Words;
  bad?: string | undefined;
  put: (value: Words) => void;
}

/** Short words in the three languages beside each other. */
export function WordsInputs({ words, label, of, value, bad, put }: Props) {
  return (
    <Labelled label={label} of={of} bad={bad} group required>
      <span class="row tight three-words">
        {LOCALES.map((locale) => (
          <input
            key={locale}
            type="text"
            name={`${of}-${locale}`}
            lang={locale}
            maxLength={40}
            aria-label={`${label} ${words[`in_${locale}`]}`}
            placeholder={words[`in_${locale}`]}
            {...(bad && locale === 'zh-Hans' ? { 'aria-invalid': true } : {})}
            value={value[locale] ?? ''}
            onInput={(event) => put({ ...value, [locale]: event.currentTarget.value })}
          />
        ))}
      </span>
    </Labelled>
  );
}
