import { expectAccessible } from '../axe.ts';
import { expect, test, wordsOf } from '../world.ts';

test('a browser that lets pages keep nothing says so in the passport, instead of looking for it for ever', async ({
  page,
}) => {
  const said: string[] = [];
  page.on('pageerror', (error) => said.push(error.message));
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('denied', 'SecurityError');
    };
  });
  await page.goto('/passport');
  await expect(page.getByText(wordsOf('zh-Hans', 'passport').shut ?? '?')).toBeVisible();
  await expect(page.getByTestId('waiting')).toHaveText('');
  await expectAccessible(page, 'a passport without storage');
  expect(said).toEqual([]);
});
