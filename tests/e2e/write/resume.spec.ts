import fs from 'node:fs';
import type { BrowserContext } from '@playwright/test';
import { temporaryFolder } from '../../../supabase/local/temporary.ts';
import { answer, awake, finishRound, killPhone, openPhone, storedText, unseen } from '../phone.ts';
import { address, expect, test } from '../world.ts';

const NOTED = /已记下|已送达/;
let profile: string;
let phone: BrowserContext;

test.beforeEach(async () => {
  profile = temporaryFolder();
  phone = await openPhone(profile, address());
});
test.afterEach(async () => {
  await phone.close().catch(() => {});
  fs.rmSync(profile, { recursive: true, force: true });
});

/** Records of one kind on the phone, in any state. */
const recordsIn = (text: string, kind: string) =>
  new Set(
    text.match(new RegExp(`(?<=\\\\"id\\\\":\\\\")[0-9a-f-]{36}(?=\\\\",[^}]*?\\\\"kind\\\\":\\\\"${kind}\\\\")`, 'g')),
  ).size;

test('a browser killed at the third of ten questions comes back to it with both answers; killed again, with three', async () => {
  test.setTimeout(120_000);
  let page = await phone.newPage();
  await page.goto('/quiz/kp05');
  await awake(page);
  for (let place = 0; place < 2; place++) {
    await answer(page);
    await expect(page.locator('.verdict [data-testid=delivery]')).toHaveText(NOTED);
    await page.locator('#go').click();
  }
  await expect(page.locator('.segs')).toHaveAttribute('aria-label', /3/);
  const third = await page.locator('#stem').innerText();
  await page.waitForTimeout(300); // moving on is kept after it is shown; an answer is kept before
  await killPhone(phone, profile);

  phone = await openPhone(profile, address());
  page = await phone.newPage();
  await page.goto('/quiz/kp05');
  await awake(page);
  await expect(page.locator('#stem')).toHaveText(third);
  expect(recordsIn(await storedText(page), 'answer')).toBe(2);
  await answer(page);
  await expect(page.locator('.verdict [data-testid=delivery]')).toHaveText(NOTED);
  const feedback = await page.locator('.verdict p').first().innerText();
  await killPhone(phone, profile);

  phone = await openPhone(profile, address());
  page = await phone.newPage();
  await page.goto('/quiz/kp05');
  await awake(page);
  await expect(page.locator('#stem')).toHaveText(third);
  await expect(page.locator('.verdict p').first()).toHaveText(feedback);
  expect(recordsIn(await storedText(page), 'answer')).toBe(3);
  expect(await finishRound(page)).toBe(8); // the third is shown with its feedback once more
  await expect(page.locator('.done [data-testid=delivery]')).toHaveText('已送达');
  await page.goto('/passport');
  await expect(page.getByTestId('my-answers')).toHaveText('10');
  await expect(page.getByTestId('my-rounds')).toHaveText('1');
});

test('two tabs answer the same quiz at once: every answer shown as noted arrives once', async () => {
  test.setTimeout(90_000);
  const tabs = [await phone.newPage(), await phone.newPage()];
  for (const tab of tabs) {
    await tab.goto('/quiz/kp01');
    await awake(tab);
  }
  const counts = await Promise.all(tabs.map((tab, i) => finishRound(tab, i, unseen)));
  expect(counts).toEqual([10, 10]);
  for (const tab of tabs) await expect(tab.locator('.done [data-testid=delivery]')).toHaveText('已送达');
  const page = tabs[0] ?? (await phone.newPage());
  await page.goto('/passport');
  await expect(page.getByTestId('my-answers')).toHaveText('20');
  await expect(page.getByTestId('my-rounds')).toHaveText('2');
  expect(recordsIn(await storedText(page), 'answer')).toBe(20);
});

test('without worker, locks and lasting storage, and with its database closed by the browser, a round is finished and delivered', async ({
  browser,
}) => {
  const context = await browser.newContext({
    baseURL: address(),
    serviceWorkers: 'block',
    viewport: { width: 390, height: 844 },
    locale: 'zh-CN',
  });
  await context.addInitScript(() => {
    Object.defineProperty(navigator, 'locks', { value: undefined });
    Object.defineProperty(navigator, 'serviceWorker', { value: undefined });
    navigator.storage.persist = async () => false;
    const open = IDBFactory.prototype.open;
    const seen: IDBDatabase[] = [];
    Object.assign(window, { __databases: seen });
    IDBFactory.prototype.open = function (...args) {
      const asked = open.apply(this, args);
      asked.addEventListener('success', () => seen.push(asked.result));
      return asked;
    };
  });
  const page = await context.newPage();
  await page.goto('/quiz/kp02');
  await awake(page);
  await answer(page);
  await expect(page.locator('.verdict [data-testid=delivery]')).toHaveText(NOTED);
  // iOS: "Connection to Indexed Database server lost"
  const closed = await page.evaluate(() => {
    const { __databases } = window as unknown as { __databases: IDBDatabase[] };
    for (const database of __databases) {
      database.close();
      database.dispatchEvent(new Event('close'));
    }
    return __databases.length;
  });
  expect(closed).toBeGreaterThan(0);
  await page.locator('#go').click();
  expect(await finishRound(page)).toBe(9);
  await expect(page.locator('.done [data-testid=delivery]')).toHaveText('已送达');
  await page.goto('/passport');
  await expect(page.getByTestId('my-answers')).toHaveText('10');
  await context.close();
});
