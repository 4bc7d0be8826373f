/** Contests and monitoring forms from the console to a phone. */
import type { Locator, Page } from '@playwright/test';
import { callerOf, documentOf, openConsole, publishBody, ready, withdraw } from '../console.ts';
import { address, expect, test, wordsOf } from '../world.ts';

const editor = { ...wordsOf('zh-Hans', 'console_editor'), ...wordsOf('zh-Hans', 'console_quizzes') };
const say = (key: string, values: Record<string, string | number> = {}) =>
  Object.entries(values).reduce((text, [name, value]) => text.replace(`{{${name}}}`, `${value}`), editor[key] ?? key);
const button = (at: Page | Locator, key: string) => at.getByRole('button', { name: say(key), exact: true });
const field = (page: Page, key: string) => page.getByRole('textbox', { name: new RegExp(`^${say(key)}`) });
const acts = (page: Page) => page.getByRole('group', { name: say('acts') });

test('a contest goes from an empty form over a second person to the list of quizzes', async ({ browser }) => {
  test.setTimeout(90_000);
  const slug = `test-${Date.now()}`;
  const wen = await openConsole(browser, 'wen', '/staff/quizzes');
  await wen.getByRole('link', { name: say('create_contest'), exact: true }).click();
  await ready(wen);
  await button(acts(wen), 'submit').click();
  await expect(field(wen, 'field_title'), 'what is missing is where one lands').toBeFocused();
  await field(wen, 'field_title').fill('冬季知识赛');
  await field(wen, 'field_summary').fill('两题，一次机会。');
  await field(wen, 'field_slug').fill(slug);
  await wen.getByLabel(say('field_opens_at'), { exact: true }).fill('2026-01-01T08:00');
  await wen.getByLabel(say('field_closes_at'), { exact: true }).fill('2099-12-31T23:59');
  await wen.locator('[data-kp="1"]').getByRole('button').first().click();
  const pool = async () => Number(/\d+/.exec(await wen.getByTestId('pool-size').innerText())?.[0]);
  await expect.poll(pool).toBeGreaterThan(3);
  const topic = await pool();
  await wen.getByText(say('picker'), { exact: true }).click();
  await wen.getByPlaceholder(say('pick_search')).fill('k05');
  await wen.locator('.candidates').getByRole('checkbox').first().check();
  await wen.getByLabel(say('field_draw'), { exact: true }).fill(`${topic + 2}`);
  await wen.getByLabel(say('field_draw'), { exact: true }).blur();
  await expect(wen.locator('[data-rule=draw]'), 'more than the pool has').toBeVisible();
  await wen.getByLabel(say('field_draw'), { exact: true }).fill('2');
  await wen.getByLabel(say('field_tries'), { exact: true }).fill('1');
  await expect(wen.getByTestId('phone').getByRole('heading', { name: '冬季知识赛' })).toBeVisible();
  await button(acts(wen), 'submit').click();
  await expect(wen.getByText(say('done_submit'))).toBeVisible();
  const { body } = await documentOf('quiz', slug);
  expect(body).toMatchObject({ purpose: 'contest', closes_at: '2099-12-31T23:59:59+08:00', draw: 2, tries: 1 });
  expect(body.items).toHaveLength(topic + 1);

  const he = await openConsole(browser, 'he', `/staff/quiz?key=${slug}`);
  await expect(he.getByRole('region', { name: say('review') })).toContainText('2026-01-01 08:00');
  await button(acts(he), 'publish').click();
  await expect(he.getByText(say('done_publish'))).toBeVisible();

  const phone = await (await browser.newContext({ baseURL: address(), serviceWorkers: 'block' })).newPage();
  const card = phone.getByRole('heading', { name: '冬季知识赛' });
  const shows = (count: number) =>
    expect(async () => {
      await phone.goto('/quiz');
      await expect(card).toHaveCount(count, { timeout: 500 });
    }).toPass({ timeout: 6_000 });
  await shows(1);
  await withdraw('quiz', slug);
  await shows(0);
});

test('a form that was answered goes on as its next version, by keyboard and back', async ({ browser }) => {
  const wen = await openConsole(browser, 'wen', '/staff/quiz?key=awareness');
  const version = wen.getByTestId('version');
  await expect(version).toHaveAttribute('data-version', '1');
  const rows = wen.getByRole('list', { name: say('form') }).getByRole('listitem');
  const [first, second] = await rows.evaluateAll((all) => all.map((row) => (row as HTMLElement).dataset.item));
  await rows.nth(1).focus();
  await wen.keyboard.press('Alt+ArrowUp');
  await expect(rows.first()).toHaveAttribute('data-item', second ?? '');
  await expect(rows.first(), 'the row that moved keeps the focus').toBeFocused();
  await expect(version).toHaveAttribute('data-version', '2');
  await expect(version).toContainText(say('version_next', { n: 2 }));
  await button(acts(wen), 'save').click();
  await expect(wen.getByText(say('done_save'))).toBeVisible();
  const saved = await documentOf('quiz', 'awareness');
  expect(saved.body).toMatchObject({ version: 2, threshold: 8 });
  expect(saved.body.items.slice(0, 2)).toEqual([second, first]);

  await wen.getByRole('button', { name: say('down', { n: 1 }) }).click();
  await expect(version).toHaveAttribute('data-version', '1');
  await button(acts(wen), 'save').click();
  await expect(wen.getByTestId('saved')).toHaveText(say('all_saved'));
  expect((await documentOf('quiz', 'awareness')).body.version).toBe(1);
});

test('a draft of any shape can be opened, and says what it lacks', async ({ browser }) => {
  const wen = callerOf('wen');
  const body = {
    purpose: 'monitoring',
    title: '<b>x</b>',
    items: [7, 'k01-018', 'k01-018'],
    threshold: '9',
    opens_at: 'soon',
  };
  const args = { kind: 'quiz', key: null, based_on: 0, body, note: null };
  const { key } = await wen<{ key: string }>('save_document', args);
  const page = await openConsole(browser, 'wen', `/staff/quiz?key=${key}`);
  await expect(field(page, 'field_title')).toHaveValue('');
  await expect(page.getByRole('list', { name: say('form') }).getByRole('listitem')).toHaveCount(1);
  await expect(acts(page)).toContainText(/还有 \d+ 处要改好/);
  await withdraw('quiz', key);
});

test('practice on one topic is a card with its seal', async ({ browser }) => {
  const words = { 'zh-Hans': '家庭里的事' };
  const key = await publishBody('quiz', null, { purpose: 'practice', kp: 10, title: words, summary: words });
  const wen = await openConsole(browser, 'wen', `/staff/quiz?key=${key}`);
  await expect(wen.getByTestId('phone').locator('svg')).toBeVisible();
  await expect(wen.getByRole('radio', { checked: true })).toHaveAccessibleName('练习');
  const phone = await (await browser.newContext({ baseURL: address() })).newPage();
  await phone.goto(`/quiz/${key}`);
  await expect(phone).toHaveTitle(/家庭里的事/);
  await withdraw('quiz', key);
});
