/** The counter with a queue before it: codes by hand scanner, a colleague's mistake, a network that goes, a class with cards. */
import type { Page } from '@playwright/test';
import { showRecoveryKey } from '../../../src/outbox/recovery.ts';
import { sha256Hex } from '../../../src/outbox/sha256.ts';
import { expectAccessible } from '../axe.ts';
import { callerOf, openConsole, ready, type Who } from '../console.ts';
import { claims, codeNow, newCards } from '../counter-desk.ts';
import { sticksOut } from '../fits.ts';
import { close, onShelf, openCounter, openGift, openWalk, type Walk } from '../gifts.ts';
import { address, expect, test, wordsOf } from '../world.ts';

const words = wordsOf('zh-Hans', 'console_counter');
const shell = wordsOf('zh-Hans', 'console_shell');

test.describe.configure({ mode: 'serial' });
let walk: Walk;
let counter: { code: string; name: string };
let gift: { gift: string; name: string };
test.beforeAll(async () => {
  walk = await openWalk();
  counter = await openCounter();
  gift = await openGift({ trail: walk.trail, grade: 2 }, counter.code, 20);
});
test.afterAll(() => close({ gift: gift.gift, trail: walk.trail }));

const field = (page: Page) => page.getByTestId('redeem-code');
const answer = (page: Page) => page.getByTestId('redeem-result');

/** Somebody behind this test's counter, as a machine that has stood there before. */
async function behind(browser: Parameters<typeof openConsole>[0], who: Who): Promise<Page> {
  const page = await openConsole(browser, who);
  await page.evaluate((code) => localStorage.setItem('qingtu-counter', code), counter.code);
  await page.goto('/staff/counter');
  await ready(page);
  await expect(page.locator('.counter-name')).toContainText(counter.name);
  await expect(page.getByTestId('today-count')).toBeVisible();
  return page;
}

/** As a hand scanner does it: all keys at once, then Enter, wherever the focus is. */
async function scan(page: Page, code: string): Promise<void> {
  await page.keyboard.type(code);
  await page.keyboard.press('Enter');
}

test('ten codes from a hand scanner, as fast as it types, are ten gifts; nobody has touched the field', async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const before = await onShelf(gift.gift, counter.code);
  const waiting = await claims(walk, gift.gift, counter.code, 10);
  const page = await behind(browser, 'jiang');
  await expect(field(page)).toBeFocused();
  // the focus has gone astray, and the scanner does not know
  await page.getByRole('checkbox', { name: words.sound }).focus();
  for (const claim of waiting) await scan(page, codeNow(claim));
  await expect(answer(page)).toHaveAttribute('data-word', 'hand_out', { timeout: 30_000 });
  await expect(answer(page)).toContainText(gift.name);
  await expect(page.getByTestId('recent').locator('[data-word=hand_out]')).toHaveCount(9);
  await expect(page.getByTestId('today-count')).toHaveText('10');
  await expect(field(page)).toBeFocused();
  await expect(field(page)).toHaveValue('');
  await expectAccessible(page, 'counter handing out');
  await page.setViewportSize({ width: 360, height: 740 });
  expect.soft(await sticksOut(page), 'on a phone').toEqual([]);
  await expect(page.getByRole('button', { name: words.camera }), 'at the thumb').toBeInViewport({ ratio: 1 });
  expect(await onShelf(gift.gift, counter.code)).toBe(before - 10);
  await expect(page.locator(`[data-gift="${gift.gift}"] [data-balance]`)).toHaveText(String(before - 10));
  await page.context().close();
});

