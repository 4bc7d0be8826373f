/** A year of a city: its figures come in as files, a second person signs, and they are read back as they were stated. */
import type { Page } from '@playwright/test';
import { writeSheets } from '../../../src/exercise/exchange/xlsx-write.ts';
import { settled } from '../at-desk.ts';
import { expectAccessible } from '../axe.ts';
import { openConsole } from '../console.ts';
import { expect, test, wordsOf } from '../world.ts';

const words = wordsOf('zh-Hans', 'console_registers');
const say = (key: string, values: Record<string, string | number> = {}) =>
  Object.entries(values).reduce((text, [name, value]) => text.replaceAll(`{{${name}}}`, `${value}`), words[key] ?? key);
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** Years before anything of the demo city; what is entered ends with them, so that nobody's city of today changes. */
const YEAR = 2013;
const LAST = `${YEAR}-12-31`;
const SOURCE = `市禁毒办 ${YEAR} 年度统计（演示）`;
const COUNTIES = ['鹿城区', '龙湾区', '瓯海区', '瑞安市', '乐清市', '永嘉县'];
/** Four communities of a street whose duty is one activity a month, and the months that three of them left out. */
const LEFT_OUT: Record<string, number[]> = { 松台社区: [3, 8], 湖滨社区: [], 清明社区: [11], 庆年社区: [6, 7, 12] };
const MISSING = [
  `松台社区 松台街道 ${YEAR}年3月、${YEAR}年8月`,
  `清明社区 松台街道 ${YEAR}年11月`,
  `庆年社区 松台街道 ${YEAR}年6月–7月、${YEAR}年12月`,
];

const csv = (name: string, rows: string[][]) => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(`\uFEFF${rows.map((cells) => cells.map((cell) => `"${cell}"`).join(',')).join('\r\n')}`),
});
const xlsx = (name: string, rows: string[][]) => ({
  name,
  mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  buffer: Buffer.from(writeSheets([{ name: '登记表', rows }])),
});
const many = (count: number, row: (i: number) => string[]) => Array.from({ length: count }, (_, i) => row(i));
const county = (i: number) => COUNTIES[i % COUNTIES.length] ?? '';

/** 141 activities with 9000余 leaflets and 2500余 gifts: all but one are exact, that one says 余 and makes the sums say it. */
function activities(): string[][] {
  const duties = Object.entries(LEFT_OUT).flatMap(([name, left]) =>
    many(12, (i) => [name, String(i + 1)]).filter(([, month]) => !left.includes(Number(month))),
  );
  const held = [
    ...duties.map(([place = '', month = '']) => [
      `${place}${month}月宣传`,
      `鹿城区松台街道${place}`,
      `${YEAR}年${month}月15日`,
    ]),
    ...many(141 - duties.length, (i) => [`禁毒宣传第${i + 1}场`, county(i), `${YEAR}/${1 + (i % 12)}/${1 + (i % 28)}`]),
  ];
  return [
    ['活动名称', '地区', '日期', '活动类型', '发放宣传资料（份）', '发放小礼品（份）'],
    ...held.map((cells, i) => [...cells, '现场宣传', i === 0 ? '600余份' : '60', i === 0 ? '400余份' : '15']),
    ['合计', '', '', '', '9000余', '2500余'],
  ];
}
/** 189 teams with 3,305 volunteers. */
const teams = () => [
  ['名称', '地区', '成立日期', '结束日期', '志愿者（名）'],
  ...many(189, (i) => [`志愿队第${i + 1}支`, county(i), `${YEAR - 2}年`, LAST, i === 0 ? '109名' : '17']),
];
const venues = (count: number, name: string) => [
  ['名称', '地区', '开始日期', '结束日期'],
  ...many(count, (i) => [`${name}第${i + 1}处`, county(i), `${YEAR - 1}-01-01`, LAST]),
];
const FILES: [type: string, file: ReturnType<typeof csv>, rows: number][] = [
  ['activity', xlsx('全年活动.xlsx', activities()), 141],
  ['team', csv('志愿者队伍.csv', teams()), 189],
  ['base', csv('基地.csv', venues(12, '教育基地')), 12],
  ['classroom', xlsx('宣教室.xlsx', venues(221, '宣教室')), 221],
  ['brand_community', csv('品牌社区.csv', venues(14, '品牌社区')), 14],
  [
    'cultural_hall',
    csv('文化礼堂.csv', [
      ['名称', '数量', '开始日期', '结束日期'],
      ['全市文化礼堂', '2 500余家', `${YEAR - 1}年`, LAST],
    ]),
    1,
  ],
  [
    'activity',
    csv('宣传月.csv', [
      ['名称', '地区', '日期', '数量', '活动类型', '规模'],
      ['宣传月大型活动', '温州市', `${YEAR - 1}-06-20`, '30余场次', '现场宣传', '大型活动'],
    ]),
    1,
  ],
];

