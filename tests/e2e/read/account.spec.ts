/** A newcomer's way into the console: invited, joined, phone connected, signed in again, signed out everywhere. */
import type { Browser, Page } from '@playwright/test';
import { codeOf, fromBase32, stepAt } from '../../../supabase/local/auth/totp.ts';
import { expectAccessible } from '../axe.ts';
import { desktop } from '../console.ts';
import { address, expect, signIn, test, wordsOf } from '../world.ts';

const words = wordsOf('zh-Hans', 'console_account');
const PASSWORD = 'four quiet words here';
const word = (key: string) => words[key] ?? key;

async function desk(browser: Browser): Promise<Page> {
  return await (await desktop(browser, { viewport: { width: 1280, height: 900 } })).newPage();
}
const ready = (page: Page) => page.waitForFunction(() => !document.querySelector('astro-island[ssr]'));
const button = (page: Page, key: string) => page.getByRole('button', { name: word(key), exact: true });

async function passwordForm(page: Page, email: string, password: string): Promise<void> {
  await page.locator('input[name=email]').fill(email);
  await page.locator('input[name=password]').fill(password);
  await page.locator('input[name=password]').press('Enter');
}

async function post<T>(path: string, body: unknown, token?: string): Promise<T> {
  const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) };
  const reply = await fetch(address() + path, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!reply.ok) throw new Error(`${path}: ${reply.status} ${await reply.text()}`);
  return (await reply.json()) as T;
}

/** The code of an invitation to be a city editor, from 何科. */
async function invitation(): Promise<string> {
  type Opened = { access_token: string };
  const { access_token } = await post<Opened>('/auth/v1/token?grant_type=password', signIn('city'));
  const me = await post<{ places: string[] }>('/rest/v1/rpc/staff_me', {}, access_token);
  const asked = { role: 'city_editor', place: me.places[0], name: '林老师', days: 1 };
  return (await post<{ code: string }>('/rest/v1/rpc/invite', asked, access_token)).code;
}

/** The secret on the screen, typed into an "app": `next` is the oldest code that holds for some seconds and was not used yet. */
async function app(page: Page): Promise<{ next: () => Promise<string>; last: () => string }> {
  const secret = fromBase32((await page.getByTestId('secret').innerText()).replace(/\s/g, ''));
  let step = 0;
  const last = () => codeOf(secret, step);
  const next = async () => {
    step = Math.max(step + 1, stepAt(Date.now() - 22_000));
    // one step ahead of the clock is taken, two are not
    await expect.poll(() => stepAt(Date.now()) + 1, { timeout: 30_000 }).toBeGreaterThanOrEqual(step);
    return last();
  };
  return { next, last };
}

test('somebody invited joins, connects a phone, signs in with its code and ends every session', async ({ browser }) => {
  test.setTimeout(120_000);
  const code = await invitation();
  const email = `lin-${Date.now()}@demo.example`;
  const page = await desk(browser);

  await page.goto('/staff/join');
  await expect(page.getByText(word('join_no_code'))).toBeVisible();
  await page.goto('/staff');
  await page.goto(`/staff/join#${code}`);
  await ready(page);
  await expectAccessible(page, 'joining');
  await page.locator('input[name=email]').fill(email);
  await page.locator('input[name=password]').fill(PASSWORD);
  await page.locator('input[name=again]').fill('four quiet words hear');
  await button(page, 'join_do').click();
  await expect(page.getByText(word('passwords_differ'))).toBeVisible();
  await page.locator('input[name=again]').fill(PASSWORD);
  await button(page, 'join_do').click();
  await page.waitForURL('**/staff/home');

  await page.goto('/staff/account');
  await expect(page.getByTestId('sessions').locator('tbody tr')).toHaveCount(1);
  await expect(page.getByText(email)).toBeVisible();
  await expectAccessible(page, 'the account');
  await button(page, 'factor_set').click();
  const { next, last } = await app(page);
  await expectAccessible(page, 'connecting a phone');
  await page.locator('input[name=code]').fill('000000');
  await page.locator('input[name=code]').press('Enter');
  await expect(page.getByText(word('wrong_code'))).toBeVisible();
  // as a phone pastes it, in the wide digits of a Chinese keyboard
  const wide = (await next()).replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit)));
  await page.locator('input[name=code]').fill(`${wide.slice(0, 3)} ${wide.slice(3)}`);
  await page.locator('input[name=code]').press('Enter');
  await expect(page.getByText(word('factor_ok'))).toBeVisible();

  const other = await desk(browser);
  await other.goto('/staff?next=/staff/account');
  await ready(other);
  await passwordForm(other, email, PASSWORD);
  await expect(other.locator('input[name=code]')).toBeFocused();
  await expectAccessible(other, 'the code');
  await other.locator('input[name=code]').fill(last());
  await other.keyboard.press('Enter');
  await expect(other.getByText(word('wrong_code')), 'a code is good once').toBeVisible();
  await other.locator('input[name=code]').fill(await next());
  await other.keyboard.press('Enter');
  await other.waitForURL('**/staff/account');
  await expect(other.getByTestId('sessions').locator('tbody tr')).toHaveCount(2);

  await button(page, 'change_password').click();
  await page.locator('input[name=password]').fill('six quiet words now');
  await page.locator('input[name=again]').fill('six quiet words now');
  await button(other, 'end_all').click();
  await button(other, 'yes').click();
  await other.waitForURL('**/staff');
  await button(page, 'change_password_do').click();
  const window = page.locator('dialog[open]');
  await expect(window.locator('input[name=email]')).toHaveValue(email);
  await expectAccessible(page, 'a session that is over');
  await window.locator('input[name=password]').fill(PASSWORD);
  await window.locator('input[name=password]').press('Enter');
  await window.locator('input[name=code]').fill(await next());
  await window.locator('input[name=code]').press('Enter');
  await expect(page.getByText(word('again_done'))).toBeVisible();
  await expect(page.locator('input[name=again]'), 'what was typed').toHaveValue('six quiet words now');
  await button(page, 'change_password_do').click();
  await expect(page.getByText(word('password_changed'))).toBeVisible();

  const late = await desk(browser);
  await late.goto(`/staff/join#${code}`);
  await ready(late);
  await late.getByLabel(word('join_known')).check();
  await passwordForm(late, email, 'six quiet words now');
  await expect(late.getByText(word('join_bad'))).toBeVisible();
});
