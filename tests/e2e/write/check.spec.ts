import type { Page } from '@playwright/test';
import { HOSTILE_CODES } from '../../fixtures/codes.ts';
import { expectAccessible } from '../axe.ts';
import { type Code, codesOf, ledger, openCode, PHONE, photo, seal, TRAIL } from '../check.ts';
import { callerOf } from '../console.ts';
import { storedText } from '../phone.ts';
import { address, expect, test } from '../world.ts';

test.use({ ...PHONE, serviceWorkers: 'block' });

let codes: Code[];
test.beforeEach(async () => {
  codes = await codesOf();
});
const state = (page: Page) => page.locator('#state');

test('the token leaves the address, a reload shows the seal again, and sound is off until it is wanted', async ({
  page,
}) => {
  const code = codes[2]!;
  await openCode(page, code.token);
  await expect(state(page)).toHaveText('已送达');
  expect(page.url()).toBe(`${address()}/c`);
  await expect(page.getByRole('button', { name: '盖印声' })).toHaveAttribute('aria-pressed', 'false');
  await page.reload();
  await expect(seal(page)).toBeVisible();
  await expect(page.locator('#stamp')).toHaveAttribute('data-point', code.point);
  await expect(page.getByTestId('count')).toHaveText('已集 1 / 11');
  expect(await ledger(page)).toEqual([`${TRAIL}/${code.point}`]);
  // a shared link carries nothing but the page
  await page.goto('about:blank');
  await page.goto('/c');
  await expect(page.getByRole('heading', { name: '盖一枚印' })).toBeVisible();
});

test('the first code ever scanned without a network is a seal without characters, and shows them when there is one', async ({
  page,
  context,
}) => {
  await page.goto('/c');
  await expect(page.getByRole('button', { name: '扫一扫' })).toBeVisible();
  await page.waitForLoadState('networkidle');
  await context.setOffline(true);
  await openCode(page, codes[6]!.token);
  await expect(seal(page)).toBeVisible();
  await expect(page.locator('#stamp h1')).toHaveText('盖好了');
  await expect(page.locator('#where')).toContainText('联网以后');
  await expect(state(page)).toHaveText('已记下');
  await expect(page.locator('#seal text')).toHaveCount(0);
  await context.setOffline(false);
  await expect(page.locator('#stamp')).toHaveAttribute('data-point', codes[6]!.point, { timeout: 25_000 });
  await expect(page.locator('#seal text')).toHaveCount(2);
  await expect(state(page)).toHaveText('已送达');
});

test('a scanned code is followed only when it is one of ours: a hundred others are told in words', async ({ page }) => {
  test.setTimeout(60_000);
  const hostile = HOSTILE_CODES(address(), codes[0]!.token).filter((text) => text && text.length < 200);
  expect(hostile.length).toBeGreaterThanOrEqual(60);
  const left: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(`${address()}/`) && !/^(data|blob):/.test(request.url())) left.push(request.url());
  });
  page.on('dialog', (dialog) => left.push(dialog.message()));
  await page.goto('/c');
  await page.getByRole('button', { name: '扫一扫' }).click();
  const input = page.locator('.scan input[type=file]');
  await expect(input).toBeAttached();
  for (const text of hostile) {
    await input.setInputFiles({ name: 'code.png', mimeType: 'image/png', buffer: photo(text, 4) });
    // the scanner empties the field when it has read the picture
    await expect.poll(() => input.inputValue(), text).toBe('');
    await expect(page.locator('.scan .said'), text).toHaveText('');
    await expect(page.locator('.said').filter({ hasText: '没有打开它' }), text).toHaveCount(1);
    expect(page.url(), text).toBe(`${address()}/c`);
  }
  expect(left).toEqual([]);
  expect(await storedText(page)).not.toContain('"kind":"stamp"');
});

test('a phone that can keep nothing says so, sends nothing, and leaves the code in the address for another try', async ({
  browser,
}) => {
  for (const [name, words] of [
    ['QuotaExceededError', /手机存满了/],
    ['SecurityError', /不让网页保存数据/],
  ] as const) {
    const phone = await browser.newContext({ ...PHONE, baseURL: address(), serviceWorkers: 'block' });
    await phone.addInitScript((name) => {
      const { add } = IDBObjectStore.prototype;
      const refuse = () => {
        throw new DOMException('no', name);
      };
      if (name === 'SecurityError') IDBFactory.prototype.open = refuse;
      else
        IDBObjectStore.prototype.add = function (...args) {
          return sessionStorage.getItem('room') ? add.apply(this, args) : refuse();
        };
    }, name);
    const sent: string[] = [];
    phone.on('request', (request) => sent.push(request.url()));
    const page = await phone.newPage();
    await openCode(page, codes[1]!.token);
    await expect(state(page)).toHaveText(words);
    await expect(seal(page)).toHaveCount(0);
    await expect(page.locator('.ladder > li')).toHaveCount(1); // staff
    expect(page.url()).toContain(codes[1]!.token);
    expect(sent.filter((url) => url.includes('record_participation'))).toEqual([]);
    if (name === 'QuotaExceededError') {
      await page.evaluate(() => sessionStorage.setItem('room', '1'));
      await page.getByRole('button', { name: '再试一次' }).click();
      await expect(state(page)).toHaveText('已送达');
      expect(page.url()).not.toContain(codes[1]!.token);
    }
    await phone.close();
  }
});

