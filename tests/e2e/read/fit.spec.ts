import type { Page } from '@playwright/test';
import { sticksOut } from '../fits.ts';
import { answer, awake } from '../phone.ts';
import { at, expect, LOCALES, PUBLIC_PAGES, silence, test } from '../world.ts';

test.use({ serviceWorkers: 'block' });
test.beforeEach(({ context }) => silence(context));

const PAGES = PUBLIC_PAGES.filter((path) => !path.includes('kp01'));

/** Controls that a thumb may miss: links inside a sentence are spared, as WCAG 2.5.8 does. */
const small = (page: Page) =>
  page.evaluate(() => {
    const wrong: string[] = [];
    for (const control of document.querySelectorAll<HTMLElement>('a[href], button, summary, select, textarea, input')) {
      const { width, height } = control.getBoundingClientRect();
      const style = getComputedStyle(control);
      if (!width || style.visibility === 'hidden' || control.matches('.skip')) continue;
      if (style.display === 'inline' && control.closest('p, li, dd')) continue;
      const least = control.matches('.opt, .main') ? 48 : 44;
      if (width < 43.9 || height < least - 0.1)
        wrong.push(`${control.outerHTML.slice(0, 90)} ${Math.round(width)}×${Math.round(height)}`);
    }
    return wrong;
  });

for (const locale of LOCALES) {
  test(`${locale}: targets are 44 pixels at least, nothing sticks out of 320 pixels, elder mode too`, async ({
    page,
  }) => {
    test.setTimeout(120_000);
    for (const path of PAGES) {
      await page.setViewportSize({ width: 390, height: 844 });
      await page.goto(at(locale, path));
      await page.waitForFunction(() => !document.querySelector('astro-island[ssr]'));
      const look = async (what: string) => {
        for (const elder of [false, true]) {
          await page.evaluate((on) => document.documentElement.toggleAttribute('data-elder', on), elder);
          expect.soft(await small(page), `${what}${elder ? ', elder' : ''}: targets`).toEqual([]);
          await page.setViewportSize({ width: 320, height: 640 });
          expect.soft(await sticksOut(page), `${what}${elder ? ', elder' : ''}: 320 px`).toEqual([]);
          await page.setViewportSize({ width: 390, height: 844 });
        }
      };
      await look(at(locale, path));
      if (path !== '/quiz/kp07') continue;
      await awake(page);
      for (let place = 0; place < 10; place++) {
        await look(`question ${place + 1}`);
        await answer(page);
        await expect(page.locator('.verdict [data-testid=delivery]')).not.toBeEmpty();
        if (place % 3 === 0) await look(`question ${place + 1} answered`);
        await page.locator('#go').click();
      }
      await expect(page.locator('.done')).toBeVisible();
      await look('done');
    }
  });
}

test('who asked for less motion gets none', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const moving = () =>
    page.evaluate(() =>
      document
        .getAnimations()
        .filter((one) => Number(one.effect?.getComputedTiming().duration) > 20)
        .map((one) => (one.effect as KeyframeEffect | null)?.target?.className ?? '?'),
    );
  for (const path of PAGES) {
    await page.goto(path);
    expect(await moving(), path).toEqual([]);
  }
  await page.goto('/quiz/kp07');
  await awake(page);
  await page.locator('.opts button.opt').first().click();
  expect(await moving(), 'feedback').toEqual([]);
});
