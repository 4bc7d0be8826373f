import { type Browser, expect, type Page } from '@playwright/test';
import { desktop } from './console.ts';
import { signIn } from './world.ts';

/** A desk in the office: signs in on the console as 郭姐 (district) or 何科 (city) and waits for the live figures. */
export async function openDesk(browser: Browser, role: 'district' | 'city'): Promise<Page> {
  const context = await desktop(browser, { serviceWorkers: 'allow', viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  const { email, password } = signIn(role);
  await page.goto('/staff?next=/staff/awareness');
  await page.waitForFunction(() => !document.querySelector('astro-island[ssr]'));
  await page.locator('input[name=email]').fill(email);
  await page.locator('input[name=password]').fill(password);
  await page.locator('button[type=submit]').click();
  await expect(page.getByTestId('reach-answers')).toBeVisible();
  return page;
}

/** Practice answers in the live figures, read anew. */
export async function reachAnswers(desk: Page): Promise<number> {
  await desk.reload();
  return Number(await desk.getByTestId('reach-answers').getAttribute('data-value'));
}
