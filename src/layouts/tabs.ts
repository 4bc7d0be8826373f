import type { Key } from '../i18n/keys.ts';
import { chart, home, passport, phone, question } from '../ui/icons.ts';

/** Destinations of the bottom bar (five at most); a new one is one line. */
export const TABS: { path: string; label: Key; icon: string }[] = [
  { path: '/', label: 'common.nav_home', icon: home },
  { path: '/quiz', label: 'common.nav_quiz', icon: question },
  { path: '/awareness', label: 'common.nav_awareness', icon: chart },
  { path: '/help', label: 'common.nav_help', icon: phone },
  { path: '/passport', label: 'common.nav_passport', icon: passport },
];

/** Whether a page (path without language) belongs to a tab. */
export function belongs(page: string, tab: string): boolean {
  return page === tab || (tab !== '/' && page.startsWith(`${tab}/`));
}
