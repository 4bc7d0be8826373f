import type { Page } from '@playwright/test';
import { awake } from '../phone.ts';
import { expect, silence, test } from '../world.ts';

test.use({ serviceWorkers: 'block', viewport: { width: 1024, height: 768 } });
test.beforeEach(({ context }) => silence(context));

/** Where the focus is, and whether somebody would see it there. */
async function focus(page: Page): Promise<{ on: string; seen: boolean }> {
  return page.evaluate(() => {
    const at = document.activeElement as HTMLElement;
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(at);
    const ring = (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2) || boxShadow !== 'none';
    const { width, height, bottom, top } = at.getBoundingClientRect();
    const inView = width > 0 && height > 0 && bottom > 0 && top < innerHeight;
    return { on: at === document.body ? 'body' : at.id || at.className || at.tagName, seen: ring && inView };
  });
}

/** Presses Tab until the focus stands on `selector`; it is in sight at every step. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let steps = 0; steps < 30; steps++) {
    if (await page.evaluate((wanted) => !!document.activeElement?.matches(wanted), selector)) return;
    await page.keyboard.press('Tab');
    const { on, seen } = await focus(page);
    expect(on, `focus on the way to ${selector}`).not.toBe('body');
    expect(seen, `focus ring on ${on}`).toBe(true);
  }
  throw new Error(`Tab never reaches ${selector}`);
}

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
  for (const path of ['/', '/quiz', '/awareness', '/passport', '/help', '/privacy', '/staff']) {
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
