import type { Page } from '@playwright/test';
import { CONSOLE_PAGES, OUTSIDE, settled, test } from '../at-desk.ts';
import { expectAccessible } from '../axe.ts';
import { callerOf, desktop, openConsole } from '../console.ts';
import { expect, wordsOf } from '../world.ts';

const editor = wordsOf('zh-Hans', 'console_editor');
const bank = wordsOf('zh-Hans', 'console_bank');
const shell = wordsOf('zh-Hans', 'console_shell');
const SIGN_OUT = wordsOf('zh-Hans', 'staff').sign_out;
const button = (page: Page, name: string | undefined) => page.getByRole('button', { name: name ?? '?', exact: true });
const LIGHT_DARK = ['light', 'dark'] as const;
const dialog = (page: Page) => page.locator('dialog[open]');

const SERVER = /\/(auth|rest)\/v1\//;
/** Lets nothing more through to the server: buttons may be pressed that would end, withdraw or send something. */
const cutOff = (page: Page) => page.route(SERVER, (route) => route.abort());
async function arrive(page: Page, path: string): Promise<void> {
  await page.waitForLoadState();
  await page.unroute(SERVER);
  // A button that leads away may still be on its way there: its navigation ends ours.
  await expect(() => page.goto(path)).toPass();
  await settled(page);
  await cutOff(page);
}

for (const path of CONSOLE_PAGES.filter((one) => !OUTSIDE.includes(one))) {
  test(`${path}: every window that a button opens, and everything that can be unfolded, is accessible`, async ({
    openDesk,
  }) => {
    test.setTimeout(120_000);
    const page = await openDesk();
    await page.addInitScript(() => Object.assign(window, { print: () => {} }));
    await arrive(page, path);
    const buttons = page.locator('main button:not([type=submit]):enabled:visible');
    const names = new Set(await buttons.evaluateAll((all) => all.map((one) => one.textContent ?? '')));
    const seen = new Set<string>();
    for (const name of names) {
      const one = buttons.filter({ hasText: name }).first();
      // Signing out from the figures leads away while the next look is taken; the signed-out page has a test of its own.
      if (!name || name === SIGN_OUT || !(await one.isVisible())) continue;
      await one.click();
      await page.evaluate(() => new Promise((drawn) => setTimeout(() => requestAnimationFrame(drawn), 80)));
      const title = (await dialog(page).isVisible()) ? await dialog(page).getByRole('heading').first().innerText() : '';
      if (title && !seen.has(title)) await expectAccessible(page, `${path}: ${name} → ${title}`, LIGHT_DARK);
      seen.add(title);
      if (title) await page.keyboard.press('Escape');
      await expect(dialog(page), `${name} closes with Escape`).toHaveCount(0);
      if (new URL(page.url()).pathname !== path.replace(/\?.*/, '')) await arrive(page, path); // led on, or signed out
    }
    await page.locator('main details:not([open])').evaluateAll((all) => {
      for (const one of all) (one as HTMLDetailsElement).open = true;
    });
    await expectAccessible(page, `${path}: all pressed, all unfolded`, ['light']);
    test.info().annotations.push({ type: 'windows', description: [...seen].join(', ') });
  });
}

test('the editor with every kind of question, with problems, with findings of the server', async ({ openDesk }) => {
  test.setTimeout(120_000);
  const page = await openDesk();
  await page.goto('/staff/question');
  await settled(page);
  await page.locator('textarea[name=explanation]').fill('一句解析。');
  await button(page, editor.submit).click();
  await page.locator('.acts-errors summary').click();
  await expectAccessible(page, 'an empty form handed in', LIGHT_DARK);
  for (const kind of ['multiple', 'judge', 'picture', 'sort']) {
    await page.locator('select[name=kind]').selectOption(kind);
    await expectAccessible(page, `a form for ${kind}`, ['light']);
  }
  await page.getByRole('searchbox').fill('毒品');
  await expect(page.getByRole('list', { name: editor.facts_search })).toBeVisible();
  await expectAccessible(page, 'facts found', LIGHT_DARK);
  await page.getByRole('tab', { name: editor.lang_en }).click();
  await expectAccessible(page, 'English', ['light']);
  await page.goto('/staff/question?key=nothing-here');
  await settled(page);
  await expectAccessible(page, 'a document that is not there', ['light']);
});

