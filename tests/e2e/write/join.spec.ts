/** A pupil takes a seat on a fresh phone, meets everything that can go wrong, and gives a shared tablet on. */
import type { Page } from '@playwright/test';
import type { ClassCard } from '../../../src/contract/courses.ts';
import { expectAccessible } from '../axe.ts';
import { asPhone } from '../check.ts';
import { callerOf, ready } from '../console.ts';
import { expectFits } from '../fits.ts';
import { newPhone } from '../gifts.ts';
import { delivered, doBlock, LESSON, lessonAwake, lessonOf, main } from '../lesson.ts';
import { printed, readCode } from '../paper.ts';
import { storedText } from '../phone.ts';
import { address, expect, test, wordsOf } from '../world.ts';

const zh = wordsOf('zh-Hans', 'join');
const say = (key: string, values: Record<string, string | number> = {}) =>
  Object.entries(values).reduce((text, [name, value]) => text.replaceAll(`{{${name}}}`, `${value}`), zh[key] ?? key);
const SCHOOL = '3303020001';
const dai = callerOf('dai');

interface Room {
  id: string;
  code: string;
  /** 六年级61班 */
  name: string;
}

/** A class of its own with five seats, and a code that holds. */
async function newRoom(): Promise<Room> {
  const all = await callerOf('sun')<ClassCard[]>('my_classes', { locale: 'zh-Hans' });
  const taken = all.filter(({ grade }) => grade === 6).map(({ number }) => number);
  const number = Array.from({ length: 20 }, (_, i) => 60 - i).find((n) => !taken.includes(n)) ?? 0;
  try {
    const { id } = await dai<{ id: string }>('create_class', { school: SCHOOL, grade: 6, number, seats: 5 });
    const { code } = await dai<{ code: string }>('set_class_code', { class: id, days: 7 });
    return { id, code, name: say('class_name', { grade: zh.grade_6 ?? '', number }) };
  } catch (error) {
    if (!/409/.test(`${error}`)) throw error;
    return newRoom();
  }
}

const field = (page: Page, name: 'code' | 'seat') => page.locator(`form.join input[name=${name}]`);
const go = (page: Page) => page.locator('form.join button.main');
const problem = (page: Page) => page.locator('#join-problem');
const seated = (page: Page) => page.locator('#seated');

async function openJoin(page: Page, hash = ''): Promise<void> {
  await page.goto(`/join${hash}`);
  await ready(page);
}
async function sit(page: Page, room: Room, seat: number): Promise<void> {
  await openJoin(page, `#${room.code}`);
  await field(page, 'seat').fill(`${seat}`);
  await go(page).click();
  await expect(seated(page)).toHaveText(say('seated', { class: room.name, seat }));
}

test('a teacher’s code is opened on a fresh phone: the address forgets it, the seat is taken, the first lesson is next', async ({
  browser,
}) => {
  const room = await newRoom();
  const page = await (await newPhone(browser)).newPage();
  await openJoin(page, `#${room.code}`);
  const shown = `${room.code.slice(0, 4)}-${room.code.slice(4)}`;
  await expect(field(page, 'code')).toHaveValue(shown);
  expect(new URL(page.url()).hash).toBe('');
  await expect(page.locator('form.join input')).toHaveCount(2);
  await expect(page.locator('form.join input[type=checkbox]')).toHaveCount(0);
  for (const part of ['kept', 'not', 'who', 'back'])
    await expect(page.locator('form.join')).toContainText(say(`notice_${part}_text`));
  // nobody is signed in before they join
  expect(await page.evaluate(() => localStorage.getItem('qingtu-person'))).toBeNull();

  await field(page, 'seat').fill('２');
  await go(page).click();
  await expect(seated(page)).toHaveText(say('seated', { class: room.name, seat: 2 }));
  await expect(seated(page)).toBeFocused();
  await expectAccessible(page, 'a seat was taken');
  await page.locator('.seated > .btn.main').click();
  await expect(page).toHaveURL(`${address()}${LESSON}`);

  await page.goto('/courses');
  await expect(page.getByTestId('my-class')).toContainText(say('card', { class: room.name, seat: 2 }));
  await expectAccessible(page, 'my class at the head of the courses');
  await page.goto('/passport');
  await expect(page.getByTestId('class-line')).toContainText(say('lessons_done', { n: 0, total: 2 }));
  await page.context().close();
});

