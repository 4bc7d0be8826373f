import type { Page } from '@playwright/test';
import { expectAccessible } from '../axe.ts';
import { sticksOut } from '../fits.ts';
import { doBlock, LESSON, lessonAwake, lessonOf, main, playGame, zh } from '../lesson.ts';
import { at, expect, LOCALES, silence, test, wordsOf } from '../world.ts';

const LESSONS = ['primary', 'junior', 'senior'].flatMap((course) =>
  ['know', 'refuse'].map((name) => ({ course, name })),
);

/** Goes to a block from the lesson's cover. */
async function open(page: Page, block: string): Promise<void> {
  await page.goto(LESSON);
  await lessonAwake(page);
  const cover = page.getByRole('button', { name: zh.contents, exact: true });
  if (await cover.isVisible()) await cover.click();
  await page.locator(`.contents a[href="#${block}"]`).click();
}

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });
  for (const { course, name } of LESSONS) {
    test(`/courses/${course}/${name} is read whole: every text, every question, what is right and why`, async ({
      page,
    }) => {
      const lesson = await lessonOf(course, name);
      await page.goto(`/courses/${course}/${name}`);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(lesson.title);
      await expect(page.getByText(zh.rule ?? '')).toBeVisible();
      for (const block of lesson.blocks) {
        const section = page.locator(`section[id="${block.id}"]`);
        await expect(section.getByRole('heading').first()).toHaveText(block.title);
        if (block.text) expect((await section.locator('.story').innerText()).length).toBeGreaterThan(10);
        const steps = section.locator('.read-steps > li');
        await expect(steps).toHaveCount(block.game?.steps.length ?? 0);
        for (const [i, step] of (block.game?.steps ?? []).entries()) {
          await expect(steps.nth(i)).toContainText(step.text);
          await expect(steps.nth(i)).toContainText(step.say);
        }
        if (block.kind === 'help')
          for (const number of ['110', '12356', '120'])
            await expect(section.locator(`a[href="tel:${number}"]`)).toBeVisible();
      }
    });
  }

  test('the list names three courses with two class hours each, and when one counts as done', async ({ page }) => {
    await page.goto('/courses');
    await expect(page.locator('.courses > li')).toHaveCount(3);
    for (const { course, name } of LESSONS)
      await expect(page.locator(`a[href="/courses/${course}/${name}"]`)).toBeVisible();
    await expect(page.getByText(zh.rule ?? '')).toBeVisible();
  });
});

test('the third door of the home page leads to the lessons', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('link', { name: wordsOf('zh-Hans', 'home').next_courses }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(zh.title ?? '');
});

test.describe('with script', () => {
  test.use({ serviceWorkers: 'block' });
  test.beforeEach(({ context }) => silence(context));

  for (const locale of LOCALES) {
    test(`${locale}: every kind of page of a lesson is accessible in every look and fits 320 pixels`, async ({
      page,
    }) => {
      test.setTimeout(120_000);
      await page.setViewportSize({ width: 320, height: 640 });
      await page.goto(at(locale, LESSON));
      await lessonAwake(page);
      const look = async (what: string) => {
        await expectAccessible(page, what);
        expect.soft(await sticksOut(page), what).toEqual([]);
      };
      await look('cover');
      const go = (block: string) => page.locator(`.contents a[href="#${block}"]`).click();
      const back = () => page.locator('.to-contents').click();
      await go('story');
      await look('story');
      await main(page).click();
      await expect(page.getByTestId('delivery')).not.toBeEmpty();
      await back();
      await go('sort-law');
      await look('a game before it begins');
      await main(page).click();
      await page.locator('.box').last().click();
      await look('a game after a choice');
      await page.locator('.game .btn.main').click();
      await playGame(page);
      await look('what a game taught');
      await back();
      await go('check');
      await main(page).click();
      await look('a question');
      await back();
      await go('help');
      await look('help card');
      await main(page).click();
      await look('end with blocks left');
      await page.goto(at(locale, '/courses'));
      await expect(page.locator('[data-lesson=primary-know] [data-state]')).toContainText(/5/);
      await look('list with a lesson begun');
    });
  }

  test('a lesson goes by keys: a page is read from its beginning, a choice from what it led to', async ({ page }) => {
    await open(page, 'sort-law');
    await expect(page.locator('#block')).toBeFocused();
    await main(page).focus();
    await page.keyboard.press('Enter');
    await page.locator('.box').first().focus();
    await page.keyboard.press('Enter');
    await expect(page.locator('[data-verdict]')).toBeFocused();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect(page.locator('[data-stem]')).toBeFocused();
  });

  test('every step that was not right is said once more at the end of its block', async ({ page }) => {
    const block = (await lessonOf('primary', 'know')).blocks.find(({ id }) => id === 'sort-law');
    await open(page, 'sort-law');
    await main(page).click();
    await playGame(page); // always the second box
    const wrong = block?.game?.steps.filter(({ answer }) => answer === 'A') ?? [];
    expect(wrong.length).toBeGreaterThan(1);
    await expect(page.locator('.taught li')).toHaveCount(wrong.length);
    for (const [i, step] of wrong.entries()) {
      await expect(page.locator('.taught li').nth(i)).toContainText(step.text);
      await expect(page.locator('.taught li').nth(i)).toContainText(step.say);
    }
  });

  test('an optional block is skipped, and the lesson is complete without it', async ({ page }) => {
    test.setTimeout(90_000);
    await page.goto('/courses/primary/refuse');
    await lessonAwake(page);
    await main(page).click();
    for (let i = 0; i < 30 && (await page.locator('[data-block]').count()); i++) {
      if ((await page.locator('[data-block]').getAttribute('data-block')) !== 'pledge') await doBlock(page);
      else await page.getByRole('button', { name: zh.skip, exact: true }).click();
    }
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(zh.complete ?? '');
    await expect(page.getByTestId('seen')).toHaveCount(0);
  });

  test('elder mode reads a block aloud with the phone’s own voice', async ({ page }) => {
    await page.addInitScript(() => {
      localStorage.setItem('qt-elder', '1');
      const said: string[] = [];
      class Said {
        text: string;
        constructor(text: string) {
          this.text = text;
        }
      }
      Object.assign(window, { __said: said, SpeechSynthesisUtterance: Said });
      Object.defineProperty(window, 'speechSynthesis', {
        value: {
          speaking: false,
          cancel() {},
          addEventListener() {},
          speak: ({ text }: { text: string }) => said.push(text),
          getVoices: () => [{ lang: 'zh-CN', localService: true }],
        },
      });
    });
    await open(page, 'story');
    await page.getByRole('button', { name: '听一听' }).click();
    const said = await page.evaluate(() => (window as unknown as { __said: string[] }).__said);
    expect(said).toHaveLength(1);
    expect(said[0]).toContain(await page.locator('h1').innerText());
    expect(said[0]).toContain(await page.locator('.story p').last().innerText());
  });
});