for (const days of [-1, 1]) {
  test(`a clock that is ${days < 0 ? 'a day slow' : 'a day fast'} makes a seal all the same`, async ({ page }) => {
    await page.addInitScript((ms) => {
      const now = Date.now;
      Date.now = () => now() + ms;
    }, days * 86_400_000);
    await openCode(page, codes[3]!.token);
    await expect(state(page)).toHaveText('已送达');
    expect(await ledger(page)).toEqual([`${TRAIL}/${codes[3]!.point}`]);
  });
}

test('a wrong answer is no seal, is told, and the code on the wall still does it', async ({ page }) => {
  await page.goto(`/c?p=${TRAIL}/liji`);
  await page.locator('.opt').first().click();
  await page.getByRole('button', { name: '就选这个' }).click();
  await expect(state(page)).toContainText('没有对上');
  await expect(seal(page)).toHaveCount(0);
  await expect(page.locator('.ladder')).toContainText('输入短码');
  expect(await ledger(page)).toEqual([]);
  await openCode(page, codes.find(({ point }) => point === 'liji')!.token);
  await expect(state(page)).toHaveText('已送达');
  expect(await ledger(page)).toEqual([`${TRAIL}/liji`]);
});

test('a code that nobody printed, and a short code with a slip, are told in words with another way beside', async ({
  page,
}) => {
  await openCode(page, 'A'.repeat(22));
  await expect(state(page)).toContainText('没有找到这个码');
  await expect(seal(page)).toHaveCount(0);
  await expect(page.locator('.ladder > li')).not.toHaveCount(0);
  await openCode(page, 'not-a-code');
  await expect(page.locator('#stamp h1')).toHaveText('这不是打卡的码');
  await page.getByLabel('码下面的六个字符').fill('U23456');
  await page.getByRole('button', { name: '盖印', exact: true }).click();
  await expect(page.locator('#typed-said')).toContainText('六个字符');
  expect(await ledger(page)).toEqual([]);
});

test('a screen at the place shows a code that a phone’s camera opens', async ({ page }) => {
  const { codes: shown } = await callerOf('he')<{ codes: { step: number; mac: string }[] }>('screen_codes', {
    trail: TRAIL,
    point: 'gate',
  });
  const [now] = shown;
  await openCode(page, `s.${TRAIL}.gate.${now?.step}.${now?.mac}`);
  await expect(seal(page)).toBeVisible();
  await expect(state(page)).toHaveText('已送达');
  expect(await ledger(page)).toEqual([`${TRAIL}/gate`]);
  await expect(page.locator('#stamp')).toHaveAttribute('data-point', 'gate');
});

test('a code that was renewed in the meantime is no seal, and the point’s other ways stand beside it', async ({
  page,
}) => {
  const old = codes.find(({ point }) => point === 'tea')!;
  const { token } = await callerOf('he')<{ token: string }>('renew_code', { trail: TRAIL, point: 'tea' });
  await openCode(page, old.token);
  await expect(state(page)).toContainText('已经换新');
  await expect(seal(page)).toHaveCount(0);
  await expect(page.locator('#stamp h1')).toHaveText(/茶亭/);
  await expect(page.locator('.ladder > li')).not.toHaveCount(0);
  await openCode(page, token);
  await expect(state(page)).toHaveText('已送达');
  expect(await ledger(page)).toEqual([`${TRAIL}/tea`]);
});

test('a page that was kept longer than its scripts presses the seal, and is fetched anew', async ({
  page,
  context,
}) => {
  // the scripts are gone until the page itself is asked for again; the phone is still writing the seal down by then
  let asked = 0;
  page.on('request', (request) => new URL(request.url()).pathname === '/c' && asked++);
  await context.route('**/_astro/c.astro*', (route) =>
    asked < 2 ? route.fulfill({ status: 404, body: '' }) : route.continue(),
  );
  await page.addInitScript(() => {
    if (location.pathname === '/c') sessionStorage.setItem('opened', `${sessionStorage.getItem('opened')} ${location}`);
    const { add } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.add = function (...args) {
      const until = performance.now() + 1000;
      const busy = () => {
        if (performance.now() < until) this.count().onsuccess = busy;
      };
      busy();
      return add.apply(this, args);
    };
  });
  const { token, point } = codes[7]!;
  await openCode(page, token);
  await expect(state(page)).toHaveText('已送达');
  await expect(page.locator('#stamp')).toHaveAttribute('data-point', point);
  await expect(page.locator('#stamp')).toHaveAttribute('data-state', 'delivered');
  const opened = await page.evaluate(() => sessionStorage.getItem('opened'));
  expect(opened, 'once, when the seal is pressed').toBe(`null ${address()}/c#${token} ${address()}/c`);
  expect(await ledger(page)).toEqual([`${TRAIL}/${point}`]);
});

test('seal, refusal and scanner have no accessibility violation, light, dark and elder', async ({ page }) => {
  await openCode(page, codes[8]!.token);
  await expect(page.getByTestId('count')).toBeVisible();
  await expect(state(page)).toHaveText('已送达');
  await expectAccessible(page, 'seal');
  await openCode(page, 'B'.repeat(22));
  await expect(state(page)).toContainText('没有找到这个码');
  await expect(page.locator('.ladder > li')).not.toHaveCount(0);
  await expectAccessible(page, 'refusal');
  await page.goto('about:blank');
  await page.goto('/c');
  await page.getByRole('button', { name: '扫一扫' }).click();
  await expect(page.locator('.finder')).toContainText(/没有相机权限|打不开相机/);
  await expectAccessible(page, 'scanner');
});
