import type { Page } from '@playwright/test';
import { awake, finishRound, storedText } from '../phone.ts';
import { address, expect, test } from '../world.ts';

test.use({ serviceWorkers: 'block' });

const card = (page: Page, inside: string) =>
  page.locator('section.card, form.card').filter({ has: page.locator(inside) });

async function openPassport(page: Page): Promise<void> {
  await page.goto('/passport');
  await page.waitForFunction(() => !document.querySelector('astro-island[ssr]'));
}

test('a passport keeps what was chosen, comes back on a new phone by its key, is copied and erased', async ({
  page,
  browser,
}) => {
  test.setTimeout(120_000);
  await page.goto('/quiz/kp09');
  await awake(page);
  expect(await finishRound(page)).toBe(10);
  await expect(page.locator('.done [data-testid=delivery]')).toHaveText('已送达');

  await openPassport(page);
  await expect(page.getByTestId('my-answers')).toHaveText('10');
  await page.locator('select[name=district]').selectOption('330381');
  await page.locator('select[name=age]').selectOption('60up');
  await card(page, 'select[name=district]').locator('button').click();
  await expect(page.locator('.notice')).toBeVisible();
  await expect(page.getByTestId('waiting')).toHaveText('全部已送达');
  await page.reload();
  await expect(page.locator('select[name=district]')).toHaveValue('330381');
  await expect(page.locator('select[name=age]')).toHaveValue('60up');

  await card(page, 'input[name=key]').locator('button[type=button]').click();
  const key = await page.getByTestId('recovery-key').innerText();
  expect(key).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{3}$/);
  const code = await page
    .locator('img.qr')
    .evaluate((image: HTMLImageElement) => [image.complete, image.naturalWidth > 50]);
  expect(code).toEqual([true, true]);

  const other = await browser.newContext({
    baseURL: address(),
    serviceWorkers: 'block',
    viewport: { width: 390, height: 844 },
    locale: 'zh-CN',
  });
  const newPhone = await other.newPage();
  await newPhone.goto(`/passport#k=${key}`);
  await newPhone.waitForFunction(() => !document.querySelector('astro-island[ssr]'));
  await expect(newPhone.locator('input[name=key]')).toHaveValue(key);
  await newPhone.locator('input[name=key]').press('Enter');
  await expect(newPhone.getByTestId('my-answers')).toHaveText('10', { timeout: 20_000 });
  await expect(newPhone.locator('select[name=district]')).toHaveValue('330381');

  await card(newPhone, 'dialog').locator('> button').first().click();
  const copy = JSON.parse(await newPhone.getByTestId('export').inputValue());
  const text = JSON.stringify(copy.server);
  expect(new Set(text.match(/k09-\d{3}/g)).size).toBe(10);

  await card(newPhone, 'dialog').locator('> button').last().click();
  await newPhone.locator('dialog[open] button').last().click();
  await expect(newPhone.getByTestId('my-answers')).toHaveCount(0);
  await newPhone.reload();
  await newPhone.waitForFunction(() => !document.querySelector('astro-island[ssr]'));
  await expect(newPhone.getByTestId('my-answers')).toHaveCount(0);
  expect(await storedText(newPhone)).not.toContain('k09-001');
  await openPassport(page);
  await expect(page.getByTestId('waiting')).toBeVisible();
  await expect(page.getByTestId('my-answers')).toHaveCount(0);
  await other.close();
});

test('a wrong key is refused on the phone, an unknown one by the database', async ({ page }) => {
  await openPassport(page);
  const field = page.locator('input[name=key]');
  await field.fill('0000-0000-0000-0000-0000-0000-001');
  await field.press('Enter');
  const notice = page.locator('.notice');
  await expect(notice).toBeVisible();
  const first = await notice.innerText();
  await field.fill('0000-0000-0000-0000-0000-0000-000');
  await field.press('Enter');
  await expect(notice).not.toHaveText(first);
});
