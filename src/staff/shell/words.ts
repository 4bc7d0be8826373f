/** Server side only: it brings the translation runtime. */
import { href, type Locale, wordsOf } from '../../i18n/index.ts';
import type { Shell } from './shell.ts';

/** Props of an island: `<Bank client:load shell={shellOf(locale)} words={wordsOf(locale, 'console_bank')} />`. */
export const shellOf = (locale: Locale): Shell => ({
  locale,
  words: wordsOf(locale, 'console_shell'),
  prefix: href(locale, '/').replace(/\/$/, ''),
});