test('a code is read however it is typed; a used one tells the second clerk where and when', async ({ browser }) => {
  test.setTimeout(120_000);
  const [claim] = await claims(walk, gift.gift, counter.code, 1);
  if (!claim) throw new Error('no claim');
  const jiang = await behind(browser, 'jiang');
  const full = codeNow(claim)
    .toLowerCase()
    .replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));
  await field(jiang).fill(` ${full.slice(0, 4)} ${full.slice(4)} `);
  await field(jiang).press('Enter');
  await expect(answer(jiang)).toHaveAttribute('data-word', 'hand_out');
  const row = jiang.getByTestId('today').locator(`[data-number="${claim.number}"]`);
  const clock = await row.locator('.num').first().innerText();

  const guo = await behind(browser, 'guo');
  await scan(guo, codeNow(claim));
  await expect(answer(guo)).toHaveAttribute('data-word', 'used');
  await expect(answer(guo)).toContainText(clock);
  await expect(answer(guo)).toContainText(counter.name);
  await expectAccessible(guo, 'counter refusing');
  for (const page of [jiang, guo]) await page.context().close();
});

test('who handed a gift out cannot take it back; a colleague can, with a reason, and it lies on the shelf again', async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const [claim] = await claims(walk, gift.gift, counter.code, 1);
  if (!claim) throw new Error('no claim');
  const jiang = await behind(browser, 'jiang');
  await scan(jiang, codeNow(claim));
  const own = jiang.getByTestId('today').locator(`[data-number="${claim.number}"]`);
  await expect(own).toContainText(words.undo_own ?? '');
  await expect(own.getByRole('button')).toHaveCount(0);
  await expect(callerOf('jiang')('undo_redemption', { claim: claim.id, reason: '发错了' })).rejects.toThrow(/403/);
  const shelf = await onShelf(gift.gift, counter.code);

  const guo = await behind(browser, 'guo');
  const theirs = guo.getByTestId('today').locator(`[data-number="${claim.number}"]`);
  await theirs.getByRole('button').click();
  const ask = guo.getByRole('dialog', { name: words.undo_title });
  const go = ask.getByRole('button', { name: words.undo_do, exact: true });
  await expect(go).toBeDisabled();
  await ask.getByRole('button', { name: words.reason_wrong_gift, exact: true }).click();
  await go.click();
  await expect(theirs).toContainText(words.undone ?? '');
  await expect(theirs.getByRole('button')).toHaveCount(0);
  await expect(field(guo)).toBeFocused();
  expect(await onShelf(gift.gift, counter.code)).toBe(shelf + 1);
  for (const page of [jiang, guo]) await page.context().close();
});

test('without a network nothing is redeemed, nothing waits, and the typed code stays', async ({ browser }) => {
  test.setTimeout(120_000);
  const [claim] = await claims(walk, gift.gift, counter.code, 1);
  if (!claim) throw new Error('no claim');
  const page = await behind(browser, 'jiang');
  const asked: string[] = [];
  page.on('request', (request) => request.url().endsWith('/redeem') && asked.push(request.url()));
  await page.context().setOffline(true);
  await expect(page.getByTestId('offline')).toContainText(words.offline ?? '');
  await scan(page, codeNow(claim));
  await expect(answer(page)).toHaveAttribute('data-word', 'offline');
  await expect(field(page)).toHaveValue(/\w/);
  await page.context().setOffline(false);
  await expect(page.getByTestId('offline')).toHaveCount(0);
  await page.waitForTimeout(1500);
  expect(asked, 'nothing was kept to be sent later').toEqual([]);
  await page.getByRole('button', { name: words.check, exact: true }).click();
  await expect(answer(page)).toHaveAttribute('data-word', 'hand_out');
  expect(asked).toHaveLength(1);
  await page.context().close();
});

test('a gift whose answer was lost on the way is handed out at the second try, and not at a third', async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const [claim] = await claims(walk, gift.gift, counter.code, 1);
  if (!claim) throw new Error('no claim');
  const page = await behind(browser, 'jiang');
  await page.route(
    '**/rpc/redeem',
    async (route) => {
      await route.fetch();
      await route.abort();
    },
    { times: 1 },
  );
  await scan(page, codeNow(claim));
  await expect(answer(page)).toHaveAttribute('data-word', 'no_answer');
  await page.keyboard.press('Enter');
  await expect(answer(page)).toHaveAttribute('data-word', 'hand_out_again');
  await scan(page, codeNow(claim));
  await expect(answer(page)).toHaveAttribute('data-word', 'used');
  await page.context().close();
});

