/** One date of a weekly event from its publication to its brief: everything that a number in a report rests on. */
import ICAL from 'ical.js';
import type { BriefFigures } from '../../../src/contract/events.ts';
import { PHONE } from '../check.ts';
import { callerOf, desktop, documentOf, ready, signInAt } from '../console.ts';
import { closeEvent, doorOf, myEvents, openEvent } from '../events.ts';
import { openLine } from '../proxy.ts';
import { address, expect, test, wordsOf } from '../world.ts';

const words = wordsOf('zh-Hans', 'events');
const doorWords = wordsOf('zh-Hans', 'console_door');

test('a weekly event is published, three people sign up, are let in by a clerk without a network, leaflets are booked, and brief, passport and feed agree', async ({
  browser,
}) => {
  // a date of one minute that begins within the next two: sign-up is before it, the report behind it
  test.setTimeout(360_000);
  const event = await openEvent({}, 0.8, 1);
  const [first = ''] = event.origins;
  const guo = callerOf('guo');

  const phone = await browser.newContext({ ...PHONE, baseURL: address(), serviceWorkers: 'block' });
  const resident = await phone.newPage();
  await resident.goto(`/events/${event.slug}`);
  await ready(resident);
  for (let n = 1; n < 3; n++) await resident.getByRole('button', { name: words.signup_one_more }).click();
  await resident.locator('[data-testid=signup] button[type=submit]').first().click();
  const ticket = resident.getByTestId('ticket');
  await expect(ticket).toHaveAttribute('data-state', 'taken', { timeout: 30_000 });
  const code = await ticket.getAttribute('data-code');

  const cable = await openLine(address());
  const clerk = await (await desktop(browser, { baseURL: cable.url })).newPage();
  await signInAt(clerk, 'jiang');
  await clerk.goto(`/staff/door?e=${event.slug}&o=${first}`);
  await ready(clerk);
  await expect(clerk.locator('[data-count=inside] dd')).toHaveText('0 / 3');
  cable.cut();
  await clerk.keyboard.type(`${address()}/events/${event.slug}#t=${code}`);
  await clerk.keyboard.press('Enter');
  await expect(clerk.getByTestId('door-answer')).toHaveAttribute('data-people', '3');
  await expect(clerk.getByTestId('door-line')).toContainText('1 次扫码未送达');
  await clerk.evaluate(() => dispatchEvent(new Event('online')));
  await expect(clerk.getByTestId('door-line')).toContainText(doorWords.offline ?? '', { timeout: 60_000 });
  expect((await doorOf(event)).tickets[0]?.scans, 'nothing has arrived').toEqual([]);
  cable.mend();
  await clerk.evaluate(() => dispatchEvent(new Event('online')));
  await expect
    .poll(async () => (await doorOf(event)).tickets[0]?.scans, { timeout: 60_000 })
    .toMatchObject([{ people: 3, by: '江江', verdict: 'accepted' }]);

  const entryOf = async () => {
    const feed = new ICAL.Component(ICAL.parse(await (await phone.request.get('/events.ics')).text()));
    return feed
      .getAllSubcomponents('vevent')
      .find((one) => String(one.getFirstPropertyValue('uid')).startsWith(`${event.slug}@`));
  };
  await expect.poll(async () => (await entryOf())?.getFirstPropertyValue('summary')).toBe(event.title);
  const entry = await entryOf();
  expect(String(entry?.getFirstPropertyValue('rrule'))).toContain('FREQ=WEEKLY');
  expect(
    (entry?.getFirstPropertyValue('dtstart') as ICAL.Time).convertToZone(ICAL.Timezone.utcTimezone).toJSDate(),
  ).toEqual(new Date(first));

  const over = Date.parse((await doorOf(event)).ends_at) - Date.now();
  if (over > 0) await resident.waitForTimeout(over + 500);
  const leaflets = { item: 'leaflet', counter: null, out: 50, handed: 40, back: 10, qualifier: 'over' };
  const count = { value: 60, qualifier: 'nearly', how: 'estimated', unit: 'person_times' };
  expect(
    await guo('report_session', {
      ...{ event: event.slug, origin: first },
      report: { held: true, count, materials: [leaflets], shifts: [], note: null },
    }),
  ).toEqual({ problems: [] });
  const { key } = await guo<{ key: string }>('draft_brief', { event: event.slug, origin: first });
  const { figures } = (await documentOf('brief', key, 'guo')).body as { figures: BriefFigures };
  expect(figures).toMatchObject({
    ...{ scanned: 3, signed_up: 3, counted: count, helpers: { people: 0, minutes: 0 }, quiz: null },
    materials: [{ handed: 40, qualifier: 'over', name: { 'zh-Hans': '宣传折页' } }],
  });

  expect((await myEvents(resident))?.attended).toMatchObject([{ event: event.slug, origin: first, people: 3 }]);
  await resident.goto('/passport');
  await ready(resident);
  await resident.getByTestId('attended').locator('summary').click();
  await expect(resident.getByTestId('attended')).toContainText(event.title);
  await expect(resident.getByTestId('attended')).toContainText('3 人');

  await clerk.context().close();
  await phone.close();
  await cable.close();
  await closeEvent(event.slug);
});
