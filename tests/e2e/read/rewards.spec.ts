import { PDFiumLibrary } from '@hyzyla/pdfium';
import { ready } from '../console.ts';
import { at, expect, LOCALES, silence, test, wordsOf } from '../world.ts';

test.use({ serviceWorkers: 'block' });

for (const locale of LOCALES) {
  test(`${locale}: every gift says what it asks for, with a way to do it, and where it is handed out`, async ({
    page,
  }) => {
    await page.goto(at(locale, '/rewards'));
    await ready(page);
    // those that other tests publish meanwhile come and go
    const gifts = page.locator('.gift').filter({ hasNotText: /gift-[0-9a-f]{8}/ });
    expect(await gifts.count()).toBeGreaterThan(1);
    for (const gift of await gifts.all()) {
      await expect(gift.locator('h2')).not.toBeEmpty();
      expect(await gift.locator('.asks li').count()).toBeGreaterThan(0);
      for (const href of await gift
        .locator('.asks a')
        .evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? '')))
        expect((await page.request.get(href)).status(), href).toBe(200);
      expect(await gift.locator('.counters li').count()).toBeGreaterThan(0);
      // stock arrives by itself; nobody is signed in for it
      await expect(gift.locator('.chip')).toHaveText(
        new RegExp(['many', 'few', 'none'].map((left) => wordsOf(locale, 'rewards')[`stock_${left}`]).join('|')),
      );
    }
    expect(await page.locator('.gift img').evaluateAll((all) => all.filter((one) => !one.getAttribute('alt')))).toEqual(
      [],
    );
    expect(await page.evaluate(() => localStorage.getItem('qingtu-person'))).toBeNull();
  });
}

test('gifts stay readable when what the counters still have does not arrive', async ({ page, context }) => {
  await silence(context);
  await page.goto('/rewards');
  await ready(page);
  expect(await page.locator('.gift').count()).toBeGreaterThan(1);
  await expect(page.locator('.gift .chip')).toHaveCount(0);
  await expect(page.locator('.gift button')).toHaveCount(0);
});

test('rules for points are said in words on the passport', async ({ page }) => {
  await page.goto('/passport');
  await ready(page);
  const card = page.getByTestId('points');
  await expect(card).toContainText('不排名');
  await card.locator('summary').click();
  expect(await card.locator('.rules li').count()).toBeGreaterThan(3);
  await expect(card).toContainText(/同一道题、同一处、同一个游戏只算一次；一天总共最多 \d+ 分/);
  for (const rule of await card.locator('.rules li').allInnerTexts()) expect(rule).toMatch(/\d+ 分.*一天最多 \d+ 分/);
});

test('a paper passport is not printed before the database knows its key', async ({ page, context }) => {
  await silence(context);
  await page.goto('/passport/card');
  await ready(page);
  await page.getByRole('button', { name: '做一张' }).click();
  await expect(page.locator('.notice.amber')).toContainText('找回码');
  await expect(page.getByTestId('paper')).toHaveCount(0);
  await context.unrouteAll();
  // signing in was refused just now: the phone waits a moment before it tries again
  const key = page.getByTestId('paper-key');
  await expect(async () => {
    if (!(await key.isVisible())) await page.getByRole('button', { name: '再试一次' }).click({ timeout: 500 });
    await expect(key).toHaveText(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}/, { timeout: 2000 });
  }).toPass({ timeout: 30_000 });
});

test('a paper passport is one sheet of A4 with a place for every stop, in every language', async ({ page }) => {
  test.setTimeout(120_000);
  const library = await PDFiumLibrary.init();
  for (const locale of LOCALES) {
    await page.goto(at(locale, '/passport/card'));
    await ready(page);
    // the first visit makes the key known, later ones find it so
    if (locale === LOCALES[0]) await page.locator('button.paper-print').click();
    await expect(page.locator('.fold-cover img')).toBeVisible({ timeout: 20_000 });
    expect(await page.locator('.fold-inside li').count()).toBeGreaterThan(20);
    await page.emulateMedia({ media: 'print' });
    const cut = await page
      .locator('.fold > div, .fold-inside section')
      .evaluateAll((all) =>
        all
          .filter((one) => one.scrollHeight > one.clientHeight + 1 || one.scrollWidth > one.clientWidth + 1)
          .map((one) => one.className),
      );
    expect(cut, locale).toEqual([]);
    await page.emulateMedia({ media: null });
    const document = await library.loadDocument(await page.pdf({ preferCSSPageSize: true, printBackground: true }));
    expect(document.getPageCount(), locale).toBe(1);
    const { originalWidth: width, originalHeight: height } = document.getPage(0).getOriginalSize();
    expect([Math.round(width), Math.round(height)], locale).toEqual([595, 842]);
    document.destroy();
  }
  library.destroy();
});

test('in WeChat, which cannot print, the way out is said', async ({ browser, baseURL }) => {
  const context = await browser.newContext({
    ...(baseURL ? { baseURL } : {}),
    userAgent:
      'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36 MicroMessenger/8.0.50',
  });
  const page = await context.newPage();
  await page.goto('/passport/card');
  await ready(page);
  await expect(page.locator('.notice', { hasText: '微信' })).toBeVisible();
  await context.close();
});
