/** Somebody who may open every page of the console, signed in once for all tests of a worker. */
import fs from 'node:fs';
import path from 'node:path';
import type { BrowserContextOptions, Page } from '@playwright/test';
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
};

/** Every page of the console as src/pages/staff has it, without language. */
export const CONSOLE_PAGES = fs
  .readdirSync(path.join(ROOT, 'src/pages/staff'))
  .map((file) => path.basename(file, '.astro'))
  .sort()
  .map((name) => (name === 'index' ? '/staff' : `/staff/${name}${KEYS[name] ?? ''}`));

/** Where one comes from outside, without a sign-in. */
export const OUTSIDE = ['/staff', '/staff/join'];

export interface Desk {
  person: Person;
  /** what the tab of somebody who has signed in holds */
  tab: Record<string, string>;
}

/** A person with the rights of every role, in the whole city. */
async function everything(): Promise<Person> {
  const person = await newColleague('总管', 'city_admin');
  const he = callerOf('he');
  type People = { people: { email: string; sign_in: string; roles: { place: string }[] }[] };
  const found = (await he<People>('people')).people.find(({ email }) => email === person.email);
  for (const role of ['city_editor', 'reviewer'])
    await he('grant_role', { sign_in: found?.sign_in, role, place: found?.roles[0]?.place });
  return person;
}

export const test = base.extend<{ openDesk: (options?: BrowserContextOptions) => Promise<Page> }, { desk: Desk }>({
  desk: [
    async ({ browser }, use) => {
      const person = await everything();
      const page = await openConsole(browser, person);
      const tab = await page.evaluate(() => ({ ...sessionStorage }));
      await page.context().close();
      await use({ person, tab });
    },
    { scope: 'worker' },
  ],
  openDesk: async ({ browser, desk }, use) => {
    const open: Page[] = [];
    await use(async (options) => {
      const context = await desktop(browser, options);
      await context.addInitScript((tab) => {
        for (const [key, value] of Object.entries(tab))
          if (!sessionStorage.getItem(key)) sessionStorage.setItem(key, value);
      }, desk.tab);
      const page = await context.newPage();
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
