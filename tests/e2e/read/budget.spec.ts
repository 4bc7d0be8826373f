import { brotliCompressSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { address, at, expect, LOCALES, SETS, test } from '../world.ts';

test.use({ serviceWorkers: 'block' });

const KB = 1024;
/** HTML of a page for answering, as sent: what fits into the first round trip of a fresh connection. */
const FIRST_FLIGHT = 14.3 * KB;

interface Loaded {
  url: string;
  type: string;
  bytes: number;
}

/** Everything a first visit loads, with its bytes on the wire; a second and a half after the load event it is over. */
async function firstLoad(page: Page, path: string): Promise<Loaded[]> {
  const cdp = await page.context().newCDPSession(page);
  const seen = new Map<string, Loaded>();
  cdp.on('Network.requestWillBeSent', ({ requestId, request, type }) => {
    seen.set(requestId, { url: request.url, type: type ?? '', bytes: 0 });
  });
  cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const found = seen.get(requestId);
    if (found) found.bytes = encodedDataLength;
  });
  await cdp.send('Network.enable');
  await page.goto(path, { waitUntil: 'load' });
  await page.waitForTimeout(1500);
  return [...seen.values()].filter(({ url }) => !url.startsWith('data:'));
}

const isIcon = ({ url }: Loaded) => /\.(svg|png|ico|webmanifest)$/.test(url);
const sum = (all: Loaded[]) => all.reduce((total, { bytes }) => total + bytes, 0);

/** Script that stands in the HTML, compressed by itself. */
async function inlineScript(page: Page): Promise<number> {
  const html = (await (await page.request.get(page.url())).text()) as string;
  const code = [...html.matchAll(/<script(?![^>]*\b(?:src|type="application\/json"))[^>]*>([\s\S]*?)<\/script>/g)];
  return brotliCompressSync(code.map((match) => match[1]).join('\n')).length;
}

for (const slug of ['daily', 'awareness', ...SETS]) {
  test(`/quiz/${slug} comes with at most 20 KB of script and 45 KB in all, in 8 requests of its own origin`, async ({
    page,
  }) => {
    const all = (await firstLoad(page, `/quiz/${slug}`)).filter((one) => !isIcon(one));
    const scripts = all.filter(({ type }) => type === 'Script');
    const script = sum(scripts) + (await inlineScript(page));
    test
      .info()
      .annotations.push({ type: 'bytes', description: `${all.length} requests, ${sum(all)} bytes, script ${script}` });
    expect(script).toBeLessThanOrEqual(20 * KB);
    expect(sum(all)).toBeLessThanOrEqual(45 * KB);
    expect(all.length).toBeLessThanOrEqual(8);
    expect(all.filter(({ url }) => new URL(url).origin !== address())).toEqual([]);
  });
}

test('a page for answering fits into the first round trip, in every language', async ({ request }) => {
  for (const slug of ['daily', 'awareness', ...SETS]) {
    for (const locale of LOCALES) {
      const reply = await fetch(`${address()}${at(locale, `/quiz/${slug}`)}`, { headers: { 'accept-encoding': 'br' } });
      const html = await reply.text();
      expect(html).toContain('id="quiz-data"');
      // Whoever asks first is answered at once; what many will ask for is packed tighter right behind.
      const packed = async () => {
        const head = await request.head(at(locale, `/quiz/${slug}`), { headers: { 'accept-encoding': 'br' } });
        expect(head.headers()['content-encoding']).toBe('br');
        return Number(head.headers()['content-length']);
      };
      await expect.poll(packed, at(locale, `/quiz/${slug}`)).toBeLessThanOrEqual(FIRST_FLIGHT);
    }
  }
});

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });
  for (const slug of ['daily', 'awareness', 'kp07']) {
    test(`the first question of /quiz/${slug} can be read`, async ({ page }) => {
      await page.goto(`/quiz/${slug}`);
      await expect(page.locator('#stem')).toBeVisible();
      expect((await page.locator('#stem').innerText()).length).toBeGreaterThan(5);
      expect(await page.locator('.opts .opt').count()).toBeGreaterThan(1);
      for (const option of await page.locator('.opts .opt').all()) await expect(option).toBeVisible();
      await expect(page.locator('noscript')).toBeAttached();
    });
  }
});