/** Brings a file in by its page; answers the id of the batch that waits. */
async function bring(page: Page, type: string, file: ReturnType<typeof csv>, rows: number): Promise<string> {
  await page.goto(`/staff/batch?type=${type}`);
  await settled(page);
  await page.locator('input[name=about-as_of]').fill(LAST);
  await page.locator('input[name=source]').fill(SOURCE);
  await page.locator('input[name=file]').setInputFiles(file);
  await expect(page.getByTestId('count-good'), file.name).toHaveText(String(rows));
  await expect(page.getByTestId('count-bad')).toHaveText('0');
  await button(page, say('send', { count: rows })).click();
  await expect(page.getByTestId('batch-sent')).toContainText(String(rows));
  await button(page, say('review')).click();
  await expect(page.getByText(say('mine'))).toBeVisible();
  await expect(button(page, say('sign'))).toHaveCount(0);
  return new URL(page.url()).searchParams.get('b') ?? '';
}

async function sign(page: Page, batch: string, rows: number): Promise<void> {
  await page.goto('/staff/registers');
  await settled(page);
  await page.getByTestId('to-sign').locator(`a[data-batch="${batch}"]`).click();
  await settled(page);
  await expect(page.getByTestId('note-fresh')).toHaveText(String(rows));
  await button(page, say('sign')).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: say('sign'), exact: true })
    .click();
  await expect(page.locator('.state', { hasText: say('batch_signed') })).toBeVisible();
}

test('a year of a city comes in, is signed by somebody else, and reads back as it was stated', async ({ browser }) => {
  test.setTimeout(240_000);
  const wen = await openConsole(browser, 'wen', '/staff/registers');
  const he = await openConsole(browser, 'he', '/staff/registers');

  // The duty is an entry like any other, typed in.
  await wen.goto('/staff/entry?type=duty');
  await settled(wen);
  await wen.locator('input[name=title]').fill('松台街道社区每月一场');
  await wen.locator('select[name=place-0]').selectOption({ label: '鹿城区' });
  await wen.locator('select[name=place-1]').selectOption({ label: '松台街道' });
  await wen.locator('input[name=from]').fill(`${YEAR}-01-01`);
  await wen.locator('input[name=to]').fill(LAST);
  await wen.locator('select[name=every]').selectOption('month');
  await wen.locator('select[name=level]').selectOption('community');
  await wen.locator('input[name=least]').fill('1');
  await wen.locator('input[name=key]').fill(`songtai-${YEAR}`);
  await button(wen, say('save')).click();
  await expect(wen.locator('[data-field=source]'), 'no figure without its source').toContainText(say('p_empty'));
  await wen.locator('input[name=source]').fill('街道工作要求（演示）');
  await expectAccessible(wen, 'an entry', ['light', 'dark']);
  await button(wen, say('save')).click();
  const sent = wen.getByTestId('entry-sent').getByRole('link', { name: say('review') });
  const duty = new URL((await sent.getAttribute('href')) ?? '', wen.url()).searchParams.get('b') ?? '';
  await sign(he, duty, 1);

  for (const [type, file, rows] of FILES) await sign(he, await bring(wen, type, file, rows), rows);

  // The report of the year.
  await he.goto(`/staff/figures?period=${YEAR}`);
  await settled(he);
  const figure = (name: string) => he.locator(`[data-figure=${name}] .big`);
  await expect(figure('held')).toHaveText('141场');
  await expect(figure('leaflets')).toHaveText('9,000余份');
  await expect(figure('gifts')).toHaveText('2,500余份');
  await expect(he.locator('[data-figure=held]'), 'nothing of it was measured here').toContainText(
    `${say('measured')} 0场`,
  );
  const row = (type: string) => he.locator('tr', { has: he.locator(`a[data-type=${type}]`) });
  await expect(row('team')).toContainText('189支');
  await expect(row('team')).toContainText('3,305名');
  for (const [type, number] of [
    ['base', '12处'],
    ['classroom', '221间'],
    ['brand_community', '14个'],
    ['cultural_hall', '2,500余家'],
  ] as const) {
    await expect(row(type)).toContainText(number);
    await expect(row(type), 'with its source').toContainText(SOURCE);
  }
  await expectAccessible(he, 'figures of a year', ['light', 'dark']);
  await he.goto(`/staff/figures?period=${YEAR - 1}-P`);
  await settled(he);
  await expect(he.getByTestId('heading')).toContainText('第 2 个全民禁毒宣传月');
  await expect(figure('held')).toHaveText('30余场');

  // The same in the registers on the last day of the year.
  await he.goto(`/staff/registers?on=${LAST}`);
  await settled(he);
  for (const [type, number] of [
    ['team', '189支'],
    ['base', '12处'],
    ['classroom', '221间'],
    ['brand_community', '14个'],
    ['cultural_hall', '2,500余家'],
  ] as const)
    await expect(he.locator(`li[data-type=${type}] > strong`)).toHaveText(number);
  await he.goto(`/staff/register?type=cultural_hall&as_of=${LAST}&place=`);
  await settled(he);
  await expect(he.getByRole('row', { name: new RegExp(`全市文化礼堂.*${YEAR - 1}年`) })).toContainText('2,500余家');

  // Who left which month out.
  await he.goto(`/staff/duties?duty=songtai-${YEAR}&period=${YEAR}`);
  await settled(he);
  const left = Object.values(LEFT_OUT).flat().length;
  await expect(he.getByTestId('kept')).toHaveText(say('kept', { done: 48 - left, due: 48 }));
  await expect(he.getByTestId('lack-missing').locator('li')).toHaveText(MISSING);
  await expect(he.locator('[data-state=missing]')).toHaveCount(left);
  await expectAccessible(he, 'coverage of a duty', ['light', 'dark']);
});
