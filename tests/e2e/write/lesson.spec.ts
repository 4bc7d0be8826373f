/** A lesson on a phone that loses its network, its battery, or that is another one than yesterday's. */
import fs from 'node:fs';
import type { BrowserContext, Page } from '@playwright/test';
import { temporaryFolder } from '../../../supabase/local/temporary.ts';
import { asPhone } from '../check.ts';
import { callerOf } from '../console.ts';
import { blockShown, delivered, delivery, doBlock, LESSON, lessonAwake, lessonOf, main, zh } from '../lesson.ts';
import { killPhone, openPhone } from '../phone.ts';
import { type Line, openLine } from '../proxy.ts';
import { address, expect, test } from '../world.ts';

let profile: string;
let phone: BrowserContext;
let line: Line;

test.beforeEach(async () => {
  profile = temporaryFolder();
  line = await openLine(address());
  phone = await openPhone(profile, line.url);
});
test.afterEach(async () => {
  await phone.close().catch(() => {});
  await line.close();
  fs.rmSync(profile, { recursive: true, force: true });
});

const idsOf = async (name: string) => (await lessonOf('primary', name)).blocks.map(({ id }) => id);

/** Waits until the worker is in charge and has the lesson, its scripts and its pictures. */
async function kept(page: Page): Promise<void> {
  const lesson = await lessonOf('primary', 'know');
  const wanted = [LESSON, ...lesson.blocks.flatMap(({ picture }) => picture ?? [])];
  await expect
    .poll(() =>
      page.evaluate(async (paths) => {
        const scripts = [...document.querySelectorAll<HTMLScriptElement>('script[src]')].map(({ src }) => src);
        const found = await Promise.all([...paths, ...scripts].map((path) => caches.match(path)));
        return navigator.serviceWorker.controller !== null && found.every(Boolean);
      }, wanted),
    )
    .toBe(true);
}

test('a lesson opened once is done without a network, through a killed browser, and every block arrives once', async () => {
  test.setTimeout(150_000);
  const ids = await idsOf('know');
  let page = await phone.newPage();
  await page.goto(LESSON);
  await lessonAwake(page);
  await kept(page);
  await main(page).click();
  const done = [await doBlock(page)];
  await expect(delivery(page)).toHaveText(zh.delivered ?? '');
  line.cut();
  done.push(await doBlock(page));
  await expect(delivery(page)).toHaveText(zh.noted ?? '');
  // into the middle of the third: two steps are settled
  await main(page).click();
  for (let step = 0; step < 2; step++) {
    await page.locator('.box').last().click();
    await page.locator('.game .btn.main').click();
  }
  const third = await page.locator('.thing').innerText();
  await page.waitForTimeout(300); // a step is kept after it is shown; a block is kept before
  await killPhone(phone, profile);

  phone = await openPhone(profile, line.url);
  page = await phone.newPage();
  await page.goto(LESSON);
  await lessonAwake(page);
  await expect(blockShown(page)).toHaveAttribute('data-block', ids[2] ?? '');
  await expect(page.locator('.thing')).toHaveText(third);
  for (const picture of await page.locator('img').all())
    expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
  const go = page.locator('.game .btn.main');
  while (await page.getByTestId('game').isVisible()) {
    await page.locator('.box').last().click();
    await go.click();
  }
  await main(page).click();
  done.push(ids[2] ?? '');
  while (await blockShown(page).count()) done.push(await doBlock(page));
  expect(done).toEqual(ids);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(zh.complete ?? '');
  await expect(delivery(page)).toHaveText(zh.noted ?? '');

  line.mend();
  await page.reload();
  await expect(delivery(page)).toHaveText(zh.delivered ?? '', { timeout: 30_000 });
  await expect.poll(() => delivered(page, 'primary-know')).toEqual([...ids].sort());
  await page.goto('/courses');
  await expect(page.locator('[data-lesson=primary-know] [data-state]')).toHaveText(zh.state_done ?? '');
});

