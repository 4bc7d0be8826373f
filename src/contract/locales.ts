/** The three languages people read. zh-Hans is the default and has no URL prefix. */
export const LOCALES = ['zh-Hans', 'zh-Hant', 'en'] as const;
export type Locale = (typeof LOCALES)[number];

/** First path segment of each language: `/quiz`, `/zh-hant/quiz`, `/en/quiz`. */
export const LOCALE_PREFIX: Record<Locale, string> = { 'zh-Hans': '', 'zh-Hant': '/zh-hant', en: '/en' };

/** Words stored per language in the database; zh-Hans is always there. */
export type Words = { 'zh-Hans': string } & Partial<Record<Locale, string>>;
