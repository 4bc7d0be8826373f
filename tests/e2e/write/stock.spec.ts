/** A gift from its first line to the counter: written, reviewed, stocked, counted. */
import { callerOf, openConsole, ready } from '../console.ts';
import { close, openCounter, openGift, openWalk } from '../gifts.ts';
import { expect, test, wordsOf } from '../world.ts';

const words = wordsOf('zh-Hans', 'console_rewards');
const editor = wordsOf('zh-Hans', 'console_editor');
const rewards = wordsOf('zh-Hans', 'rewards');
const say = (key: string, values: Record<string, string | number>) =>
  Object.entries(values).reduce((text, [name, value]) => text.replaceAll(`{{${name}}}`, `${value}`), words[key] ?? key);

test('a gift is written with its rule told as residents read it, warned of while photographs suffice, and published by a second person', async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const walk = await openWalk();
  const name = `印章贴纸 ${Date.now() % 100_000}`;
  const wen = await openConsole(browser, 'wen', '/staff/gift');
  await wen.locator('input[name=name]').fill(name);
  await wen.locator('textarea[name=text]').fill('一套十二枚，贴在本子上。');
  const told = wen.getByTestId('rule-told');
  await expect(told).toContainText(words.rule_asks_nothing ?? '');
  await wen.locator('select[name=trail]').selectOption(walk.trail);
  await expect(told).toContainText(walk.title);
  await expect(told.locator('[data-strength]')).toHaveAttribute('data-strength', 'vouched');
  await wen.locator('input[name=rule_strong]').fill('0');
  await expect(told.locator('[data-strength]')).toHaveAttribute('data-strength', 'forwarded');
  await wen.locator('input[name=rule_strong]').fill('1');
  await wen.locator('input[name=rule_first]').fill('40');
  await expect(told).toContainText((rewards.ask_first_other ?? '').replace('{{count}}', '40'));
  await expect(wen.getByTestId('phone')).toContainText(name);
  await wen.getByRole('button', { name: editor.submit, exact: true }).click();
  await expect(wen.getByText(editor.done_submit ?? '')).toBeVisible();
  const key = new URL(wen.url()).searchParams.get('key') ?? '';

  const he = await openConsole(browser, 'he', '/staff/gifts');
  await he.goto(`/staff/gift?key=${key}`);
  await ready(he);
  await expect(he.locator('[data-field="rule.trail"]')).toContainText(walk.trail);
  await he.getByRole('button', { name: editor.publish, exact: true }).click();
  await expect(he.getByText(editor.done_publish ?? '')).toBeVisible();
  const gifts = await callerOf('he')<{ slug: string; rule: object }[]>('gifts', { locale: 'zh-Hans' });
  expect(gifts.find(({ slug }) => slug === key)?.rule).toMatchObject({ trail: walk.trail, strong: 1, first: 40 });
  for (const page of [wen, he]) await page.context().close();
  await close({ gift: key, trail: walk.trail });
});

