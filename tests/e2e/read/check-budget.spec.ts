import { brotliCompressSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { codesOf, openCode } from '../check.ts';
import { address, at, expect, LOCALES, test } from '../world.ts';

test.use({ serviceWorkers: 'block' });

const KB = 1024;
const SCRIPT = 20 * KB;
const ALL = 50 * KB;
/** HTML as sent: what fits into the first round trip of a fresh connection. */
const FIRST_FLIGHT = 14.3 * KB;

interface Loaded {
  url: string;
  type: string;
  bytes: number;
}

/** Listens to everything that a page loads, with its bytes on the wire. */
async function listen(page: Page): Promise<Map<string, Loaded>> {
  const cdp = await page.context().newCDPSession(page);
  const seen = new Map<string, Loaded>();
  cdp.on('Network.requestWillBeSent', ({ requestId, request, type }) => {
    if (/^https?:/.test(request.url)) seen.set(requestId, { url: request.url, type: type ?? '', bytes: 0 });
  });
  cdp.on('Network.dataReceived', ({ requestId, encodedDataLength }) => {
    const found = seen.get(requestId);
    if (found) found.bytes += encodedDataLength;
  });
  cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const found = seen.get(requestId);
    if (found) found.bytes = encodedDataLength;
  });
  await cdp.send('Network.enable');
  return seen;
}

const isIcon = ({ url }: Loaded) => /\.(svg|png|ico|webmanifest)$/.test(url);
const sum = (all: Loaded[]) => all.reduce((total, { bytes }) => total + bytes, 0);

/** Script that stands in the HTML, compressed by itself. */
async function inlineScript(): Promise<number> {
  const html = await (await fetch(`${address()}/c`)).text();
  const code = [...html.matchAll(/<script(?![^>]*\b(?:src|type="application\/json"))[^>]*>([\s\S]*?)<\/script>/g)];
  return brotliCompressSync(code.map((match) => match[1]).join('\n')).length;
}

const note = (all: Loaded[], script: number) =>
  test.info().annotations.push({
    type: 'bytes',
    description: `${all.length} requests, ${sum(all)} bytes, script ${script}`,
  });

test('/c comes with at most 20 KB of script and 50 KB in all, of its own origin, and no scanner', async ({ page }) => {
  const seen = await listen(page);
  await page.goto('/c', { waitUntil: 'load' });
  await page.waitForTimeout(1500);
  const all = [...seen.values()].filter((one) => !isIcon(one));
  const script = sum(all.filter(({ type }) => type === 'Script')) + (await inlineScript());
  note(all, script);
  expect(script).toBeLessThanOrEqual(SCRIPT);
  expect(sum(all)).toBeLessThanOrEqual(ALL);
  expect(all.filter(({ url }) => new URL(url).origin !== address())).toEqual([]);
  expect(all.filter(({ url }) => /decode|[Ss]canner/.test(url))).toEqual([]);
});

test('one response is enough for a seal: nothing else that the page asks for has to arrive', async ({
  page,
  context,
}) => {
  await context.route('**/*', (route) =>
    new URL(route.request().url()).pathname === '/c' ? route.continue() : route.abort(),
  );
  const [code] = await codesOf();
  await openCode(page, code?.token ?? '');
  await expect(page.locator('#stamp .seal.got')).toBeVisible();
  await expect(page.locator('#state')).toHaveText('已记下');
  expect(await inlineScript()).toBeLessThanOrEqual(SCRIPT / 2);
});

test('/c fits into the first round trip, in every language, and may be kept for a day', async ({ request }) => {
  for (const locale of LOCALES) {
    const packed = async () => {
      const head = await request.head(at(locale, '/c'), { headers: { 'accept-encoding': 'br' } });
      expect(head.headers()['content-encoding']).toBe('br');
      expect(head.headers()['cache-control']).toContain('max-age=86400');
      return Number(head.headers()['content-length']);
    };
    await fetch(`${address()}${at(locale, '/c')}`, { headers: { 'accept-encoding': 'br' } }).then((r) => r.text());
    await expect.poll(packed, at(locale, '/c')).toBeLessThanOrEqual(FIRST_FLIGHT);
  }
});

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });
  test('/c says how a seal is collected, and who can stamp', async ({ page }) => {
    await page.goto('/c');
    await expect(page.getByRole('heading', { level: 1 }).first()).toHaveText('盖一枚印');
    await expect(page.getByText('微信“扫一扫”')).toBeVisible();
  });
});
