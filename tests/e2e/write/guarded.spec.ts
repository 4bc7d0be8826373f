import type { Page } from '@playwright/test';
import { expectAccessible } from '../axe.ts';
import { answer, awake, storedText } from '../phone.ts';
import { type Line, openLine } from '../proxy.ts';
import { address, CONTEST, expect, test } from '../world.ts';

/** Fields by which a key or an explanation would travel. */
const KEYS = /"(?:answer|explanation)"\s*:\s*"/;

let line: Line;
let said: { url: string; text: Promise<string> }[];

test.use({ serviceWorkers: 'block' });
test.beforeEach(async ({ page }) => {
  line = await openLine(address());
  said = [];
  page.on('response', (response) => {
    const type = response.request().resourceType();
    if (type === 'fetch' || type === 'xhr' || type === 'document')
      said.push({ url: response.url(), text: response.text().catch(() => '') });
  });
});
test.afterEach(() => line.close());

/** No key has come with any answer of the server, nor lies anywhere on the phone. */
async function expectNoKeys(page: Page): Promise<void> {
  expect(said.length).toBeGreaterThan(0);
  for (const { url, text } of said) expect((await text).match(KEYS)?.[0], url).toBeUndefined();
  expect((await storedText(page)).replaceAll('\\"', '"').match(KEYS)?.[0]).toBeUndefined();
}

test('the survey is handed in once, with district and age, and never brings its keys to the phone', async ({
  page,
}) => {
  test.setTimeout(90_000);
  const sent: string[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('/record_participation')) sent.push(...(request.postDataJSON().batch as string[]));
  });
  await page.goto(`${line.url}/quiz/awareness`);
  await awake(page);
  for (let place = 0; place < 10; place++) await answer(page);
  await page.locator('select[name=district]').selectOption('330302');
  await page.locator('select[name=age]').selectOption('35-59');
  await page.locator('#go').dblclick();
  await expect(page.locator('.done [data-testid=delivery]')).toHaveText('已送达');
  await page.reload();
  await page.waitForTimeout(1500);
  const forms = sent.map((text) => JSON.parse(text)).filter((record) => record.kind === 'monitor');
  expect(new Set(forms.map((record) => record.id)).size).toBe(1);
  expect(forms[0]).toMatchObject({ district: '330302', age_band: '35-59', quiz: 'awareness' });
  expect(forms[0].answers).toHaveLength(10);
  await expectNoKeys(page);
  await page.goto(`${line.url}/passport`);
  await expect(page.getByTestId('my-forms')).toHaveText('1');
});

test('a contest is drawn by the server, handed in without a network and graded when it comes back', async ({
  page,
  context,
}) => {
  test.setTimeout(150_000);
  await page.goto(`${line.url}/quiz/${CONTEST}`);
  await expect(page.locator('#go')).toBeEnabled();
  await expectAccessible(page, 'rules of the contest');
  await page.locator('#go').click();
  await expect(page.getByRole('timer')).toBeVisible();
  await page.locator('.opts button.opt, li.sort button').first().click();
  await expectAccessible(page, 'a contest question');
  for (let place = 0; place < 10; place++) {
    if (place === 8) {
      line.cut();
      await context.setOffline(true);
    }
    const stem = await page.locator('#stem').innerText();
    await answer(page);
    await expect(page.locator('#stem')).not.toHaveText(stem);
  }
  await expectAccessible(page, 'a contest before handing in');
  await page.locator('#go').click();
  await expect(page.getByTestId('delivery')).toHaveText(/已记下/);
  await expectAccessible(page, 'a contest handed in');
  await expectNoKeys(page);
  line.mend();
  await context.setOffline(false);
  await expect(page.locator('#stem')).toHaveText(/\d+/, { timeout: 40_000 });
  await expectAccessible(page, 'a graded contest');
  await expectNoKeys(page);
  await page.reload();
  await expect(page.locator('#stem')).toHaveText(/\d+/);
});

test('a contest can be started without its timer; after a reload it goes on where it was', async ({ page }) => {
  await page.goto(`${line.url}/quiz/${CONTEST}`);
  await expect(page.locator('#go')).toBeEnabled();
  await page.getByRole('button', { name: '不计时' }).click();
  await expect(page.locator('.segs')).toBeVisible();
  await expect(page.getByRole('timer')).toHaveCount(0);
  for (let place = 0; place < 3; place++) {
    const stem = await page.locator('#stem').innerText();
    await answer(page);
    await expect(page.locator('#stem')).not.toHaveText(stem);
  }
  const fourth = await page.locator('#stem').innerText();
  await page.waitForTimeout(300);
  await page.reload();
  await expect(page.locator('#stem')).toHaveText(fourth);
  await expect(page.locator('.segs')).toHaveAttribute('aria-label', /4/);
  await expectNoKeys(page);
});

test('before a contest nothing is asked of the sign-in', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => /\/(auth|rest)\/v1\//.test(request.url()) && asked.push(request.url()));
  for (const path of ['/', '/quiz', `/quiz/${CONTEST}`, '/quiz/awareness', '/quiz/daily', '/passport', '/awareness']) {
    await page.goto(`${line.url}${path}`, { waitUntil: 'networkidle' });
  }
  expect(asked).toEqual([]);
});
