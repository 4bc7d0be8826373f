/** A teacher between two lessons: opens a class, enters an hour without phones, and nobody else's class opens. */
import type { Page } from '@playwright/test';
import type { ClassCard, ClassPage } from '../../../src/contract/courses.ts';
import { settled } from '../at-desk.ts';
import { expectAccessible } from '../axe.ts';
import { callerOf, openConsole, ready } from '../console.ts';
import { expect, test, wordsOf } from '../world.ts';

const words = wordsOf('zh-Hans', 'teach');
const shell = wordsOf('zh-Hans', 'console_shell');
const SCHOOL = '3303020001';
const dai = () => callerOf('dai');
const say = (key: string, values: Record<string, string | number>) =>
  Object.entries(values).reduce((text, [name, value]) => text.replaceAll(`{{${name}}}`, `${value}`), words[key] ?? key);
const classPage = (id: string, who: 'dai' | 'sun' = 'dai') =>
  callerOf(who)<ClassPage>('class_page', { class: id, locale: 'zh-Hans' });

/** A class number that 演示实验小学 does not have yet. */
async function freeNumber(): Promise<number> {
  const all = await callerOf('sun')<ClassCard[]>('my_classes', { locale: 'zh-Hans' });
  const taken = all.filter(({ grade }) => grade === 6).map(({ number }) => number);
  return Array.from({ length: 40 }, (_, at) => at + 21).find((number) => !taken.includes(number)) ?? 0;
}
async function newClass(seats: number): Promise<string> {
  const number = await freeNumber();
  return (await dai()<{ id: string }>('create_class', { school: SCHOOL, grade: 6, number, seats })).id;
}
const open = async (page: Page, id: string, part: string) => {
  await page.goto(`/teach/class?c=${id}#${part}`);
  await settled(page);
};
const seat = (page: Page, number: number) => page.locator(`[data-seat="${number}"]`);
const counts = (seats: number, joined: number, done: number) => say('count', { seats, joined, done });
const heldOf = (page: ClassPage, lesson: string) =>
  page.seats.filter(({ lessons }) => lessons.some((one) => one.lesson === lesson && one.how)).map((one) => one.seat);

test('a class is opened with three numbers, its code is there at once, and 44 of 45 seats are entered by typing', async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const page = await openConsole(browser, 'dai', '/teach');
  await settled(page);
  await page.getByRole('button', { name: words.open, exact: true }).click();
  const number = await freeNumber();
  await page.locator('select[name=grade]').selectOption('6');
  await page.locator('input[name=number]').fill(`${number}`);
  await page.locator('input[name=seats]').fill('45');
  await page.locator('input[name=seats]').press('Enter');
  await page.waitForURL(/\/teach\/class\?c=/);
  await ready(page);
  const id = new URL(page.url()).searchParams.get('c') ?? '';
  const window = page.getByRole('dialog', { name: words.code_title });
  const code = (await classPage(id)).code?.code ?? '';
  expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/);
  await expect(window).toContainText(`${code.slice(0, 4)}-${code.slice(4)}`);
  await expect(window.locator('.class-qr')).toHaveAttribute('data-address', new RegExp(`/join#${code}$`));
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('count')).toHaveText(counts(45, 0, 0));
  await expect(page.locator('[data-seat]')).toHaveCount(45);

  await page.getByRole('link', { name: words.part_hour, exact: true }).click();
  const lessons = (await classPage(id)).course.lessons.map(({ slug }) => slug);
  for (const lesson of lessons) {
    await page.locator('select[name=lesson]').selectOption(lesson);
    await page.locator('input[name=seats]').fill('1-45 -7');
    await expect(page.getByTestId('changes')).toContainText(say('hour_changes', { done: 44, undone: 0, count: 44 }));
    await page.locator('input[name=seats]').press('Enter');
    await expect(page.getByTestId('saved')).toContainText(say('saved', { counted: 44, back: 0 }));
    await expect(seat(page, 7)).toHaveAttribute('aria-pressed', 'false');
    await expect(seat(page, 8)).toHaveAttribute('data-state', 'on');
  }
  await page.getByRole('link', { name: words.part_seats, exact: true }).click();
  await expect(page.getByTestId('count')).toHaveText(counts(45, 44, 44));
  await expect(seat(page, 7)).toHaveAttribute('data-state', 'empty');
  await expect(page.getByTestId('nudges')).toContainText(say('nudge_empty_other', { count: 1 }));

  await page.getByRole('link', { name: words.part_hour, exact: true }).click();
  await page.locator('select[name=lesson]').selectOption(lessons[1] ?? '');
  await seat(page, 12).focus();
  await page.keyboard.press('ArrowRight');
  await expect(seat(page, 13)).toBeFocused();
  await page.keyboard.press('Space');
  await expect(page.getByTestId('changes')).toContainText(say('hour_undone', { seats: 13 }));
  await page.getByRole('button', { name: words.save, exact: true }).click();
  await expect(page.getByTestId('saved')).toContainText(say('saved', { counted: 0, back: 1 }));
  await page.getByRole('link', { name: words.part_seats, exact: true }).click();
  await expect(page.getByTestId('count')).toHaveText(counts(45, 44, 43));
  await seat(page, 13).click();
  await expect(page.getByTestId('seat-lessons')).toContainText(say('blocks_of', { done: 0, of: 11 }).slice(-3));
  await page.keyboard.press('Escape');
  await page.getByRole('checkbox', { name: words.only_waiting }).check();
  await expect(page.locator('[data-seat]')).toHaveCount(1);

  await page.goto('/teach');
  await settled(page);
  const card = page.locator(`[data-class="${id}"]`);
  await expect(card).toContainText(say('card_joined', { joined: 44, seats: 45 }));
  await expect(card).toContainText(say('card_done', { begun: 44, done: 43, seats: 45 }));
  await page.context().close();
});

