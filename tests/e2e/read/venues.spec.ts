import type { Page } from '@playwright/test';
import { address, expect, test, wordsOf } from '../world.ts';

const zh = wordsOf('zh-Hans', 'venues');
const types = (page: Page) => page.locator('.venue-types a');
const rows = (page: Page) => page.locator('.venue-list a');
/** What the map's points are asked by. */
const POINTS = '**/rest/v1/rpc/venue_points';

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });

  test('venues are counted by type with their qualifiers, narrowed by the address, and paged by links', async ({
    page,
  }) => {
    await page.goto('/venues');
    await expect(types(page).filter({ hasText: '文化礼堂' })).toContainText('2,500余家');
    await expect(page.locator('#venue-map button')).toBeHidden();
    const total = Number((await page.locator('#found').innerText()).replace(/\D/g, ''));
    expect(total).toBeGreaterThan(50);
    const seen: string[] = [];
    for (;;) {
      seen.push(...(await rows(page).evaluateAll((all) => all.map((one) => (one as HTMLAnchorElement).pathname))));
      const next = page.locator('a[rel=next]');
      if (!(await next.count())) break;
      await next.click();
    }
    expect(seen.length).toBe(total);
    expect(new Set(seen).size).toBe(total);

    await page.goto('/venues');
    await types(page)
      .filter({ hasText: /^禁毒教育基地/ })
      .click();
    await page.getByLabel(zh.district ?? '').selectOption('330302');
    await page.getByLabel(zh.bookable ?? '').check();
    await page.getByRole('button', { name: zh.apply }).click();
    const asked = new URL(page.url()).searchParams;
    expect([asked.get('type'), asked.get('district'), asked.get('bookable')]).toEqual(['base', '330302', '1']);
    expect(await rows(page).count()).toBeGreaterThan(0);
    for (const row of await rows(page).all()) {
      await expect(row).toContainText('鹿城区');
      await expect(row).toContainText(zh.bookable ?? '');
    }
    await page.getByLabel(zh.search ?? '').fill('没有这个地方');
    await page.getByRole('button', { name: zh.apply }).click();
    await expect(page.getByText(zh.none ?? '', { exact: true })).toBeVisible();
  });

  test('a venue says where, when, how to get in, what comes and how schools book; a closed one since when', async ({
    page,
  }) => {
    await page.goto('/venues/base-city');
    const main = page.locator('main');
    for (const text of ['鹿城区', '周一闭馆', '无障碍', '120 人', zh.demo_note, '市禁毒办台账'])
      await expect(main).toContainText(text ?? '');
    expect(await page.locator('.venue-events a').count()).toBeGreaterThan(0);
    await expect(page.getByRole('link', { name: zh.book_go })).toHaveAttribute(
      'href',
      '/teach/booking?venue=base-city',
    );

    await page.goto('/venues/base-old-hall');
    await expect(page.locator('.notice')).toContainText('2023年8月31日');
    await expect(page.getByRole('link', { name: zh.book_go })).toHaveCount(0);
    await page.goto('/venues?type=base');
    await expect(page.locator('a[href="/venues/base-old-hall"]')).toHaveCount(0);
    expect((await page.goto('/venues/nowhere'))?.status()).toBe(404);
  });
});

test.describe('the map', () => {
  test.use({ serviceWorkers: 'block' });

  test('comes when it is wanted, asks no other origin, and every place in view is reached by keys', async ({
    page,
  }) => {
    const seen: string[] = [];
    page.on('request', (request) => seen.push(request.url()));
    await page.goto('/venues?type=base', { waitUntil: 'networkidle' });
    for (const url of seen.filter((one) => one.endsWith('.js')))
      expect(await (await page.request.get(url)).text(), url).not.toContain('leaflet-pane');
    expect(seen.filter((url) => url.includes('venue_points'))).toEqual([]);
    await page.getByRole('button', { name: zh.map_open }).press('Enter');
    await expect(page.locator('.map-box canvas')).toBeVisible();
    const places = page.locator('.map-points button');
    expect(await places.count()).toBeGreaterThan(5);
    const name = await places.first().innerText();
    await places.first().focus();
    await page.keyboard.press('Enter');
    const details = page.getByRole('link', { name: zh.map_story });
    await expect(details).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.locator('h1')).toHaveText(name);
    expect(seen.filter((url) => !/^(data|blob):/.test(url) && new URL(url).origin !== address())).toEqual([]);
  });

  test('of 3,000 places is drawn without a second’s standstill, and lists the forty nearest of those in view', async ({
    page,
  }) => {
    const points = Array.from({ length: 3000 }, (_, i) => [
      120 + (i % 60) / 60,
      27.5 + Math.floor(i / 60) / 60,
      `v${i}`,
      `<b>第 ${i} 处</b>`,
    ]);
    await page.route(POINTS, (route) => route.fulfill({ json: points }));
    await page.addInitScript(() => {
      const tasks: number[] = [];
      Object.assign(window, { tasks });
      new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
        type: 'longtask',
        buffered: true,
      });
    });
    await page.goto('/venues', { waitUntil: 'networkidle' });
    await page.evaluate(() => void ((window as unknown as { tasks: number[] }).tasks.length = 0));
    await page.getByRole('button', { name: zh.map_open }).click();
    await expect(page.locator('.map-side [role=status]')).toContainText('3000');
    await expect(page.locator('.map-points button')).toHaveCount(40);
    expect(await page.locator('.map-points b').count()).toBe(0);
    await page.locator('.leaflet-control-zoom-in').click();
    await expect(page.locator('.map-side [role=status]')).not.toContainText(/一片有 3000 /);
    const longest = Math.max(0, ...(await page.evaluate(() => (window as unknown as { tasks: number[] }).tasks)));
    test.info().annotations.push({ type: 'longest task', description: `${Math.round(longest)} ms` });
    expect(longest).toBeLessThan(1000);
  });
});
