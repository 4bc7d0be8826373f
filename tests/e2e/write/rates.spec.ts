/** The four rates as district and school see them, an error above 100 %, and the simulator without a network. */
import fs from 'node:fs';
import type { Page } from '@playwright/test';
import Papa from 'papaparse';
import type { CourseCounts, CourseRates } from '../../../src/contract/course-rates.ts';
import { percent, ratesOf } from '../../../src/staff/rates/rates.ts';
import { settled } from '../at-desk.ts';
import { expectAccessible } from '../axe.ts';
import { callerOf, newColleague, openConsole } from '../console.ts';
import { expect, type Person, test, wordsOf } from '../world.ts';

const words = wordsOf('zh-Hans', 'console_rates');
const say = (key: string, values: Record<string, string | number> = {}) =>
  Object.entries(values).reduce((text, [name, value]) => text.replaceAll(`{{${name}}}`, `${value}`), words[key] ?? key);
const city = new Date(Date.now() + 28_800_000);
const YEAR = `${city.getUTCFullYear() - (city.getUTCMonth() < 8 ? 1 : 0)}-09-01`;
const COUNTY = '330302';
const SCHOOL = '3303020001';
/** 苍南县: no other test counts its schools. */
const WRONG = '330327';

const ratesAt = (who: Parameters<typeof callerOf>[0], place: string) =>
  callerOf(who)<CourseRates>('course_rates', { place, year: YEAR, locale: 'zh-Hans' });
const grouped = (n: number) => n.toLocaleString('zh-CN');
const line = (count: number, of: number) => `${grouped(count)} / ${grouped(of)}`;
async function expectFour(page: Page, total: CourseCounts): Promise<void> {
  const all = ratesOf(total);
  for (const name of ['schools', 'pupils', 'done', 'done_of_registered', 'contest'] as const) {
    await expect(page.getByTestId(`rate-${name}`)).toContainText(`${percent(all[name])}%`);
    await expect(page.getByTestId(`rate-${name}`)).toContainText(line(all[name].count, all[name].of));
  }
}

test('a district sees its four rates with their counts, its schools, and each school’s grades', async ({ browser }) => {
  const page = await openConsole(browser, 'guo', '/staff/rates');
  await settled(page);
  await expect(page.getByTestId('place')).toContainText('鹿城区');
  await expect(page.locator('select[name=place]'), 'no other place to choose').toHaveCount(0);
  const rates = await ratesAt('guo', COUNTY);
  expect(rates.total.pupils).toBeGreaterThan(1_000);
  expect(rates.total.done).toBeGreaterThanOrEqual(40);
  await expectFour(page, rates.total);
  await expect(page.getByTestId('rate-schools')).toContainText(rates.total.roster?.as_of ?? '?');
  await expect(page.getByTestId('rate-schools')).toContainText(rates.total.roster?.source ?? '?');
  await expect(page.locator('tr[data-code]')).toHaveCount(rates.rows.length);
  await expectAccessible(page, 'rates of a district', ['light', 'dark', 'elder']);

  const first = page.locator('tr[data-code]').first();
  const order = (down: boolean) => {
    const values = rates.rows.map((row) => ratesOf(row).done.hundredths).filter((n) => n !== null);
    return `${((down ? Math.max(...values) : Math.min(...values)) / 100).toFixed(2)}%`;
  };
  await page.getByRole('button', { name: say('short_done') }).click();
  await expect(first).toContainText(order(false));
  await page.getByRole('button', { name: say('short_done') }).click();
  await expect(first).toContainText(order(true));
  await expect(page.locator('.below').getByRole('columnheader', { name: say('short_done') })).toHaveAttribute(
    'aria-sort',
    'descending',
  );

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: say('download'), exact: true }).click(),
  ]);
  const file = fs
    .readFileSync(await download.path(), 'utf8')
    .replace('\uFEFF', '')
    .trim();
  const { data } = Papa.parse<Record<string, string>>(file, { header: true });
  expect(data).toHaveLength(rates.rows.length + 1);
  expect(Number(data[0]?.[say('csv_done')])).toBe(rates.total.done);
  expect(Number(data[0]?.[say('csv_pupils')])).toBe(rates.total.pupils);

  await page.getByRole('link', { name: '演示实验小学' }).click();
  await settled(page);
  await expect(page.getByTestId('place')).toContainText('演示实验小学');
  await expectFour(page, (await ratesAt('guo', SCHOOL)).total);
  await expect(page.getByRole('rowheader', { name: say('grade_n', { n: 5 }), exact: true })).toBeVisible();
  await page.getByRole('link', { name: '鹿城区' }).click();
  await expect(page.getByTestId('place')).toContainText('鹿城区');
});

