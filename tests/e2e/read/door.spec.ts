/** The door: tickets are judged on the device, without a network, over a reload, and two devices that did not hear of each other. */
import type { Page } from '@playwright/test';
import { expectAccessible } from '../axe.ts';
import { callerOf, desktop, openConsole, ready, signInAt, type Who } from '../console.ts';
import { closeEvent, doorOf, type Opened, openEvent, signUp } from '../events.ts';
import { sticksOut } from '../fits.ts';
import { type Line, openLine } from '../proxy.ts';
import { address, expect, test, wordsOf } from '../world.ts';

const words = wordsOf('zh-Hans', 'console_door');
const shell = wordsOf('zh-Hans', 'console_shell');
test.describe.configure({ mode: 'serial' });

let event: Opened;
test.beforeAll(async () => {
  event = await openEvent();
});
test.afterAll(() => closeEvent(event.slug));

const answer = (page: Page) => page.getByTestId('door-answer');
const line = (page: Page) => page.getByTestId('door-line');
const count = (page: Page, what: string) => page.locator(`[data-count=${what}] dd`);
const door = ({ slug, origins }: Opened) => `/staff/door?e=${slug}&o=${origins[0]}`;
const list = words.list_of?.split('{{')[0] ?? '';

/** As a hand scanner does it. */
async function scan(page: Page, code: string, word: string): Promise<void> {
  await page.keyboard.type(code);
  await page.keyboard.press('Enter');
  await expect(answer(page)).toHaveAttribute('data-word', word);
}
/** Somebody at the door of the event, whose device has the list. */
async function at(page: Page, of: Opened): Promise<Page> {
  await page.goto(door(of));
  await ready(page);
  await expect(line(page)).toContainText(list);
  return page;
}
const standing = async (browser: Parameters<typeof openConsole>[0], who: Who, of: Opened) =>
  at(await openConsole(browser, who), of);

test('the door is found by links; a ticket lets its party in once, fewer may come, and every other code says why not', async ({
  browser,
  request,
}) => {
  test.setTimeout(120_000);
  const three = await signUp(request, address(), event, 3);
  const next = await signUp(request, address(), event, 2, 1);
  const page = await openConsole(browser, 'jiang');
  await page.getByRole('main').getByRole('link', { name: shell.nav_door, exact: true }).click();
  await ready(page);
  await page.getByRole('link', { name: event.title }).first().click();
  await ready(page);
  await expect(line(page)).toContainText(list);
  await expect(page.getByTestId('door-code')).toBeFocused();
  await scan(page, `${address()}/events/${event.slug}#t=${three}`, 'let_in');
  await expect(answer(page)).toHaveAttribute('data-people', '3');
  await page.keyboard.press('ArrowDown');
  await expect(answer(page)).toHaveAttribute('data-people', '2');
  await expectAccessible(page, 'door letting in');
  await scan(page, three.toLowerCase().replace(/(.{4})/g, '$1 '), 'rest');
  await expect(answer(page)).toHaveAttribute('data-state', 'bad');
  await scan(page, next, 'other_date');
  await scan(page, 'Z'.repeat(16), 'unknown');
  await scan(page, `${address()}/events/elsewhere#t=${'Y'.repeat(16)}`, 'other_event');
  await scan(page, `${address()}/events/${event.slug}#in=${event.token}`, 'event_code');
  await scan(page, 'hello', 'nothing');
  await expect(page.getByTestId('door-code'), 'a slip of the finger is put right').toHaveValue('hello');
  await expectAccessible(page, 'door refusing');
  await page.setViewportSize({ width: 360, height: 740 });
  expect.soft(await sticksOut(page), 'on a phone').toEqual([]);
  await expect(count(page, 'inside')).toHaveText('2 / 3');
  await expect
    .poll(async () => (await doorOf(event)).tickets[0]?.scans, { timeout: 40_000 })
    .toMatchObject([{ people: 2, by: '江江', verdict: 'accepted' }]);
  await expect(page, 'nothing that is scanned is followed').toHaveURL(/\/staff\/door\?e=/);
  await page.context().close();
});

