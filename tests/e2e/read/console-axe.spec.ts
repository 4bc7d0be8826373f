import { CONSOLE_PAGES, OUTSIDE, settled, test } from '../at-desk.ts';
import { expectAccessible } from '../axe.ts';
import { desktop } from '../console.ts';
import { sticksOut } from '../fits.ts';
import { at, expect, LOCALES } from '../world.ts';

const DESK = { width: 1280, height: 800 };
const TABLET = { width: 820, height: 1180 };
const PHONE = { width: 360, height: 740 };

for (const locale of LOCALES) {
  for (const path of CONSOLE_PAGES) {
    const address = at(locale, path);
    test(`${address} has no accessibility violation on a desk and a tablet, light and dark, and fits a phone`, async ({
      browser,
      openDesk,
    }) => {
      const page = OUTSIDE.includes(path) ? await (await desktop(browser)).newPage() : await openDesk();
      await page.goto(address);
      await settled(page);
      await expect(page.locator('h1').first()).toBeVisible();
      await expect(page.locator('[data-testid^=stop-]')).toHaveCount(0);
      // traditional characters stand where the simplified ones do
      for (const size of locale === 'zh-Hant' ? [DESK] : [DESK, TABLET]) {
        await page.setViewportSize(size);
        // a bar that sticks to the foot of the window lies over what scrolls under it, but over nothing at the end
        await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
        const looks = locale === 'zh-Hans' || size === DESK ? (['light', 'dark'] as const) : (['light'] as const);
        await expectAccessible(page, `${address} at ${size.width}`, looks);
      }
      for (const size of [TABLET, PHONE]) {
        await page.setViewportSize(size);
        expect.soft(await sticksOut(page), `${address} at ${size.width}`).toEqual([]);
      }
    });
  }
}
