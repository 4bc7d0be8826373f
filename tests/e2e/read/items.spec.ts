import type { Page } from '@playwright/test';
import { expectAccessible } from '../axe.ts';
import { openConsole } from '../console.ts';
import { expect, test } from '../world.ts';

interface Form {
  form: string;
  purpose: string;
  from: string;
  to: string;
}
interface Report {
  n: number;
  kr20: number;
  items: { question: string; flags: string[]; p: number }[];
}

type Ask = Pick<Form, 'form' | 'from' | 'to'>;

/** What the database answers the page; the page's own sign-in asks, because sign-ins are counted. */
async function heard<T>(page: Page, name: string, path: string): Promise<T> {
  const answer = page.waitForResponse(`**/rest/v1/rpc/${name}`).then(async (response) => {
    expect(response.status(), name).toBe(200);
    return (await response.json()) as T;
  });
  await page.goto(path);
  const said = await answer;
  // nothing may still be on its way when the page is left: it would be taken for the next page's
  await expect(page.locator('.items [aria-busy=false]')).toBeVisible();
  return said;
}

/** The monitoring form and two days around everything that was answered. */
async function period(page: Page): Promise<Ask> {
  const forms = await heard<Form[]>(page, 'item_forms', '/staff/items');
  const { form, to } = forms.find(({ purpose }) => purpose === 'monitoring') as Form;
  return { form, from: `${Number(to.slice(0, 4)) - 1}${to.slice(4)}`, to };
}
const show = (page: Page, { form, from, to }: Ask) =>
  heard<Report>(page, 'item_analysis', `/staff/items?${new URLSearchParams({ form, from, to })}`);

/** Opens an item by keyboard; answers which. */
async function openByKeyboard(page: Page): Promise<string | null> {
  const row = page.locator('tr[data-item]:has(.opener:focus)');
  await expect(async () => {
    await page.keyboard.press('j');
    await expect(row).toHaveCount(1, { timeout: 500 });
  }).toPass();
  await page.keyboard.press('Enter');
  return row.getAttribute('data-item');
}

test('item analysis shows what the database says, the most urgent first, and opens by keyboard', async ({
  browser,
}) => {
  const page = await openConsole(browser, 'he');
  const report = await show(page, await period(page));
  await expect(page.getByTestId('items-n')).toHaveText(String(report.n));
  await expect(page.getByTestId('items-kr20')).toHaveText(report.kr20.toFixed(2));
  const rows = page.locator('tr[data-item]');
  await expect(rows).toHaveCount(10);
  const urgency = 'NEG STALE DRIFT HARD DIF FAST LOWDISC NFD EASY'.split(' ');
  const first = await rows.evaluateAll((all) => all.map((row) => row.getAttribute('data-flags')?.split(' ')[0] ?? ''));
  const ranks = first.map((flag) => (flag ? urgency.indexOf(flag) : urgency.length));
  expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
  for (const { question, p, flags } of report.items) {
    const row = page.locator(`tr[data-item="${question}"]`);
    await expect(row).toContainText(`${Math.round(p * 100)}%`);
    await expect(row.locator('.flag')).toHaveCount(flags.length);
  }
  const key = await openByKeyboard(page);
  await expect(page.locator('.details:not(.closed) .options .right')).toHaveCount(1);
  await expect(page.locator('.details:not(.closed) a')).toHaveAttribute('href', `/staff/question?key=${key}`);
  await expectAccessible(page, 'item analysis, one item open');
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('.options')).toHaveCount(10);
  for (const table of await page.locator('.options').all()) await expect(table).toBeVisible();
  await page.context().close();
});

test('a district sees no key; too few attempts are explained instead of shown', async ({ browser }) => {
  const page = await openConsole(browser, 'guo');
  const ask = await period(page);
  await show(page, ask);
  await expect(page.locator('tr[data-item]')).toHaveCount(10);
  await openByKeyboard(page);
  await expect(page.locator('.details:not(.closed)')).toContainText('监测卷的选项只给负责全市题目的同事看');
  await expect(page.locator('.options')).toHaveCount(0);
  await expect(page.locator('.details a')).toHaveCount(0);
  await show(page, { ...ask, from: ask.to });
  await expect(page.getByRole('heading', { name: /不到 30 份，不显示/ })).toBeVisible();
  await expect(page.locator('tr[data-item]')).toHaveCount(0);
  await expectAccessible(page, 'item analysis, too few');
  await page.context().close();
});
