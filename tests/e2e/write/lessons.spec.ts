/** Lessons, courses and checklists in the console: from an empty form over a second person to pupils' phones. */
import type { Locator, Page } from '@playwright/test';
import type { LessonBody } from '../../../src/contract/courses.ts';
import { lessonBody } from '../../world/lesson.ts';
import { expectAccessible } from '../axe.ts';
import { callerOf, documentOf, openConsole, ready, withdraw } from '../console.ts';
import { address, expect, test, wordsOf } from '../world.ts';

const words = {
  ...wordsOf('zh-Hans', 'console_editor'),
  ...wordsOf('zh-Hans', 'console_games'),
  ...wordsOf('zh-Hans', 'console_lessons'),
};
const say = (key: string, values: Record<string, string | number> = {}) =>
  Object.entries(values).reduce((text, [name, value]) => text.replace(`{{${name}}}`, `${value}`), words[key] ?? key);
const acts = (page: Page) => page.getByRole('group', { name: say('acts') });
const button = (at: Page | Locator, key: string, values = {}) =>
  at.getByRole('button', { name: say(key, values), exact: true });
const field = (page: Page, name: string) => page.locator(`[name="${name}"]`);
const rows = (page: Page) => page.locator('.block-list > li [data-open]');
const minutes = (page: Page) => page.locator('[data-minutes]');
/** A key that nobody has; sorts behind the demo city's. */
const fresh = () => `z${Date.now().toString(36)}`;

/** Opens a block by keys. */
async function openBlock(page: Page, place: number): Promise<void> {
  await rows(page)
    .nth(place - 1)
    .focus();
  await page.keyboard.press('Enter');
  await expect(rows(page).nth(place - 1)).toHaveAttribute('aria-expanded', 'true');
}

async function fillBlock(page: Page, place: number, asked: number, options: readonly string[]): Promise<void> {
  await openBlock(page, place);
  await field(page, `block.${place}.title`).fill(`环节 ${place}`);
  if (!asked) await field(page, `block.${place}.text`).fill('先读一读，再想一想。');
  for (let n = 1; n <= asked; n++) {
    const at = `block.${place}.step.${n}`;
    await field(page, `${at}.text`).fill(`第 ${n} 句`);
    for (const [i, text] of options.entries()) {
      const option = `${at}.option.${'ABC'[i]}`;
      await field(page, `${option}.text`).fill(text);
      if (options.length > 2) await field(page, `${option}.say`).fill('后来没事。');
    }
    await field(page, `${at}.answer`).first().check();
    await field(page, `${at}.say`).fill('这样说，既清楚又客气。');
  }
}

test('a lesson goes from an empty form over a second person into a course and onto phones', async ({ browser }) => {
  test.setTimeout(150_000);
  const course = fresh();
  const key = `${course}-one`;
  const empty = { stage: 'senior', title: { 'zh-Hans': '试试看' }, summary: { 'zh-Hans': '一课' }, lessons: [] };
  await callerOf('wen')('save_document', { kind: 'course', key: course, based_on: 0, body: empty, note: null });

  const wen = await openConsole(browser, 'wen', '/staff/courses');
  await wen.getByRole('link', { name: say('create_lesson') }).click();
  await ready(wen);
  await button(acts(wen), 'submit').click();
  await expect(field(wen, 'title'), 'what is missing is where one lands').toBeFocused();
  await field(wen, 'title').fill('会说“不”');
  await field(wen, 'summary').fill('练一练怎么拒绝。');
  await field(wen, 'goals').fill('- 会说不\n- 知道找谁');
  await field(wen, 'notes').fill('上课前先自己做一遍。');
  await field(wen, 'course').selectOption(course);
  await field(wen, 'name').fill('one');
  await wen.getByRole('checkbox', { name: /^9 / }).check();
  for (const place of [1, 2, 5]) await fillBlock(wen, place, 0, []);
  await fillBlock(wen, 3, 1, ['不要，谢谢', '我先走了', '好吧']);
  await fillBlock(wen, 4, 3, ['找信得过的大人', '自己扛着']);
  await wen.getByRole('searchbox', { name: say('field_facts') }).fill('F90');
  await wen.locator('.found').getByRole('button', { name: /^F90/ }).click();
  await expect(minutes(wen)).toHaveText(say('minutes_full', { n: 40 }));
  await expectAccessible(wen, 'a lesson being written');
  await button(acts(wen), 'submit').click();
  await expect(wen.getByText(say('done_submit'))).toBeVisible();
  const { body } = await documentOf('lesson', key);
  expect((body as LessonBody).blocks.map(({ id }) => id)).toEqual(['story', 'text', 'scene', 'check', 'help']);

  const he = await openConsole(browser, 'he', `/staff/lesson?key=${key}`);
  await expect(he.getByRole('region', { name: say('review') })).toContainText('✓ A. 不要，谢谢');
  await button(acts(he), 'publish').click();
  await expect(he.getByText(say('done_publish'))).toBeVisible();

  await wen.goto(`/staff/course?key=${course}`);
  await ready(wen);
  await field(wen, 'add-lesson').selectOption(key);
  await expect(wen.locator('.lesson-list > li')).toContainText(say('is_live'));
  await button(acts(wen), 'submit').click();
  await expect(wen.getByText(say('done_submit'))).toBeVisible();
  await he.goto(`/staff/course?key=${course}`);
  await ready(he);
  await button(acts(he), 'publish').click();
  await expect(he.getByText(say('done_publish'))).toBeVisible();

  const phone = await browser.newPage({ baseURL: address() });
  await expect(async () => {
    await phone.goto(`/courses/${course}/one`);
    await expect(phone.getByRole('heading', { level: 1 })).toContainText('会说“不”');
  }).toPass({ timeout: 20_000 });
  await expect(withdraw('lesson', key), 'a course rests on it').rejects.toThrow(/in_use|QT/);
  await withdraw('course', course);
  await withdraw('lesson', key);
});

