import type { Page } from '@playwright/test';
import type { Booking } from '../../../src/contract/registers.ts';
import { callerOf, openConsole } from '../console.ts';
import { expect, test, wordsOf } from '../world.ts';

const zh = wordsOf('zh-Hans', 'venues');
const VENUE = 'base-city';
const SCHOOL = '3303020001';
/** A day that no other test books. */
const day = new Date(Date.now() + 200 * 86_400_000 + 28_800_000).toISOString().slice(0, 10);

async function ask(page: Page, from: string, to: string, pupils: number): Promise<void> {
  const form = page.locator('.booking-form');
  await form.locator('[name=venue]').selectOption(VENUE);
  await form.locator('[name=day]').fill(day);
  await form.locator('[name=from_time]').fill(from);
  await form.locator('[name=to_time]').fill(to);
  await form.locator('[name=pupils]').fill(String(pupils));
  await form.getByRole('button', { name: zh.booking_send }).click();
  await expect(page.locator('[data-booking]', { hasText: `${from}–${to}` })).toContainText(
    zh.booking_state_asked ?? '',
  );
}

test('a teacher books a base from its page; the office sees what overlaps, agrees while there is room, and the school reads the answer', async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const dai = await openConsole(browser, 'dai', '/teach');
  await dai.getByRole('link', { name: wordsOf('zh-Hans', 'teach').booking, exact: true }).click();
  await dai.waitForURL('**/teach/booking');
  const form = dai.locator('.booking-form');
  await form.getByRole('button', { name: zh.booking_send }).click();
  await expect(form.getByRole('alert')).toHaveText(zh.booking_wrong_venue ?? '');
  await expect(form.locator('[name=venue]'), 'the field is where one is').toBeFocused();
  await expect(form.locator('[aria-invalid]')).toHaveAttribute('name', 'venue');
  await ask(dai, '09:00', '10:30', 70);
  await ask(dai, '10:00', '11:00', 60);

  const guo = await openConsole(browser, 'guo', '/staff/bookings');
  const card = (time: string) => guo.locator('[data-booking]', { hasText: time });
  await card('09:00–10:30').getByRole('button', { name: zh.booking_agree, exact: true }).click();
  await expect(card('10:00–11:00').locator('.booking-clash')).toContainText('09:00–10:30');
  // 70 are agreed to, 120 fit in
  await card('10:00–11:00').getByRole('button', { name: zh.booking_agree, exact: true }).click();
  await expect(card('10:00–11:00').getByRole('alert')).toHaveText(zh.booking_full ?? '');
  await card('10:00–11:00').getByRole('button', { name: zh.booking_decline, exact: true }).click();
  await expect(card('10:00–11:00').getByRole('alert')).toHaveText(zh.booking_note_missing ?? '');
  await card('10:00–11:00').locator('[name=note]').fill('下午两点可以');
  await card('10:00–11:00').getByRole('button', { name: zh.booking_decline, exact: true }).click();
  await expect(card('10:00–11:00')).toHaveCount(0);

  await dai.reload();
  const own = (time: string) => dai.locator('[data-booking]', { hasText: time });
  await expect(own('09:00–10:30')).toContainText(zh.booking_state_agreed ?? '');
  await expect(own('10:00–11:00')).toContainText('下午两点可以');
  // somebody of another school neither sees nor cancels it
  const all = await callerOf('dai')<Booking[]>('bookings', { place: SCHOOL, venue: null });
  const id = all.find((one) => one.day === day && one.state === 'agreed')?.id;
  expect(id).toBeDefined();
  expect(await callerOf('fang')<Booking[]>('bookings', { place: SCHOOL, venue: null })).toEqual([]);
  await expect(callerOf('fang')('cancel_booking', { id })).rejects.toThrow(/not_found/);

  await own('09:00–10:30').getByRole('button', { name: zh.booking_cancel }).click();
  await expect(own('09:00–10:30')).toContainText(zh.booking_state_cancelled ?? '');
});

test('a visit that nobody came to is told from one that took place: to the school, to the office, and among the figures', async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const today = new Date(Date.now() + 28_800_000).toISOString().slice(0, 10);
  const [dai, guo] = [callerOf('dai'), callerOf('guo')];
  const asked = { venue: VENUE, day: today, school: SCHOOL, pupils: 30 };
  const ids: string[] = [];
  for (const [from_time, to_time] of [
    ['06:00', '06:30'],
    ['06:40', '07:10'],
  ]) {
    const { id } = await dai<{ id: string }>('ask_booking', { ...asked, from_time, to_time });
    await guo('answer_booking', { id, agreed: true, note: null });
    ids.push(id);
  }
  const period = { place: '330302', from_day: `${today.slice(0, 4)}-01-01`, to_day: `${today.slice(0, 4)}-12-31` };
  type Visits = { type: string; visits: number; pupils: number; missed: number };
  const figures = async () =>
    (await guo<Visits[]>('visit_figures', period)).find(({ type }) => type === 'base') ?? {
      visits: 0,
      pupils: 0,
      missed: 0,
    };
  const before = await figures();

  const office = await openConsole(browser, 'guo', '/staff/bookings');
  const card = (n: number) => office.locator(`section[aria-labelledby=visits] [data-booking="${ids[n]}"]`);
  await card(0).locator('[name=pupils]').fill('28');
  await card(0).getByRole('button', { name: zh.booking_came, exact: true }).click();
  await expect(card(0)).toHaveCount(0);
  await card(1).getByRole('button', { name: zh.booking_came_not, exact: true }).click();
  await expect(card(1)).toHaveCount(0);
  const school = await openConsole(browser, 'dai', '/teach/booking');
  await expect(school.locator(`[data-booking="${ids[0]}"]`)).toContainText(zh.booking_state_visited ?? '');
  await expect(school.locator(`[data-booking="${ids[1]}"]`)).toContainText(zh.booking_state_missed ?? '');

  const { visits, pupils, missed } = await figures();
  expect([visits, pupils, missed]).toEqual([before.visits + 1, before.pupils + 28, before.missed + 1]);
  await office.goto(`/staff/figures?period=${today.slice(0, 4)}`);
  const row = office.locator('tr', { has: office.locator('a[data-type=base]') });
  const said = wordsOf('zh-Hans', 'console_registers');
  const filled = (text = '', values: Record<string, number>) =>
    Object.entries(values).reduce((all, [name, n]) => all.replace(`{{${name}}}`, String(n)), text);
  await expect(row).toContainText(filled(said.school_visits, { visits, pupils }));
  await expect(row).toContainText(filled(said.school_missed, { n: missed }));
});
