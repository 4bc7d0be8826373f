import type { Areas } from '../i18n/keys.ts';
import type { Right } from './shell/me.ts';

type Word = keyof Areas['console_shell'];
export interface NavEntry {
  path: string;
  label: Word;
  /** any of these shows the entry; absent: everybody of the staff */
  rights?: readonly Right[];
}

/** Pages of the console in their groups; which ones a person sees follows from their rights. */
export const NAV: readonly { label: Word; entries: readonly NavEntry[] }[] = [
  { label: 'group_desk', entries: [{ path: '/staff/home', label: 'nav_home' }] },
  {
    label: 'group_content',
    entries: [
      { path: '/staff/questions', label: 'nav_questions', rights: ['content.write', 'content.review'] },
      { path: '/staff/quizzes', label: 'nav_quizzes', rights: ['content.write', 'content.review'] },
      { path: '/staff/facts', label: 'nav_facts', rights: ['content.write', 'content.review'] },
      { path: '/staff/calendar', label: 'nav_calendar', rights: ['content.write', 'content.review'] },
      { path: '/staff/words', label: 'nav_words', rights: ['content.write', 'content.review'] },
      { path: '/staff/import', label: 'nav_import', rights: ['content.write'] },
      { path: '/staff/export', label: 'nav_export', rights: ['content.export'] },
      { path: '/staff/posters', label: 'nav_posters', rights: ['posters.make'] },
    ],
  },
  {
    label: 'group_trails',
    entries: [
      {
        path: '/staff/trails',
        label: 'nav_trails',
        rights: ['content.write', 'content.review', 'figures.see', 'counter.serve'],
      },
      { path: '/staff/games', label: 'nav_games', rights: ['content.write', 'content.review'] },
      { path: '/staff/counter', label: 'nav_counter', rights: ['counter.serve'] },
      { path: '/staff/gifts', label: 'nav_gifts', rights: ['content.write', 'content.review', 'rewards.manage'] },
      { path: '/staff/stock', label: 'nav_stock', rights: ['rewards.manage'] },
    ],
  },
  {
    label: 'group_events',
    entries: [
      { path: '/staff/events', label: 'nav_events', rights: ['content.write', 'content.review'] },
      { path: '/staff/dates', label: 'nav_dates', rights: ['events.manage', 'counter.serve'] },
      { path: '/staff/door', label: 'nav_door', rights: ['events.manage', 'counter.serve'] },
      { path: '/staff/bookings', label: 'nav_bookings', rights: ['events.manage'] },
    ],
  },
  {
    label: 'group_schools',
    entries: [
      { path: '/teach', label: 'nav_teach', rights: ['classes.teach', 'classes.manage'] },
      { path: '/staff/school', label: 'nav_school', rights: ['classes.manage'] },
      { path: '/staff/schools', label: 'nav_schools', rights: ['schools.manage'] },
      { path: '/staff/roster', label: 'nav_roster', rights: ['schools.manage'] },
      { path: '/staff/rates', label: 'nav_rates', rights: ['figures.see', 'classes.manage'] },
      { path: '/staff/courses', label: 'nav_courses', rights: ['content.write', 'content.review'] },
    ],
  },
  {
    label: 'group_registers',
    entries: [
      {
        path: '/staff/registers',
        label: 'nav_registers',
        rights: ['registers.manage', 'registers.sign', 'events.manage'],
      },
      {
        path: '/staff/figures',
        label: 'nav_figures',
        rights: ['figures.see', 'registers.manage', 'registers.sign', 'events.manage'],
      },
      { path: '/staff/duties', label: 'nav_duties', rights: ['registers.manage', 'registers.sign', 'events.manage'] },
      {
        path: '/staff/reach',
        label: 'nav_reach',
        rights: ['figures.see', 'registers.manage', 'registers.sign', 'events.manage'],
      },
    ],
  },
  {
    label: 'group_data',
    entries: [
      { path: '/staff/awareness', label: 'nav_awareness', rights: ['figures.see'] },
      { path: '/staff/items', label: 'nav_items', rights: ['items.see'] },
    ],
  },
  {
    label: 'group_manage',
    entries: [
      { path: '/staff/people', label: 'nav_people', rights: ['people.manage'] },
      { path: '/staff/audit', label: 'nav_audit', rights: ['audit.read'] },
      { path: '/staff/account', label: 'nav_account' },
    ],
  },
];

/** Pages that stand under an entry without having one of their own. */
const UNDER: Record<string, string> = {
  '/staff/question': '/staff/questions',
  '/staff/quiz': '/staff/quizzes',
  '/staff/fact': '/staff/facts',
  '/staff/trail': '/staff/trails',
  '/staff/trail-posters': '/staff/trails',
  '/staff/trail-map': '/staff/trails',
  '/staff/screen': '/staff/trails',
  '/staff/game': '/staff/games',
  '/staff/gift': '/staff/gifts',
  '/staff/points': '/staff/gifts',
  '/staff/cards': '/staff/counter',
  '/staff/composite': '/staff/rates',
  '/staff/register': '/staff/registers',
  '/staff/entry': '/staff/registers',
  '/staff/batch': '/staff/registers',
  '/staff/register-type': '/staff/registers',
  '/staff/event': '/staff/events',
  '/staff/brief': '/staff/events',
  '/staff/event-import': '/staff/events',
  '/staff/date': '/staff/dates',
  '/staff/event-poster': '/staff/dates',
  '/staff/lesson': '/staff/courses',
  '/staff/course': '/staff/courses',
  '/staff/checklist': '/staff/courses',
  '/teach/booking': '/teach',
  '/teach/class': '/teach',
  '/teach/print': '/teach',
  '/teach/project': '/teach',
  '/teach/test': '/teach',
};

/** The entry that a page (path without language) belongs to. */
export const entryOf = (page: string): string => UNDER[page] ?? page;
