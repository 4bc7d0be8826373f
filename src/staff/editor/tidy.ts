/** Words as they are saved. Pure. */
import { LOCALES } from '../../contract/locales.ts';
import type { Words } from '../../contract/trails.ts';

/** No blanks around texts, nothing empty but simplified Chinese, where there must be something. */
export function tidyWords(words: Words | null): Words {
  const own: Words = {};
  for (const locale of LOCALES) {
    const text = words?.[locale]?.trim() ?? '';
    if (text || locale === 'zh-Hans') own[locale] = text;
  }
  return own;
}

/** Words that may be left out; null without any. */
export const tidyOr = (words: Words | null): Words | null => {
  const own = tidyWords(words);
  return Object.values(own).some(Boolean) ? own : null;
};
