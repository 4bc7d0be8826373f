import type { Key } from '../i18n/keys.ts';
import { home, passport, phone, pin, question } from '../ui/icons.ts';

/** Destinations of the bottom bar (five at most); a new one is one line. */
export const TABS: { path: string; label: Key; icon: string }[] = [
  { path: '/', label: 'common.nav_home', icon: home },
  { path: '/quiz', label: 'common.nav_quiz', icon: question },
  { path: '/trails', label: 'common.nav_trails', icon: pin },
  { path: '/help', label: 'common.nav_help', icon: phone },
  { path: '/passport', label: 'common.nav_passport', icon: passport },
];

/** Whether a page (path without language) belongs to a tab. */
export function belongs(page: string, tab: string): boolean {
  return page === tab || (tab !== '/' && page.startsWith(`${tab}/`));
}
