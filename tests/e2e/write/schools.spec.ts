/** The roster from its file to its second person, the register, and what a school sees of itself. */
import fs from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { strToU8, zipSync } from 'fflate';
import { PAYLOADS } from '../../fixtures/payloads.ts';
import { ROOT } from '../../tasks.ts';
import { expectAccessible } from '../axe.ts';
import { callerOf, newColleague, openConsole, ready } from '../console.ts';
import { expect, type Person, test, wordsOf } from '../world.ts';

const words = wordsOf('zh-Hans', 'console_schools');
const people = wordsOf('zh-Hans', 'console_people');
const say = (key: string, values: Record<string, string | number> = {}) =>
  Object.entries(values).reduce((text, [name, value]) => text.replace(`{{${name}}}`, `${value}`), words[key] ?? key);
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const count = (page: Page, name: string) => page.getByTestId(`count-${name}`);
const problems = (page: Page) => page.getByTestId('problems');

/** 文成县: no other test counts its schools. Next school year: nobody's rates move. */
const COUNTY = '330328';
const NEXT = `${new Date(Date.now() + 28_800_000 - 242 * 86_400_000).getUTCFullYear() + 1}-09-01`;

async function choose(page: Page, file: string | { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
  await page.locator('input[name=file]').setInputFiles(file);
  const name = typeof file === 'string' ? path.basename(file) : file.name;
  await expect(page.getByRole('heading', { name })).toBeVisible();
  await expect(page.locator('progress')).toHaveCount(0);
}
const csv = (name: string, rows: string[][]) => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(
    `\uFEFF${rows.map((cells) => cells.map((cell) => `"${cell.replace(/"/g, '""')}"`).join(',')).join('\r\n')}`,
  ),
});
const HEAD = ['学校标识码', '学校名称', '区县', '学校类别', '五年级', '六年级'];
/** Every run's schools have names of their own; their codes are the same, so that the demo city does not grow. */
const schools = (many: number, run: string) =>
  Array.from({ length: many }, (_, i) => [
    `${COUNTY}${5000 + i}`,
    `文成演示${run}第${i + 1}小学`,
    '文成县',
    '小学',
    String(300 + (i % 7)),
    '311',
  ]);

async function aboutRoster(page: Page): Promise<void> {
  await page.locator('select[name=year]').selectOption(NEXT);
  await page.locator('input[name=source]').fill('县教育局学籍统计（演示）');
}

test('458 schools come in with progress, go on after a cut, and count when a second person has signed', async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const run = String(Date.now()).slice(-6);
  const lin: Person = await newColleague('林干事', 'district', COUNTY);
  const page = await openConsole(browser, lin, '/staff/roster');
  await expect(page.getByRole('heading', { name: say('start_title') })).toBeVisible();
  await aboutRoster(page);
  await choose(page, csv('全县名册.csv', [HEAD, ...schools(458, run)]));
  await expect(count(page, 'good')).toHaveText('458');
  await expect(count(page, 'bad')).toHaveText('0');
  await expectAccessible(page, 'roster, preview', ['light', 'dark']);

  // The second list of rows is lost on its way.
  let calls = 0;
  await page.route('**/rpc/add_roster_rows', (route) => (++calls === 2 ? route.abort() : route.continue()));
  const start = Date.now();
  await button(page, say('send', { count: '458' })).click();
  await expect(page.getByText(say('cut', { sent: 200, total: 458 }))).toBeVisible();
  await button(page, say('go_on')).click();
  await expect(page.getByTestId('roster-sent')).toHaveText(/458 所学校/);
  expect(Date.now() - start, 'with the cut').toBeLessThan(30_000);
  expect(calls).toBe(4);

  await button(page, say('review')).click();
  await expect(page.getByText(say('mine'))).toBeVisible();
  await expect(button(page, say('sign'))).toHaveCount(0);
  const roster = new URL(page.url()).searchParams.get('r');
  const refused = await callerOf(lin)('sign_roster', { roster }).catch((error: Error) => error.message);
  expect(refused).toContain('not_staff');

  const he = await openConsole(browser, 'he', '/staff/roster');
  await he.locator(`tr[data-roster="${roster}"] a`).click();
  await expect(button(he, say('sign'))).toBeVisible();
  await he.locator('input[name=noted]').uncheck();
  await expect(he.getByRole('row', { name: new RegExp(`文成演示${run}第1小学`) })).toBeVisible();
  await expectAccessible(he, 'roster, before signing', ['light', 'dark', 'elder']);
  await button(he, say('sign')).click();
  await he
    .getByRole('dialog')
    .getByRole('button', { name: say('sign'), exact: true })
    .click();
  await expect(he.locator('.state', { hasText: say('roster_signed') })).toBeVisible();

  // The register has them, by name; their administrator is invited by a link that is shown once.
  await page.goto('/staff/schools');
  await ready(page);
  await page.locator('input[name=text]').fill(`${run}第9小学`);
  await expect(page.locator('tbody tr')).toHaveCount(1);
  await expect(page).toHaveURL(/text=/);
  await page
    .getByRole('button', { name: say('invite_for', { what: say('invite'), name: `文成演示${run}第9小学` }) })
    .click();
  const window = page.getByRole('dialog');
  await window.locator('input[name=name]').fill('周校长');
  await window.getByRole('button', { name: people.make ?? '', exact: true }).click();
  const link = await window.getByTestId('join-link').inputValue();
  expect(link).toMatch(/\/staff\/join#\w{20,}$/);
  await window.getByRole('button', { name: people.done ?? '', exact: true }).click();
  await expect(page.locator('tbody tr')).toContainText(say('invited'));
});

