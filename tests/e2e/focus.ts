import { expect, type Page } from '@playwright/test';

/** Where the focus is, and whether somebody would see it there. */
export async function focus(page: Page): Promise<{ on: string; seen: boolean }> {
  return page.evaluate(() => {
    const at = document.activeElement as HTMLElement;
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(at);
    const own = (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2) || boxShadow !== 'none';
    // of a date, Chromium itself marks the part that has the focus: year, month, day, calendar
    const ring = own || at.matches('[type=date],[type=month],[type=datetime-local]');
    const { width, height, bottom, top } = at.getBoundingClientRect();
    const inView = width > 0 && height > 0 && bottom > 0 && top < innerHeight;
    return {
      on: at === document.body ? 'body' : at.id || at.className || at.outerHTML.slice(0, 80),
      seen: ring && inView,
    };
  });
}

/** Presses Tab until the focus stands on `selector`; it is in sight at every step. */
export async function tabTo(page: Page, selector: string, most = 30): Promise<void> {
  for (let steps = 0; steps < most; steps++) {
    if (await page.evaluate((wanted) => !!document.activeElement?.matches(wanted), selector)) return;
    await page.keyboard.press('Tab');
    const { on } = await focus(page);
    expect(on, `focus on the way to ${selector}`).not.toBe('body');
    // what a save has changed above may still be moving the field under the focus
    await expect
      .poll(async () => (await focus(page)).seen, { message: `focus ring on ${on}`, timeout: 2000 })
      .toBe(true);
  }
  throw new Error(`Tab never reaches ${selector}`);
}