test('a code is typed as children type it: small, in one go, mended in the middle, pasted', async ({ browser }) => {
  const room = await newRoom();
  const page = await (await newPhone(browser)).newPage();
  await openJoin(page);
  const shown = `${room.code.slice(0, 4)}-${room.code.slice(4)}`;
  const code = field(page, 'code');
  await code.pressSequentially(room.code.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'i'));
  await expect(code).toHaveValue(shown);
  for (let i = 0; i < 6; i++) await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Backspace');
  await page.keyboard.type(room.code[2] ?? '');
  await expect(code).toHaveValue(shown);
  await code.fill('');
  await code.fill(` ${room.code.slice(0, 4)} – ${room.code.slice(4)} `);
  await expect(code).toHaveValue(shown);

  await code.fill(room.code.slice(0, 5));
  await go(page).click();
  await expect(problem(page)).toHaveText(say('problem_code_short'));
  await code.fill(room.code);
  await go(page).click();
  await expect(problem(page)).toHaveText(say('problem_seat_wrong'));
  await field(page, 'seat').fill('6');
  await go(page).click();
  await expect(problem(page)).toHaveText(say('problem_no_such_seat', { n: 5 }));
  await expectAccessible(page, 'a seat that the class does not have');
  await expectFits(page, 'a seat that the class does not have');
  await field(page, 'seat').fill('5');
  await go(page).click();
  await expect(seated(page)).toHaveText(say('seated', { class: room.name, seat: 5 }));
  await page.context().close();
});

test('a wrong code and a locked one answer alike, a taken seat says what to do, and the teacher lets a new phone in', async ({
  browser,
}) => {
  const room = await newRoom();
  const first = await (await newPhone(browser)).newPage();
  await sit(first, room, 3);

  const second = await (await newPhone(browser)).newPage();
  await openJoin(second);
  await field(second, 'code').fill('00000000');
  await field(second, 'seat').fill('3');
  await go(second).click();
  await expect(problem(second)).toHaveText(say('problem_not_found'));
  await dai('lock_class_code', { class: room.id, locked: true });
  await field(second, 'code').fill(room.code);
  await go(second).click();
  await expect(problem(second)).toHaveText(say('problem_not_found'));
  await dai('lock_class_code', { class: room.id, locked: false });
  await go(second).click();
  await expect(problem(second)).toHaveText(say('problem_seat_taken'));
  await expect(field(second, 'seat')).toHaveValue('3');
  await dai('reopen_seat', { class: room.id, seat: 3, open: true });
  await go(second).click();
  await expect(seated(second)).toHaveText(say('seated', { class: room.name, seat: 3 }));
  await first.context().close();
  await second.context().close();
});

test('without a network what was typed stays, and the seat is taken by itself when it is back', async ({ browser }) => {
  const room = await newRoom();
  const context = await newPhone(browser);
  const page = await context.newPage();
  await openJoin(page, `#${room.code}`);
  await field(page, 'seat').fill('4');
  await context.setOffline(true);
  await go(page).click();
  await expect(problem(page)).toHaveText(say('problem_offline'));
  await expect(field(page, 'seat')).toHaveValue('4');
  await context.setOffline(false);
  await expect(seated(page)).toHaveText(say('seated', { class: room.name, seat: 4 }), { timeout: 30_000 });
  await context.close();
});

test('the next pupil on the same tablet finds nothing of the former one, and not before everything was delivered', async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const room = await newRoom();
  const context = await newPhone(browser);
  const page = await context.newPage();
  await sit(page, room, 1);
  const former = await page.evaluate(() => JSON.parse(localStorage.getItem('qingtu-person') ?? '{}'));
  await page.goto(LESSON);
  await lessonAwake(page);
  await main(page).click();
  const first = await doBlock(page);
  await expect.poll(() => delivered(page, 'primary-know'), { timeout: 20_000 }).toEqual([first]);

  await page.goto('/courses');
  const card = page.getByTestId('my-class');
  await expect(card).toContainText(
    say('state_part', { n: 1, total: (await lessonOf('primary', 'know')).blocks.length }),
  );
  // a second block is noted where no network is
  await context.route('**/rest/v1/rpc/record_participation', (route) => route.abort());
  await page.goto(LESSON);
  await lessonAwake(page);
  await doBlock(page);
  await page.goto('/courses');
  const giveOn = async () => {
    await card.getByRole('button', { name: say('next_pupil') }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: say('next_yes') })
      .click();
  };
  await giveOn();
  await expect(page.getByTestId('seat-message')).toContainText(say('waiting_other', { count: 1 }));
  await expect(card).toContainText(say('card', { class: room.name, seat: 1 }));
  await context.unroute('**/rest/v1/rpc/record_participation');
  await giveOn();
  await page.waitForURL(/\/join$/);
  await ready(page);

  await expect(go(page)).toBeVisible();
  await expect(field(page, 'code')).toHaveValue('');
  const kept = await storedText(page);
  for (const trace of [former.user.id, former.refresh_token, room.id, room.name, 'primary-know'])
    expect(kept, trace).not.toContain(trace);
  await sit(page, room, 2);
  expect(await page.evaluate(() => JSON.parse(localStorage.getItem('qingtu-person') ?? '{}').user.id)).not.toBe(
    former.user.id,
  );
  const seats = (
    await dai<{ seats: { seat: number; lessons: { blocks: number }[] }[] }>('class_page', {
      class: room.id,
      locale: 'zh-Hans',
    })
  ).seats;
  expect(seats.slice(0, 2).map(({ lessons }) => lessons.reduce((sum, { blocks }) => sum + blocks, 0))).toEqual([2, 0]);
  await context.close();
});

