import type { Locator, Page } from '@playwright/test';
import { decodeQR } from 'qr/decode.js';
import { expectAccessible } from '../axe.ts';
import { openConsole } from '../console.ts';
import { address, expect, test } from '../world.ts';

/** What a phone held before the screen reads: the code as it is drawn, as pixels. */
async function scan(page: Page, code: Locator): Promise<string> {
  const source = `data:image/png;base64,${(await code.screenshot({ scale: 'css' })).toString('base64')}`;
  const { width, height, grey } = await page.evaluate(async (src) => {
    const image = new Image();
    image.src = src;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, image.width, image.height);
    // one letter for each pixel: a million numbers as JSON would take seconds
    let grey = '';
    for (let i = 0; i < data.length; i += 4) grey += (data[i] as number) < 128 ? '#' : '.';
    return { width: image.width, height: image.height, grey };
  }, source);
  const data = new Uint8ClampedArray(grey.length * 4).fill(255);
  for (let i = 0; i < grey.length; i++) if (grey[i] === '#') data.fill(0, i * 4, i * 4 + 3);
  return decodeQR({ width, height, data });
}

/** Pages of the PDF that the print window would make, in millimetres. */
async function paper(page: Page): Promise<string[]> {
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  return [...pdf.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map(([, width, height]) =>
    [width, height].map((points) => Math.round((Number(points) / 72) * 25.4)).join(' × '),
  );
}

test('a poster’s code leads where it says, in every format, on one sheet of the right size', async ({ browser }) => {
  test.setTimeout(120_000);
  const page = await openConsole(browser, 'jiang', '/staff/posters');
  const codes = page.locator('svg.poster-qr');
  await page.locator('select').selectOption('/quiz/daily');
  for (const [format, count, size] of [
    ['a4', 1, '210 × 297'],
    ['a6', 1, '105 × 148'],
    ['a6x4', 4, '210 × 297'],
    ['a7x8', 8, '297 × 210'],
  ] as const) {
    await page.locator(`input[value=${format}]`).check();
    await expect(codes).toHaveCount(count);
    for (const code of [codes.first(), codes.last()])
      expect(await scan(page, code), format).toBe(`${address()}/quiz/daily`);
    expect(await paper(page), format).toEqual([size]);
  }
  await page.locator('input[value=a4]').check();
  await expect(page.locator('.typed')).toHaveText(`${new URL(address()).host}/quiz/daily`);
  await expectAccessible(page, 'posters');
  await page.context().close();
});

test('a typed address of this site is printed, another one is not', async ({ browser }) => {
  const page = await openConsole(browser, 'guo', '/staff/posters');
  await page.locator('select').selectOption('');
  const typed = page.locator('input[inputmode=url]');
  for (const wrong of ['https://elsewhere.example/quiz', '/staff', 'javascript:alert(1)']) {
    await typed.fill(wrong);
    await expect(typed).toHaveAttribute('aria-invalid', 'true');
    await expect(page.getByTestId('sheet')).toHaveCount(0);
    await expect(page.locator('button[type=submit]:visible')).toBeDisabled();
  }
  await typed.fill('/help#hotlines');
  await expect(typed).toHaveAttribute('aria-invalid', 'false');
  expect(await scan(page, page.locator('svg.poster-qr'))).toBe(`${address()}/help#hotlines`);
  await page.goto('/en/staff/posters?path=/en/quiz/kp03');
  await expect(page.locator('select')).toHaveValue('/en/quiz/kp03');
  expect(await scan(page, page.locator('svg.poster-qr'))).toBe(`${address()}/en/quiz/kp03`);
  await page.context().close();
});

test('the longest title and line leave everything on the poster', async ({ browser }) => {
  test.setTimeout(120_000);
  const page = await openConsole(browser, 'jiang', '/staff/posters');
  const poster = page.locator('.poster').first();
  for (const [title, line, path] of [
    ['禁'.repeat(24), '毒'.repeat(48), '/quiz/daily'],
    ['禁'.repeat(14), '毒'.repeat(36), '/quiz/kp03'],
    ['禁'.repeat(7), '毒'.repeat(48), `/quiz/${'x'.repeat(40)}`],
    ['W'.repeat(24), 'Mm '.repeat(16), '/'],
    ['禁毒', '', '/'],
  ] as const) {
    await page.locator('select').selectOption('');
    await page.locator('input[inputmode=url]').fill(path);
    await page.locator('input[maxlength="24"]').fill(title);
    await page.locator('input[maxlength="48"]').fill(line);
    for (const format of ['a4', 'a7x8']) {
      await page.locator(`input[value=${format}]`).check();
      // as on paper: on the screen Chromium keeps the smallest letters from getting smaller
      await page.emulateMedia({ media: 'print' });
      const { inner, outer } = await poster.evaluate((box) => ({ inner: box.scrollHeight, outer: box.clientHeight }));
      expect(inner, `${title} ${format}`).toBeLessThanOrEqual(outer);
      expect(await scan(page, page.locator('svg.poster-qr').last())).toContain(path);
      await page.emulateMedia({ media: 'screen' });
    }
  }
  await page.context().close();
});

test('nothing on a poster runs or marks up, whatever is typed', async ({ browser }) => {
  const page = await openConsole(browser, 'jiang', '/staff/posters');
  const wrong: string[] = [];
  page.on('dialog', (dialog) => {
    wrong.push(dialog.message());
    dialog.dismiss();
  });
  for (const payload of ['<img src=x onerror=alert(1)>', '"><svg/onload=alert(1)>', '{{7*7}}<script>1']) {
    const title = payload.slice(0, 24);
    await page.locator('input[maxlength="24"]').fill(title);
    await page.locator('input[maxlength="48"]').fill(payload);
    await expect(page.locator('.poster-title')).toHaveText(title);
    await expect(page.locator('.poster-line')).toHaveText(payload);
  }
  expect(await page.locator('.poster img, .poster script').count()).toBe(0);
  expect(wrong).toEqual([]);
  await page.context().close();
});
