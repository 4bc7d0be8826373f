import type { Page } from '@playwright/test';
import type { MyGifts } from '../../../src/contract/trails.ts';
import { expectAccessible } from '../axe.ts';
import { callerOf, openConsole, ready } from '../console.ts';
import { asPerson, close, newPhone, onShelf, openCounter, openGift, openWalk, stampAt } from '../gifts.ts';
import { expect, test } from '../world.ts';

const openRewards = async (page: Page) => {
  await page.goto('/rewards');
  await ready(page);
};
const cardOf = (page: Page, gift: string) => page.locator(`#gift-${gift}`);
const claimOn = (page: Page, name: string) => page.getByTestId('claim').filter({ hasText: name });
const codeOn = async (page: Page) => {
  const read = async (id: string) => (await page.getByTestId(id).innerText()).replace(/\s/g, '');
  return `${await read('claim-number')}-${await read('claim-digits')}`;
};

async function claimHere(page: Page, gift: string): Promise<void> {
  await cardOf(page, gift).locator('button.main').click();
  const sheet = page.locator('dialog[open]');
  // the only counter that has it is chosen already
  await expect(sheet.locator('input[type=radio]:checked')).toHaveCount(1);
  await sheet.locator('button.main').click();
  await expect(page.getByTestId('claim-digits')).toBeVisible();
}

/** A clerk types what the phone shows, as a hand scanner would. */
async function redeemAt(desk: Page, counter: string, code: string) {
  const choice = desk.locator('.counter-choice', { hasText: counter });
  const field = desk.getByTestId('redeem-code');
  await expect(choice.or(field)).toBeVisible();
  if (await choice.isVisible()) await choice.click();
  await field.fill(code);
  await field.press('Enter');
  const result = desk.getByTestId('redeem-result');
  await expect(result).toHaveAttribute('data-state', /good|bad/);
  return result;
}

test('a gift is claimed on the phone and handed out once; the second clerk is told where and when; stock goes down by one', async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const walk = await openWalk();
  const counter = await openCounter();
  const { gift, name } = await openGift({ trail: walk.trail, grade: 2 }, counter.code, 7);
  const context = await newPhone(browser);
  const phone = await context.newPage();
  await stampAt(phone, walk.tokens.slice(0, 2));

  await openRewards(phone);
  await expect(cardOf(phone, gift)).toContainText('已集 2 / 3');
  await expect(cardOf(phone, gift).locator('.asks a')).toHaveAttribute('href', `/trails/${walk.trail}`);
  await expect(cardOf(phone, gift).locator('button.main')).toHaveCount(0);

  await stampAt(phone, walk.tokens.slice(2));
  await openRewards(phone);
  await claimHere(phone, gift);
  await expect(claimOn(phone, name)).toContainText(counter.name);
  const code = await codeOn(phone);
  expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}-\d{6}$/);
  expect(await onShelf(gift, counter.code)).toBe(7);

  const [first, second] = [
    await openConsole(browser, 'jiang', '/staff/counter'),
    await openConsole(browser, 'he', '/staff/counter'),
  ];
  const wrong = code.replace(/\d$/, (digit) => String((Number(digit) + 5) % 10));
  await expect(await redeemAt(first, counter.name, wrong)).toHaveAttribute('data-word', 'old_code');
  const good = await redeemAt(first, counter.name, await codeOn(phone));
  await expect(good).toHaveAttribute('data-word', 'hand_out');
  await expect(good).toContainText(name);

  // the phone hears of it without being touched
  await expect(claimOn(phone, name)).toHaveAttribute('data-state', 'used', { timeout: 15_000 });
  const at = (await asPerson<MyGifts>(phone, 'my_gifts')).claims[0]?.used_at ?? '';
  const clock = new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(11, 16);
  await expect(claimOn(phone, name)).toContainText(`${clock} · ${counter.name}`);

  const refused = await redeemAt(second, counter.name, code);
  await expect(refused).toHaveAttribute('data-word', 'used');
  await expect(refused).toContainText(clock);
  await expect(refused).toContainText(counter.name);
  expect(await onShelf(gift, counter.code)).toBe(6);

  await phone.reload();
  await ready(phone);
  await expect(cardOf(phone, gift)).toContainText('你已经领过了');
  await expect(cardOf(phone, gift).locator('button.main')).toHaveCount(0);
  for (const page of [phone, first, second]) await page.context().close();
  await close({ gift, trail: walk.trail });
});

test('a claim is shown without a network, changes its digits by itself, and goes back on the shelf when it is not wanted', async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const walk = await openWalk();
  const counter = await openCounter();
  const { gift, name } = await openGift({ trail: walk.trail, grade: 2 }, counter.code, 1);
  const context = await newPhone(browser, 'allow');
  const phone = await context.newPage();
  await stampAt(phone, walk.tokens);
  await openRewards(phone);
  await claimHere(phone, gift);
  const number = await phone.getByTestId('claim-number').innerText();
  await expectAccessible(phone, 'an open claim');
  await claimOn(phone, name).locator('button.quiet').click();
  await expectAccessible(phone, 'giving a claim back');
  await phone.locator('dialog[open] button.main').click();
  await expect(cardOf(phone, gift)).toContainText('发完了');

  // the worker keeps the page once it has seen it
  await phone.evaluate(() => navigator.serviceWorker.ready);
  await phone.reload();
  await ready(phone);
  await expect(phone.getByTestId('claim-number')).toHaveText(number);
  await context.setOffline(true);
  await phone.reload();
  await ready(phone);
  await expect(phone.getByTestId('claim-number')).toHaveText(number);
  await expect(phone.locator('img.qr')).toBeVisible();
  const before = await phone.getByTestId('claim-digits').innerText();
  await expect(phone.getByTestId('claim-digits')).not.toHaveText(before, { timeout: 32_000 });
  // what the phone made alone is what the counter expects
  const code = await codeOn(phone);
  const elsewhere = { code, counter: (await openCounter()).code };
  expect(await callerOf('jiang')('redeem', elsewhere)).toMatchObject({ problem: 'other_counter' });

  await context.setOffline(false);
  await claimOn(phone, name).locator('button.quiet').click();
  await phone.locator('dialog[open] button').last().click();
  await expect(claimOn(phone, name)).toHaveCount(0);
  await expect(cardOf(phone, gift).locator('button.main')).toBeVisible();
  expect(await callerOf('jiang')('redeem', { code, counter: counter.code })).toMatchObject({ problem: 'cancelled' });
  expect(await onShelf(gift, counter.code)).toBe(1);
  await context.close();
  await close({ gift, trail: walk.trail });
});

test('the page says what a gift asks for to who has no script', async ({ browser }) => {
  const walk = await openWalk();
  const counter = await openCounter();
  const { gift, name } = await openGift({ trail: walk.trail, grade: 2, strong: 1, first: 40 }, counter.code, 3);
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto('/rewards');
  const card = cardOf(page, gift);
  await expect(card.locator('h2')).toHaveText(name);
  await expect(card.locator('.asks li')).toHaveCount(4);
  for (const text of [
    walk.title,
    '集齐 3 处',
    '至少扫过现场的码',
    '其中 1 处要答对现场题',
    '先到的 40 位',
    counter.name,
    '公园路 1 号',
    '9–17 点',
  ])
    await expect(card).toContainText(text);
  await expect(card.locator('button')).toHaveCount(0);
  await expect(page.locator('noscript')).toHaveCount(1);
  await context.close();
  await close({ gift, trail: walk.trail });
});
