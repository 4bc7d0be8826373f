import type { BrowserContext, Page } from '@playwright/test';
import { answer, awake } from '../phone.ts';
import { type Line, openLine } from '../proxy.ts';
import { address, at, expect, LOCALES, test } from '../world.ts';

for (const locale of LOCALES) {
  test(`${locale}: the manifest is in its language, starts inside its scope and its icons load`, async ({ page }) => {
    await page.goto(at(locale, '/'));
    const link = await page.locator('link[rel=manifest]').getAttribute('href');
    const reply = await page.request.get(link ?? '');
    expect(reply.headers()['content-type']).toContain('application/manifest+json');
    const manifest = await reply.json();
    expect(manifest).toMatchObject({ lang: locale, display: 'standalone' });
    expect(manifest.name.length).toBeGreaterThan(1);
    const base = new URL(link ?? '', page.url());
    const start = new URL(manifest.start_url, base);
    expect(start.href.startsWith(new URL(manifest.scope, base).href)).toBe(true);
    expect((await page.request.get(start.href)).status()).toBe(200);
    const sizes = manifest.icons.map(
      (icon: { sizes: string; purpose?: string }) => `${icon.sizes} ${icon.purpose ?? 'any'}`,
    );
    expect(sizes).toEqual(expect.arrayContaining(['192x192 any', '512x512 any', '512x512 maskable']));
    for (const icon of manifest.icons as { src: string; sizes: string; type: string }[]) {
      const drawn = await page.evaluate(async (src) => {
        const image = new Image();
        image.src = src;
        await image.decode();
        return `${image.naturalWidth}x${image.naturalHeight}`;
      }, new URL(icon.src, base).href);
      if (icon.sizes !== 'any') expect(drawn).toBe(icon.sizes);
    }
  });
}

test.describe('with a line that can be cut', () => {
  let line: Line;
  let phone: BrowserContext;
  let page: Page;
  test.beforeEach(async ({ browser }) => {
    line = await openLine(address());
    phone = await browser.newContext({ baseURL: line.url, viewport: { width: 390, height: 844 }, locale: 'zh-CN' });
    page = await phone.newPage();
  });
  test.afterEach(async () => {
    await phone.close();
    await line.close();
  });

  /** Waits until the worker is in charge and keeps these pages. */
  const kept = (paths: string[]) =>
    expect
      .poll(() =>
        page.evaluate(async (wanted) => {
          const found = await Promise.all(wanted.map((path) => caches.match(path)));
          return navigator.serviceWorker.controller !== null && found.every(Boolean);
        }, paths),
      )
      .toBe(true);
  const cut = async () => {
    line.cut();
    await phone.setOffline(true);
  };

  test('a visited quiz, today’s five and the hotlines open without a network; other pages say that they are not here', async () => {
    await page.goto('/quiz/kp03');
    await kept(['/quiz/kp03', '/quiz/daily', '/help', '/offline.html']);
    await cut();
    for (const path of ['/quiz/kp03?from=poster', '/quiz/daily']) {
      await page.goto(path);
      await awake(page);
      await answer(page);
      await expect(page.locator('.verdict [data-testid=delivery]')).toHaveText('已记下');
    }
    await page.goto('/help');
    await expect(page.locator('a[href="tel:12356"]').first()).toBeVisible();
    await page.goto('/privacy');
    await expect(page.locator('h1')).toHaveText('这一页还没存到手机里');
    await page.locator('main a').first().click();
    await expect(page.locator('#stem')).toBeVisible();
  });

  test('the first visit of a quiz is enough, in English too', async () => {
    await page.goto('/en/quiz/daily');
    await kept(['/en/quiz/daily', '/en/help', '/en/offline.html']);
    await cut();
    await page.goto('/en/quiz/daily');
    await awake(page);
    await answer(page);
    await expect(page.locator('.verdict [data-testid=delivery]')).toHaveText('Noted');
    await page.goto('/en/privacy');
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await expect(page.locator('h1')).toContainText('not on your phone');
  });

  test('a captive portal’s page is never kept for ours', async () => {
    await page.goto('/help');
    await kept(['/help']);
    await phone.route('**/quiz', (route) =>
      route.fulfill({ contentType: 'text/html', body: '<title>Wi-Fi</title><h1>Wi-Fi</h1>' }),
    );
    await page.goto('/quiz').catch(() => {});
    await phone.unroute('**/quiz');
    await cut();
    await page.goto('/quiz');
    await expect(page.locator('h1')).not.toHaveText('Wi-Fi');
  });
});
