/** What a person does on a phone: answering, finishing, and what the phone then holds. */

import fs from 'node:fs';
import path from 'node:path';
import { type BrowserContext, chromium, expect, type Locator, type Page } from '@playwright/test';
import { findChromium } from '../chromium.ts';
import { SWITCHES } from './browser.ts';

/** A phone whose browser can be killed: its profile stays in `profile`. */
export async function openPhone(profile: string, baseURL: string): Promise<BrowserContext> {
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: findChromium() ?? undefined,
    args: SWITCHES,
    baseURL,
    viewport: { width: 390, height: 844 },
    isMobile: true,
    hasTouch: true,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  });
  context.setDefaultTimeout(15_000);
  return context;
}

/** Kills the phone's browser with -9, as an exhausted phone does. */
export async function killPhone(context: BrowserContext, profile: string): Promise<void> {
  const pid = browserOf(profile);
  const closed = new Promise<void>((resolve) => context.once('close', () => resolve()));
  process.kill(pid, 'SIGKILL');
  await closed;
  for (const name of ['SingletonLock', 'SingletonSocket', 'SingletonCookie']) {
    fs.rmSync(path.join(profile, name), { force: true });
  }
}

/** The process that was told to keep `profile`; those that it started say their type. */
function browserOf(profile: string): number {
  for (const pid of fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    let words: string[] = [];
    try {
      words = fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    } catch {} // it ended meanwhile
    if (words.includes(`--user-data-dir=${profile}`) && !words.some((word) => word.startsWith('--type=')))
      return Number(pid);
  }
  throw new Error(`no browser keeps ${profile}`);
}

/** The page has taken over from the HTML: it knows its draft, and the buttons work. */
export async function awake(page: Page): Promise<void> {
  await page.waitForFunction(
    () => (window as { __taps?: unknown }).__taps === undefined && document.readyState === 'complete',
  );
}

type Press = (button: Locator) => Promise<void>;
const tap: Press = (button) => button.click();
/** For a tab in the background: it draws once a second, and a real tap waits for two drawings. */
export const unseen: Press = (button) => button.evaluate((element: HTMLElement) => element.click());

/** Chooses something for the question shown, whatever its kind, and hands it in where one tap does not do that. */
export async function answer(page: Page, pick = 0, press = tap): Promise<void> {
  const sorts = page.locator('li.sort');
  for (const item of await sorts.all()) await press(item.locator('button').nth(pick % 2));
  if ((await sorts.count()) === 0) await press(page.locator('.opts button.opt').nth(pick));
  const go = page.locator('#go');
  const verdict = page.locator('#verdict');
  await expect(go.or(verdict).first()).toBeVisible();
  if (!(await verdict.isVisible())) await press(go);
}

/** Answers what is left of a practice round; returns how many questions that were. */
export async function finishRound(page: Page, pick = 0, press = tap): Promise<number> {
  const done = page.locator('.done');
  let answered = 0;
  for (; !(await done.isVisible()); answered++) {
    const stem = await page.locator('#stem').innerText();
    if (!(await page.locator('#verdict').isVisible())) await answer(page, pick, press);
    await expect(page.locator('.verdict [data-testid=delivery]')).toHaveText(/已记下|已送达|noted|delivered/i);
    await press(page.locator('#go'));
    await expect(page.locator('#stem')).not.toHaveText(stem);
  }
  return answered;
}

/** Everything that the phone keeps, as one text: IndexedDB, localStorage, sessionStorage. */
export async function storedText(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const parts: string[] = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage })];
    for (const { name } of await indexedDB.databases()) {
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const asked = indexedDB.open(name ?? '');
        asked.onsuccess = () => resolve(asked.result);
        asked.onerror = () => reject(asked.error);
      });
      for (const store of db.objectStoreNames) {
        const rows = await new Promise<unknown[]>((resolve, reject) => {
          const asked = db.transaction(store).objectStore(store).getAll();
          asked.onsuccess = () => resolve(asked.result);
          asked.onerror = () => reject(asked.error);
        });
        parts.push(JSON.stringify(rows));
      }
      db.close();
    }
    return parts.join('\n');
  });
}
