/** Files built to harm, at the import page of a browser whose every heap ends at 64 MB. */
import fs from 'node:fs';
import path from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { strToU8 } from 'fflate';
import { findChromium } from '../../chromium.ts';
import { workbook, zip } from '../../unit/exchange/bank.ts';
import { SWITCHES } from '../browser.ts';
import { callerOf, openConsole } from '../console.ts';
import { expect, test, wordsOf } from '../world.ts';

const words = wordsOf('zh-Hans', 'console_exchange');
const MEGABYTES = 64;
const cell = (at: string, text: string) => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;
const row = (n: number, cells: string) => `<row r="${n}">${cells}</row>`;
const HEADER = row(
  1,
  ['题干', 'A', 'B', '答案', '解析', '依据', '知识点'].map((text, i) => cell(`${'ABCDEFG'[i]}1`, text)).join(''),
);

/** Says of every entry that it is a hundred bytes long once inflated. */
function lying(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  for (let at = 0; at < bytes.length - 4; at++)
    if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 100, true);
  return bytes;
}
function bomb(): Uint8Array {
  const sheet = strToU8(`<worksheet xmlns="x"><sheetData>${HEADER}<!--`);
  const bytes = new Uint8Array(40 * 1024 * 1024).fill(32);
  bytes.set(sheet);
  return lying(workbook('', { 'xl/worksheets/sheet1.xml': bytes }));
}
const laughs = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join('');
const formulas = row(
  2,
  `${cell('A2', '题')}<c r="B2"><f>HYPERLINK("//example.invalid")</f><v>1</v></c>${cell('C2', '乙')}${cell('D2', 'A')}`,
);

const FILES: [name: string, bytes: () => Uint8Array, said: RegExp][] = [
  ['bomb.xlsx', bomb, /超过了 20 MB/],
  ['nested.zip', () => zip({ 'inner.zip': zip({ 'a.xml': '<a/>' }) }), /压缩包里还有压缩包：inner\.zip/],
  ['wide.xlsx', () => workbook(HEADER + row(2, '<c><v>1</v></c>'.repeat(1_000_000))), /超过 60 列/],
  ['wide.csv', () => strToU8(`题干,答案${',x'.repeat(1_000_000)}\n`), /超过 60 列/],
  ['formulas.xlsx', () => workbook(HEADER + formulas), /B2 是公式/],
  [
    'laughs.xml',
    () => strToU8(`<!DOCTYPE quiz [<!ENTITY l0 "ha">${laughs}]><quiz>&l9;</quiz>`),
    /文档类型声明（DOCTYPE）/,
  ],
  ['dtd.xlsx', () => workbook('<!DOCTYPE worksheet [<!ENTITY x "y">]><worksheet/>'), /文档类型声明.*sheet1\.xml/],
];

let narrow: Browser;
test.beforeAll(async () => {
  narrow = await chromium.launch({
    executablePath: findChromium() ?? undefined,
    args: [...SWITCHES, `--js-flags=--max-heap-size=${MEGABYTES}`],
  });
});
test.afterAll(() => narrow.close());

/** Chooses a file, waits for what is said about it; answers the longest task of the main thread meanwhile. */
async function choose(page: Page, file: string, said: RegExp): Promise<number> {
  const name = path.basename(file);
  await page.reload();
  await page.waitForFunction(() => !document.querySelector('astro-island[ssr]'));
  await page.evaluate(() => {
    const longest = { ms: 0 };
    Object.assign(window, { longest });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) longest.ms = Math.max(longest.ms, duration);
    }).observe({ type: 'longtask' });
  });
  await page.locator('input[name=file]').setInputFiles(file);
  await expect(page.getByTestId('problems'), name).toContainText(said);
  await expect(page.getByRole('button', { name: words.commit_good, exact: true }), name).toHaveCount(0);
  await expect(page.getByRole('button', { name: /^导入/ }), name).toHaveCount(0);
  return page.evaluate(() => (window as unknown as { longest: { ms: number } }).longest.ms);
}

test('files built to harm are refused in words, write nothing, keep to their heap and leave the page free', async () => {
  test.setTimeout(120_000);
  const count = async () =>
    (
      await callerOf('wen')<{ total: number }>('documents', {
        kind: 'question',
        filter: { mine: true },
        after: null,
        size: 1,
      })
    ).total;
  const before = await count();
  const page = await openConsole(narrow, 'wen', '/staff/import');
  const asked: string[] = [];
  page.on('request', (request) => request.url().includes('/rpc/import_') && asked.push(request.url()));
  for (const [name, make, said] of FILES) {
    // from the disk: bytes that a test hands over are unpacked by the page's main thread
    const file = test.info().outputPath(name);
    fs.writeFileSync(file, make());
    const tasks = [await choose(page, file, said)];
    // on a machine with other work the median of three tells what the page itself does
    while ((tasks[0] ?? 0) > 200 && tasks.length < 3) tasks.push(await choose(page, file, said));
    expect(tasks.sort((a, b) => a - b)[tasks.length >> 1], `${name}: ms of the longest task`).toBeLessThanOrEqual(200);
  }
  expect(asked, 'nothing to compare, nothing to write').toEqual([]);
  expect(await count()).toBe(before);

  // the limit is there: a worker that wants more does not get it
  await page.route('**/parse.worker*', (route) =>
    route.fulfill({
      contentType: 'text/javascript',
      body: 'onmessage = () => { const all = []; for (;;) all.push(new Array(1e5).fill(0.5)); };',
    }),
  );
  let ended = false;
  page.on('crash', () => {
    ended = true;
  });
  await page
    .locator('input[name=file]')
    .setInputFiles({ name: 'x.csv', mimeType: '', buffer: Buffer.from('题干,答案') });
  const said = () => page.getByTestId('problems').innerText({ timeout: 500 });
  await expect
    .poll(async () => ended || (await said().catch(() => '')).includes('读不出来'), { timeout: 20_000 })
    .toBe(true);
});
