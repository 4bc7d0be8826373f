import { expectAccessible } from '../axe.ts';
import { at, expect, LOCALES, PUBLIC_PAGES, test } from '../world.ts';

test.use({ serviceWorkers: 'block' });

for (const locale of LOCALES) {
  for (const path of [...PUBLIC_PAGES, '/offline.html', '/nowhere', '/staff', '/staff/awareness']) {
    const page = at(locale, path);
    test(`${page} has no accessibility violation, light, dark and elder`, async ({ page: tab }) => {
      await tab.goto(page);
      await tab.waitForFunction(() => !document.querySelector('astro-island[ssr]'));
      await expect(tab.locator('h1').first()).toBeVisible();
      await expectAccessible(tab, page);
    });
  }
}
