/** A lesson on the wall of a classroom, also without a network; a test that a class takes on its phones. */
import type { Page } from '@playwright/test';
import type { ClassTests } from '../../../src/contract/class-tests.ts';
import type { ClassCard, Joined } from '../../../src/contract/courses.ts';
import { settled } from '../at-desk.ts';
import { expectAccessible } from '../axe.ts';
import { asPhone } from '../check.ts';
import { callerOf, openConsole, ready } from '../console.ts';
import { expectFits } from '../fits.ts';
import { newPhone } from '../gifts.ts';
import { expect, test, wordsOf } from '../world.ts';

const words = wordsOf('zh-Hans', 'project');
const quiz = wordsOf('zh-Hans', 'quiz');
const say = (text: string | undefined, values: Record<string, string | number>) =>
  Object.entries(values).reduce((all, [name, value]) => all.replaceAll(`{{${name}}}`, `${value}`), text ?? '');
const dai = callerOf('dai');
const LESSON = 'primary-refuse';

/** A class of its own, with a code that holds. */
async function newClass(): Promise<{ id: string; code: string }> {
  const all = await callerOf('sun')<ClassCard[]>('my_classes', { locale: 'zh-Hans' });
  const taken = all.filter(({ grade }) => grade === 5).map(({ number }) => number);
  const number = Array.from({ length: 40 }, (_, at) => at + 20).find((one) => !taken.includes(one)) ?? 0;
  const { id } = await dai<{ id: string }>('create_class', { school: '3303020001', grade: 5, number, seats: 45 });
  const { code } = await dai<{ code: string }>('set_class_code', { class: id, days: 7 });
  return { id, code };
}
const overflows = (page: Page) =>
  page.locator('.stage-body').evaluate((body) => body.scrollHeight > body.clientHeight + 1);

test('a lesson goes over the wall by a presenter’s keys, offline too, and leads to the hour that is written down', async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const { id } = await newClass();
  const page = await openConsole(browser, 'dai', `/teach/project?c=${id}&l=${LESSON}`);
  await page.setViewportSize({ width: 1280, height: 720 });
  await page.getByTestId('stage').waitFor();
  await expect(page.locator('.staff .top')).toBeHidden();
  await expectAccessible(page, 'the projector', ['light', 'dark']);
  const size = await page
    .locator('.screen .prose')
    .evaluate((text) => Number.parseFloat(getComputedStyle(text).fontSize));
  expect(size).toBeGreaterThanOrEqual(32);

  // nothing of the note is on the wall before N, and nothing after it
  await expect(page.locator('.stage-note')).toHaveCount(0);
  await page.keyboard.press('n');
  await expect(page.locator('.stage-note')).toBeVisible();
  await page.keyboard.press('n');
  await expect(page.locator('.stage-note')).toHaveCount(0);

  // the clock is paused, goes on, is put away
  const clock = page.getByRole('timer');
  await page.keyboard.press('p');
  const stopped = await clock.textContent();
  await page.waitForTimeout(1500);
  await expect(clock).toHaveText(stopped ?? '');
  await page.getByRole('button', { name: words.restart, exact: true }).click();
  await expect(clock).not.toHaveText('5:00', { timeout: 5000 });
  await page.keyboard.press('t');
  await expect(clock).toHaveCount(0);

  // a step is asked, then answered, then left
  await page.keyboard.press('PageDown');
  await expect(page.locator('.screen-choices li')).toHaveCount(2);
  await expect(page.getByTestId('next')).toHaveText(words.reveal ?? '');
  await page.keyboard.press('r');
  await expect(page.locator('.screen-choices .right')).toHaveCount(1);
  await expect(page.locator('.screen-say')).toBeVisible();
  await page.keyboard.press('PageUp');
  await expect(page.locator('.screen-say')).toHaveCount(0);

  await page.keyboard.press('o');
  await expectAccessible(page, 'contents of the projector', ['light']);
  await page.locator('.stage-overview button').nth(2).click();
  await page.context().setOffline(true);
  await page.keyboard.press('PageDown');
  await expect(page.locator('.stage')).toContainText(words.offline ?? '');
  const tooLong: string[] = [];
  for (let n = 0; n < 120 && (await page.locator('.stage-end').count()) === 0; n++) {
    await page.keyboard.press('PageDown');
    if (await overflows(page)) tooLong.push((await page.locator('.stage-body').innerText()).slice(0, 40));
  }
  expect(tooLong).toEqual([]);
  await page.context().setOffline(false);
  await page.getByRole('link', { name: words.to_hour }).click();
  await settled(page);
  await expect(page.locator('select[name=lesson]')).toHaveValue(LESSON);
});

