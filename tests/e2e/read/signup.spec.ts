/** A resident signs up on a phone: places, waiting, taking back, without a network, on a phone found again, and being there. */
import type { Page } from '@playwright/test';
import { expectAccessible } from '../axe.ts';
import { PHONE } from '../check.ts';
import { callerOf, ready } from '../console.ts';
import { closeEvent, doorOf, myEvents, type Opened, openEvent, signUp } from '../events.ts';
import { sticksOut } from '../fits.ts';
import { openLine } from '../proxy.ts';
import { address, expect, test, wordsOf } from '../world.ts';

const words = wordsOf('zh-Hans', 'events');
test.describe.configure({ mode: 'default' });
test.use({ ...PHONE, serviceWorkers: 'block' });

let event: Opened;
test.beforeAll(async () => {
  event = await openEvent();
});
test.afterAll(() => closeEvent(event.slug));

const card = (page: Page) => page.getByTestId('ticket');
const said = (page: Page) => page.getByTestId('ticket-state');
const go = (page: Page, n: number) =>
  page.getByRole('button', { name: (words.signup_go_other ?? '').replace('{{count}}', String(n)), exact: true });

async function open(page: Page, path = `/events/${event.slug}`): Promise<void> {
  await page.goto('about:blank');
  await page.goto(path);
  await ready(page);
}
/** Chooses a date and a party. */
async function choose(page: Page, at: number, party: number): Promise<void> {
  await page.locator('input[name=origin]').nth(at).check();
  for (let n = 1; n < party; n++) await page.getByRole('button', { name: words.signup_one_more }).click();
}

test('three people have a place in four touches, without a name; the code is on the phone, in the passport, and at the door', async ({
  page,
}) => {
  await open(page);
  await expect(page.getByTestId('places').first()).toHaveText('还有 10 个位子');
  expect(await page.locator('[data-testid=signup] input:not([type=radio])').count(), 'nothing to type').toBe(0);
  await choose(page, 0, 3);
  await expect(page.getByTestId('party')).toHaveText('3 人');
  await expectAccessible(page, 'sign-up form');
  await go(page, 3).click();
  await expect(said(page)).toHaveText(words.ticket_taken ?? '', { timeout: 20_000 });
  const code = (await card(page).getAttribute('data-code')) ?? '';
  await expect(page.getByTestId('ticket-code')).toHaveText(code.replace(/(.{4})(?=.)/g, '$1 '));
  await expect(page.locator('.ticket-code img')).toHaveJSProperty('complete', true);
  await expectAccessible(page, 'a ticket');
  expect(await sticksOut(page)).toEqual([]);
  const door = await doorOf(event);
  expect(door.tickets).toMatchObject([{ as: 'guest', party: 3, state: 'taken' }]);
  expect(JSON.stringify(door), 'no ticket can be made from a door’s list').not.toContain(code);
  await open(page, '/passport');
  await expect(page.getByTestId('my-tickets')).toContainText(event.title);
  await expect(page.getByTestId('ticket-code')).toHaveText(code.replace(/(.{4})(?=.)/g, '$1 '));
  expect((await myEvents(page))?.tickets).toMatchObject([{ code, party: 3, state: 'taken' }]);
});

test('without a network it says that nobody knows yet; a reload keeps the ticket; the last places go in order, and one who leaves lets the next in', async ({
  browser,
  request,
}) => {
  test.setTimeout(120_000);
  const small = await openEvent({
    sign_up: { capacity: 3, waiting: 3, party: 3, opens_days: null, closes_hours: 0, helpers: 1 },
  });
  const cable = await openLine(address());
  const phone = await browser.newContext({ ...PHONE, baseURL: cable.url, serviceWorkers: 'allow' });
  const page = await phone.newPage();
  await open(page, `/events/${small.slug}`);
  // the worker has this page and its scripts
  await page.waitForFunction(() => navigator.serviceWorker?.controller);
  await page.waitForLoadState('networkidle');
  await page.reload();
  await ready(page);
  cable.cut();
  await choose(page, 0, 2);
  await go(page, 2).click();
  await expect(said(page)).toHaveText(words.ticket_noted ?? '');
  const code = (await card(page).getAttribute('data-code')) ?? '';
  await page.reload();
  await expect(card(page)).toHaveAttribute('data-code', code);
  await expect(card(page)).toHaveAttribute('data-state', 'noted');
  await expect(page.locator('.ticket-code img')).toBeVisible();
  // somebody else is faster
  await signUp(request, address(), small, 2);
  cable.mend();
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await expect(card(page)).toHaveAttribute('data-state', 'waiting', { timeout: 40_000 });
  await expect(said(page)).toHaveText(words.ticket_first ?? '');
  await callerOf('guo')('change_session', {
    ...{ event: small.slug, origin: small.origins[0], act: 'capacity', capacity: 4 },
    ...{ starts_at: null, ends_at: null, note: null },
  });
  await open(page, `/events/${small.slug}`);
  await expect(card(page)).toHaveAttribute('data-state', 'taken', { timeout: 20_000 });
  await page.getByRole('button', { name: words.ticket_cancel, exact: true }).click();
  await page.getByRole('button', { name: words.ticket_cancel_yes, exact: true }).click();
  await expect(card(page)).toHaveAttribute('data-state', 'cancelled', { timeout: 20_000 });
  await expect(page.locator('.ticket-code')).toHaveCount(0);
  expect((await doorOf(small)).tickets.map(({ state, party }) => [state, party]).sort()).toEqual([
    ['cancelled', 2],
    ['taken', 2],
  ]);
  // an event that this phone never saw, in a hall without a network: being there is noted where its page should be
  cable.cut();
  await page.goto('about:blank');
  await page.goto(`/events/${event.slug}#in=${event.token}`);
  await expect(page.locator('#attend')).toHaveAttribute('data-state', 'noted');
  expect(page.url()).not.toContain(event.token);
  cable.mend();
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await expect
    .poll(async () => (await myEvents(page))?.attended, { timeout: 40_000 })
    .toMatchObject([{ event: event.slug, people: 1 }]);
  await phone.close();
  await cable.close();
  await closeEvent(small.slug);
});

test('who opens the event’s printed code is there at once; the token leaves the address; too early is said', async ({
  page,
  context,
}) => {
  const attend = page.locator('#attend');
  await open(page, `/events/${event.slug}`);
  await context.setOffline(true);
  await page.evaluate((token) => {
    location.hash = `#in=${token}`;
  }, event.token);
  await expect(attend).toContainText(words.attend_noted ?? '');
  expect(page.url()).toBe(`${address()}/events/${event.slug}`);
  await context.setOffline(false);
  await expect(attend).toHaveAttribute('data-state', 'done', { timeout: 30_000 });
  await page.reload();
  await expect(attend).toHaveAttribute('data-state', 'done');
  expect((await myEvents(page))?.attended).toMatchObject([{ event: event.slug, people: 1 }]);
  await open(page, '/passport');
  await expect(page.getByTestId('attended')).toContainText(words.ticket_attended ?? '');

  const later = await openEvent({}, 400);
  await open(page, `/events/${later.slug}#in=${later.token}`);
  await expect(attend).toHaveAttribute('data-state', 'too_early', { timeout: 20_000 });
  await open(page, `/events/${later.slug}#in=${'A'.repeat(22)}`);
  await expect(attend).toHaveAttribute('data-state', 'unknown_event', { timeout: 20_000 });
  await closeEvent(later.slug);
});
