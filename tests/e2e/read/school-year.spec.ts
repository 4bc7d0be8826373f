/** A school year from the list of schools to the certificates: after every step, grid and rates say what happened. */
import type { CourseRates } from '../../../src/contract/course-rates.ts';
import type { ClassPage } from '../../../src/contract/courses.ts';
import { settled } from '../at-desk.ts';
import { callerOf, newColleague, openConsole, ready } from '../console.ts';
import { blockShown, delivered, delivery, doBlock, lessonAwake, lessonOf, zh as lessonWords, main } from '../lesson.ts';
import { printed } from '../paper.ts';
import { openLine } from '../proxy.ts';
import {
  accept,
  button,
  expectRates,
  invite,
  NOTHING,
  playLesson,
  type Step,
  say,
  sendLesson,
  sit,
  today,
  YEAR,
} from '../school.ts';
import { address, expect, type Person, test, wordsOf } from '../world.ts';

type Words = Record<string, string>;
const [join, schools, teach] = ['join', 'console_schools', 'teach'].map((area) => wordsOf('zh-Hans', area)) as [
  Words,
  Words,
  Words,
];

/** 洞头区: no other test counts its schools. */
const COUNTY = '330305';
const RUN = String(Date.now()).slice(-5);
/** Codes of their own in every run; what an earlier one left stands in the counts before the first step. */
const SCHOOL = `${COUNTY}${1000 + (Number(RUN) % 8000)}`;
const OTHER = `${COUNTY}9${String(Number(RUN) % 1000).padStart(3, '0')}`;
const NAME = `洞头演示${RUN}实验小学`;
const LIST = [
  ['学校标识码', '学校名称', '区县', '学校类别', '五年级', '六年级'],
  [SCHOOL, NAME, '洞头区', '小学', '10', '50'],
  [OTHER, `洞头演示${RUN}中心小学`, '洞头区', '小学', '20', '20'],
];

const countsAt = async (who: Person, place: string) =>
  (await callerOf(who)<CourseRates>('course_rates', { place, year: YEAR, locale: 'zh-Hans' })).total;