test('blocks are added, moved by keys and taken out; minutes and both previews follow', async ({ browser }) => {
  test.setTimeout(90_000);
  const wen = await openConsole(browser, 'wen', '/staff/lesson');
  await expect(minutes(wen)).toHaveAttribute('data-minutes', '40');
  await rows(wen).nth(2).focus();
  await wen.keyboard.press('Alt+ArrowUp');
  await expect(rows(wen).nth(1), 'the block that moved keeps the focus').toBeFocused();
  await expect(rows(wen).nth(1)).toContainText(say('block_scene'));

  await wen.getByRole('button', { name: `+ ${say('block_sort')}` }).click();
  const added = rows(wen).nth(4);
  await expect(added, 'before the help').toContainText(say('block_sort'));
  await expect(added).toBeFocused();
  await expect(minutes(wen)).toContainText(say('minutes_over', { n: 50, rest: 10 }));
  await field(wen, 'block.5.title').fill('分一分');
  await field(wen, 'block.5.box.A').fill('可以收下');
  await field(wen, 'block.5.box.B').fill('不收');
  for (const n of [1, 2, 3]) await field(wen, `block.5.step.${n}.text`).fill(`东西 ${n}`);
  const phone = wen.getByTestId('phone');
  await phone.getByRole('button', { name: wordsOf('zh-Hans', 'courses').begin, exact: true }).click();
  await expect(phone).toContainText('东西 1');
  await expect(phone.getByRole('button', { name: /不收/ })).toBeVisible();

  await field(wen, 'block.5.note').fill('请三个同学说理由。');
  await button(wen, 'preview_teacher').click();
  await expect(wen.getByTestId('teacher')).toContainText('请三个同学说理由。');
  await button(wen, 'take_out', { name: '分一分' }).click();
  await expect(minutes(wen)).toHaveAttribute('data-minutes', '40');
});

test('drafts of any shape open; a lesson is copied into a new one; a checklist is written', async ({ browser }) => {
  test.setTimeout(120_000);
  const broken = { course: 7, title: '<b>x</b>', blocks: [null, { id: 'x y', kind: 'scene', steps: [1, {}] }, 'x'] };
  const keys: [string, string][] = [];
  for (const [kind, body] of [
    ['lesson', broken],
    ['course', { stage: 'adult', lessons: { a: 1 } }],
    ['checklist', { year: 2026, items: [1, { id: 1 }] }],
  ] as const) {
    const args = { kind, key: null, based_on: 0, body, note: null };
    keys.push([kind, (await callerOf('wen')<{ key: string }>('save_document', args)).key]);
  }
  const wen = await openConsole(browser, 'wen', '/staff/home');
  for (const [kind, key] of keys) {
    await wen.goto(`/staff/${kind}?key=${key}`);
    await ready(wen);
    await expect(field(wen, 'title')).toHaveValue('');
    await expect(acts(wen)).toContainText(/还有 \d+ 处要改好/);
    await callerOf('he')('withdraw_document', { kind, key, note: null });
  }

  const from = fresh();
  const source = lessonBody({ course: 'try' });
  await callerOf('wen')('save_document', { kind: 'lesson', key: from, based_on: 0, body: source, note: null });
  await wen.goto(`/staff/lesson?key=${from}`);
  await ready(wen);
  await wen.getByRole('link', { name: say('copy_lesson') }).click();
  await ready(wen);
  await expect(field(wen, 'title')).toHaveValue('第一课');
  await expect(rows(wen)).toHaveCount(6);
  await expect(field(wen, 'name'), 'the copy has an address of its own').toHaveValue('');
  await callerOf('he')('withdraw_document', { kind: 'lesson', key: from, note: null });

  const slug = fresh();
  await wen.goto('/staff/courses#checklist');
  await ready(wen);
  await wen.getByRole('link', { name: say('create_checklist') }).click();
  await ready(wen);
  await field(wen, 'title').fill('三件事');
  await field(wen, 'slug').fill(slug);
  await field(wen, 'source').fill('市教育局的通知');
  await field(wen, 'item.1.text').fill('开一次班会');
  await wen.getByRole('button', { name: `+ ${say('add_item')}` }).click();
  await field(wen, 'item.2.text').fill('办一次展览');
  await button(acts(wen), 'submit').click();
  await expect(wen.getByText(say('done_submit'))).toBeVisible();
  await expectAccessible(wen, 'a checklist being written');
  expect((await documentOf('checklist', slug)).body.items.map(({ id }: { id: string }) => id)).toEqual(['i1', 'i2']);
  await withdraw('checklist', slug);
});