test('a review, a clash of two editors, history unfolded, unsaved work found again', async ({ openDesk, desk }) => {
  test.setTimeout(120_000);
  const call = callerOf(desk.person);
  const { body } = await call<{ body: { words: Record<string, { stem: string }> } }>('document', {
    kind: 'question',
    key: 'k08-001',
  });
  const save = (key: string | null, based_on: number, stem: string, who = call) => {
    const words = { ...body.words, 'zh-Hans': { ...body.words['zh-Hans'], stem } };
    return who<{ key: string }>('save_document', {
      kind: 'question',
      key,
      based_on,
      body: { ...body, words },
      note: stem,
    });
  };
  const wen = callerOf('wen');
  const { key } = await save(null, 0, '别人托带东西，先做什么？', wen);
  const page = await openDesk();
  await page.goto(`/staff/question?key=${key}`);
  await settled(page);
  await save(key, 1, '别人托你带东西，先问什么？', wen);
  await page.locator('textarea[name=stem]').fill('陌生人托带东西，先做什么？');
  await button(page, editor.save).click();
  await expect(dialog(page)).toBeVisible();
  await expectAccessible(page, 'a clash', LIGHT_DARK);
  await page.keyboard.press('Escape');
  page.on('dialog', (ask) => ask.accept());
  await page.reload();
  await settled(page);
  await expect(page.getByRole('alert').filter({ hasText: '没有保存' })).toBeVisible();
  await expectAccessible(page, 'unsaved work found', LIGHT_DARK);
  await button(page, editor.found_drop).click();

  await wen('submit_documents', { kind: 'question', keys: [key] });
  await page.reload();
  await settled(page);
  await expect(page.getByRole('region', { name: editor.review, exact: true })).toBeVisible();
  for (const summary of await page.locator('.history summary').all()) await summary.click();
  await expect(page.locator('.history .diff')).toHaveCount(2);
  await expectAccessible(page, 'a review with its history', LIGHT_DARK);
  await call('withdraw_document', { kind: 'question', key, note: null });
});

test('the bank with rows selected, with nothing found, and cut off; the menu on a tablet', async ({ openDesk }) => {
  const page = await openDesk();
  await page.goto('/staff/questions?kp=6');
  await settled(page);
  await page.getByRole('checkbox', { name: shell.select_all }).check();
  await expectAccessible(page, 'rows selected', LIGHT_DARK);
  await page.goto('/staff/questions?text=nothing-is-called-this');
  await settled(page);
  await expect(page.getByText(bank.none ?? '?')).toBeVisible();
  await expectAccessible(page, 'nothing found', LIGHT_DARK);
  await page.setViewportSize({ width: 820, height: 1180 });
  await button(page, shell.menu_open).click();
  await expectAccessible(page, 'the menu on a tablet', LIGHT_DARK);
  await cutOff(page);
  await page.reload();
  await expect(page.getByTestId('stop-offline').first()).toBeVisible();
  await expectAccessible(page, 'cut off', LIGHT_DARK);
});

test('who is not signed in, and who lacks the right, are told what to do', async ({ browser }) => {
  const outside = await (await desktop(browser)).newPage();
  await outside.goto('/staff/questions');
  await expect(outside.getByTestId('stop-signed_out')).toBeVisible();
  await expectAccessible(outside, 'signed out', LIGHT_DARK);
  const jiang = await openConsole(browser, 'jiang');
  await jiang.goto('/staff/questions');
  await expect(jiang.getByTestId('stop-no_right')).toBeVisible();
  await expectAccessible(jiang, 'no right', LIGHT_DARK);
});