test('without a worker a page that is open needs nothing more: the network goes, the lesson does not', async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const wechat = await browser.newContext({
    baseURL: line.url,
    serviceWorkers: 'block',
    viewport: { width: 390, height: 844 },
  });
  const page = await wechat.newPage();
  await page.goto('/courses/primary/refuse', { waitUntil: 'load' });
  await lessonAwake(page);
  await page.waitForLoadState('networkidle');
  line.cut();
  const failed: string[] = [];
  page.on('requestfailed', (request) => /_astro|media/.test(request.url()) && failed.push(request.url()));
  await main(page).click();
  while (await blockShown(page).count()) {
    for (const picture of await page.locator('img').all())
      await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
    await doBlock(page);
  }
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(zh.complete ?? '');
  line.mend();
  await page.reload();
  await expect(delivery(page)).toHaveText(zh.delivered ?? '', { timeout: 30_000 });
  expect(await delivered(page, 'primary-refuse')).toEqual((await idsOf('refuse')).sort());
  expect(failed.filter((url) => url.includes('/media/'))).toEqual([]);
  await wechat.close();
});

/** A seat of 五年级2班 that nobody has, and the class's code. */
async function freeSeat(): Promise<{ code: string; seat: number }> {
  const dai = callerOf('dai');
  const classes = await dai<{ id: string; number: number; seats: number; joined: number }[]>('my_classes', {
    locale: 'zh-Hans',
  });
  const open = classes.find(({ number }) => number === 2);
  const { code } = await dai<{ code: string }>('set_class_code', { class: open?.id, days: 1 });
  const { seats } = await dai<{ seats: { seat: number; state: string }[] }>('class_page', {
    class: open?.id,
    locale: 'zh-Hans',
  });
  return { code, seat: seats.find(({ state }) => state === 'empty')?.seat ?? 0 };
}

test('with a seat the page says when the teacher sees it, and a phone that kept nothing has the blocks that were delivered', async () => {
  test.setTimeout(120_000);
  const page = await phone.newPage();
  await page.goto(LESSON);
  await lessonAwake(page);
  await main(page).click();
  const first = await doBlock(page);
  await expect(delivery(page)).toHaveText(zh.delivered ?? '', { timeout: 30_000 });
  const { code, seat } = await freeSeat();
  expect(await asPhone(page, 'join_class', { code, seat })).toMatchObject({ seat });
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const asked = indexedDB.open('qingtu');
        asked.onsuccess = () => {
          const tx = asked.result.transaction('drafts', 'readwrite');
          tx.objectStore('drafts').clear();
          tx.oncomplete = () => resolve();
        };
      }),
  );
  await page.goto(LESSON);
  await lessonAwake(page);
  await expect(page.locator(`.contents a[href="#${first}"] .ready`)).toBeVisible();
  await main(page).click();
  while (await blockShown(page).count()) await doBlock(page);
  await expect(page.getByTestId('seen')).toHaveText(zh.seen ?? '', { timeout: 30_000 });
  await expect(delivery(page)).toHaveText(zh.delivered ?? '');
  expect(await delivered(page, 'primary-know')).toEqual((await idsOf('know')).sort());
});

test('a block that the database refuses is said to be, loses its tick and is done again on the new page', async () => {
  const page = await phone.newPage();
  await page.route(`**${LESSON}`, async (route) => {
    const reply = await route.fetch();
    // a page of a revision that was never published
    await route.fulfill({ response: reply, body: (await reply.text()).replaceAll(/"rev":\d+/g, '"rev":999') });
  });
  await page.goto(LESSON);
  await lessonAwake(page);
  await main(page).click();
  const first = await doBlock(page);
  await expect(page.locator('.notice.amber')).toHaveText(zh.refused ?? '', { timeout: 30_000 });
  expect(await delivered(page, 'primary-know')).toEqual([]);
  await page.locator('.to-contents').click();
  await expect(page.locator('.contents .ready')).toHaveCount(0);
  await page.unroute(`**${LESSON}`);
  await page.reload();
  await lessonAwake(page);
  await main(page).click();
  expect(await doBlock(page)).toBe(first);
  await expect(page.locator('.notice.amber')).toHaveCount(0);
  await expect.poll(() => delivered(page, 'primary-know'), { timeout: 30_000 }).toEqual([first]);
});