test('three questions of some weeks ago are asked kindly, noted at their places, and not asked again on this phone', async ({
  browser,
}) => {
  const room = await newRoom();
  const page = await (await newPhone(browser)).newPage();
  await sit(page, room, 1);
  // what the class says two weeks after a lesson; records stay on the phone, where they can be read
  const { rev, blocks } = await lessonOf('primary', 'know');
  const game = blocks.find(({ kind }) => kind === 'check')?.game;
  expect(game?.steps.length).toBeGreaterThanOrEqual(3);
  await page.route('**/rest/v1/rpc/record_participation', (route) => route.abort());
  const recall = {
    lesson: 'primary-know',
    rev,
    block: 'recall',
    until: '2099-01-01T00:00:00Z',
    of: 5,
    places: [1, 3, 5],
    game: { ...game, slug: 'primary-know/recall', steps: game?.steps.slice(0, 3) },
  };
  const mine = await asPhone<object>(page, 'my_class', { locale: 'zh-Hans' });
  await page.route('**/rest/v1/rpc/my_class', (route) => route.fulfill({ json: { ...mine, recall } }));
  await page.goto('/courses');
  const asked = page.getByTestId('recall');
  await expect(asked).toContainText(say('recall_text'));
  await expectAccessible(page, 'questions that wait');
  await asked.getByRole('button', { name: say('recall_go') }).click();
  const play = page.getByTestId('game');
  await expect(play).toContainText(say('recall_lesson'));
  await play.locator('.btn.main').click();
  for (let i = 0; i < 3; i++) {
    await play.locator('.opt').first().click();
    await play.locator('.btn.main').click();
  }
  await expect(play).toHaveAttribute('data-stage', 'done');
  await expect(play.getByTestId('delivery')).toHaveText(/已记下/);
  await expectAccessible(page, 'questions that were answered');
  expect(await storedText(page)).toMatch(/\\"block\\":\\"recall\\",\\"choices\\":\\"A\?A\?A\\"/);
  await page.reload();
  await expect(page.getByTestId('my-class')).toBeVisible();
  await expect(asked).toHaveCount(0);
  await page.context().close();
});

test('a seat is left and changed, and lessons held on paper lead to a certificate that says no name and prints on one page', async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const room = await newRoom();
  const page = await (await newPhone(browser)).newPage();
  await sit(page, room, 1);
  await page.getByRole('button', { name: say('leave'), exact: true }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: say('leave_yes'), exact: true })
    .click();
  await expect(page.getByText(say('left'))).toBeVisible();
  await sit(page, room, 2);
  await page.getByRole('button', { name: say('change') }).click();
  await field(page, 'code').fill(room.code);
  await field(page, 'seat').fill('1');
  await go(page).click();
  await expect(seated(page)).toHaveText(say('seated', { class: room.name, seat: 1 }));

  const day = new Date().toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' });
  for (const lesson of ['primary-know', 'primary-refuse'])
    await dai('hold_hour', { class: room.id, lesson, how: 'paper', day, done: [1], undone: [] });
  await page.goto('/courses');
  await expect(page.getByTestId('my-class')).toContainText(say('state_paper'));
  await page
    .getByTestId('my-class')
    .getByRole('link', { name: say('certificate_go') })
    .click();
  await page.waitForURL(/\/certificate\/[0-9A-Z]{10}$/);
  await expect(page.locator('[data-state=valid] h1')).toHaveText(say('cert_valid'));
  await expect(page.getByTestId('certificate')).toContainText(room.name);
  await expectAccessible(page, 'a certificate');
  await expectFits(page, 'a certificate');
  const sheets = await printed(page, 150);
  expect(sheets.map(({ size }) => size)).toEqual(['210 × 297']);
  expect(sheets[0] && readCode(sheets[0].picture)).toBe(page.url());

  const code = page.url().slice(-10);
  await page.goto('/certificate');
  await page.locator('input[name=code]').fill(`${code.slice(0, 5)} ${code.slice(5)}`.toLowerCase());
  await page.locator('form.join button').click();
  await expect(page).toHaveURL(new RegExp(`/certificate/${code}$`));
  await dai('hold_hour', { class: room.id, lesson: 'primary-know', how: 'paper', day, done: [], undone: [1] });
  await page.reload();
  await expect(page.locator('[data-state=withdrawn] h1')).toHaveText(say('cert_withdrawn'));
  await expect(page.getByTestId('certificate')).toHaveCount(0);
  await expectAccessible(page, 'a certificate that was withdrawn');
  expect(
    (await asPhone<{ certificate: string | null }>(page, 'my_class', { locale: 'en' }))?.certificate ?? null,
  ).toBeNull();
  await page.context().close();
});
