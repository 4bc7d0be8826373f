/** Where figures come from, as a sentence has it. */
import { formatDate } from '../../i18n/format.ts';
import type { Locale } from '../../i18n/locale.ts';
import { fill } from '../../ui/fill.ts';
import type { RegisterWords } from './calls.ts';
import type { TypeSource } from './figures-calls.ts';

export const sourcesOf = (words: RegisterWords, locale: Locale, sources: readonly TypeSource[], type: string): string =>
  sources
    .filter((one) => one.type === type)
    .map(({ source, as_of }) => fill(words.source_as_of, { source, as_of: formatDate(locale, as_of) }))
    .join(words.semicolon);
