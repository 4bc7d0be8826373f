import { brotliCompressSync } from 'node:zlib';
import type { BrowserContext, Page } from '@playwright/test';
import { expectAccessible } from '../axe.ts';
import { sticksOut } from '../fits.ts';
import { openLine } from '../proxy.ts';
import { address, at, expect, test, wordsOf } from '../world.ts';

const STREET = '/trails/zhongyi-street';
const KB = 1024;
const zh = wordsOf('zh-Hans', 'trails');
/** Somewhere on the street; its digits must not turn up anywhere else. */
const HERE = { longitude: 120.64271828, latitude: 27.77314159, accuracy: 20 };
const MARKS = ['71828', '314159'];

/** Puts seals into the phone's memory, as `/c` does. */
async function press(page: Page, points: { point: string; state: string }[]): Promise<void> {
  await page.evaluate(async (pressed) => {
    const db = await new Promise<IDBDatabase>((resolve) => {
      const asked = indexedDB.open('qingtu');
      asked.onsuccess = () => resolve(asked.result);
    });
    const tx = db.transaction('drafts', 'readwrite');
    const list = pressed.map(({ point, state }, i) => ({
      at: Date.now() - 60_000 + i * 1000,
      record: `r${i}`,
      proof: 'code',
      hash: `h${i}`,
      trail: 'zhongyi-street',
      point,
      state,
    }));
    tx.objectStore('drafts').put({ list }, 'trails:seals');
    await new Promise((resolve) => {
      tx.oncomplete = resolve;
    });
    db.close();
  }, points);
}

/** What a page asks for, until now. */
function requests(page: Page): { url: string; body: string }[] {
  const seen: { url: string; body: string }[] = [];
  page.on('request', (request) => seen.push({ url: request.url(), body: request.postData() ?? '' }));
  return seen;
}

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });

  test('a trail is read whole: sketch, scroll, stories, how its seals are got, and the way to the scanner', async ({
    page,
  }) => {
    await page.goto(STREET);
    await expect(page.getByRole('img', { name: /示意图/ })).toBeVisible();
    await expect(page.locator('.sketch figcaption')).toContainText('不作导航');
    expect(await page.locator('.sketch .seal').count()).toBe(11);
    expect(await page.locator('.handscroll li a').count()).toBe(11);
    const stops = page.locator('article.point');
    expect(await stops.count()).toBe(11);
    for (const stop of await stops.all()) {
      expect((await stop.locator('.story').innerText()).length).toBeGreaterThan(40);
      await expect(stop.locator('.proofs p')).toContainText('扫现场的二维码');
    }
    await expect(page.getByRole('link', { name: zh.scan })).toHaveAttribute('href', '/c');
    await expect(page.locator('#save button')).toBeHidden();
    await expect(page.locator('#map > button')).toBeHidden();
  });

  test('the list names every trail, its way and its seals', async ({ page }) => {
    await page.goto('/trails');
    const cards = page.locator('[data-trail]');
    expect(await cards.count()).toBe(3);
    for (const card of await cards.all()) await expect(card).toContainText(/枚印/);
    await expect(page.locator('[data-trail=zhongyi-street]')).toContainText(zh.demo ?? '');
    await expect(page.locator('#near')).toBeHidden();
  });
});

