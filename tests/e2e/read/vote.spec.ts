import type { Page } from '@playwright/test';
import { ready } from '../console.ts';
import { asPerson, newPhone } from '../gifts.ts';
import { storedText } from '../phone.ts';
import { expect, test, wordsOf } from '../world.ts';

const zh = wordsOf('zh-Hans', 'works');
const passport = wordsOf('zh-Hans', 'passport');
const round = (page: Page) => page.locator('.round').first();
const votes = (page: Page) => round(page).locator('button');

test('a vote is one press: noted without network, delivered with it, shown, and not to be changed; the first placement goes along', async ({
  browser,
}) => {
  const context = await newPhone(browser);
  const page = await context.newPage();
  const sent: string[] = [];
  page.on(
    'request',
    (request) => request.url().includes('record_participation') && sent.push(request.postData() ?? ''),
  );
  await page.goto('/works?ch=film2026&kind=film');
  expect(page.url()).not.toContain('ch=');
  await page.goto('/works?ch=other99');
  await ready(page);
  await expect(round(page)).toContainText(zh.vote_rule ?? '');
  const titles = await round(page).locator('.ballot strong').allInnerTexts();

  await context.setOffline(true);
  await votes(page).nth(1).click();
  await expect(round(page).getByRole('status')).toContainText(`${titles[1]}”。${zh.vote_noted}`);
  await expect(votes(page)).toHaveCount(0);
  await expect(round(page).locator('.chosen')).toContainText(zh.vote_mine ?? '');

  await context.setOffline(false);
  await expect(round(page).getByRole('status')).toContainText(zh.vote_delivered ?? '', { timeout: 30_000 });
  await page.reload();
  await ready(page);
  await expect(round(page).getByRole('status')).toContainText(`${titles[1]}”。${zh.vote_delivered}`);
  await expect(votes(page)).toHaveCount(0);
  const mine = await asPerson<Record<string, string>>(page, 'my_votes');
  expect(Object.keys(mine)).toHaveLength(1);
  expect(sent.join('')).toContain('film2026');
  expect(sent.join('')).not.toContain('other99');

  // erasing the passport forgets the vote and the placement
  await page.goto('/passport');
  await ready(page);
  expect(await storedText(page)).toContain('film2026');
  await page.getByRole('button', { name: passport.erase, exact: true }).click();
  await page.getByRole('button', { name: passport.erase_yes, exact: true }).click();
  await expect.poll(() => storedText(page), { timeout: 15_000 }).not.toContain('film2026');
  await context.close();
});
