/** The dates of a weekly event on its page: light, all there, and each for one's own calendar. */
import { icalJs, otherParser } from '../../fixtures/feed-readers.ts';
import { ready } from '../console.ts';
import { at, expect, LOCALES, test, wordsOf } from '../world.ts';

const zh = wordsOf('zh-Hans', 'events');
const CLASS = '/events/hubin-saturday';

test('an event’s page gives each of its dates by itself, to both parsers', async ({ page }) => {
  await page.goto(CLASS);
  const links = page.getByRole('link', { name: zh.calendar_date });
  await expect(page.locator('.next-date').getByRole('link', { name: zh.calendar_date })).toHaveCount(1);
  await page.locator('.more-dates summary').click();
  const files = await links.evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''));
  expect(new Set(files).size).toBeGreaterThan(10);
  for (const file of [files[0], files[1], files.at(-1)]) {
    const got = await page.request.get(file ?? '');
    expect(got.status(), file).toBe(200);
    const text = await got.text();
    const origin = file?.split('date=')[1]?.replace(/\W/g, '') ?? '';
    const dates = icalJs(text, '2026-01-01T00:00:00Z', '2030-01-01T00:00:00Z');
    expect(dates.map(({ uid }) => uid.split('@')[0])).toEqual([`hubin-saturday.${origin}`]);
    expect(otherParser(text, '2026-01-01T00:00:00Z', '2030-01-01T00:00:00Z')).toEqual(dates);
  }
  const missing = files[0]?.replace(/T\d\d/, 'T23') ?? '';
  expect((await page.request.get(missing)).status()).toBe(404);
});

test('an event’s page of a year of Saturdays is at most 52 KB, and every date can be read and chosen', async ({
  page,
  request,
}) => {
  for (const locale of LOCALES) {
    const html = await (await request.get(at(locale, CLASS))).text();
    test.info().annotations.push({ type: 'bytes', description: `${locale} ${Buffer.byteLength(html)}` });
    expect(Buffer.byteLength(html), locale).toBeLessThanOrEqual(52 * 1024);
  }
  await page.goto(CLASS);
  await ready(page);
  const further = Number(/\d+/.exec(await page.getByRole('heading', { name: /^还有/ }).innerText()));
  expect(further).toBeGreaterThan(50);
  await page.locator('.more-dates summary').click();
  const days = (await page.locator('.far p + p').allInnerTexts()).flatMap((month) => month.split('：')[1]?.split('、'));
  expect((await page.locator('.files li').count()) + days.length, 'each is named').toBe(further);
  await page
    .getByTestId('signup')
    .getByRole('button', { name: /还有 \d+ 场/ })
    .click();
  const chosen = page.locator('input[name=origin]');
  await expect(chosen, 'each can be chosen, beside the next one').toHaveCount(further + 1);
  await chosen.last().check();
  await expect(page.getByTestId('places').last()).toHaveText('还有 40 个位子');
});
