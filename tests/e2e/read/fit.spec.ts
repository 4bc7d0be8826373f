import { expectFits, moving } from '../fits.ts';
import { answer, awake } from '../phone.ts';
import { at, expect, LOCALES, silence, test } from '../world.ts';

test.use({ serviceWorkers: 'block' });
test.beforeEach(({ context }) => silence(context));

for (const locale of LOCALES) {
  test(`${locale}: a round of questions has targets of 44 pixels and fits 320, elder mode too`, async ({ page }) => {
    test.setTimeout(120_000);
    await page.goto(at(locale, '/quiz/kp07'));
    await awake(page);
    for (let place = 0; place < 10; place++) {
      await expectFits(page, `question ${place + 1}`);
      await answer(page);
      await expect(page.locator('.verdict [data-testid=delivery]')).not.toBeEmpty();
      if (place % 3 === 0) await expectFits(page, `question ${place + 1} answered`);
      await page.locator('#go').click();
    }
    await expect(page.locator('.done')).toBeVisible();
    await expectFits(page, 'done');
  });
}

test('who asked for less motion gets none when an answer is judged', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto('/quiz/kp07');
  await awake(page);
  await page.locator('.opts button.opt').first().click();
  expect(await moving(page)).toEqual([]);
});
