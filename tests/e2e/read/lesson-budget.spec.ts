import { brotliCompressSync } from 'node:zlib';
import { address, at, expect, LOCALES, test } from '../world.ts';

test.use({ serviceWorkers: 'block' });

const KB = 1024;
const SCRIPT = 30 * KB;
const HTML = 60 * KB;

for (const path of ['/courses/primary/know', '/courses/senior/refuse'])
  test(`${path} comes with at most 30 KB of script, its pictures with the page, all of its own origin`, async ({
    page,
  }) => {
    const cdp = await page.context().newCDPSession(page);
    const seen = new Map<string, { url: string; type: string; bytes: number }>();
    cdp.on('Network.requestWillBeSent', ({ requestId, request, type }) => {
      if (/^https?:/.test(request.url)) seen.set(requestId, { url: request.url, type: type ?? '', bytes: 0 });
    });
    cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      const found = seen.get(requestId);
      if (found) found.bytes = encodedDataLength;
    });
    await cdp.send('Network.enable');
    await page.goto(path, { waitUntil: 'load' });
    await page.waitForTimeout(1500);
    const all = [...seen.values()];
    const html = await (await page.request.get(path)).text();
    const inline = [...html.matchAll(/<script(?![^>]*\b(?:src|type="application\/json"))[^>]*>([\s\S]*?)<\/script>/g)];
    const script =
      all.filter(({ type }) => type === 'Script').reduce((sum, { bytes }) => sum + bytes, 0) +
      brotliCompressSync(inline.map((one) => one[1]).join('\n')).length;
    test.info().annotations.push({ type: 'bytes', description: `script ${script}` });
    expect(script).toBeLessThanOrEqual(SCRIPT);
    expect(all.filter(({ url }) => new URL(url).origin !== address())).toEqual([]);
    const pictures = new Set(html.match(/\/media\/[0-9a-f]{64}/g));
    for (const picture of pictures) expect(all.map(({ url }) => url)).toContain(address() + picture);
  });

test('the whole lesson with its games is at most 60 KB of HTML in every language, and may be kept for a day', async ({
  request,
}) => {
  for (const path of ['/courses/primary/know', '/courses/senior/refuse'])
    for (const locale of LOCALES) {
      const packed = async () => {
        const head = await request.head(at(locale, path), { headers: { 'accept-encoding': 'br' } });
        expect(head.headers()['content-encoding']).toBe('br');
        expect(head.headers()['cache-control']).toContain('max-age=86400');
        return Number(head.headers()['content-length']);
      };
      const html = await (await fetch(`${address()}${at(locale, path)}`)).text();
      expect(html).toContain('id="lesson-data"');
      await expect.poll(packed, at(locale, path)).toBeLessThanOrEqual(HTML);
    }
});
