/** Somebody who may open every page of the console, signed in once for all tests of a worker. */
import fs from 'node:fs';
import path from 'node:path';
import type { Browser, BrowserContextOptions, Page } from '@playwright/test';
import { ROOT } from '../tasks.ts';
import { callerOf, desktop, newColleague, openConsole, ready } from './console.ts';
import { test as base, type Person } from './world.ts';

/** A page that needs a document gets one of the demo city's. */
const KEYS: Record<string, string> = {
  question: '?key=k07-003',
  fact: '?key=F1',
  quiz: '?key=kp07',
  trail: '?key=zhongyi-street',
  'trail-posters': '?key=zhongyi-street',
  'trail-map': '?key=zhongyi-street',
  game: '?key=say-no-ktv',
  gift: '?key=movable-type-bookmark',
  lesson: '?key=primary-refuse',
  course: '?key=primary',
  checklist: '?key=five-ones',
  school: '?s=3303020001',
  event: '?key=hubin-saturday',
  'event-poster': '?key=hubin-saturday',
  date: '?e=hubin-saturday',
  register: '?type=team',
  entry: '?type=team',
  batch: '?type=team',
  'register-type': '?type=team',
};

const pagesOf = (folder: 'staff' | 'teach') =>
  fs
    .readdirSync(path.join(ROOT, 'src/pages', folder))
    .map((file) => path.basename(file, '.astro'))
    .sort()
    .map((name) => (name === 'index' ? `/${folder}` : `/${folder}/${name}${KEYS[name] ?? ''}`));

/** Every page of the console and of teachers as src/pages has it, without language. */
export const CONSOLE_PAGES = [...pagesOf('staff'), ...pagesOf('teach')];

/** Where one comes from outside, without a sign-in. */
export const OUTSIDE = ['/staff', '/staff/join'];

export interface Desk {
  person: Person;
  /** what the tab of somebody who has signed in holds */
  tab: Record<string, string>;
  /** a class of theirs without anybody in it */
  room: string;
}

const SCHOOL = '3303020001';

/** A person with the rights of every role, in the whole city. */
async function everything(): Promise<Person> {
  const person = await newColleague('总管', 'city_admin');
  const he = callerOf('he');
  type People = { people: { email: string; sign_in: string; roles: { place: string }[] }[] };
  const found = (await he<People>('people')).people.find(({ email }) => email === person.email);
  for (const role of ['city_editor', 'reviewer'])
    await he('grant_role', { sign_in: found?.sign_in, role, place: found?.roles[0]?.place });
  await he('grant_role', { sign_in: found?.sign_in, role: 'school_admin', place: SCHOOL });
  return person;
}

/** A class with three seats, in a grade that no test counts. */
async function emptyRoom(person: Person): Promise<string> {
  const number = 1 + ((crypto.getRandomValues(new Uint8Array(1))[0] ?? 0) % 60);
  try {
    return (await callerOf(person)<{ id: string }>('create_class', { school: SCHOOL, grade: 1, number, seats: 3 })).id;
  } catch (error) {
    if (!/409/.test(`${error}`)) throw error;
    return emptyRoom(person);
  }
}

type OpenDesk = (options?: BrowserContextOptions) => Promise<Page>;

/** A window that holds what a tab of somebody who has signed in holds. */
async function seated(browser: Browser, { tab, room }: Desk, options?: BrowserContextOptions): Promise<Page> {
  const context = await desktop(browser, options);
  await context.addInitScript((held) => {
    for (const [key, value] of Object.entries(held))
      if (!sessionStorage.getItem(key)) sessionStorage.setItem(key, value);
  }, tab);
  // a teacher's page is one of a class: without one in its address it gets theirs
  await context.addInitScript((id) => {
    if (/\/teach\/\w+$/.test(location.pathname) && !location.search)
      history.replaceState(null, '', `${location.pathname}?c=${id}&l=primary-know${location.hash}`);
  }, room);
  return context.newPage();
}

/**
 * `openDesk` opens a window of its own, for what writes, presses or signs out. `standing` is one window for all tests of
 * a worker, for those that only look: opening one costs more than loading a page. `outside` is such a one, not signed in.
 */
export const test = base.extend<{ openDesk: OpenDesk }, { desk: Desk; standing: Page; outside: Page }>({
  desk: [
    async ({ browser }, use) => {
      const person = await everything();
      const page = await openConsole(browser, person);
      const tab = await page.evaluate(() => ({ ...sessionStorage }));
      await page.context().close();
      await use({ person, tab, room: await emptyRoom(person) });
    },
    { scope: 'worker' },
  ],
  standing: [
    async ({ browser, desk }, use) => {
      const page = await seated(browser, desk);
      await use(page);
      await page.context().close();
    },
    { scope: 'worker' },
  ],
  outside: [
    async ({ browser }, use) => {
      const page = await (await desktop(browser)).newPage();
      await use(page);
      await page.context().close();
    },
    { scope: 'worker' },
  ],
  openDesk: async ({ browser, desk }, use) => {
    const open: Page[] = [];
    await use(async (options) => {
      const page = await seated(browser, desk, options);
      open.push(page);
      return page;
    });
    for (const page of open) await page.context().close();
  },
});

/** The page is awake and has what it asked the server for. */
export async function settled(page: Page): Promise<void> {
  await ready(page);
  await page.waitForFunction(
    () =>
      !document.querySelector('main [aria-busy=true]') &&
      !/正在读取|正在讀取|Loading/.test(document.querySelector('main')?.textContent ?? ''),
  );
}