test('a school sees itself and nothing else', async ({ browser }) => {
  const page = await openConsole(browser, 'sun', '/staff/rates');
  await settled(page);
  await expect(page.getByTestId('place')).toContainText('演示实验小学');
  await expectFour(page, (await ratesAt('sun', SCHOOL)).total);
  await expect(page.locator('select[name=place]')).toHaveCount(0);
  for (const other of ['3303020002', COUNTY, '330300']) {
    expect((await ratesAt(other === '330300' ? 'he' : 'guo', other)).total.schools, 'is there').toBeGreaterThan(0);
    await expect(ratesAt('sun', other)).rejects.toThrow(/403/);
  }
  await page.goto(`/staff/rates?p=${COUNTY}&y=${YEAR.slice(0, 4)}`);
  await expect(page.getByText(say('not_here'))).toBeVisible();
  await expect(page.getByTestId('rate-done')).toHaveCount(0);
});

test('more pupils than the roster has are shown above 100 %, with the school and both counts', async ({ browser }) => {
  const school = `${WRONG}7${String(Date.now()).slice(-3)}`;
  const clerk: Person = await newColleague('林干事', 'district', WRONG);
  const about = { place: WRONG, year: YEAR, as_of: `${YEAR.slice(0, 4)}-09-05`, source: '县教育局统计（演示）' };
  const { roster } = await callerOf(clerk)<{ roster: string }>('open_roster', { ...about, rows: 1 });
  const row = { row: 2, code: school, name: '苍南核对小学', county: WRONG, kind: 'primary', grades: { 5: 3 } };
  expect(await callerOf(clerk)('add_roster_rows', { roster, rows: [row] })).toEqual({ problems: [] });
  await callerOf('he')('sign_roster', { roster });
  const head = callerOf(await newColleague('吴校长', 'school_admin', school));
  const { id } = await head<{ id: string }>('create_class', { school, grade: 5, number: 1, seats: 6 });
  const lesson = { class: id, lesson: 'primary-know', how: 'paper', day: city.toISOString().slice(0, 10) };
  await head('hold_hour', { ...lesson, done: [1, 2, 3, 4], undone: [] });

  const page = await openConsole(browser, clerk, '/staff/rates');
  await settled(page);
  const panel = page.getByTestId('over');
  await expect(panel).toContainText(`苍南核对小学：${say('over_pupils', { count: 4, of: 3 })}`);
  const { total } = await ratesAt(clerk, WRONG);
  expect(total.pupils_registered).toBeGreaterThan(total.pupils);
  await expectFour(page, total);
  await expect(page.getByTestId('rate-pupils')).toContainText(say('over_mark'));
  await expect(page.getByTestId('rate-schools')).toContainText(
    say('denominator', { ...about, signed_by: '何科', signed_on: city.toISOString().slice(0, 10) }),
  );
  await expectAccessible(page, 'rates, above 100 %', ['light', 'dark']);
  await panel.locator(`a[href*="p=${school}&"]`).first().click();
  await expect(page.getByTestId('place')).toContainText('苍南核对小学');
  await expect(page.getByTestId('over')).toContainText(say('over_pupils', { count: 4, of: 3 }));
});

test('the simulator opens with the real counts, computes without a network, and refuses 6,062 of 5,880', async ({
  browser,
}) => {
  const page = await openConsole(browser, 'guo', '/staff/rates');
  await settled(page);
  const { total } = await ratesAt('guo', COUNTY);
  await page.getByRole('link', { name: say('to_composite'), exact: true }).click();
  await settled(page);
  await expect(page.getByText(say('inferred'))).toBeVisible();
  await expect(page.locator('input[name=pupils_of]')).toHaveValue(grouped(total.pupils));
  await expect(page.getByTestId('from')).toContainText('鹿城区');

  await page.context().setOffline(true);
  await page.getByRole('button', { name: say('example_shanxi'), exact: true }).click();
  await expect(page.getByTestId('score')).toHaveText('59.44');
  await page.getByRole('button', { name: say('example_beijing'), exact: true }).click();
  await expect(page.getByTestId('score')).toHaveText('71.02');
  await expect(page.getByTestId('gains').locator('li').first()).toHaveText(
    `${say('gain_schools_other', { n: 5 })} +0.35`,
  );
  await page.locator('input[name=schools]').fill('1,454');
  await expect(page.getByTestId('score')).toHaveText('71.37');

  await page.locator('input[name=schools]').fill('6062');
  await page.locator('input[name=schools_of]').fill('5880');
  await expect(page.getByTestId('score')).toHaveText('–');
  await expect(page.getByTestId('wrong')).toHaveText(say('wrong_over_schools', { count: '6,062', of: '5,880' }));
  await expectAccessible(page, 'composite, with an error', ['light', 'dark']);
});