test.describe('with script', () => {
  test.use({ serviceWorkers: 'block' });

  test('a trail’s first load is 20 KB of script and 48 KB without pictures; nothing of the map is in it', async ({
    page,
  }) => {
    const cdp = await page.context().newCDPSession(page);
    const bytes = new Map<string, { url: string; type: string; bytes: number }>();
    cdp.on('Network.requestWillBeSent', ({ requestId, request, type }) =>
      bytes.set(requestId, { url: request.url, type: type ?? '', bytes: 0 }),
    );
    cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      const found = bytes.get(requestId);
      if (found) found.bytes = encodedDataLength;
    });
    await cdp.send('Network.enable');
    await page.goto(STREET, { waitUntil: 'load' });
    await page.waitForTimeout(1500);
    const all = [...bytes.values()].filter(({ url }) => !/^data:|\.(svg|png|webmanifest)$/.test(url));
    const html = await (await page.request.get(STREET)).text();
    const inline = [...html.matchAll(/<script(?![^>]*\b(?:src|type="application\/json"))[^>]*>([\s\S]*?)<\/script>/g)];
    const sum = (some: { bytes: number }[]) => some.reduce((total, one) => total + one.bytes, 0);
    const script =
      sum(all.filter(({ type }) => type === 'Script')) +
      brotliCompressSync(inline.map((one) => one[1]).join('\n')).length;
    const whole = sum(all.filter(({ url }) => !url.includes('/media/')));
    test.info().annotations.push({ type: 'bytes', description: `script ${script}, whole ${whole}` });
    expect(script).toBeLessThanOrEqual(20 * KB);
    expect(whole).toBeLessThanOrEqual(48 * KB);
    expect(all.filter(({ url }) => new URL(url).origin !== address())).toEqual([]);
    for (const { url } of all.filter(({ type }) => type === 'Script'))
      expect(await (await page.request.get(url)).text(), url).not.toContain('leaflet-pane');
  });

  test('the map comes when it is wanted: eleven markers, a list beside them, nothing from elsewhere', async ({
    page,
    context,
  }) => {
    await context.grantPermissions(['geolocation']);
    await context.setGeolocation(HERE);
    const seen = requests(page);
    await page.goto(STREET, { waitUntil: 'networkidle' });
    expect(seen.filter(({ url }) => /map|leaflet/i.test(url))).toEqual([]);
    await page.getByRole('button', { name: zh.map_open }).click();
    await expect(page.locator('.leaflet-marker-icon')).toHaveCount(11);
    expect(seen.some(({ url }) => /leaflet/.test(url))).toBe(true);
    await expect(page.locator('path.map-way')).toBeVisible();
    await page.locator('.map-points').getByRole('button', { name: '非遗馆' }).focus();
    await page.keyboard.press('Enter');
    await expect(page.locator('.leaflet-popup')).toContainText('非遗馆');
    await expect(page.locator('.leaflet-popup').getByRole('link')).toBeFocused();
    await expect(page.locator('path.map-here')).toHaveCount(0);
    await page.getByRole('button', { name: zh.map_here }).click();
    await expect(page.locator('path.map-here')).toBeVisible();
    await page.locator('.leaflet-popup').getByRole('link').click();
    await expect(page).toHaveURL(/#heritage$/);
    for (const { url, body } of seen) {
      expect(new URL(url).origin).toBe(address());
      for (const mark of MARKS) expect(url + body).not.toContain(mark);
    }
  });

  test('near me: sorted on the phone after a tap; a refusal or a blurred position leaves the list as it is', async ({
    page,
    context,
  }) => {
    const seen = requests(page);
    const order = () =>
      page.locator('[data-trail]').evaluateAll((all) => all.map((one) => one.getAttribute('data-trail')));
    const status = page.locator('#near [role=status]');
    const ask = () => page.getByRole('button', { name: zh.near }).click();
    await page.goto('/trails');
    const before = await order();
    await ask();
    await expect(status).toHaveText(zh.near_denied ?? '');
    expect(await order()).toEqual(before);
    await context.grantPermissions(['geolocation']);
    await context.setGeolocation({ ...HERE, accuracy: 5000 });
    await ask();
    await expect(status).toHaveText(zh.near_poor ?? '');
    expect(await order()).toEqual(before);
    await context.setGeolocation({ ...HERE, accuracy: 30 });
    await page.reload();
    await ask();
    await expect(status).toHaveText(zh.near_done ?? '');
    expect((await order())[0]).toBe('zhongyi-street');
    await expect(page.locator('[data-trail=zhongyi-street] [data-near]')).toContainText(/约 \d+ 米/);
    for (const { url, body } of seen) for (const mark of MARKS) expect(url + body).not.toContain(mark);
    const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
    for (const mark of MARKS) expect(kept).not.toContain(mark);
  });

  test('seals of this phone stand on sketch, scroll and stories, and the next stop is told', async ({ page }) => {
    await page.goto(STREET, { waitUntil: 'networkidle' });
    await expect(page.locator('#next .chip')).toHaveText(zh.next_first ?? '');
    await press(page, [
      { point: 'gate', state: 'delivered' },
      { point: 'lakeside', state: 'delivered' },
      { point: 'heritage', state: 'not_proved' },
    ]);
    await page.reload();
    await expect(page.locator('main [data-count]')).toHaveText('已集 2 / 11');
    await expect(page.locator('.handscroll .seal.got')).toHaveCount(2);
    await expect(page.locator('.sketch .seal.got')).toHaveCount(2);
    await expect(page.locator('#next .chip')).toContainText(/下一站 · 约 \d+ 米/);
    await expect(page.locator('#next h2')).toHaveText('非遗馆');
    await expect(page.locator('#gate [data-stamped]')).toContainText(zh.got ?? '');
    await expect(page.locator('#heritage [data-stamped]')).toContainText(zh.refused ?? '');
    await page.goto('/trails');
    await expect(page.locator('[data-trail=zhongyi-street] .seal.got')).toHaveCount(2);
  });

  test('a game opens in its place when it is wanted, and the keyboard is in it', async ({ page }) => {
    await page.goto(STREET, { waitUntil: 'networkidle' });
    const place = page.locator('[data-game]').first();
    await place.locator('button').focus();
    await page.keyboard.press('Enter');
    await expect(place).toBeFocused();
    await expect(place.locator('button').first()).toBeVisible();
    expect((await place.innerText()).length).toBeGreaterThan(20);
  });

  test('an open map, an open game and seals are accessible in every look, and fit 320 pixels', async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 640 });
    await page.goto(STREET, { waitUntil: 'networkidle' });
    await press(page, [{ point: 'gate', state: 'delivered' }]);
    await page.reload({ waitUntil: 'networkidle' });
    await page.getByRole('button', { name: zh.map_open }).click();
    await page.locator('.map-points button').first().click();
    await expect(page.locator('.leaflet-popup')).toBeVisible();
    await page.locator('[data-game] button').first().click();
    await expect(page.locator('[data-game] .game').first()).toBeVisible();
    await expectAccessible(page, 'map, game and seals');
    expect(await sticksOut(page)).toEqual([]);
  });

  test('a page that the browser kept says so when the trail has changed', async ({ page }) => {
    await page.goto(STREET, { waitUntil: 'networkidle' });
    await page.goto('/trails');
    // a route would switch the browser's own cache off
    await page.addInitScript(() => {
      const ask = window.fetch;
      window.fetch = async (...what) => {
        const reply = await ask(...what);
        const html = (await reply.text()).replace(/data-revision="\d+"/, 'data-revision="99999"');
        return new Response(html, { status: reply.status });
      };
    });
    await page.locator('[data-trail=zhongyi-street] a').click();
    await expect(page.locator('#changed')).toBeVisible();
    await expect(page.getByRole('button', { name: zh.changed_now })).toBeVisible();
  });
});

