import { listen } from '../listen.ts';
import { answer, awake } from '../phone.ts';
import { address, CONTEST, expect, test } from '../world.ts';

test.use({ serviceWorkers: 'block' });

test('answering, the passport with its key and code, and erasing break no policy', async ({ page }) => {
  const heard = await listen(page);
  await page.goto('/quiz/kp07');
  await awake(page);
  for (let place = 0; place < 10; place++) {
    await answer(page);
    await expect(page.locator('.verdict [data-testid=delivery]')).not.toBeEmpty();
    await page.locator('#go').click();
  }
  await expect(page.locator('.done')).toBeVisible();
  expect(await heard()).toEqual([]);
  await page.goto('/passport', { waitUntil: 'networkidle' });
  await page
    .locator('section.card')
    .filter({ has: page.locator('input[name=key]') })
    .locator('button[type=button]')
    .click();
  await expect(page.locator('img.qr')).toBeVisible();
  expect(await heard()).toEqual([]);
});

const PAYLOADS = [
  '"><img src=x onerror=window.__pwn=1>',
  "'-(window.__pwn=1)-'",
  '</script><script>window.__pwn=1</script>',
  '{{constructor.constructor("window.__pwn=1")()}}',
  '<svg/onload=window.__pwn=1>',
  'javascript:window.__pwn=1',
  '__proto__[x]=1',
  '\u202e%00%ff',
];

test('nothing in an address runs: query, fragment, period, recovery key, path', async ({ page }) => {
  test.setTimeout(120_000);
  const heard = await listen(page);
  for (const payload of PAYLOADS) {
    const code = encodeURIComponent(payload);
    for (const target of [
      `/?q=${code}#${code}`,
      `/awareness?period=${code}`,
      `/quiz/kp01?src=${code}#t=${payload}`,
      `/quiz/${CONTEST}?next=${code}`,
      `/passport#k=${payload}`,
      `/passport#k=${code}`,
      `/staff?next=${code}#${payload}`,
    ]) {
      const reply = await page.goto(target, { waitUntil: 'domcontentloaded' });
      expect(reply === null || reply.status() < 500, target).toBe(true);
      await page.waitForFunction(() => !document.querySelector('astro-island[ssr]'));
      expect(new URL(page.url()).origin, target).toBe(address());
      expect(await heard(), target).toEqual([]);
    }
    const lost = await page.goto(`/quiz/${code}`);
    expect([400, 404], payload).toContain(lost?.status());
    expect(
      (await heard()).filter((line) => !line.includes('status of 40')),
      payload,
    ).toEqual([]);
  }
});

test('what is not there answers 404, in the language of its address', async ({ request, page }) => {
  const lost = {
    '/nowhere': 'zh-Hans',
    '/quiz/nope': 'zh-Hans',
    '/en/quiz/nope': 'en',
    '/zh-hant/quiz/nope': 'zh-Hant',
    '/en/nowhere': 'en',
  };
  for (const [path, locale] of Object.entries(lost)) {
    const reply = await page.goto(path);
    expect(reply?.status(), path).toBe(404);
    await expect(page.locator('html')).toHaveAttribute('lang', locale);
    await expect(page.locator('main a').first()).toBeVisible();
  }
  for (const path of [
    '/fr/quiz',
    '/zh-hans/quiz',
    '/quiz/help',
    '/fr/quiz/kp01',
    '/quiz/kp01/extra',
    '/media/nope',
    '/_astro/nope.js',
    '/fr/staff',
  ]) {
    expect((await request.get(path)).status(), path).toBe(404);
  }
  for (const path of ['/rest/v1/', '/rest/v1/quiz', '/auth/v1/admin/users', '/auth/v1/settings']) {
    expect((await request.get(path)).status(), path).toBeGreaterThanOrEqual(400);
  }
});
