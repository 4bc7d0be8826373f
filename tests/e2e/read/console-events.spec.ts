/** Events in the console: from an empty form over a second person, a moved and a cancelled date and a report to a brief. */
import type { Locator, Page } from '@playwright/test';
import type { EventBody, StaffSession } from '../../../src/contract/events.ts';
import { expectAccessible } from '../axe.ts';
import { callerOf, documentOf, openConsole, ready, withdraw } from '../console.ts';
import { localTime } from '../events.ts';
import { printed } from '../paper.ts';
import { address, expect, test, wordsOf } from '../world.ts';

const words = { ...wordsOf('zh-Hans', 'console_editor'), ...wordsOf('zh-Hans', 'console_events') };
const say = (key: string, values: Record<string, string | number> = {}) =>
  Object.entries(values).reduce((text, [name, value]) => text.replace(`{{${name}}}`, `${value}`), words[key] ?? key);
const field = (page: Page | Locator, name: string) => page.locator(`[name="${name}"]`);
const button = (page: Page | Locator, key: string, values = {}) =>
  page.getByRole('button', { name: say(key, values), exact: true });
const acts = (page: Page) => page.locator('.acts');
const fresh = () => `e2e-${crypto.randomUUID().slice(0, 8)}`;
const DAY = 86_400_000;
const sessionsOf = (event: string) => callerOf('guo')<StaffSession[]>('event_sessions', { event });

/** The weekly event of this test: it began eight days ago, so that two of its dates are over. */
async function writeEvent(wen: Page, slug: string, title: string, start: string): Promise<string[]> {
  await wen.goto('/staff/events');
  await ready(wen);
  await wen.getByRole('link', { name: say('create') }).click();
  await ready(wen);
  await button(acts(wen), 'submit').click();
  await expect(field(wen, 'title'), 'what is missing is where one lands').toBeFocused();
  await field(wen, 'title').fill(title);
  await field(wen, 'slug').fill(slug);
  await field(wen, 'summary').fill('看展、答题，把家里的疑问带来。');
  await field(wen, 'organiser').fill('鹿城区禁毒办');
  await field(wen, 'where').fill('公园路文化礼堂');
  await field(wen, 'type').selectOption('exhibition');
  await field(wen, 'county').selectOption('330302');
  await field(wen, 'start').fill(start);
  await field(wen, 'rule').selectOption('weekly');
  await field(wen, 'sign_up').check();
  await field(wen, 'sign_up.capacity').fill('40');
  // the third date to come is left out by pressing its day, the day before it gets one
  const next = wen.getByTestId('next-dates').locator('li');
  await expect(next).toHaveCount(10);
  const third = `${await next.nth(2).getAttribute('data-start')}`;
  const before = localTime(Date.parse(`${third}:00+08:00`) - DAY);
  const month = () => wen.locator('[data-day]').first().getAttribute('data-day');
  for (const day of [third, before].map((one) => one.slice(0, 10))) {
    while (`${await month()}`.slice(0, 7) < day.slice(0, 7)) await button(wen, 'month_after').click();
    while (`${await month()}`.slice(0, 7) > day.slice(0, 7)) await button(wen, 'month_before').click();
    await wen.locator(`[data-day="${day}"]`).click();
  }
  await expect(next.nth(2)).toHaveAttribute('data-start', before);
  await expect(wen.getByTestId('when')).toContainText(say('left_out', { n: 1 }));
  await expectAccessible(wen, 'an event being written');
  const dates = await next.evaluateAll((rows) => rows.map((row) => `${row.getAttribute('data-start')}`));
  await button(acts(wen), 'submit').click();
  await expect(wen.getByText(say('done_submit'))).toBeVisible();
  return dates;
}

test.describe.configure({ mode: 'default' });

