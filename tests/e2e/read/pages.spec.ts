/** Every page that a visitor can open, opened once in every language, and all that must be true of every page. */
import type { Page, Request } from '@playwright/test';
import { expectAccessible, expectWordsAccessible } from '../axe.ts';
import { expectFits, moving } from '../fits.ts';
import { listen } from '../listen.ts';
import { address, at, test as base, expect, LOCALES, PUBLIC_PAGES } from '../world.ts';

interface Tab {
  page: Page;
  heard: () => Promise<string[]>;
}

/** One window for all pages of a worker: opening one costs as much as loading a page. */
const test = base.extend<object, { tab: Tab }>({
  tab: [
    async ({ browser }, use) => {
      const context = await browser.newContext({
        baseURL: address(),
        serviceWorkers: 'block',
        viewport: { width: 390, height: 844 },
        locale: 'zh-CN',
        timezoneId: 'Asia/Shanghai',
        reducedMotion: 'reduce',
      });
      const page = await context.newPage();
      await use({ page, heard: await listen(page) });
      await context.close();
    },
    { scope: 'worker' },
  ],
});

const OTHERS = ['/offline.html', '/nowhere', '/staff', '/staff/awareness'];
/** Who signs in needs the library that talks to Supabase; nobody else does, at first view. */
const LIGHT = [...PUBLIC_PAGES, '/staff'];
const known = new Map<string, Promise<string>>();
const textOf = (url: string) => {
  const text = known.get(url) ?? fetch(url).then((reply) => reply.text());
  known.set(url, text);
  return text;
};

for (const locale of LOCALES) {
  for (const path of [...PUBLIC_PAGES, ...OTHERS]) {
    const where = at(locale, path);
    test(`${where} is accessible, keeps its strict policy, asks no other origin and fits 320 pixels`, async ({
      tab: { page, heard },
    }) => {
      const scripts = new Set<string>();
      const hear = (request: Request) => request.resourceType() === 'script' && scripts.add(request.url());
      page.on('request', hear);
      const reply = await page.goto(where);
      // who asked for less motion gets none; which language it is in changes no movement
      if (locale === 'zh-Hans' && PUBLIC_PAGES.includes(path)) expect(await moving(page), 'moves').toEqual([]);
      await page.waitForFunction(() => !document.querySelector('astro-island[ssr]'));
      await expect(page.locator('h1').first()).toBeVisible();

      expect(reply?.status()).toBe(path === '/nowhere' ? 404 : 200);
      const { 'content-security-policy': policy = '', ...headers } = reply?.headers() ?? {};
      expect(policy).toMatch(/default-src 'self'/);
      expect(policy).toMatch(/frame-ancestors 'none'/);
      expect(policy).not.toMatch(/unsafe|\*|https?:/);
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'same-origin',
      });
      const inline = page.locator('[style],[onclick],[onload],[onerror]');
      expect(await inline.count(), 'inline styles and handlers').toBe(0);

      // dark is asked where it can differ from light, by its colours; those are the same in every language
      if (locale === 'zh-Hans') await expectAccessible(page, where);
      else if (locale === 'en') await expectAccessible(page, where, ['light', 'elder']);
      else await expectWordsAccessible(page, where);
      if (PUBLIC_PAGES.includes(path)) await expectFits(page, where);

      const said = (await heard()).filter((line) => path !== '/nowhere' || !line.includes('status of 404'));
      expect(said, 'what the browser complains about').toEqual([]);
      page.off('request', hear);
      if (LIGHT.includes(path))
        for (const script of scripts) expect(await textOf(script), script).not.toContain('GoTrueClient');
    });
  }
}