test('a roster with mistakes names each by its row, and nothing of it is sent', async ({ browser }) => {
  const page = await openConsole(browser, 'guo', '/staff/roster');
  const sent: string[] = [];
  page.on('request', (request) => {
    if (/open_roster|add_roster_rows/.test(request.url())) sent.push(request.url());
  });
  await aboutRoster(page);
  await choose(page, path.join(ROOT, 'tests/fixtures/roster/bad.csv'));
  await expect(count(page, 'found')).toHaveText('14');
  for (const [row, text] of [
    [3, say('p_same_code', { row: 2 })],
    [6, say('p_county_unknown', { word: '火星区' })],
    [9, say('p_pupils_form', { word: '很多', most: 9999 })],
    [12, say('p_name_signs')],
  ] as const)
    await expect(
      problems(page)
        .getByRole('row', { name: new RegExp(`^${row} `) })
        .first(),
    ).toContainText(text);
  await expect(page.getByRole('button', { name: /^存为待签字/ })).toHaveCount(0);
  await expectAccessible(page, 'roster, with problems', ['light', 'dark']);

  await choose(page, path.join(ROOT, 'tests/fixtures/roster/office.gb18030.csv'));
  await expect(problems(page), 'another district’s school').toContainText(say('p_county_unknown', { word: '龙湾区' }));
  const whole = [
    HEAD,
    ...PAYLOADS.map((payload, i) => [`3303027${String(i).padStart(3, '0')}`, payload, '鹿城区', '小学', '1', '1']),
  ];
  await choose(page, csv('hostile.csv', whole));
  await expect(problems(page)).toBeVisible();
  const refused: [string, string[][], string][] = [
    [
      'names.csv',
      [
        ['姓名', '学号'],
        ['王小明', '1'],
      ],
      say('p_person_list'),
    ],
    ['many.csv', [HEAD, ...schools(50_000, 'x')], say('p_too_many_rows', { most: 10000 })],
    [
      'none.csv',
      [
        ['题干', '答案'],
        ['一', 'A'],
      ],
      say('p_no_header'),
    ],
  ];
  for (const [name, rows, reason] of refused) {
    await choose(page, csv(name, rows));
    await expect(problems(page)).toContainText(reason);
  }
  expect(sent).toEqual([]);
});

test('the template is filled in and read as it was downloaded', async ({ browser }) => {
  const page = await openConsole(browser, 'guo', '/staff/roster');
  const [download] = await Promise.all([page.waitForEvent('download'), button(page, say('template')).click()]);
  const template = test.info().outputPath('template.xlsx');
  await download.saveAs(template);
  expect(fs.statSync(template).size).toBeGreaterThan(1_000);
  await choose(page, template);
  await expect(problems(page), 'a header and no schools yet').toContainText(say('p_nothing_found'));
});

test('a OneRoster package gives schools and numbers, and its list of persons is not even unpacked', async ({
  browser,
}) => {
  const page = await openConsole(browser, 'guo', '/staff/roster');
  const folder = path.join(ROOT, 'tests/fixtures/roster/oneroster');
  const files = Object.fromEntries(
    fs.readdirSync(folder).map((name) => [name, new Uint8Array(fs.readFileSync(path.join(folder, name)))]),
  );
  // A zip in the zip: whoever looked into it would refuse the package.
  const zip = zipSync({ ...files, 'users.csv': zipSync({ 'names.csv': strToU8('王小明') }) });
  await choose(page, { name: 'oneroster.zip', mimeType: 'application/zip', buffer: Buffer.from(zip) });
  await expect(count(page, 'good')).toHaveText('2');
  await expect(count(page, 'pupils')).toHaveText('9');
  await expect(problems(page)).toHaveCount(0);
  await expect(page.getByText('鹿城演示学校, 东校区')).toBeVisible();
});

test('a school sees its classes and ticks its checklist; the district sees the figures', async ({ browser }) => {
  const sun = await openConsole(browser, 'sun', '/staff/school');
  await expect(sun.getByTestId('school-name')).toHaveText('演示实验小学');
  const link = sun.getByRole('link', { name: say('class_name', { grade: 5, number: 2 }) });
  await expect(link).toHaveAttribute('href', /\/teach\/class\?c=[0-9a-f-]{36}$/);
  await expectAccessible(sun, 'a school', ['light', 'dark', 'elder']);
  const ticks = sun.getByTestId('ticks-five-ones');
  const before = await ticks.innerText();
  const item = sun.getByRole('checkbox', { name: '开展一次主题班会' });
  const was = await item.isChecked();
  await item.click();
  await expect(ticks).not.toHaveText(before);
  await expect(item).toBeChecked({ checked: !was });

  const guo = await openConsole(browser, 'guo', '/staff/schools');
  await guo.locator('input[name=text]').fill('3303020001');
  await guo.getByRole('link', { name: '演示实验小学' }).click();
  await expect(guo.getByTestId('ticks-five-ones')).toHaveText(await ticks.innerText());
  await expect(guo.getByRole('checkbox', { name: '开展一次主题班会' })).toBeDisabled();
  await expect(guo.getByRole('rowheader', { name: say('class_name', { grade: 5, number: 2 }) })).toBeVisible();
  await expect(guo.getByRole('link', { name: say('class_name', { grade: 5, number: 2 }) })).toHaveCount(0);
  await item.click();
  await expect(ticks).toHaveText(before);
});