test('staff write a weekly event, a second person publishes it, dates are moved and cancelled, one is reported and told', async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const slug = fresh();
  const title = `家庭开放日 ${slug}`;
  const start = `${localTime(Date.now() - 8 * DAY).slice(0, 10)}T09:00`;
  const wen = await openConsole(browser, 'wen', '/staff/home');
  const told = await writeEvent(wen, slug, title, start);

  const he = await openConsole(browser, 'he', `/staff/event?key=${slug}`);
  await button(acts(he), 'publish').click();
  await expect(he.getByText(say('done_publish'))).toBeVisible();
  const laid = await sessionsOf(slug);
  const coming = laid
    .map(({ starts_at }) => localTime(Date.parse(starts_at)))
    .filter((at) => at >= localTime(Date.now()));
  expect(coming.slice(0, 10), 'the browser told the dates that the server laid out').toEqual(told);

  // 郭姐 finds what nobody has reported, and reports it
  const guo = await openConsole(browser, 'guo', '/staff/dates');
  const waiting = guo.getByTestId('unreported');
  await waiting.getByRole('link', { name: title }).last().click();
  await ready(guo);
  const report = guo.locator('form.report');
  await field(report, 'qualifier').selectOption('over');
  await field(report, 'count').fill('300');
  await field(report, 'unit').selectOption('person_times');
  await field(report, 'how').selectOption('estimated');
  await guo.getByRole('button', { name: `+ ${say('add_material')}` }).click();
  await field(report, 'item-0').selectOption('leaflet');
  await field(report, 'out-0').fill('100');
  await field(report, 'handed-0').fill('70');
  await field(report, 'back-0').fill('50');
  await expect(report.locator('[data-missing="-20"]')).toHaveText(say('too_many_pieces', { n: 20 }));
  await button(report, 'save_report').click();
  await expect(guo.getByTestId('report-problems')).toContainText(say('wrong_more_than_out'));
  await field(report, 'back-0').fill('20');
  await expect(report.locator('[data-missing="10"]')).toHaveText(say('missing_pieces', { n: 10 }));
  await field(report, 'back-0').fill('30');
  await expect(report.locator('[data-missing="0"]')).toContainText(say('fits'));
  await expectAccessible(guo, 'a report being written');
  await button(report, 'save_report').click();
  await expect(guo.getByTestId('former').locator('li')).toHaveCount(1);
  await field(report, 'count').fill('320');
  await button(report, 'report_again').click();
  const former = guo.getByTestId('former').locator('li');
  await expect(former, 'the first report stays').toHaveCount(2);
  await expect(former.first()).toContainText('320 余人次');
  await expect(former.last()).toContainText('300 余人次');

  // the brief: figures of the server, text by people, published by somebody else
  await button(guo, 'draft_brief').click();
  await guo.waitForURL(/\/staff\/brief\?key=/);
  await ready(guo);
  const sheet = guo.getByTestId('brief-sheet');
  await expect(sheet.getByTestId('figures')).toContainText('320 余人次');
  await expect(sheet.getByTestId('figures')).toContainText('70');
  await field(guo, 'text').fill('这一天，孩子们带着家长看展，**也把疑问带来了**。');
  await expect(sheet.locator('strong')).toHaveText('也把疑问带来了');
  await expectAccessible(guo, 'a brief being written');
  await guo.emulateMedia({ media: 'print' });
  await expect(guo.locator('.acts')).toBeHidden();
  expect((await printed(guo, 30)).map(({ size }) => size)).toEqual(['210 × 297']);
  await guo.emulateMedia({ media: null });
  await button(acts(guo), 'submit').click();
  await expect(guo.getByText(say('done_submit'))).toBeVisible();
  const brief = new URL(guo.url()).searchParams.get('key') ?? '';
  await he.goto(`/staff/brief?key=${brief}`);
  await ready(he);
  await button(acts(he), 'publish').click();
  await expect(he.getByText(say('done_publish'))).toBeVisible();

  // one date to come is moved, the next one cancelled
  const [first, second] = (await sessionsOf(slug)).filter(({ starts_at }) => Date.parse(starts_at) > Date.now());
  const one = (origin = '') => guo.goto(`/staff/date?e=${slug}&o=${encodeURIComponent(origin)}`).then(() => ready(guo));
  await one(first?.origin);
  await button(guo, 'act_move').click();
  const moved = `${localTime(Date.parse(`${first?.starts_at}`) + DAY).slice(0, 10)}T14:30`;
  await field(guo, 'new_start').fill(moved);
  await button(guo, 'do_move').click();
  await expect(guo.getByRole('alert')).toHaveText(say('note_needed'));
  await field(guo, 'note-zh-Hans').fill('礼堂当天有别的活动。');
  await button(guo, 'do_move').click();
  await expect(guo.getByTestId('note')).toContainText('礼堂当天有别的活动。');
  await expect(guo.getByTestId('when')).toContainText('14:30–16:00');
  await button(guo, 'act_capacity').click();
  await field(guo, 'capacity').fill('25');
  await button(guo, 'do_capacity').click();
  await expect(guo.locator('[data-count=count_taken]')).toContainText('/ 25');
  await one(second?.origin);
  await button(guo, 'act_cancel').click();
  await field(guo, 'note-zh-Hans').fill('天气原因。');
  await button(guo, 'do_cancel').click();
  await expect(button(guo, 'act_restore')).toBeVisible();

  // what residents see
  const phone = await browser.newPage({ baseURL: address(), locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
  await expect(async () => {
    await phone.goto(`/events/${slug}`);
    await expect(phone.getByText('天气原因。').first()).toBeVisible({ timeout: 2_000 });
    await expect(phone.getByText('礼堂当天有别的活动。').first()).toBeVisible({ timeout: 2_000 });
    await phone.goto(`/events/${slug}/${brief.slice(-8).replace(/(....)(..)(..)/, '$1-$2-$3')}`);
    await expect(phone.getByText('也把疑问带来了')).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 25_000 });
  await expect(phone.locator('main')).toContainText('320');

  // the code that hangs at the door: a sheet of A4 that leads to the event
  await guo.goto(`/staff/event-poster?key=${slug}`);
  await ready(guo);
  await expect(guo.locator('.poster-qr')).toHaveAttribute('aria-label', new RegExp(`/events/${slug}#in=[\\w-]{22}$`));
  expect((await printed(guo, 30)).map(({ size }) => size)).toEqual(['210 × 297']);
  await withdraw('brief', brief);
  await withdraw('event', slug);
});

test('an old calendar is read beside the page and becomes drafts, with what could not be read', async ({ browser }) => {
  test.setTimeout(90_000);
  const mark = fresh();
  const day = localTime(Date.now() + 30 * DAY)
    .slice(0, 10)
    .replaceAll('-', '');
  const weekday = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'][new Date(Date.now() + 30 * DAY + DAY / 3).getUTCDay()];
  const file = [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'X-WR-CALNAME:街道日历'],
    ...['BEGIN:VEVENT', 'UID:1', `SUMMARY:每周课堂 ${mark}<script>`, `DTSTART;TZID=Asia/Shanghai:${day}T190000`],
    ...[
      'DURATION:PT1H',
      'RRULE:FREQ=WEEKLY',
      'LOCATION:五马街',
      'ATTENDEE;CN=王小明:mailto:wang@example.com',
      'END:VEVENT',
    ],
    ...['BEGIN:VEVENT', 'UID:2', `SUMMARY:去年的课 ${mark}`, 'DTSTART:20250101T010000Z', 'END:VEVENT'],
    ...['BEGIN:VEVENT', 'UID:3', '坏了', 'END:VEVENT', 'END:VCALENDAR'],
  ].join('\r\n');
  const wen = await openConsole(browser, 'wen', '/staff/event-import');
  await field(wen, 'file').setInputFiles({ name: 'old.ics', mimeType: 'text/calendar', buffer: Buffer.from(file) });
  await expect(wen.getByTestId('found')).toHaveText(say('import_found', { name: '街道日历', found: 3, read: 2 }));
  await expect(wen.getByTestId('ics-problems')).toContainText('坏了');
  await expect(wen.getByText(say('taken_n', { n: 1 })), 'what is over is not wanted').toBeVisible();
  await field(wen, 'county').selectOption('330302');
  await field(wen, 'type').selectOption('talk');
  await expectAccessible(wen, 'an old calendar, read');
  await button(wen, 'make_drafts', { n: 1 }).click();
  await expect(wen.getByTestId('made')).toContainText(say('made', { n: 1 }));
  const { items } = await callerOf('wen')<{ items: { key: string; title: string }[] }>('documents', {
    ...{ kind: 'event', filter: { text: mark }, after: null, size: 10 },
  });
  expect(items).toHaveLength(1);
  const { body } = await documentOf('event', `${items[0]?.key}`);
  expect(body as EventBody).toMatchObject({
    title: { 'zh-Hans': `每周课堂 ${mark}` },
    where: { 'zh-Hans': '五马街' },
    rule: { freq: 'weekly', interval: 1, days: [weekday], until: null, count: null },
    type: 'talk',
    place: '330302',
  });
  expect(JSON.stringify(body)).not.toMatch(/王小明|example\.com|script/);
  await withdraw('event', `${items[0]?.key}`);
});