test('deliveries are typed one after the other; what is kept cannot be taken out, a count says why, and the ledger has it all', async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const walk = await openWalk();
  const counter = await openCounter();
  const { gift, name } = await openGift({ trail: walk.trail, grade: 2 }, counter.code, 3);
  const guo = await openConsole(browser, 'guo', '/staff/stock');
  const card = guo.locator(`[data-counter="${counter.code}"]`);
  const row = card.locator(`[data-gift="${gift}"]`);
  await expect(guo.getByTestId('low-stock')).toContainText(name);
  await row.getByRole('button').click();
  const amount = card.locator('input[name=amount]');
  await expect(amount).toBeFocused();
  await guo.keyboard.type('20');
  await guo.keyboard.press('Enter');
  await expect(row.locator('[data-col=balance]')).toHaveText('23');
  await expect(guo.getByTestId('low-stock').getByText(name)).toHaveCount(0);
  await expect(card.locator('select[name=gift]'), 'for the next box').toBeFocused();

  await card.locator('select[name=act]').selectOption('out');
  await amount.fill('24');
  await amount.press('Enter');
  await expect(card.getByText(say('wrong_too_many_out', { left: 23, reserved: 0 }))).toBeVisible();
  await card.locator('select[name=act]').selectOption('correction');
  await amount.fill('22');
  await amount.press('Enter');
  await expect(card.getByText(words.wrong_note_missing ?? '')).toBeVisible();
  await card.locator('input[name=note]').fill('一枚压坏了');
  await card.locator('input[name=note]').press('Enter');
  await expect(row.locator('[data-col=balance]')).toHaveText('22');
  const log = guo.getByRole('region', { name: words.log }).getByRole('row').nth(1);
  await expect(log).toContainText('−1');
  await expect(log).toContainText('一枚压坏了');

  const low = row.getByRole('spinbutton');
  await low.fill('30');
  await low.press('Enter');
  await expect(guo.getByTestId('low-stock')).toContainText(name);
  // a counter elsewhere is not theirs to stock
  await expect(
    callerOf('guo')('move_stock', { gift, counter: 'zhongyi-visitors', act: 'in', amount: 1, note: null }),
  ).rejects.toThrow(/404/);
  await expect(guo.locator('[data-counter="zhongyi-visitors"]')).toHaveCount(0);
  await guo.context().close();
  await close({ gift, trail: walk.trail });
});

test('a counter is added in one language, gets its traditional name by itself, and is closed again', async ({
  browser,
}) => {
  const name = `区里的兑换台 ${Date.now() % 100_000}`;
  const guo = await openConsole(browser, 'guo', '/staff/stock');
  await guo.getByRole('button', { name: words.counter_new, exact: true }).click();
  const window = guo.getByRole('dialog', { name: words.counter_new });
  await window.locator('input[name="name-zh-Hans"]').fill(name);
  await window.locator('input[name="address-zh-Hans"]').fill('人民路 8 号');
  await window.locator('input[name="hours-zh-Hans"]').fill('每天 9–17 点');
  await window.locator('input[name="hours-zh-Hans"]').press('Enter');
  const card = guo.locator('[data-counter]', { hasText: name });
  await expect(card).toContainText(words.open ?? '');
  type Row = { code: string; name: Record<string, string> };
  const made = (await callerOf('guo')<Row[]>('counters', { locale: 'zh-Hans' })).find(
    (one) => one.name['zh-Hans'] === name,
  );
  expect(made?.name['zh-Hant']).toBe(name.replace('区里的兑换台', '區裡的兌換臺'));
  await card.getByRole('button', { name: say('counter_edit_of', { name }) }).click();
  await guo.getByRole('dialog', { name: words.counter_edit }).locator('input[name=open]').uncheck();
  await guo.getByRole('button', { name: words.counter_save, exact: true }).click();
  await expect(card).toContainText(words.closed ?? '');
  await guo.context().close();
});

test('rules for points that cannot hold are not handed in, and the sum of a day is told', async ({ browser }) => {
  const wen = await openConsole(browser, 'wen', '/staff/points');
  await expect(wen.locator('input[name=stamp_points]')).toBeVisible();
  await wen.locator('input[name=daily]').fill('1001');
  await wen.locator('input[name=stamp_points]').fill('7');
  await wen.locator('input[name=stamp_daily]').fill('3');
  await wen.getByRole('button', { name: editor.submit, exact: true }).click();
  await expect(wen.locator('[data-field=daily] [data-rule=range]')).toBeVisible();
  await expect(wen.locator('[data-field=stamp_daily] [data-rule=daily_below]')).toBeVisible();
  await expect(wen.locator('input[name=daily]')).toBeFocused();
  await expect(wen.getByTestId('points-told')).toContainText('1001');
  await expect(wen.getByText(words.points_past ?? '')).toBeVisible();
  const rules = await callerOf('wen')<{ daily: number }>('point_rules', { locale: 'zh-Hans' });
  expect(rules.daily).toBeLessThanOrEqual(1000);
  await wen.context().close();
});
