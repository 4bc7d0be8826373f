/** How a pupil goes through a lesson on a phone. */
import { expect, type Page } from '@playwright/test';
import type { LessonPage } from '../../src/contract/courses.ts';
import { asPhone } from './check.ts';
import { address, wordsOf } from './world.ts';

export const LESSON = '/courses/primary/know';
export const zh = wordsOf('zh-Hans', 'courses');

/** The lesson as the page gets it. */
export async function lessonOf(course: string, name: string, locale = 'zh-Hans'): Promise<LessonPage> {
  const reply = await fetch(`${address()}/rest/v1/rpc/lesson`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', apikey: 'qingtu' },
    body: JSON.stringify({ course, name, locale }),
  });
  return (await reply.json()) as LessonPage;
}

export const lessonAwake = (page: Page) => page.locator('#lesson[data-awake]').waitFor();
export const main = (page: Page) => page.locator('.thumb .main, .begin');
export const blockShown = (page: Page) => page.locator('[data-block]');
export const delivery = (page: Page) => page.getByTestId('delivery');

/** Plays the game of the block shown to its end; every choice is the last that is open, so that some are not right. */
export async function playGame(page: Page): Promise<void> {
  const game = page.getByTestId('game');
  await expect(game).toBeVisible();
  const go = game.locator('.btn.main');
  while (await game.isVisible()) {
    while (!(await go.isVisible())) await game.locator('.opt:not(:disabled)').last().click();
    await go.click();
  }
}

/** Does the block shown, whatever its kind, and goes on to the next page. */
export async function doBlock(page: Page): Promise<string> {
  const id = (await blockShown(page).getAttribute('data-block')) ?? '';
  if ((await main(page).innerText()) === zh.begin) {
    await main(page).click();
    await playGame(page);
    await expect(delivery(page)).toHaveText(/已记下|已送达/);
  }
  await main(page).click();
  await expect(page.locator(`[data-block="${id}"]`)).toHaveCount(0);
  return id;
}

/** Blocks of a lesson that the server has of this phone, one for each record. */
export async function delivered(page: Page, lesson: string): Promise<string[]> {
  const found = await asPhone<{ records: { kind: string; quiz: string }[] }>(page, 'my_export');
  return (found?.records ?? [])
    .filter(({ kind, quiz }) => kind === 'block' && quiz.startsWith(`${lesson}/`))
    .map(({ quiz }) => quiz.slice(lesson.length + 1))
    .sort();
}