test('what is no claim is named without asking the server', async ({ browser }) => {
  const page = await behind(browser, 'jiang');
  const asked: string[] = [];
  page.on('request', (request) => request.url().endsWith('/redeem') && asked.push(request.url()));
  const [key] = await newCards(1);
  for (const [text, word] of [
    ['hello', 'not_a_claim'],
    [`${address()}/passport#k=${showRecoveryKey(key ?? '')}`, 'passport'],
    [`${address()}/c#${'A'.repeat(22)}`, 'point'],
    ['https://elsewhere.example/?code=7K3M9QTZ-204618', 'not_a_claim'],
  ] as const) {
    await scan(page, text);
    await expect(answer(page)).toHaveAttribute('data-word', word);
  }
  expect(asked).toEqual([]);
  await expect(page, 'nothing that is scanned is followed').toHaveURL(`${address()}/staff/counter`);
  await scan(page, '7K3M9QT-204618');
  await expect(field(page), 'a slip of the finger is put right, not typed again').toHaveValue('7K3M9QT-204618');
  await page.context().close();
});

test('on a phone no keys cover the answer: the field waits for a touch, and a hand scanner is heard all the same', async ({
  browser,
}) => {
  const page = await openConsole(browser, 'jiang', '/staff/home', { hasTouch: true, isMobile: true });
  await page.evaluate((code) => localStorage.setItem('qingtu-counter', code), counter.code);
  await page.getByRole('main').getByRole('link', { name: shell.nav_counter, exact: true }).tap();
  await ready(page);
  await expect(page.getByTestId('today-count')).toBeVisible();
  await expect(field(page)).not.toBeFocused();
  await field(page).tap();
  await scan(page, 'hello');
  await expect(answer(page)).toHaveAttribute('data-word', 'not_a_claim');
  await expect(field(page)).not.toBeFocused();
  await expect(field(page)).toHaveValue('hello');
  await answer(page).tap();
  await expect(field(page)).not.toBeFocused();
  await scan(page, `${address()}/c#${'A'.repeat(22)}`);
  await expect(answer(page)).toHaveAttribute('data-word', 'point');
  await page.context().close();
});

test('a class of three is stamped card after card; a second time on a day is said, an unknown card is refused', async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const keys = await newCards(3);
  const page = await behind(browser, 'jiang');
  const sent: string[] = [];
  page.on('request', (request) => sent.push(`${request.url()} ${request.postData() ?? ''}`));
  await page.getByRole('button', { name: words.mode_stamp, exact: true }).click();
  await page.locator('select[name=trail]').selectOption(walk.trail);
  await page.locator('select[name=point]').selectOption(walk.points[0] ?? '');
  await expect(page.getByTestId('stamp-code')).toBeFocused();
  const result = page.getByTestId('stamp-result');
  const texts = keys.map((key, at) =>
    at === 1 ? showRecoveryKey(key).toLowerCase() : `${address()}/passport#k=${showRecoveryKey(key)}`,
  );
  await expectAccessible(page, 'counter stamping');
  for (const [at, text] of texts.entries()) {
    await scan(page, text);
    await expect(page.getByTestId('stamp-round')).toContainText(String(at + 1));
    await expect(result).toHaveAttribute('data-word', 'accepted');
    await expect(page.getByTestId('stamp-count')).toContainText('1 / 3');
  }
  await scan(page, texts[0] ?? '');
  await expect(result).toHaveAttribute('data-word', 'seen');
  await scan(page, showRecoveryKey('0'.repeat(26)));
  await expect(result).toHaveAttribute('data-word', 'unknown_card');
  await scan(page, (texts[2] ?? '').slice(0, -2));
  await expect(result).toHaveAttribute('data-word', 'broken_key');
  for (const key of keys)
    for (const text of [key, showRecoveryKey(key)])
      expect(sent.join('\n'), 'keys stay in the browser').not.toContain(text);
  await page.context().close();
});

