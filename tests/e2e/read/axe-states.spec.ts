import type { Page } from '@playwright/test';
import { expectAccessible } from '../axe.ts';
import { answer, awake } from '../phone.ts';
import { openDesk } from '../staff.ts';
import { at, expect, LOCALES, silence, test } from '../world.ts';

test.use({ serviceWorkers: 'block' });

/** Which of the five kinds the question shown is, by what is on the page. */
const kindShown = (page: Page) =>
  page.evaluate(() => {
    const data = JSON.parse(document.getElementById('quiz-data')?.textContent ?? '{}');
    const stem = document.getElementById('stem')?.textContent;
    return data.page.items.find((item: { stem: string }) => item.stem === stem)?.kind as string;
  });

for (const locale of LOCALES) {
  test(`${locale}: every kind of question, its feedback and the end of a round`, async ({ page, context }) => {
    test.setTimeout(120_000);
    await silence(context);
    await page.goto(at(locale, '/quiz/kp07'));
    await awake(page);
    const seen = new Set<string>();
    for (let place = 1; place <= 10; place++) {
      const kind = await kindShown(page);
      const first = !seen.has(kind);
      seen.add(kind);
      if (first) await expectAccessible(page, `${kind} asked`);
      if (kind === 'multiple' || kind === 'sort') {
        await page.locator('.opts button.opt').first().click();
        if (first) await expectAccessible(page, `${kind} half chosen`);
        if (kind === 'multiple') await page.locator('.opts button.opt').first().click();
      }
      await answer(page, place % 2);
      await expect(page.locator('#verdict')).toBeVisible();
      if (first) await expectAccessible(page, `${kind} answered`);
      await expect(page.locator('.verdict [data-testid=delivery]')).not.toBeEmpty();
      await page.locator('#go').click();
    }
    expect([...seen].sort()).toEqual(['judge', 'multiple', 'picture', 'single', 'sort']);
    await expect(page.locator('.done')).toBeVisible();
    await expectAccessible(page, 'round done');
    await page.goto(at(locale, '/'));
    await expect(page.locator('#delivery')).toBeVisible();
    await expectAccessible(page, 'home with records waiting and pages of one’s own', [
      'light',
      'dark',
      'elder',
      'elder dark',
    ]);
    await page.locator('details.menu summary').click();
    await page.locator('#update').evaluate((line) => line.removeAttribute('hidden'));
    await expectAccessible(page, 'languages open, a new version offered');
  });

  test(`${locale}: the survey from its first question to its end`, async ({ page, context }) => {
    test.setTimeout(120_000);
    await silence(context);
    await page.goto(at(locale, '/quiz/awareness'));
    await awake(page);
    await page.locator('#quiz button.opt').last().click();
    await expectAccessible(page, '“I do not know” chosen');
    for (let place = 0; place < 10; place++) {
      await page.locator('#quiz button.opt').last().click();
      await page.locator('#go').click();
    }
    await expect(page.locator('select[name=district]')).toBeVisible();
    await expectAccessible(page, 'before handing in');
    await page.locator('#go').click();
    await expect(page.locator('.done')).toBeVisible();
    await expectAccessible(page, 'handed in');
  });

  test(`${locale}: the passport with its key, its copy and its last question`, async ({ page, context }) => {
    await silence(context);
    await page.goto(at(locale, '/passport'));
    await page.waitForFunction(() => !document.querySelector('astro-island[ssr]'));
    const cards = page.locator('section.card');
    await cards
      .filter({ has: page.locator('input[name=key]') })
      .locator('button[type=button]')
      .click();
    await expect(page.getByTestId('recovery-key')).not.toBeEmpty();
    await expect(page.locator('img.qr')).toBeVisible();
    const rights = cards.filter({ has: page.locator('dialog') });
    await rights.locator('> button').first().click();
    await expect(page.getByTestId('export')).toBeVisible();
    await expectAccessible(page, 'key and copy shown', ['light', 'dark', 'elder', 'elder dark']);
    await rights.locator('> button').last().click();
    await expect(page.locator('dialog[open]')).toBeVisible();
    await expectAccessible(page, 'asked before erasing');
    await page.locator('dialog button').first().click();
    await page.locator('input[name=key]').fill('WRONG');
    await page.locator('input[name=key]').press('Enter');
    await expect(page.locator('.notice')).toBeVisible();
    await expectAccessible(page, 'a wrong key');
  });
}

test('the console: a wrong password, live figures, asking before a release', async ({ browser, page }) => {
  test.setTimeout(120_000);
  await page.goto('/staff');
  await page.waitForFunction(() => !document.querySelector('astro-island[ssr]'));
  await page.locator('input[name=email]').fill('nobody@demo.qingtu.example');
  await page.locator('input[name=password]').fill('wrong-password-here');
  await page.locator('button[type=submit]').click();
  await expect(page.locator('[role=alert]:not([hidden])')).toBeVisible();
  await expectAccessible(page, 'wrong password');
  const desk = await openDesk(browser, 'city');
  await expectAccessible(desk, 'live figures of the city');
  await desk.getByRole('button', { name: '发布' }).click();
  await expectAccessible(desk, 'asked before a release');
});
