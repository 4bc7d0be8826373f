import type { Key } from '../i18n/keys.ts';
import { book, calendar, passport, pin, question } from '../ui/icons.ts';

/** Destinations of the bottom bar, five at most. The mark above every page leads home, its foot to help. */
export const TABS: { path: string; label: Key; icon: string }[] = [
  { path: '/quiz', label: 'common.nav_quiz', icon: question },
  { path: '/trails', label: 'common.nav_trails', icon: pin },
  { path: '/courses', label: 'common.nav_courses', icon: book },
  { path: '/events', label: 'common.nav_events', icon: calendar },
  { path: '/passport', label: 'common.nav_passport', icon: passport },
];

/** Whether a page (path without language) belongs to a tab. */
export function belongs(page: string, tab: string): boolean {
  return page === tab || (tab !== '/' && page.startsWith(`${tab}/`));
}
