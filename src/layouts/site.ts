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

/** Map tiles that the operator has set; `datum` says in which the tiles are drawn. */
export interface Tiles {
  /** layers from bottom to top, each with {z}, {x} and {y} */
  urls: string[];
  attribution: string;
  /** 审图号 */
  approval: string;
  datum: 'wgs84' | 'gcj02';
}

/** What lies under the trails' maps: TILE_URL holds one address or several with spaces between; null without any. */
export function tiles(): Tiles | null {
  const urls = setting('TILE_URL').split(/\s+/).filter(Boolean);
  if (urls.length === 0) return null;
  return {
    urls,
    attribution: setting('TILE_ATTRIBUTION'),
    approval: setting('TILE_APPROVAL'),
    datum: setting('TILE_DATUM').toLowerCase() === 'gcj02' ? 'gcj02' : 'wgs84',
  };
}

/** Origins that the policy of a page with a map has to let pictures come from. */
export const tileOrigins = (): string[] => [
  ...new Set((tiles()?.urls ?? []).map((url) => new URL(url.replace(/[{}]/g, '')).origin)),
];
