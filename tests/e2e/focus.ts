import { expect, type Page } from '@playwright/test';

export interface Focus {
  /** name of what has it; `body` when nothing has */
  on: string;
  /** whether somebody would see it there */
  seen: boolean;
  /** where it leads, if it is a link */
  href: string | null;
}

/** Runs in the page. */
function look(): Focus {
  const at = document.activeElement as HTMLElement;
  const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(at);
  const own = (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2) || boxShadow !== 'none';
  // of a date, Chromium itself marks the part that has the focus: year, month, day, hour, calendar
  const ring = own || at.matches('[type=date],[type=month],[type=datetime-local],[type=time]');
  const { width, height, bottom, top } = at.getBoundingClientRect();
  const inView = width > 0 && height > 0 && bottom > 0 && top < innerHeight;
  return {
    on: at === document.body ? 'body' : at.id || at.className || at.outerHTML.slice(0, 80),
    seen: ring && inView,
    href: at.getAttribute('href'),
  };
}

/** Where the focus is now. */
export const focus = (page: Page): Promise<Focus> => page.evaluate(look);

/** Holds Tab down for so many steps, or to the end of the page; answers every place where the focus has stood. */
export async function walk(page: Page, most: number): Promise<Focus[]> {
  // looked at by the page itself, at the next press: asking after each takes longer than the whole walk
  await page.evaluate(
    `{ const stood = (window.__stood = []); addEventListener('keydown', () => stood.push((${look})()), true); }`,
  );
  const past: Focus[] = [];
  const end = () => past.findIndex(({ on }) => on === 'body');
  for (let steps = 0; steps < most && end() < 0; ) {
    for (const until = Math.min(steps + 9, most); steps < until; steps++) await page.keyboard.down('Tab');
    const stood = await page.evaluate(() => (window as unknown as { __stood: Focus[] }).__stood.splice(0));
    // what stood before the first step of all is where the page began
    past.push(...(past.length ? stood : stood.slice(1)));
  }
  await page.keyboard.up('Tab');
  if (end() < 0) past.push(await focus(page));
  return end() < 0 ? past : past.slice(0, end());
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
