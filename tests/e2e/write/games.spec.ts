/** Games from the console to a point of a trail, by keyboard and by touch. */
import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from '../axe.ts';
import { asPhone, PHONE } from '../check.ts';
import { callerOf, documentOf, openConsole, ready } from '../console.ts';
import { openLine } from '../proxy.ts';
import { address, expect, test, wordsOf } from '../world.ts';

const words = wordsOf('zh-Hans', 'games');
const editor = { ...wordsOf('zh-Hans', 'console_editor'), ...wordsOf('zh-Hans', 'console_games') };
const say = (key: string, values: Record<string, string | number> = {}) =>
  Object.entries(values).reduce((text, [name, value]) => text.replace(`{{${name}}}`, `${value}`), editor[key] ?? key);
const acts = (page: Page) => page.getByRole('group', { name: say('acts') });
const button = (at: Page | Locator, key: string, values = {}) =>
  at.getByRole('button', { name: say(key, values), exact: true });

const TRAIL = 'zhongyi-street';
/** Finished games that the server has of this phone. */
const played = async (page: Page) =>
  ((await asPhone<{ records: { kind: string; quiz: string }[] }>(page, 'my_export'))?.records ?? [])
    .filter(({ kind }) => kind === 'game')
    .map(({ quiz }) => quiz);

/** The game of a point on the page of its trail, opened. */
async function openGame(page: Page, slug: string, press: (button: Locator) => Promise<void>): Promise<Locator> {
  await page.goto(`/trails/${TRAIL}`);
  const place = page.locator(`[data-game=${slug}]`);
  await press(place.getByRole('button').first());
  const game = place.getByTestId('game');
  await expect(game).toBeVisible();
  return game;
}

test('a scene is played by keys alone and without a network: a weak answer can be mended, and the first ones arrive', async ({
  browser,
}) => {
  test.setTimeout(60_000);
  const line = await openLine(address());
  const phone = await browser.newContext({
    ...PHONE,
    baseURL: line.url,
    serviceWorkers: 'block',
    reducedMotion: 'reduce',
  });
  const page = await phone.newPage();
  const enter = async (one: Locator) => {
    await one.focus();
    await page.keyboard.press('Enter');
  };
  const game = await openGame(page, 'say-no-classmate', enter);
  line.cut();
  await enter(game.getByRole('button', { name: words.start }));
  const line1 = game.locator('[data-stem]');
  await expect(line1, 'what they say is read first').toBeFocused();

  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(game.locator('[data-verdict]')).toBeFocused();
  await expect(game.locator('[data-verdict]')).toContainText(words.try_again ?? '');
  await expect(game.locator('.opt').nth(1), 'a weak answer is not asked again').toBeDisabled();
  await expectAccessible(page, 'a scene after a weak answer');
  await enter(game.locator('.opt').nth(2));
  await expect(game.locator('[data-verdict]')).toContainText(words.good ?? '');
  // good answers of the lines that follow: B or C, A or C, A or B, B or C
  for (const pick of [1, 0, 0, 2]) {
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect(game.locator('[data-stem]')).toBeFocused();
    await enter(game.locator('.opt').nth(pick));
    await expect(game.locator('[data-verdict]')).toContainText(words.good ?? '');
  }
  await enter(game.getByRole('button', { name: words.finish }));
  await expect(game).toContainText('5 步里有 4 步一次就选对');
  await expect(game).toContainText(words.keep_ladder ?? '');
  await expect(game.getByTestId('delivery')).toHaveText(words.noted ?? '');
  await expect(game.getByRole('link', { name: words.help_link })).toHaveAttribute('href', '/help');

  line.mend();
  await page.reload();
  await expect.poll(() => played(page), { timeout: 30_000 }).toEqual(['say-no-classmate']);
  line.close();
});