test('who has only a card gets the gift at the counter, once, and the key stays in the browser', async ({
  browser,
}) => {
  const [key = ''] = await newCards(1);
  const shelf = await onShelf(gift.gift, counter.code);
  const page = await behind(browser, 'jiang');
  const sent: string[] = [];
  page.on('request', (request) => sent.push(`${request.url()} ${request.postData() ?? ''}`));
  const gifts = page.getByTestId('card-gifts');
  await scan(page, showRecoveryKey(key));
  await expect(gifts).toContainText(words.card_missing_trail ?? '');
  await expect(gifts.getByRole('button')).toHaveCount(0);
  for (const point of walk.points)
    await callerOf('jiang')('stamp_passport', { key_hash: sha256Hex(key), trail: walk.trail, point });
  await scan(page, `${address()}/passport#k=${showRecoveryKey(key)}`);
  await gifts.getByRole('button', { name: words.card_hand, exact: true }).click();
  await expect(page.getByTestId('card-said')).toContainText(gift.name);
  await expect(gifts).toContainText(words.card_missing_had ?? '');
  await expectAccessible(page, 'gifts for a card');
  expect(await onShelf(gift.gift, counter.code)).toBe(shelf - 1);
  for (const text of [key, showRecoveryKey(key)]) expect(sent.join('\n')).not.toContain(text);
  await page.context().close();
});

test('paper passports are registered by their hashes alone, printed with their codes, and forgotten with the page', async ({
  browser,
}) => {
  const page = await openConsole(browser, 'jiang', '/staff/cards');
  const sent: string[] = [];
  page.on('request', (request) => sent.push(request.postData() ?? ''));
  await page.locator('input[name=count]').fill('9');
  await page.getByRole('button', { name: words.cards_make, exact: true }).click();
  await expect(page.locator('.pass')).toHaveCount(9);
  await expect(page.locator('.sheet')).toHaveCount(2);
  await expectAccessible(page, 'paper passports');
  const lines = await page.locator('.pass').first().locator('.pass-key b').allInnerTexts();
  const key = lines.join('-');
  expect(key).toMatch(/^(?:[0-9A-Z]{4}-){6}[0-9A-Z]{3}$/);
  expect(sent.join('\n')).not.toContain(key.replaceAll('-', '').slice(0, 26));
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  expect([...pdf.matchAll(/\/MediaBox/g)], 'two sheets of paper').toHaveLength(2);
  page.on('dialog', (dialog) => dialog.accept());
  await page.reload();
  await ready(page);
  await expect(page.locator('.pass')).toHaveCount(0);
  expect(await page.evaluate(() => JSON.stringify({ ...sessionStorage, ...localStorage }))).not.toContain(key);
  // a card that was just made can be stamped
  const stamp = { trail: walk.trail, point: walk.points[0] };
  const key_hash = sha256Hex(key.replaceAll('-', '').slice(0, 26));
  expect(await callerOf('jiang')('stamp_passport', { key_hash, ...stamp })).toMatchObject({ verdict: 'accepted' });
  await page.context().close();
});

test('whoever has no right at a counter sees none', async ({ browser }) => {
  const page = await openConsole(browser, 'dai', '/staff/counter');
  await expect(page.getByTestId('stop-no_right')).toContainText(shell.no_right ?? '');
  await expect(callerOf('dai')('counter_day', { counter: counter.code })).rejects.toThrow(/403/);
  expect(await callerOf('jiang')('counter_day', { counter: counter.code })).toMatchObject({ stock: [{}] });
  await page.context().close();
});
