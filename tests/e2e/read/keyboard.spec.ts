import { focus, tabTo } from '../focus.ts';
import { awake } from '../phone.ts';
import { expect, silence, test } from '../world.ts';

test.use({ serviceWorkers: 'block', viewport: { width: 1024, height: 768 } });
test.beforeEach(({ context }) => silence(context));

test('a practice round with every kind of question is finished by keyboard alone', async ({ page }) => {
  test.setTimeout(90_000);
  await page.goto('/quiz/kp07');
  await awake(page);
  for (let place = 0; place < 10; place++) {
    const sorts = await page.locator('li.sort').count();
    const many = await page.locator('#go').isVisible();
    for (let item = 1; item <= sorts; item++) {
      await tabTo(page, `li.sort:nth-child(${item}) button:${item % 2 ? 'first' : 'last'}-child`);
      await page.keyboard.press(item % 2 ? 'Enter' : 'Space');
    }
    if (!sorts) {
      await tabTo(page, '.opts li:first-child button');
      await page.keyboard.press('Enter');
    }
    if (many) {
      await tabTo(page, '#go');
      await page.keyboard.press('Enter');
    }
    await expect(page.locator('#verdict')).toBeVisible();
    await expect(page.locator('#go')).toBeFocused();
    expect((await focus(page)).seen).toBe(true);
    await expect(page.locator('.verdict [data-testid=delivery]')).not.toBeEmpty();
    await page.keyboard.press('Enter');
    await expect(page.locator('#stem')).toBeFocused();
  }
  await expect(page.locator('.done')).toBeVisible();
  await tabTo(page, '#go');
});

test('the survey is filled in and handed in by keyboard alone', async ({ page }) => {
  test.setTimeout(90_000);
  await page.goto('/quiz/awareness');
  await awake(page);
  for (let place = 0; place < 10; place++) {
    await tabTo(page, '#quiz button.opt[aria-pressed]:last-of-type');
    await page.keyboard.press('Space');
    await tabTo(page, '#go');
    await page.keyboard.press('Enter');
    await expect(page.locator('#stem')).toBeFocused();
  }
  await tabTo(page, 'select[name=district]');
  await page.keyboard.press('ArrowDown');
  await tabTo(page, 'select[name=age]');
  await page.keyboard.press('ArrowDown');
  await tabTo(page, '#go');
  await page.keyboard.press('Enter');
  await expect(page.locator('.done')).toBeVisible();
  await expect(page.locator('#stem')).toBeFocused();
});

test('Tab begins with the way past the menu, and every page shows where the focus is', async ({ page }) => {
  for (const path of [
    '/',
    '/quiz',
    '/trails',
    '/trails/zhongyi-street',
    '/awareness',
    '/passport',
    '/help',
    '/privacy',
    '/staff',
  ]) {
    await page.goto(path);
    await page.waitForFunction(() => !document.querySelector('astro-island[ssr]'));
    await page.keyboard.press('Tab');
    await expect(page.locator('a.skip')).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.locator('main')).toBeFocused();
    for (let steps = 0; steps < 12; steps++) {
      await page.keyboard.press('Tab');
      const { on, seen } = await focus(page);
      if (on === 'body') break; // past the last element
      expect(seen, `${path}: focus ring on ${on}`).toBe(true);
    }
  }
});
