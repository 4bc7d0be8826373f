import type { Key } from '../i18n/keys.ts';
import { calendar, passport, phone, pin, question } from '../ui/icons.ts';

/** Destinations of the bottom bar (five at most); a new one is one line. The mark above every page leads home. */
export const TABS: { path: string; label: Key; icon: string }[] = [
  { path: '/quiz', label: 'common.nav_quiz', icon: question },
  { path: '/trails', label: 'common.nav_trails', icon: pin },
  { path: '/events', label: 'common.nav_events', icon: calendar },
  { path: '/help', label: 'common.nav_help', icon: phone },
  { path: '/passport', label: 'common.nav_passport', icon: passport },
];

/** Whether a page (path without language) belongs to a tab. */
export function belongs(page: string, tab: string): boolean {
  return page === tab || (tab !== '/' && page.startsWith(`${tab}/`));
}