test('pairs are made by touch; a wrong one says why, and what was made is still there after a reload', async ({
  browser,
}) => {
  test.setTimeout(60_000);
  const phone = await browser.newContext({ ...PHONE, baseURL: address(), serviceWorkers: 'block' });
  const page = await phone.newPage();
  const tap = (one: Locator) => one.tap();
  const [law] = [(await documentOf('game', 'law-pairs')).body];
  const left = (i: number): string => law.steps[i].text['zh-Hans'];
  const right = (i: number): string => law.steps[i].match['zh-Hans'];
  const card = (game: Locator, text: string) => game.getByRole('button', { name: text, exact: true });
  let game = await openGame(page, 'law-pairs', tap);
  await tap(game.getByRole('button', { name: words.start }));
  await expect(card(game, right(0)), 'first the left one').toBeDisabled();
  await tap(card(game, left(0)));
  await tap(card(game, right(1)));
  await expect(game, 'what the chosen card is about').toContainText(law.steps[1].say['zh-Hans']);
  await expectAccessible(page, 'pairs after a wrong one');
  await tap(card(game, right(0)));
  await expect(game).toContainText(words.pair_yes ?? '');
  await expect(card(game, right(0))).toHaveCount(0);

  game = await openGame(page, 'law-pairs', tap);
  await expect(card(game, left(1))).toBeVisible();
  await expect(card(game, left(0))).toHaveCount(0);
  for (const i of [1, 2, 3, 4, 5]) {
    await tap(card(game, left(i)));
    await tap(card(game, right(i)));
  }
  await tap(game.getByRole('button', { name: words.finish }));
  await expect(game).toContainText('6 步里有 5 步一次就选对');
  await expectAccessible(page, 'the end of a game');
  await expect(game).toContainText(law.steps[0].say['zh-Hans']);
  await expect(game.getByTestId('delivery')).toHaveText(words.delivered ?? '', { timeout: 20_000 });
  expect(await played(page)).toEqual(['law-pairs']);
});

test('a game goes from an empty form over a second person to publication; its steps move by keys', async ({
  browser,
}) => {
  test.setTimeout(90_000);
  const slug = `test-${Date.now()}`;
  const wen = await openConsole(browser, 'wen', '/staff/games');
  await wen.getByRole('link', { name: say('create_kind', { kind: say('kind_quick') }) }).click();
  await ready(wen);
  await button(acts(wen), 'submit').click();
  await expect(wen.locator('[name=title]'), 'what is missing is where one lands').toBeFocused();
  await wen.locator('[name=title]').fill('三个小问题');
  await wen.locator('[name=slug]').fill(slug);
  await wen.locator('[name=intro]').fill('一分钟，三个问题。');
  for (const n of [1, 2, 3]) {
    await wen.locator(`[name="step.${n}.text"]`).fill(`第 ${n} 个问题？`);
    await wen.locator(`[name="step.${n}.option.A.text"]`).fill('不要，谢谢');
    await wen.locator(`[name="step.${n}.option.B.text"]`).fill('试一试');
    await wen.locator(`[name="step.${n}.answer"]`).first().check();
    await wen.locator(`[name="step.${n}.say"]`).fill(`第 ${n} 个说明。`);
  }
  await wen.getByRole('searchbox', { name: say('field_facts') }).fill('F90');
  await wen.locator('.found').getByRole('button', { name: /^F90/ }).click();

  const steps = wen.getByRole('list', { name: say('field_steps') }).locator('> li');
  await steps.nth(2).focus();
  await wen.keyboard.press('Alt+ArrowUp');
  await expect(steps.nth(1), 'the step that moved keeps the focus').toBeFocused();
  await expect(wen.locator('[name="step.2.text"]')).toHaveValue('第 3 个问题？');

  const screen = wen.getByTestId('phone');
  await screen.getByRole('button', { name: words.start }).click();
  await screen.getByRole('button', { name: /不要/ }).click();
  await expect(screen).toContainText('第 1 个说明。');
  await button(acts(wen), 'submit').click();
  await expect(wen.getByText(say('done_submit'))).toBeVisible();
  const { body } = await documentOf('game', slug);
  expect(body.steps.map((step: { answer: string; text: object }) => [step.answer, Object.keys(step.text)])).toEqual(
    Array(3).fill(['A', ['zh-Hans']]),
  );

  const he = await openConsole(browser, 'he', `/staff/game?key=${slug}`);
  await expect(he.getByRole('region', { name: say('review') })).toContainText('✓ A. 不要，谢谢');
  await button(acts(he), 'publish').click();
  await expect(he.getByText(say('done_publish'))).toBeVisible();
  await callerOf('he')('withdraw_document', { kind: 'game', key: slug, note: null });
});

test('a game that a trail has is not withdrawn, and a draft of any shape can be opened', async ({ browser }) => {
  const refused = callerOf('he')('withdraw_document', { kind: 'game', key: 'say-no-ktv', note: null });
  await expect(refused).rejects.toThrow(/in_use|QT/);
  const broken = { kind: 'ladder', title: '<b>x</b>', steps: [7, { options: [null, { text: 'x' }] }], facts: 'F1' };
  const args = { kind: 'game', key: null, based_on: 0, body: broken, note: null };
  const { key } = await callerOf('wen')<{ key: string }>('save_document', args);
  const wen = await openConsole(browser, 'wen', `/staff/game?key=${key}`);
  await expect(wen.locator('[name=title]')).toHaveValue('');
  await expect(wen.getByRole('list', { name: say('field_steps') }).locator('> li')).toHaveCount(2);
  await expect(acts(wen)).toContainText(/还有 \d+ 处要改好/);
  await callerOf('wen')('withdraw_document', { kind: 'game', key, note: null });
});