test('a class takes its test: two forms, no score before it has closed, one try for a seat, never a ranking', async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const { id, code } = await newClass();
  const desk = await openConsole(browser, 'dai', `/teach/test?c=${id}`);
  await settled(desk);
  await expectAccessible(desk, 'tests of a class', ['light']);
  const opens = desk.locator('input[name=opens]');
  // already open: five minutes ago by this machine's clock
  await opens.fill(
    await desk.evaluate(() => {
      const at = new Date(Date.now() - 300_000);
      return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
    }),
  );
  await desk.locator('select[name=minutes]').selectOption('20');
  await desk.getByRole('button', { name: words.test_make, exact: true }).click();
  const card = desk.getByTestId('tests').locator('li');
  await expect(card).toHaveCount(1);
  const [made] = (await dai<ClassTests>('tests', { class: id, locale: 'zh-Hans' })).tests;
  expect(made).toMatchObject({ state: 'open', questions: 10, seconds: 1200 });

  const phone = await (await newPhone(browser)).newPage();
  await phone.goto('/courses/test');
  await expect(phone.locator('#stem')).toHaveText(words.pupil_none ?? '');
  const joined = await asPhone<Joined>(phone, 'join_class', { code, seat: 12, locale: 'zh-Hans' });
  // a phone that has never been anywhere signs in with its first record or seat
  if (joined === null) {
    await phone.goto(`/join#${code}`);
    await ready(phone);
    await phone.locator('form.join input[name=seat]').fill('12');
    await phone.locator('form.join button.main').click();
    await expect(phone.locator('#seated')).toBeVisible();
  }
  await phone.goto('/courses/test');
  await expect(phone.locator('#go')).toHaveText(words.pupil_start ?? '');
  await expectAccessible(phone, 'a test before it begins', ['light', 'dark', 'elder']);
  await expectFits(phone, 'a test before it begins');
  await phone.locator('#go').click();
  for (let n = 0; n < 10; n++) {
    await expect(phone.locator('.steps')).toContainText(`${n + 1} / 10`);
    await phone.locator('.opt').first().click();
    await phone.locator('#go').click();
  }
  await phone.getByRole('button', { name: quiz.hand_in, exact: true }).click();
  await expect(phone.getByTestId('delivery')).toHaveText(words.pupil_waiting ?? '');
  await expect(phone.locator('#stem')).toHaveText(quiz.handed_in ?? '');
  await expect(phone.getByRole('button', { name: quiz.try_again })).toHaveCount(0);
  await expect
    .poll(async () => (await dai<ClassTests>('tests', { class: id, locale: 'zh-Hans' })).tests[0]?.handed_in)
    .toBe(1);
  await phone.reload();
  await expect(phone.locator('#stem')).toHaveText(quiz.handed_in ?? '');

  await desk.reload();
  await settled(desk);
  await desk.getByRole('button', { name: words.test_see, exact: true }).click();
  const result = desk.getByTestId('test-result');
  await expect(result.locator('dd').first()).toHaveText('12');
  await expect(result).toContainText(words.test_scores_few ?? '');
  await expect(result).toContainText(words.test_later ?? '');
  await expect(result.getByRole('heading', { name: say(words.test_form_n, { form: 'A', n: 0 }) })).toBeVisible();
  await expectAccessible(desk, 'the result of a test', ['light', 'dark']);
});
