import type { Page } from '@playwright/test';
import { expectAccessible } from '../axe.ts';
import { callerOf, openConsole } from '../console.ts';
import { type Picture, part, printed, readCode, turned } from '../paper.ts';
import { address, expect, test } from '../world.ts';

const TRAIL = 'zhongyi-street';
/** A poster on a wall is never straight. */
const ASKEW = 5;
const DPI = 150;
const QUARTERS = [
  [0, 0, 0.5, 0.5],
  [0.5, 0, 0.5, 0.5],
  [0, 0.5, 0.5, 0.5],
  [0.5, 0.5, 0.5, 0.5],
] as const;

type Code = { point: string; token: string; typed: string };
const codesOf = () => callerOf('wen')<Code[]>('trail_codes', { trail: TRAIL });
const lead = (code: Code) => `${address()}/c#${code.token}`;
const codes = (page: Page) => page.locator('svg.poster-qr');
const read = (picture: Picture) => readCode(turned(picture, ASKEW));

test('every point of a trail is printed with a code that another library reads off the paper, askew', async ({
  browser,
}) => {
  test.setTimeout(300_000);
  const all = await codesOf();
  expect(all.length).toBe(11);
  expect(new Set(all.map(({ token }) => token)).size).toBe(11);
  const page = await openConsole(browser, 'wen', `/staff/trail-posters?key=${TRAIL}`);
  await expect(codes(page)).toHaveCount(11);
  for (const [format, size, on] of [
    ['a4', '210 × 297', 1],
    ['a6', '105 × 148', 1],
    ['a6x4', '210 × 297', 4],
  ] as const) {
    await page.locator(`input[value=${format}]`).check();
    const sheets = await printed(page, DPI);
    expect(
      sheets.map((sheet) => sheet.size),
      format,
    ).toEqual(Array(Math.ceil(11 / on)).fill(size));
    const pictures = sheets.flatMap(({ picture }) =>
      on === 1 ? [picture] : QUARTERS.map((quarter) => part(picture, [...quarter])),
    );
    expect(pictures.slice(0, 11).map(read), format).toEqual(all.map(lead));
    for (const empty of pictures.slice(11))
      expect(read(empty), 'nothing is printed where there is no point').toBeNull();
  }
  await page.context().close();
});

test('a poster says its six characters in large type, and only chosen points are printed', async ({ browser }) => {
  const [first, second] = await codesOf();
  const page = await openConsole(browser, 'wen', `/staff/trail-posters?key=${TRAIL}`);
  await expect(codes(page)).toHaveCount(11);
  const poster = page.locator('.poster').first();
  await expect(poster.locator('.typed')).toHaveText(`${first?.typed.slice(0, 3)} ${first?.typed.slice(3)}`);
  await expect(poster).toContainText(`${new URL(address()).host}/c`);
  await expectAccessible(page, 'trail posters');
  await page.locator('.print-points input').first().uncheck();
  await expect(codes(page)).toHaveCount(10);
  await expect(codes(page).first()).toHaveAttribute('aria-label', lead(second as Code));
  await page.goto(`/en/staff/trail-posters?key=${TRAIL}`);
  await expect(codes(page).first()).toHaveAttribute('aria-label', `${address()}/en/c#${first?.token}`);
  await page.context().close();
});

test('a poster holds everything on its sheet, whatever the language', async ({ browser }) => {
  const page = await openConsole(browser, 'wen', `/staff/trail-posters?key=${TRAIL}`);
  for (const prefix of ['', '/en']) {
    await page.goto(`${prefix}/staff/trail-posters?key=${TRAIL}`);
    await expect(codes(page)).toHaveCount(11);
    await page.emulateMedia({ media: 'print' });
    const over = await page
      .locator('.poster')
      .evaluateAll(
        (all) => all.filter((box) => box.scrollHeight > box.clientHeight || box.scrollWidth > box.clientWidth).length,
      );
    expect(over, prefix).toBe(0);
    await page.emulateMedia({ media: 'screen' });
  }
  await page.context().close();
});
