import { expect, type Page } from '@playwright/test';

/** What sticks out of the screen, by name; nothing when the page does not scroll sideways. */
export const sticksOut = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const wide = [...document.querySelectorAll('body *')].filter(
      (one) => one.getBoundingClientRect().right > clientWidth + 1,
    );
    return [`${scrollWidth} > ${clientWidth}`, ...wide.slice(-3).map((one) => one.outerHTML.slice(0, 100))];
  });

/** Controls that a thumb may miss: links inside a sentence are spared, as WCAG 2.5.8 does. */
const small = (page: Page) =>
  page.evaluate(() => {
    const wrong: string[] = [];
    for (const control of document.querySelectorAll<HTMLElement>('a[href], button, summary, select, textarea, input')) {
      // a box or dot that only listeners meet is pressed by its label
      const pressed = control.matches('input.vh') ? (control.closest('label') ?? control) : control;
      const { width, height } = pressed.getBoundingClientRect();
      const style = getComputedStyle(control);
      if (!width || style.visibility === 'hidden' || control.matches('.skip')) continue;
      if (style.display === 'inline' && control.closest('p, li, dd')) continue;
      const least = control.matches('.opt, .main') ? 48 : 44;
      if (width < 43.9 || height < least - 0.1)
        wrong.push(`${control.outerHTML.slice(0, 90)} ${Math.round(width)}×${Math.round(height)}`);
    }
    return wrong;
  });

const PHONE = { width: 390, height: 844 };
const NARROW = { width: 320, height: 640 };

/** Expects targets of 44 pixels at least, and nothing that sticks out of 320 pixels, in elder mode too. */
export async function expectFits(page: Page, what: string): Promise<void> {
  const both = async (look: () => Promise<string[]>, of: string) => {
    for (const elder of [false, true]) {
      await page.evaluate((on) => document.documentElement.toggleAttribute('data-elder', on), elder);
      expect.soft(await look(), `${what}${elder ? ', elder' : ''}: ${of}`).toEqual([]);
    }
  };
  await both(() => small(page), 'targets');
  await page.setViewportSize(NARROW);
  await both(() => sticksOut(page), '320 px');
  await page.setViewportSize(PHONE);
}

/** What moves for longer than an eye sees, by class. */
export const moving = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    document
      .getAnimations()
      .filter((one) => Number(one.effect?.getComputedTiming().duration) > 20)
      .map((one) => (one.effect as KeyframeEffect | null)?.target?.className ?? '?'),
  );