test.describe('saved for the way', () => {
  const open = async (phone: BrowserContext) => {
    const page = await phone.newPage();
    await page.goto(STREET, { waitUntil: 'networkidle' });
    return page;
  };

  for (const worker of ['allow', 'block'] as const) {
    test(`one press keeps page, pictures and /c on the phone, ${worker === 'allow' ? 'with' : 'without'} a worker`, async ({
      browser,
    }) => {
      const line = await openLine(address());
      const phone = await browser.newContext({
        baseURL: line.url,
        serviceWorkers: worker,
        viewport: { width: 390, height: 844 },
      });
      try {
        const page = await open(phone);
        if (worker === 'allow') await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
        const button = page.locator('#save button');
        await expect(button).toContainText(/约 \d+\.\d MB/);
        await button.click();
        await expect(button).toContainText(worker === 'allow' ? /已存到手机 · \d+\.\d MB/ : (zh.saved_day ?? ''), {
          timeout: 30_000,
        });
        line.cut();
        await phone.setOffline(true);
        await page.goto('/c').catch(() => {});
        await expect(page.locator('h1:not(:empty)').first()).toBeVisible();
        await page.goto(STREET);
        await expect(page.locator('h1')).toContainText('忠义街');
        await expect(button).toContainText(/已存/);
        const pictures = page.locator('article.point img');
        for (const picture of await pictures.all()) {
          await picture.scrollIntoViewIfNeeded();
          await expect.poll(() => picture.evaluate((one: HTMLImageElement) => one.naturalWidth)).toBeGreaterThan(0);
        }
        await page.getByRole('button', { name: zh.map_open }).click();
        await expect(page.locator('.leaflet-marker-icon')).toHaveCount(11);
      } finally {
        await phone.close();
        await line.close();
      }
    });
  }

  test('what could not be saved is said, and the next press goes on from there', async ({ browser }) => {
    const phone = await browser.newContext({ baseURL: address(), serviceWorkers: 'block' });
    const page = await open(phone);
    await phone.route('**/media/**', (route) => route.abort());
    const button = page.locator('#save button');
    await button.click();
    await expect(page.locator('#save [role=status]')).toContainText(/还有 \d+ 样没存上/, { timeout: 30_000 });
    await phone.unroute('**/media/**');
    await button.click();
    await expect(button).toContainText(zh.saved_day ?? '', { timeout: 30_000 });
    await phone.close();
  });
});

test('English and traditional characters have their own pages', async ({ page }) => {
  await page.goto(at('en', STREET));
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.getByRole('link', { name: 'Scan and collect' })).toHaveAttribute('href', '/en/c');
  await page.goto(at('zh-Hant', STREET));
  await expect(page.locator('h1')).toContainText('忠義街');
});
