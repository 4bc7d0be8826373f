/** Languages in addresses and in browsers. Twin of contract/locales.ts, which names the same three for SQL. */
export const LOCALES = ['zh-Hans', 'zh-Hant', 'en'] as const;
export type Locale = (typeof LOCALES)[number];
export const DEFAULT_LOCALE: Locale = 'zh-Hans';

const SEGMENT: Record<Locale, string> = { 'zh-Hans': '', 'zh-Hant': 'zh-hant', en: 'en' };

/**
 * Language of a page under `src/pages/[...locale]/`, from its rest parameter.
 * @returns undefined when the segment is no language of ours: the page answers 404
 */
export function localeOfParam(param: string | undefined): Locale | undefined {
  return LOCALES.find((locale) => SEGMENT[locale] === (param ?? ''));
}

/** Language of an address path, for pages that have no parameter (404, 500). */
export function localeOfPath(path: string): Locale {
  const first = path.split('/')[1] ?? '';
  return LOCALES.find((locale) => SEGMENT[locale] === first && first !== '') ?? DEFAULT_LOCALE;
}

/** Address of a page in a language: `href('en', '/quiz')` is `/en/quiz`, `href('zh-Hans', '/')` is `/`. */
export function href(locale: Locale, path: string): string {
  const prefix = SEGMENT[locale] && `/${SEGMENT[locale]}`;
  return path === '/' ? prefix || '/' : prefix + path;
}

/** The same path without its language: `/en/quiz` and `/quiz` are both `/quiz`. */
export function barePath(path: string): string {
  const bare = path.replace(/^\/(zh-hant|en)(?=\/|$)/, '').replace(/\/$/, '');
  return bare || '/';
}

/** Best of our languages for a browser's tag; zh-TW and zh-HK mean traditional characters though they do not say so. */
export function localeOfTag(tag: string): Locale {
  try {
    const { language, script } = new Intl.Locale(tag).maximize();
    if (language === 'zh' || language === 'yue') return script === 'Hant' ? 'zh-Hant' : 'zh-Hans';
    return 'en';
  } catch {
    return DEFAULT_LOCALE;
  }
}