test('another teacher’s page refuses, by no verb, and the class is there all the while', async ({ browser }) => {
  const id = await newClass(10);
  const fang = await openConsole(browser, 'fang', '/teach');
  await fang.goto(`/teach/class?c=${id}`);
  await expect(fang.getByTestId('no-class')).toBeVisible();
  await expect(fang.locator('[data-seat]')).toHaveCount(0);
  await fang.goto(`/teach/print?c=${id}`);
  await expect(fang.getByTestId('no-class')).toBeVisible();
  const lesson = (await classPage(id)).course.lessons[0]?.slug;
  const hour = { class: id, lesson, how: 'paper', day: '2026-11-20', done: [1], undone: [] };
  for (const [name, args] of [
    ['class_page', { class: id, locale: 'zh-Hans' }],
    ['hold_hour', hour],
    ['set_class_code', { class: id, days: 3 }],
    ['seat_export', { class: id, seat: 1 }],
    ['erase_seat', { class: id, seat: 1 }],
  ] as const)
    await expect(callerOf('fang')(name, args), name).rejects.toThrow(/403/);
  expect((await classPage(id, 'sun')).class.id).toBe(id);
  expect(await callerOf('fang')<ClassCard[]>('my_classes', { locale: 'zh-Hans' })).not.toContainEqual(
    expect.objectContaining({ id }),
  );
  await fang.context().close();
});

