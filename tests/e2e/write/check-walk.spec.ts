import fs from 'node:fs';
import type { BrowserContext, Page } from '@playwright/test';
import { temporaryFolder } from '../../../supabase/local/temporary.ts';
import { type Code, codesOf, ledger, openCode, PHONE, phoneWithCamera, photo, seal, TRAIL } from '../check.ts';
import { type Line, openLine } from '../proxy.ts';
import { address, expect, test } from '../world.ts';

let codes: Code[];
let line: Line;
test.beforeEach(async () => {
  codes = await codesOf();
  expect(codes.length).toBe(11);
  line = await openLine(address());
});
test.afterEach(() => line.close());

/** The seal stands, with the characters of its point. */
async function pressed(page: Page, point: string): Promise<void> {
  await expect(seal(page)).toBeVisible({ timeout: 20_000 });
  await expect(page.locator('#stamp')).toHaveAttribute('data-point', point);
}

/** The code is opened, and its seal stands with its characters and the word that the phone has it. */
async function stamp(page: Page, code: Code): Promise<void> {
  await openCode(page, code.token);
  await pressed(page, code.point);
  await expect(page.locator('#state')).toHaveText(/已记下|已送达/);
  expect(page.url()).not.toContain(code.token);
}

/** With the network back, all eleven are in the ledger, each once, and the page tells that the trail is walked. */
async function arrive(page: Page): Promise<void> {
  line.mend();
  const all = codes.map(({ point }) => `${TRAIL}/${point}`).sort();
  await page.goto('about:blank');
  await page.goto('/c');
  await expect.poll(() => ledger(page).then((found) => found.sort()), { timeout: 30_000 }).toEqual(all);
  await openCode(page, codes[0]!.token);
  await expect(page.locator('#state')).toHaveText('这枚印今天已经盖过了，不用再盖。');
  await expect(page.getByTestId('count')).toHaveText('已集 11 / 11');
  await expect(page.locator('.done')).toContainText('走完了');
  await expect(page.locator('.thumb .main')).toHaveAttribute('href', '/rewards');
  expect((await ledger(page)).sort()).toEqual(all);
}

test('eleven seals: four by the phone’s camera, one by the scanner in the page, six without a network; all arrive once', async () => {
  test.setTimeout(90_000);
  const folder = temporaryFolder();
  const phone: BrowserContext = await phoneWithCamera(folder, `${address()}/c#${codes[4]!.token}`, line.url);
  try {
    const page = await phone.newPage();
    for (const code of codes.slice(0, 4)) await stamp(page, code);
    await expect(page.locator('#state')).toHaveText('已送达');

    await page.goto('about:blank');
    await page.goto('/c');
    await page.getByRole('button', { name: '扫一扫' }).click();
    await pressed(page, codes[4]!.point);
    await expect(page.locator('#state')).toHaveText('已送达');
    const kept = () => page.evaluate(async () => !!navigator.serviceWorker.controller && !!(await caches.match('/c')));
    await expect.poll(kept, { timeout: 15_000 }).toBe(true);

    line.cut();
    for (const code of codes.slice(5)) await stamp(page, code);
    await expect(page.locator('#state')).toHaveText('已记下');
    await expect(page.getByTestId('count')).toHaveText('已集 11 / 11');
    await arrive(page);
  } finally {
    await phone.close();
    fs.rmSync(folder, { recursive: true, force: true });
  }
});

for (const elder of [false, true]) {
  test(`without worker, camera and place${elder ? ', in elder mode' : ''}: eleven seals by codes, a photograph, a short code and an answer`, async ({
    browser,
  }) => {
    test.setTimeout(90_000);
    const phone = await browser.newContext({
      ...PHONE,
      baseURL: line.url,
      serviceWorkers: 'block',
      permissions: [],
    });
    if (elder) await phone.addInitScript(() => localStorage.setItem('qt-elder', '1'));
    try {
      const page = await phone.newPage();
      for (const code of codes.slice(0, 3)) await stamp(page, code);
      await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans');
      expect(await page.evaluate(() => 'elder' in document.documentElement.dataset)).toBe(elder);

      // the camera says no; a photograph does it
      await page.goto('about:blank');
      await page.goto('/c');
      await page.getByRole('button', { name: '扫一扫' }).click();
      await expect(page.locator('.finder')).toContainText(/没有相机权限|打不开相机/);
      await page.locator('.scan input[type=file]').setInputFiles({
        name: 'wall.png',
        mimeType: 'image/png',
        buffer: photo(`${address()}/c#${codes[3]!.token}`),
      });
      await pressed(page, codes[3]!.point);

      // the on-site question
      const books = codes.findIndex(({ point }) => point === 'books');
      expect(books).toBe(4);
      await page.goto('about:blank');
      await page.goto(`/c?p=${TRAIL}/books`);
      await page.locator('.opt', { hasText: '读完一本，讲给一人' }).click();
      await page.getByRole('button', { name: '就选这个' }).click();
      await expect(page.locator('#state')).toHaveText('已送达');
      await expect(seal(page)).toBeVisible();

      // the short code, as people type it
      await page.goto('about:blank');
      await page.goto('/c');
      const { typed, point: sixth } = codes[5]!;
      await page.getByLabel('码下面的六个字符').fill(` ${typed.slice(0, 3).toLowerCase()} ${typed.slice(3)}`);
      await page.getByRole('button', { name: '盖印', exact: true }).click();
      await pressed(page, sixth);
      await expect(page.locator('#state')).toHaveText('已送达');

      // no worker: the browser's own copy of the page is what there is
      line.cut();
      for (const code of codes.slice(6)) await stamp(page, code);
      await expect(page.locator('#state')).toHaveText('已记下');
      await arrive(page);
    } finally {
      await phone.close();
    }
  });
}
