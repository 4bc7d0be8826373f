/** The console without a mouse: every page is reached, and what is done often needs few keys. */
import type { Page } from '@playwright/test';
import { CONSOLE_PAGES, OUTSIDE, settled, test } from '../at-desk.ts';
import { callerOf, documentOf, openConsole, ready, withdraw } from '../console.ts';
import { focus, tabTo, walk } from '../focus.ts';
import { expect, wordsOf } from '../world.ts';

const editor = wordsOf('zh-Hans', 'console_editor');
const bare = (path: string) => path.replace(/[?#].*/, '');

/** Every link that Tab reaches on a page; wherever the focus stands, it is seen. */
async function tabThrough(page: Page, most: number): Promise<string[]> {
  const path = bare(page.url());
  const stood = await walk(page, most);
  const unseen = stood.filter(({ seen }) => !seen).map(({ on }) => on);
  expect.soft(unseen, `${path}: the focus is seen wherever it stands`).toEqual([]);
  // several lists of one page stand behind their fragments
  const list = /\/staff\/(?:courses|events)$/.exec(path)?.[0];
  return stood.flatMap(({ href }) => (!href ? [] : href.startsWith('#') && list ? list + href : bare(href)));
}

test('Tab leads from the first page to every other one, and the focus is always seen', async ({ openDesk }) => {
  test.setTimeout(240_000);
  const page = await openDesk();
  const found = new Set(['/staff/home']);
  for (const path of found) {
    if (!CONSOLE_PAGES.some((known) => bare(known) === bare(path)) || OUTSIDE.includes(path)) continue;
    await page.goto(path);
    await settled(page);
    for (const link of await tabThrough(page, 70)) found.add(link);
  }
  for (const path of CONSOLE_PAGES) if (!OUTSIDE.includes(path)) expect.soft([...found]).toContain(bare(path));
});

/** Lets calls wait until they are released. */
async function hold(page: Page, calls: string): Promise<() => void> {
  let go: () => void = () => {};
  const released = new Promise<void>((resolve) => {
    go = resolve;
  });
  await page.route(calls, async (route) => {
    await released;
    await route.continue();
  });
  return go;
}

/** Two questions of 文编's with a word that nothing else has. */
async function two(): Promise<{ mark: string; keys: string[] }> {
  const mark = `键盘${Date.now()}`;
  const { body } = await documentOf('question', 'k08-001');
  const keys: string[] = [];
  for (const order of ['甲', '乙']) {
    const words = { 'zh-Hans': { ...body.words['zh-Hans'], stem: `${mark}${order}：别人托你带东西，先做什么？` } };
    const draft = { ...body, difficulty: 3, words, explanation: { 'zh-Hans': body.explanation['zh-Hans'] } };
    const args = { kind: 'question', key: null, based_on: 0, body: draft, note: null };
    keys.push((await callerOf('wen')<{ key: string }>('save_document', args)).key);
  }
  return { mark, keys };
}

test('search, open, change, save, hand in, on to the next; then review and publish: by keyboard alone', async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const { mark, keys } = await two();
  const wen = await openConsole(browser, 'wen', '/staff/questions');
  await settled(wen);
  await expect(async () => {
    await wen.keyboard.press('/');
    await expect(wen.getByRole('searchbox')).toBeFocused({ timeout: 300 });
  }).toPass(); // the keys of a list that has just appeared are heard a moment later
  await wen.keyboard.type(mark);
  await expect(wen.locator('a[data-row]')).toHaveCount(2);
  await tabTo(wen, 'a[data-row]', 90);
  await wen.keyboard.press('Enter');
  for (let turn = 0; turn < 2; turn++) {
    await wen.waitForURL(/\/staff\/question\?key=/);
    await settled(wen);
    await tabTo(wen, 'textarea[name=stem]', 70);
    await wen.keyboard.press('End');
    await wen.keyboard.type('（改）');
    await wen.keyboard.press('Control+s');
    await expect(wen.getByText(editor.done_save ?? '?')).toBeVisible();
    const release = await hold(wen, '**/rpc/document');
    await wen.keyboard.press('Control+Enter');
    await expect(wen.getByText(editor.done_submit ?? '?')).toBeVisible();
    if (turn) {
      release();
      break;
    }
    const here = wen.url();
    await tabTo(wen, 'button', 5); // out of the field: there j is a letter
    release();
    await expect(wen.getByRole('region', { name: editor.review, exact: true })).toBeVisible();
    expect(await focus(wen), 'the focus, when the review has appeared above it').toMatchObject({ seen: true });
    await wen.keyboard.press('j');
    await expect(wen).not.toHaveURL(here);
    await ready(wen);
  }

  const he = await openConsole(browser, 'he');
  await settled(he);
  for (let turn = 0; turn < 2; turn++) {
    const rows = he.locator('a[data-row]').filter({ hasText: mark });
    await expect(rows).toHaveCount(2 - turn);
    do await he.keyboard.press('j');
    while (!(await rows.evaluateAll((all) => all.includes(document.activeElement as HTMLAnchorElement))));
    await he.keyboard.press('Enter');
    await he.waitForURL(/\/staff\/question\?key=/);
    await settled(he);
    await expect(he.getByRole('region', { name: editor.review, exact: true })).toContainText('（改）');
    await he.keyboard.press('Control+Enter');
    await expect(he.getByText(editor.done_publish ?? '?')).toBeVisible();
    await he.goBack();
    await settled(he);
  }
  for (const key of keys) {
    expect((await documentOf('question', key)).status).toBe('published');
    await withdraw('question', key);
  }
});
