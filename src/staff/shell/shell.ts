import type { Areas } from '../../i18n/keys.ts';
import type { Locale } from '../../i18n/locale.ts';

/** What every island of the console gets from its page besides its own words. Made by `shellOf` of words.ts. */
export interface Shell {
  locale: Locale;
  words: Areas['console_shell'];
  /** prefix of this language's addresses: '', '/zh-hant' or '/en' */
  prefix: string;
}

/** Where one signs in, with the way back to the page at hand. */
export const signInAddress = (shell: Shell): string =>
  `${shell.prefix}/staff?next=${encodeURIComponent(location.pathname + location.search + location.hash)}`;

/** The page to go to after signing in: one of the console or of teachers, never another site. */
export function returnAddress(search: string, fallback: string): string {
  const next = new URLSearchParams(search).get('next') ?? '';
  return /^(?:\/(?:zh-hant|en))?\/(?:staff\/[\w/-]+|teach(?:\/[\w/-]+)?)(?:[?#][^\\]*)?$/.test(next) ? next : fallback;
}
