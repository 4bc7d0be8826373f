/** People, logs, the calendar and the list of words, as the office uses them. */
import { callerOf, newColleague, openConsole, ready } from '../console.ts';
import { address, expect, test, wordsOf } from '../world.ts';

const people = wordsOf('zh-Hans', 'console_people');
const audit = wordsOf('zh-Hans', 'console_audit');
const calendar = wordsOf('zh-Hans', 'console_calendar');
const words = wordsOf('zh-Hans', 'console_words');
const shell = wordsOf('zh-Hans', 'console_shell');
const say = (of: Record<string, string>, key: string, values: Record<string, string | number> = {}) =>
  Object.entries(values).reduce((text, [name, value]) => text.replaceAll(`{{${name}}}`, `${value}`), of[key] ?? key);

test('an invitation is shown once as link and code, stands in the list, and can be taken back', async ({ browser }) => {
  const name = `新同事${Date.now() % 10_000}`;
  const he = await openConsole(browser, 'he', '/staff/people');
  await he.getByRole('button', { name: people.invite, exact: true }).click();
  const window = he.getByRole('dialog');
  await window.getByLabel(people.name ?? '').fill(name);
  await window.getByLabel(people.role ?? '').selectOption({ label: shell.role_counter ?? '' });
  await window.getByRole('button', { name: people.make, exact: true }).click();
  const link = await window.getByTestId('join-link').inputValue();
  expect(new URL(link).pathname).toBe('/staff/join');
  expect(new URL(link).hash).toMatch(/^#[0-9a-f]{64}$/);
  await expect(window.getByRole('img', { name: people.qr })).toBeVisible();
  await window.getByRole('button', { name: people.done, exact: true }).click();
  const row = he.locator(`[data-invited="${name}"]`);
  await expect(row).toContainText(shell.role_counter ?? '');
  await row.getByRole('button').click();
  await expect(row).toHaveCount(0);

  const late = await (await browser.newContext({ baseURL: address() })).newPage();
  await late.goto(link.replace(/^https?:\/\/[^/]+/, ''));
  await ready(late);
  const he2 = callerOf('he');
  expect((await he2<{ invitations: { name: string }[] }>('people')).invitations.some((one) => one.name === name)).toBe(
    false,
  );
});

test('a role that is withdrawn is gone at the next click, and the log says who did it', async ({ browser }) => {
  test.setTimeout(90_000);
  const name = `短期编辑${Date.now() % 100_000}`;
  const lin = await newColleague(name);
  const theirs = await openConsole(browser, lin, '/staff/quizzes');
  const he = await openConsole(browser, 'he', '/staff/people');
  const row = he.locator(`[data-person="${name}"]`);
  await row.getByRole('button', { name: people.withdraw }).first().click();
  const ask = he.getByRole('dialog', { name: people.withdraw_ask });
  await expect(ask).toContainText(people.withdraw_text ?? '');
  await ask.getByRole('button', { name: people.withdraw_do, exact: true }).click();
  await expect(row).toContainText(people.no_role ?? '');
  await theirs.getByRole('searchbox').fill('禁毒');
  await expect(theirs.getByText(shell.problem_not_staff ?? '')).toBeVisible();
  await theirs.reload();
  await expect(theirs.getByTestId('stop-not_staff')).toBeVisible();

  await he.goto('/staff/audit');
  await ready(he);
  await he.getByRole('searchbox').fill(name);
  const role = shell.role_city_editor ?? '';
  const told = he.getByRole('region', { name: audit.acts });
  await expect(told).toContainText(say(audit, 'did_withdraw_role', { key: name, role }));
  await expect(told).toContainText(say(audit, 'did_invite', { key: name, role }));
  await he.locator('select[name=act]').selectOption('withdraw_role');
  await expect(told).not.toContainText(say(audit, 'did_invite', { key: name, role }));
  await he.reload();
  await ready(he);
  await expect(he.getByRole('searchbox'), 'the filter stands in the address').toHaveValue(name);
});

test('whoever read records of participants stands in the second log', async ({ browser }) => {
  const wen = callerOf('wen');
  await wen('item_analysis', { form: 'awareness@1', from_day: '2026-01-01', to_day: '2026-12-31' });
  const he = await openConsole(browser, 'he', '/staff/audit');
  await he.getByRole('tab', { name: audit.acts }).press('ArrowRight');
  await expect(he.getByRole('tab', { name: audit.access })).toBeFocused();
  const log = he.getByRole('region', { name: audit.access });
  await expect(log).toContainText('文编');
  await expect(log).toContainText(`${audit.read_item_analysis} awareness@1`);
});

test('the calendar shows when the contest closes, by month as well', async ({ browser }) => {
  const wen = await openConsole(browser, 'wen', '/staff/calendar');
  const closing = (
    await callerOf('wen')<{ day: string; what: string; key: string }[]>('content_calendar', {
      from_day: new Date().toISOString().slice(0, 10),
      to_day: new Date(Date.now() + 60 * 86_400_000).toISOString().slice(0, 10),
    })
  ).find(({ what, key }) => what === 'closes' && key === 'anti-drug-2026');
  const day = wen.locator(`[data-day="${closing?.day}"]`);
  await expect(day).toContainText(calendar.closes ?? '');
  await day.getByRole('link').first().click();
  await ready(wen);
  await expect(wen).toHaveURL(/\/staff\/quiz\?key=anti-drug-2026/);
  await wen.goBack();
  await ready(wen);
  await wen.getByRole('button', { name: calendar.month, exact: true }).click();
  await expect(wen.getByRole('columnheader')).toHaveCount(7);
  await wen.getByLabel(calendar.closes ?? '', { exact: true }).uncheck();
  await wen.getByRole('button', { name: calendar.agenda, exact: true }).click();
  await expect(day.getByText(calendar.closes ?? '', { exact: true })).toHaveCount(0);
});

test('a word of the list is added, tried, changed and removed; districts only read', async ({ browser }) => {
  const wen = await openConsole(browser, 'wen', '/staff/words');
  const word = '网红奶茶';
  const form = wen.getByRole('form', { name: words.add });
  await form.getByLabel(words.simplified ?? '').fill(word);
  await form.getByLabel(words.traditional ?? '').fill('人氣奶茶');
  await wen.keyboard.press('Enter');
  const row = wen.getByRole('row', { name: new RegExp(word) });
  await expect(row).toContainText('人氣奶茶');
  await wen.locator('textarea').fill(`小心${word}里的东西`);
  await expect(wen.locator('output')).toHaveText('小心人氣奶茶裡的東西');
  await row.getByRole('button', { name: say(words, 'change_of', { word }) }).click();
  await wen
    .getByRole('form', { name: words.change })
    .getByLabel(words.traditional ?? '')
    .fill('網紅奶茶店');
  await wen.keyboard.press('Enter');
  await expect(row).toContainText('網紅奶茶店');
  const guo = await openConsole(browser, 'guo', '/staff/words');
  await expect(guo.getByText(words.read_only ?? '')).toBeVisible();
  await expect(guo.getByRole('button', { name: say(words, 'remove_of', { word }) })).toHaveCount(0);
  await row.getByRole('button', { name: say(words, 'remove_of', { word }) }).click();
  await expect(row).toHaveCount(0);
});