test('a school year: listed, invited, opened, joined, taught on phones, off the line and on paper, counted and certified', async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const line = await openLine(address());
  const clerk = await newColleague('林干事', 'district', COUNTY);
  const district = await openConsole(browser, clerk, '/staff/roster');

  await test.step('the official list is imported by one and signed by another', async () => {
    await district.locator('select[name=year]').selectOption(YEAR);
    await district.locator('input[name=source]').fill('区教育局学籍统计（演示）');
    const buffer = Buffer.from(`\uFEFF${LIST.map((cells) => cells.join(',')).join('\r\n')}`);
    await district.locator('input[name=file]').setInputFiles({ name: '名册.csv', mimeType: 'text/csv', buffer });
    await expect(district.getByTestId('count-good')).toHaveText('2');
    await button(district, say(schools, 'send', { count: 2 })).click();
    await button(district, schools.review).click();
    await expect(district.getByText(schools.mine ?? '')).toBeVisible();
    const he = await openConsole(browser, 'he', new URL(district.url()).pathname + new URL(district.url()).search);
    await button(he, schools.sign).click();
    await he.getByRole('dialog').getByRole('button', { name: schools.sign, exact: true }).click();
    await expect(he.locator('.state', { hasText: schools.roster_signed })).toBeVisible();
    await he.context().close();
  });

  const listed = { district: await countsAt(clerk, COUNTY), school: await countsAt(clerk, SCHOOL) };
  expect(listed.district).toMatchObject({ schools: 2, pupils: 100 });
  expect(listed.school).toMatchObject({ schools: 1, pupils: 60, ...NOTHING });

  const head = await test.step('the school administrator is invited and sees a school without anybody', async () => {
    await district.goto('/staff/schools');
    await ready(district);
    await district.locator('input[name=text]').fill(NAME);
    await expect(district.locator('tbody tr')).toHaveCount(1);
    await button(district, say(schools, 'invite_for', { what: schools.invite ?? '', name: NAME })).click();
    return accept(browser, await invite(district, '周校长'));
  });
  const expectBoth = async (step: Step) => {
    await expectRates(district, COUNTY, listed.district, step);
    await expectRates(head.page, SCHOOL, listed.school, step);
  };
  await expectBoth(NOTHING);

  const teacher = await test.step('the administrator invites a teacher', async () => {
    await head.page.goto('/staff/school');
    await expect(head.page.getByTestId('school-name')).toHaveText(NAME);
    await button(head.page, schools.invite_someone).click();
    return accept(browser, await invite(head.page, '叶老师', 'teacher'));
  });
  const desk = teacher.page;
  const asTeacher = callerOf(teacher.person);
  const pageOf = (id: string) => asTeacher<ClassPage>('class_page', { class: id, locale: 'zh-Hans' });
  const expectSeats = async (states: string[]) => {
    await button(desk, teach.refresh).click();
    await expect
      .poll(() => desk.locator('[data-seat]').evaluateAll((all) => all.map((one) => one.getAttribute('data-state'))))
      .toEqual(states);
    const taken = states.filter((state) => state !== 'empty').length;
    const done = states.filter((state) => state === 'done').length;
    await expect(desk.getByTestId('count')).toHaveText(
      say(teach, 'count', { seats: states.length, joined: taken, done }),
    );
  };

  const code = await test.step('the teacher opens a class, and its code is shown', async () => {
    await desk.goto('/teach');
    await settled(desk);
    const opened = desk.locator('form.open-class');
    if (!(await opened.isVisible())) await button(desk, teach.open).click();
    await opened.locator('select[name=grade]').selectOption('5');
    await opened.locator('input[name=number]').fill('1');
    await opened.locator('input[name=seats]').fill('4');
    await opened.locator('input[name=seats]').press('Enter');
    await desk.waitForURL(/\/teach\/class\?c=/);
    await ready(desk);
    const window = desk.getByRole('dialog', { name: teach.code_title });
    const shown = (await window.locator('.class-qr').getAttribute('data-address')) ?? '';
    expect(shown).toMatch(/\/join#[0-9A-HJKMNP-TV-Z]{8}$/);
    await expect(window).toContainText(`${shown.slice(-8, -4)}-${shown.slice(-4)}`);
    await desk.keyboard.press('Escape');
    return shown.slice(-8);
  });
  await expectSeats(['empty', 'empty', 'empty', 'empty']);
  await expectBoth({ ...NOTHING, schools_registered: 1, schools_idle: 1 });

  const [one, two, far] = await test.step('three pupils take a seat each', async () => [
    await sit(browser, code, 1),
    await sit(browser, code, 2),
    await sit(browser, code, 3, line.url),
  ]);
  await expectSeats(['joined', 'joined', 'joined', 'empty']);
  const joined: Step = { ...NOTHING, schools_registered: 1, schools_idle: 1, pupils_registered: 3 };
  await expectBoth(joined);

  await test.step('lesson one is done by two, and by a third whose line is cut after its first block', async () => {
    await far.goto(`${line.url}/courses/primary/know`, { waitUntil: 'load' });
    await lessonAwake(far);
    await far.waitForLoadState('networkidle');
    await main(far).click();
    await doBlock(far);
    await expect(delivery(far)).toHaveText(lessonWords.delivered ?? '', { timeout: 20_000 });
    line.cut();
    while (await blockShown(far).count()) await doBlock(far);
    await expect(delivery(far)).toHaveText(lessonWords.noted ?? '');
    await one.goto('/courses/primary/know');
    await lessonAwake(one);
    await playLesson(one);
    await expect(one.getByTestId('seen')).toHaveText(lessonWords.seen ?? '', { timeout: 20_000 });
    await sendLesson(two, await lessonOf('primary', 'know'));
  });
  await expectSeats(['one', 'one', 'begun', 'empty']);
  await expectBoth({ ...joined, schools_idle: 0, begun: 2, hours: 2 });

  await test.step('the line is mended, and what was done without it arrives by itself', async () => {
    line.mend();
    await far.reload();
    const { blocks } = await lessonOf('primary', 'know');
    await expect.poll(() => delivered(far, 'primary-know'), { timeout: 30_000 }).toHaveLength(blocks.length);
  });
  await expectSeats(['one', 'one', 'one', 'empty']);
  await expectBoth({ ...joined, schools_idle: 0, begun: 3, hours: 3 });

  await test.step('lesson two is done by two of them', async () => {
    const refuse = await lessonOf('primary', 'refuse');
    for (const phone of [one, far]) await sendLesson(phone, refuse);
  });
  await expectSeats(['done', 'one', 'done', 'empty']);
  const phones: Step = { ...joined, schools_idle: 0, begun: 3, done: 2, hours: 5 };
  await expectBoth(phones);
  expect((await pageOf(new URL(desk.url()).searchParams.get('c') ?? '')).seats[2]).toMatchObject({
    device: true,
    lessons: [{ how: 'device' }, { how: 'device' }],
  });

  const paper = await test.step('a class of 45 without phones is entered by typing, lesson by lesson', async () => {
    const { id } = await asTeacher<{ id: string }>('create_class', { school: SCHOOL, grade: 6, number: 2, seats: 45 });
    await desk.goto('about:blank');
    await desk.goto(`/teach/class?c=${id}#hour`);
    await settled(desk);
    const [first, second] = (await pageOf(id)).course.lessons.map(({ slug }) => slug);
    await button(desk, teach.how_paper).click();
    for (const [lesson, typed, counted] of [
      [first, '1-45', 45],
      [second, '1-45 -7', 44],
    ] as const) {
      await desk.locator('select[name=lesson]').selectOption(lesson ?? '');
      await desk.locator('input[name=seats]').fill(typed);
      await desk.locator('input[name=seats]').press('Enter');
      await expect(desk.getByTestId('saved')).toContainText(say(teach, 'saved', { counted, back: 0 }));
    }
    await desk.getByRole('link', { name: teach.part_seats, exact: true }).click();
    return { id, second };
  });
  const states = Array.from({ length: 45 }, (_, i) => (i === 6 ? 'one' : 'done'));
  await expectSeats(states);
  const both: Step = { ...phones, pupils_registered: 48, begun: 48, done: 46, hours: 94 };
  await expectBoth(both);

  await test.step('seat 7 makes up for lesson two, and all who have a seat there are done', async () => {
    const hour = { class: paper.id, lesson: paper.second, how: 'paper', done: [7], undone: [] };
    const day = today.toISOString().slice(0, 10);
    expect(await asTeacher('hold_hour', { ...hour, day })).toMatchObject({ counted: 1 });
  });
  await expectSeats(states.map(() => 'done'));
  await expectBoth({ ...both, done: 47, hours: 95 });
  // the same in figures that no function of the product has made
  await expect(head.page.getByTestId('rate-pupils')).toContainText('80.00%');
  await expect(head.page.getByTestId('rate-done')).toContainText('78.33%');
  await expect(head.page.getByTestId('rate-done_of_registered')).toContainText('97.92%');
  await expect(head.page.getByTestId('mean-hours').locator('strong')).toHaveText('1.98');
  await expect(head.page.getByTestId('outstanding').locator('dd')).toHaveText(['12', '0', '1']);

  await test.step('certificates are printed, and their codes are verified by anybody', async () => {
    await desk.goto(`/teach/print?c=${paper.id}&what=certificates`);
    await settled(desk);
    await expect(desk.locator('.certificate')).toHaveCount(46);
    await expect(desk.locator('.certificate.whole')).toContainText(`${NAME}六年级2班全班 45 位同学`);
    const sheets = await printed(desk, 20);
    expect(sheets.map(({ size }) => size)).toEqual(Array.from({ length: 24 }, () => '210 × 297'));
    const codes = await desk
      .locator('.certificate .class-qr')
      .evaluateAll((all) => all.map((each) => each.getAttribute('data-address')?.split('/').at(-1) ?? ''));
    const anybody = await (await browser.newContext({ baseURL: address(), serviceWorkers: 'block' })).newPage();
    for (const [number, says] of [
      [codes[0], say(join, 'cert_done_n', { of: 45, done: 45 })],
      [codes[7], say(join, 'cert_seat_n', { seat: 7 })],
    ] as const) {
      await anybody.goto(`/certificate/${number}`);
      await expect(anybody.locator('[data-state=valid] h1')).toHaveText(join.cert_valid ?? '');
      const facts = anybody.locator('.says-list dd');
      await expect(facts).toContainText([NAME, '六年级2班', says, YEAR.slice(0, 4), '2 课时']);
    }
    await anybody.goto('/certificate/0000000000');
    await expect(anybody.locator('[data-state=unknown] h1')).toHaveText(join.cert_unknown ?? '');
    await expect(anybody.locator('.says-list')).toHaveCount(0);
  });
  await line.close();
});
