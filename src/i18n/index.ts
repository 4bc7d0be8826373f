import i18next from 'i18next';
import type { Area, Areas, Key, Params } from './keys.ts';
import { DEFAULT_LOCALE, LOCALES, type Locale } from './locale.ts';

export * from './format.ts';
export type { Area, Areas, Key, Params } from './keys.ts';
export * from './locale.ts';

const files = import.meta.glob<Record<string, string>>('./locales/*/*.json', { eager: true, import: 'default' });

/** Words of a language as `area.key` → text. */
const words: Record<string, Record<string, string>> = Object.fromEntries(LOCALES.map((locale) => [locale, {}]));
for (const [path, area] of Object.entries(files)) {
  const [, locale = '', name = ''] = /locales\/([^/]+)\/([^/]+)\.json$/.exec(path) ?? [];
  for (const [key, text] of Object.entries(area)) (words[locale] ??= {})[`${name}.${key}`] = text;
}

const i18n = i18next.createInstance();
i18n.init({
  lng: DEFAULT_LOCALE,
  fallbackLng: DEFAULT_LOCALE,
  resources: Object.fromEntries(LOCALES.map((locale) => [locale, { translation: words[locale] ?? {} }])),
  keySeparator: false,
  nsSeparator: false,
  initAsync: false,
  // Astro and Preact escape what they print.
  interpolation: { escapeValue: false },
});

export type Translate = (key: Key, params?: Params) => string;

/** Translator for one language: `t('home.title')`, `t('quiz.waiting', { count: 3 })`. */
export function translator(locale: Locale): Translate {
  const fixed = i18n.getFixedT(locale);
  return (key, params) => fixed(key, params ?? {});
}

/**
 * All words of one area, unfilled, as a plain object: the props of an island. Islands fill in their numbers with
 * `fill` from ui/fill.ts and so ship no translation runtime.
 */
export function wordsOf<A extends Area>(locale: Locale, area: A): Areas[A] {
  const prefix = `${area}.`;
  const own = Object.entries(words[locale] ?? {}).filter(([key]) => key.startsWith(prefix));
  return Object.fromEntries(own.map(([key, text]) => [key.slice(prefix.length), text])) as Areas[A];
}