test('two devices without a network both let a party in; a reload keeps it; both scans arrive, the people count once, and the page shows the double', async ({
  browser,
  request,
}) => {
  test.setTimeout(180_000);
  const two = await openEvent();
  const code = await signUp(request, address(), two, 3);
  const cable: Line = await openLine(address());
  const jiang = await (await desktop(browser, { baseURL: cable.url, serviceWorkers: 'allow' })).newPage();
  await signInAt(jiang, 'jiang');
  await at(jiang, two);
  await jiang.waitForFunction(() => navigator.serviceWorker?.controller);
  await jiang.waitForLoadState('networkidle');
  await jiang.reload();
  await expect(line(jiang)).toContainText(list);
  const guo = await standing(browser, 'guo', two);

  cable.cut();
  await guo.context().setOffline(true);
  await scan(jiang, code, 'let_in');
  await scan(guo, code, 'let_in');
  await expect(count(jiang, 'inside')).toHaveText('3 / 3');
  await jiang.reload();
  await expect(line(jiang)).toContainText('1 次扫码未送达');
  await expect(count(jiang, 'inside')).toHaveText('3 / 3');
  await scan(jiang, code, 'inside');
  await expect(answer(jiang)).toContainText(words.this_device ?? '');

  await guo.context().setOffline(false);
  await expect.poll(async () => (await doorOf(two)).tickets[0]?.scans.length, { timeout: 60_000 }).toBe(1);
  cable.mend();
  await jiang.evaluate(() => dispatchEvent(new Event('online')));
  await expect
    .poll(async () => (await doorOf(two)).tickets[0]?.scans, { timeout: 60_000 })
    .toMatchObject([
      { people: 3, by: '郭姐', verdict: 'accepted' },
      { people: 3, by: '江江', verdict: 'double' },
    ]);
  await expect(jiang.getByTestId('doubles')).toContainText('重复，不计', { timeout: 30_000 });
  await expect(count(jiang, 'inside')).toHaveText('3 / 3');
  expect(
    await callerOf('guo')('session_report', { event: two.slug, origin: two.origins[0] }),
    'the office sees three people and one double',
  ).toMatchObject({ counts: { scanned: 3, doubles: 1 } });
  for (const page of [jiang, guo]) await page.context().close();
  await cable.close();
  await closeEvent(two.slug);
});

test('a date that is not there says so and leads to the others; without a network and a list nobody is asked for tickets', async ({
  browser,
}) => {
  const page = await openConsole(browser, 'jiang');
  await page.goto('/staff/door?e=nowhere&o=2026-01-01T00:00:00Z');
  await expect(page.getByRole('heading', { name: words.lost })).toBeVisible();
  await expect(page.getByTestId('door-code')).toHaveCount(0);
  await page.route('**/rpc/door', (route) => route.abort());
  await page.goto(door(event));
  await expect(page.getByRole('heading', { name: words.head_no_list })).toBeVisible();
  await expect(page.getByTestId('door-code')).toHaveCount(0);
  await page.unroute('**/rpc/door');
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await expect(line(page)).toContainText(list);
  await expect(page.getByTestId('door-code')).toBeVisible();
  await page.context().close();
});

test('a device that can keep nothing says so aloud and lets nobody in by the machine', async ({ browser, request }) => {
  test.setTimeout(90_000);
  const code = await signUp(request, address(), event, 1);
  const page = await openConsole(browser, 'jiang');
  await page.addInitScript(() => {
    IDBObjectStore.prototype.add = () => {
      throw new DOMException('no', 'QuotaExceededError');
    };
  });
  await at(page, event);
  await scan(page, code, 'not_stored');
  await expect(page.getByTestId('door-problem')).toHaveText(words.problem_full ?? '');
  await expect(answer(page)).toHaveAttribute('data-state', 'bad');
  await page.context().close();
});
