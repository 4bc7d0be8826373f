import type { Locale } from '../i18n/locale.ts';

/** What an operator sets about the place; read when a page is rendered, so one build serves every city. */
const setting = (name: string): string => process.env[name]?.trim() ?? '';

/** Public address without a trailing slash; never taken from the request, whose Host anybody may write. */
export function siteUrl(): string {
  const local = `http://${setting('HOST') || '127.0.0.1'}:${setting('PORT') || '8080'}`;
  return (setting('SITE_URL') || local).replace(/\/+$/, '');
}

/** Name of the city: PUBLIC_CITY_NAME holds `zh-Hans|zh-Hant|en`; the demo city is Wenzhou. */
export function cityName(locale: Locale): string {
  const [hans = '', hant, en] = (setting('PUBLIC_CITY_NAME') || '温州|溫州|Wenzhou').split('|');
  return { 'zh-Hans': hans, 'zh-Hant': hant || hans, en: en || hans }[locale];
}

/** Whom to ask about personal information (PUBLIC_CONTACT); empty when the operator has not set it. */
export function contact(): string {
  return setting('PUBLIC_CONTACT');
}