test('two enter the same hour: nothing of the other’s is overwritten, and what the other did is told', async ({
  browser,
}) => {
  const id = await newClass(12);
  const { course, class: about } = await classPage(id);
  const lesson = course.lessons[0]?.slug ?? '';
  const page = await openConsole(browser, 'dai', '/teach');
  await open(page, id, 'hour');
  await page.locator('input[name=seats]').fill('1-6');
  // what the colleague does is not read before saving
  await page.route('**/rpc/class_page', (route) => route.abort());
  const hour = { class: id, lesson, how: 'projector', day: about.year, done: [5, 6, 7], undone: [] };
  expect(await callerOf('sun')('hold_hour', hour)).toMatchObject({ counted: 3, had: [] });
  await page.unroute('**/rpc/class_page');
  await page.locator('input[name=seats]').press('Enter');
  const saved = page.getByTestId('saved');
  await expect(saved).toContainText(say('saved', { counted: 4, back: 0 }));
  await expect(saved).toContainText(say('saved_had', { seats: '5、6' }));
  await expect(saved).toContainText(say('saved_added', { seats: '7' }));
  expect(heldOf(await classPage(id), lesson)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  await page.context().close();
});

test('an entry that the network swallowed is there again after closing the page, and is saved then', async ({
  browser,
}) => {
  const id = await newClass(8);
  const lesson = (await classPage(id)).course.lessons[0]?.slug ?? '';
  const page = await openConsole(browser, 'dai', '/teach');
  await open(page, id, 'hour');
  await page.getByRole('button', { name: words.how_paper, exact: true }).click();
  await page.getByRole('button', { name: words.all, exact: true }).click();
  await seat(page, 3).click();
  await page.route('**/rpc/hold_hour', (route) => route.abort());
  await page.getByRole('button', { name: words.save, exact: true }).click();
  await expect(page.getByText(shell.problem_offline ?? '')).toBeVisible();
  await page.unroute('**/rpc/hold_hour');
  expect(heldOf(await classPage(id), lesson)).toEqual([]);
  await page.reload();
  await settled(page);
  await expect(page.getByTestId('found')).toBeVisible();
  await page.getByRole('button', { name: words.save, exact: true }).click();
  await expect(page.getByTestId('saved')).toContainText(say('saved', { counted: 7, back: 0 }));
  const now = await classPage(id);
  expect(heldOf(now, lesson)).toEqual([1, 2, 4, 5, 6, 7, 8]);
  expect(now.seats[0]?.lessons[0]?.how).toBe('paper');
  await page.reload();
  await settled(page);
  await expect(page.getByTestId('changes')).toBeVisible();
  await expect(page.getByTestId('found')).toHaveCount(0);
  await page.context().close();
});

test('a class on paper: a line for every name and none printed, a card for every seat, a certificate for who is done', async ({
  browser,
}) => {
  const id = await newClass(45);
  const page = await openConsole(browser, 'dai', '/teach');
  await page.goto(`/teach/print?c=${id}&what=seats`);
  await settled(page);
  await expect(page.locator('.table-seats li')).toHaveCount(45);
  await page.getByRole('button', { name: words.print_cards, exact: true }).click();
  await expect(page.locator('.answer-card')).toHaveCount(46);
  await expect(page.getByTestId('paper')).toHaveCount(8);
  const { course } = await classPage(id);
  const { slug, name } = course.lessons[0] as { slug: string; name: string };
  const lesson = await dai()<{ blocks: { kind: string; game?: { steps: unknown[] } }[] }>('lesson', {
    course: course.slug,
    name,
    locale: 'zh-Hans',
  });
  const questions = lesson.blocks.flatMap(({ kind, game }) => (kind === 'check' ? (game?.steps ?? []) : []));
  expect(questions.length, slug).toBeGreaterThan(0);
  await expect(page.locator('.answer-card').first().locator('li')).toHaveCount(questions.length);
  await expect(page.locator('.answer-card .right')).not.toHaveCount(0);
  for (const [at, one] of course.lessons.entries())
    await dai()('hold_hour', {
      class: id,
      lesson: one.slug,
      how: 'paper',
      day: (await classPage(id)).class.year,
      done: at ? [1, 2, 3] : [1, 2, 3, 4],
    });
  await page.getByRole('button', { name: words.print_certificates, exact: true }).click();
  await expect(page.locator('.certificate')).toHaveCount(3);
  await page.getByRole('button', { name: words.certificate_early, exact: true }).click();
  await expect(page.locator('.certificate.whole')).toContainText('4 位同学中，有 3 位');
  const address = (await page.locator('.certificate .class-qr').nth(1).getAttribute('data-address')) ?? '';
  const code = address.slice(address.lastIndexOf('/') + 1);
  expect(await callerOf('fang')('certificate', { code, locale: 'zh-Hans' })).toMatchObject({ kind: 'seat', seat: 1 });
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('.top')).toBeHidden();
  await expect(page.getByRole('button', { name: words.print_go, exact: true })).toBeHidden();
  await page.context().close();
});

