import { PDFiumLibrary } from '@hyzyla/pdfium';
import type { Page } from '@playwright/test';
import jsQR from 'jsqr';
import type { MyStamps } from '../../../src/contract/trails.ts';
import { expectAccessible } from '../axe.ts';
import { ready } from '../console.ts';
import { asPerson, close, newPhone, openPassport, openWalk, sealsOf, stampAt, type Walk } from '../gifts.ts';
import { address, expect, test } from '../world.ts';

/** What the code on the printed sheet says to a reader that did not draw it, at 150 dots per inch. */
async function readPrint(page: Page): Promise<string> {
  const print = await page.pdf({ preferCSSPageSize: true, printBackground: true });
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(print);
  expect(document.getPageCount()).toBe(1);
  const { data, width, height } = await document.getPage(0).render({ scale: 150 / 72, render: 'bitmap' });
  const code = jsQR(new Uint8ClampedArray(data), width, height)?.data ?? '';
  document.destroy();
  library.destroy();
  return code;
}

/** Records of stamps in the ledger of whoever this phone is, by their own copy of it. */
async function ledger(page: Page): Promise<string[]> {
  const { records } = await asPerson<{ records: { id: string; kind: string }[] }>(page, 'my_export');
  return records.filter(({ kind }) => kind === 'stamp').map(({ id }) => id);
}

const stampsOf = async (page: Page, { trail }: Walk) => {
  const { stamps, points } = await asPerson<MyStamps>(page, 'my_stamps');
  return { stamps: stamps.filter((stamp) => stamp.trail === trail).map(({ point }) => point), points: points.total };
};

test('seals come back by a printed card, by the key and by six digits, each in another browser, and nothing is doubled', async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const walk = await openWalk();
  const phone = await (await newPhone(browser)).newPage();
  await stampAt(phone, walk.tokens);
  await expect(sealsOf(phone, walk.trail)).toHaveText('已集 3 / 3');
  const before = await stampsOf(phone, walk);
  expect(before.stamps).toEqual(walk.points);
  expect(await ledger(phone)).toHaveLength(3);

  // the card is printed while the phone is still there
  await phone.goto('/passport/card');
  await ready(phone);
  const key = (await phone.getByTestId('paper-key').innerText()).replace(/\s+/g, '-');
  await expect(phone.locator('.fold-cover img')).toBeVisible();
  const printed = await readPrint(phone);
  expect(printed).toBe(`${address()}/passport#k=${key}`);

  // by paper, on a phone that was at the first stop as well
  const paper = await (await newPhone(browser)).newPage();
  await stampAt(paper, walk.tokens.slice(0, 1));
  await expect(sealsOf(paper, walk.trail)).toHaveText('已集 1 / 3');
  await openPassport(paper, new URL(printed).hash);
  await paper
    .locator('form')
    .filter({ has: paper.locator('input[name=key]') })
    .locator('button.main')
    .click();
  await expect(sealsOf(paper, walk.trail)).toHaveText('已集 3 / 3', { timeout: 20_000 });

  // by the key, typed as people type it
  const typed = await (await newPhone(browser)).newPage();
  await openPassport(typed);
  await typed.locator('input[name=key]').fill(key.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o'));
  await typed.locator('input[name=key]').press('Enter');
  await expect(sealsOf(typed, walk.trail)).toHaveText('已集 3 / 3', { timeout: 20_000 });

  // by six digits, from one browser to the other
  const digits = await (await newPhone(browser)).newPage();
  await openPassport(phone);
  await phone.getByTestId('hop').locator('button[type=button]').click();
  const code = (await phone.getByTestId('hop-code').innerText()).replace(/\s/g, '');
  expect(code).toMatch(/^\d{6}$/);
  await openPassport(digits);
  const field = digits.locator('input[name=digits]');
  const said = digits.getByTestId('hop-message');
  await field.fill(String((Number(code) + 1) % 1_000_000).padStart(6, '0'));
  await field.press('Enter');
  await expect(said).toContainText('数字不对');
  await field.fill(`${code.slice(0, 3)} ${code.slice(3)}`);
  await field.press('Enter');
  await expect(said).toContainText('搬过来了', { timeout: 20_000 });
  await expect(sealsOf(digits, walk.trail)).toHaveText('已集 3 / 3', { timeout: 20_000 });

  // once: whoever read the digits over a shoulder gets nothing
  const stranger = await (await newPhone(browser)).newPage();
  await openPassport(stranger);
  await stranger.locator('input[name=digits]').fill(code);
  await stranger.locator('input[name=digits]').press('Enter');
  await expect(stranger.getByTestId('hop-message')).toContainText('数字不对');
  await expect(sealsOf(stranger, walk.trail)).toHaveCount(0);

  // four browsers, one passport: three seals, points as before, and the four records that phones have sent
  const records = await ledger(phone);
  expect(new Set(records).size).toBe(4);
  expect(records).toHaveLength(4);
  for (const page of [phone, paper, typed, digits]) {
    expect(await stampsOf(page, walk)).toEqual(before);
    expect((await ledger(page)).sort()).toEqual([...records].sort());
  }
  // the browser that got it by digits can lose it in its turn: its own key is known
  const own = await digits.evaluate(async () => {
    const asked = indexedDB.open('qingtu');
    const db = await new Promise<IDBDatabase>((done) => asked.addEventListener('success', () => done(asked.result)));
    const got = db.transaction('meta').objectStore('meta').get('recovery');
    return new Promise<{ key: string; sub?: string }>((done) =>
      got.addEventListener('success', () => done(got.result)),
    );
  });
  expect(own.sub).toBeTruthy();
  expect(own.key.startsWith(key.slice(0, 4))).toBe(false);

  // as it looks while digits are shown
  await openPassport(phone);
  await phone.getByTestId('hop').locator('button[type=button]').click();
  await expect(phone.getByTestId('hop-code')).toBeVisible();
  await expectAccessible(phone, 'six digits');

  for (const page of [phone, paper, typed, digits, stranger]) await page.context().close();
  await close({ trail: walk.trail });
});