test('a class in the middle of the year is accessible in every part, on a phone and in the dark', async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const id = await newClass(9);
  const { course, class: about } = await classPage(id);
  for (const [at, { slug }] of course.lessons.entries())
    await dai()('hold_hour', {
      class: id,
      lesson: slug,
      how: 'paper',
      day: about.year,
      done: at ? [1, 2] : [1, 2, 3, 4],
    });
  const page = await openConsole(browser, 'dai', '/teach', { viewport: { width: 360, height: 740 } });
  for (const part of ['seats', 'hour', 'hard', 'plan', 'manage']) {
    await open(page, id, part);
    if (part === 'hour') await page.locator('input[name=seats]').fill('5 -1 x 77');
    await page.locator('main details').evaluateAll((all) => {
      for (const one of all) (one as HTMLDetailsElement).open = true;
    });
    await settled(page);
    await expectAccessible(page, part, ['light', 'dark']);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), part).toBeLessThanOrEqual(0);
  }
  await open(page, id, 'seats');
  await seat(page, 1).click();
  await page.getByRole('button', { name: words.erase, exact: true }).click();
  await expectAccessible(page, 'a seat, before it is erased', ['light', 'dark']);
  await page.getByRole('button', { name: words.erase_sure, exact: true }).click();
  await expect(page.getByTestId('count')).toHaveText(counts(9, 3, 1));
  await page.getByRole('button', { name: words.code_make, exact: true }).click();
  await expect(page.getByRole('dialog', { name: words.code_title }).locator('.class-qr')).toBeVisible();
  await expectAccessible(page, 'the code', ['light', 'dark']);
  await page.context().close();
});

test('who sits where is put right, a substitute comes until a day, and a class that ends keeps its counts alone', async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const id = await newClass(6);
  const { course, class: about } = await classPage(id);
  const lesson = course.lessons[0]?.slug ?? '';
  await dai()('hold_hour', { class: id, lesson, how: 'paper', day: about.year, done: [1, 2], undone: [] });
  await dai()('hold_hour', { class: id, lesson: course.lessons[1]?.slug, how: 'paper', day: about.year, done: [1] });
  const page = await openConsole(browser, 'dai', '/teach');
  await open(page, id, 'seats');
  await expect(seat(page, 1)).toHaveAttribute('data-state', 'done');
  await seat(page, 1).click();
  await page.locator('input[name=to_seat]').fill('2');
  await expect(page.getByText(say('move_swaps', { seat: 2 }))).toBeVisible();
  await page.locator('input[name=to_seat]').press('Enter');
  await expect(page.getByText(words.move_done ?? '')).toBeVisible();
  await expect(seat(page, 1)).toHaveAttribute('data-state', 'one');
  await expect(seat(page, 2)).toHaveAttribute('data-state', 'done');
  await seat(page, 2).click();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: words.export, exact: true }).click(),
  ]);
  expect(file.suggestedFilename()).toBe(`${words.export_file}-2.json`);
  await page.getByRole('button', { name: words.free, exact: true }).click();
  await page.getByRole('button', { name: words.free_sure, exact: true }).click();
  await expect(seat(page, 2)).toHaveAttribute('data-state', 'empty');

  await page.getByRole('link', { name: words.part_manage, exact: true }).click();
  await page.getByRole('button', { name: words.add_teacher, exact: true }).click();
  await page.locator('select[name=teacher]').selectOption({ label: '孙校' });
  await page.locator('input[name=until]').fill('2099-01-31');
  await page.locator('input[name=until]').press('Enter');
  await expect(page.getByTestId('teachers')).toContainText(say('until', { day: '2099年1月31日' }));
  const mine = await callerOf('sun')<ClassCard[]>('my_classes', { locale: 'zh-Hans' });
  expect(mine.find((one) => one.id === id)?.mine).toBe(true);
  await page.getByRole('button', { name: say('drop_teacher', { name: '孙校' }), exact: true }).click();
  await expect(page.getByTestId('teachers')).not.toContainText('孙校');
  await expect(page.getByRole('button', { name: words.close_class, exact: true })).toHaveCount(0);
  await page.context().close();

  const sun = await openConsole(browser, 'sun', '/teach');
  await open(sun, id, 'manage');
  await sun.getByRole('button', { name: words.close_class, exact: true }).click();
  await sun.getByRole('button', { name: words.close_sure, exact: true }).click();
  await expect(sun.getByText(words.closed_text ?? '')).toBeVisible();
  await expect(sun.getByRole('link', { name: words.part_hour, exact: true })).toHaveCount(0);
  const closed = (await dai()<ClassCard[]>('my_classes', { locale: 'zh-Hans' })).find((one) => one.id === id);
  expect(closed).toMatchObject({ closed: true, joined: 0, begun: 2, done: 1 });
  await sun.context().close();
});
