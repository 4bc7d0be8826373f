/** A child has a seat and a number there, and nothing else: every key and value of the pages of schools is looked at. */
import fs from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import type { ClassCard } from '../../../src/contract/courses.ts';
import { ROOT } from '../../tasks.ts';
import { settled } from '../at-desk.ts';
import { asPhone } from '../check.ts';
import { callerOf, desktop, newColleague, ready, signInAt } from '../console.ts';
import { newPhone } from '../gifts.ts';
import { delivered, doBlock, LESSON, lessonAwake, main } from '../lesson.ts';
import { overhear, pathsOf, peopleIn, savedText, type Told } from '../payloads.ts';
import { storedText } from '../phone.ts';
import { button, say, today, YEAR } from '../school.ts';
import { expect, test, wordsOf } from '../world.ts';

/** Every key that may stand anywhere. A new one turns the test red: whoever adds it says here what it is of. */
const KEYS: Record<string, string> = {
  call: 'locale after size next total items id slug code done',
  'when something was, of what was done and of documents': `at on day year years this_year as_of since until from_day to_day
    opens_at closes_at opened_at server_now client_now done_on issued_on withdrawn_on made_at signed_at signed_on granted_at
    withdrawn_at created_at updated_at`,
  session: `access_token refresh_token token_type expires_at expires_in data gotrue_meta_security user aud role
    app_metadata user_metadata provider providers identities is_anonymous last_sign_in_at epoch protocol key_hash registered
    recovery_registered`,
  'a class and its seats': `class classes school grade number seats seat state device reopened closed joined begun mine required
    locked early certificate kind of hours stage`,
  'how a class hour went': 'lesson how undone counted taken_back had kept paper projector',
  'what is taught: documents': `course lessons blocks block rev v minutes picture picture_alt optional game boxes intro kp steps answer
    options letter stem say text title summary goals notes note place`,
  'records as they leave the phone':
    'batch ages verdicts verdict choices attempt answers choice ms quiz question kind subject sent act',
  'answers, as counts':
    'n right by_letter correct ok mean scores forms form waiting handed_in opened questions most difficulty',
  test: 'test tests seconds try_no tries recall places ref',
  // district and age band are the person's own coarse choice; a pupil is asked for neither
  passport: `records by_kp by_kind points today contests days rounds person_since age_band district stamps attempts forms
    claims events tickets attended channel record refused profile_at first_ever first_in_month person marks received_at occurred_at period outcome`,
  'schools and their list': `roster rows row problems county grades pupils source before counts new missing moved renamed
    noted mine whole by_grade standing filter all idle none active no_admin unlisted listed invited`,
  'what a school has': `enrolment asked manages old_classes checklists administrators`,
  rates: `level parent rule history over what count schools schools_registered schools_unlisted schools_idle pupils_registered
    contest contest_pass contest_excellent contest_perfect contest_correct contest_total learned_correct learned_total
    recall_pupils recall_correct recall_total`,
  'rights of staff':
    'aal places rights roles second_factor session_ends me may_withdraw grantable invitations sign_in last_sign_in',
};
const ALLOWED = new Set(Object.values(KEYS).flatMap((keys) => keys.split(/\s+/)));

/** What could be a person's is allowed where it is a school's, a place's, a document's or the staff's, and nowhere else. */
const NAMED: Record<string, string> = {
  schools: `*.school_name add_roster_rows.rows[].name roster.rows[].name roster.rows[].old_name school_page.school.name
    schools.items[].name`,
  'places; grades and years as rows of a table': `course_rates.place.name course_rates.total.name course_rates.rows[].name
    course_rates.history[].name school_checks.rows[].name school_page.school.county_name staff_me.district_name *.place_name`,
  'documents: the last part of the address of a lesson':
    'class_page.course.lessons[].name my_class.lessons[].name lesson.name',
  staff: `class_page.teachers class_page.teachers[].name my_classes[].teachers school_page.classes[].teachers
    schools.items[].teachers school_page.checklists[].items[].by *.made_by *.signed_by people.people people.people[].name
    people.people[].email people.invitations[].name staff_me.name staff_me.email`,
  // fields of the protocol of sign-ins: what a pupil's phone gets there is empty, which is asserted below
  'sign-ins': `auth/v1/token.email auth/v1/token.password auth/v1/*.user.email auth/v1/*.user.phone
    auth/v1/*.user.email_confirmed_at auth/v1/*.user.confirmed_at`,
};
const PLACES = Object.values(NAMED)
  .flatMap((paths) => paths.split(/\s+/))
  .map((at) => new RegExp(`^${at.replace(/[.[\]]/g, '\\$&').replace('*', '.+')}$`));

const teach = wordsOf('zh-Hans', 'teach');
const rates = wordsOf('zh-Hans', 'console_rates');
const schools = wordsOf('zh-Hans', 'console_schools');
const SCHOOL = '3303020001';
/** 永嘉县, next school year: no other test counts it. */
const COUNTY = '330324';
const NEXT = `${Number(YEAR.slice(0, 4)) + 1}-09-01`;

/** Functions that say something of pupils; lessons themselves tell of laws, which have dates. */
const PUPILS =
  /^(auth\/|record_participation|join_class|leave_class|my_|class_|hold_hour|seat_|certificate|tests|test_result|export_attempts|course_rates)/;

const unknown = ({ name, value }: Told): string[] =>
  pathsOf(value)
    .filter((at) => !ALLOWED.has(at.slice(at.lastIndexOf('.') + 1)))
    .map((at) => name + at)
    .filter((at) => !PLACES.some((allowed) => allowed.test(at)));
const people = ({ name, value }: Told): string[] =>
  peopleIn(JSON.stringify(value), PUPILS.test(name)).map((found) => `${name} ${found}`);

/** A class of 演示实验小学 of its own. */
async function newRoom(): Promise<{ id: string; code: string }> {
  const taken = (await callerOf('sun')<ClassCard[]>('my_classes', { locale: 'zh-Hans' }))
    .filter(({ grade }) => grade === 4)
    .map(({ number }) => number);
  const number = Array.from({ length: 60 }, (_, i) => i + 1).find((n) => !taken.includes(n)) ?? 0;
  const { id } = await callerOf('dai')<{ id: string }>('create_class', { school: SCHOOL, grade: 4, number, seats: 6 });
  const { code } = await callerOf('dai')<{ code: string }>('set_class_code', { class: id, days: 2 });
  return { id, code };
}

/** Opens a page and waits until what it asks for was answered and read. */
async function look(page: Page, ear: ReturnType<typeof overhear>, at: string): Promise<void> {
  await page.goto('about:blank');
  await page.goto(at);
  await settled(page);
  await page.waitForLoadState('networkidle');
  await ear.heard();
}

test('every key that pages of schools send or get is on the list, and no value looks like a person', async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const room = await newRoom();
  const day = today.toISOString().slice(0, 10);
  const all: Told[] = [];
  const files: Record<string, string> = {};
  /** What no page of the walk asks for. */
  const ask = async <T>(who: 'dai' | 'he' | Page, name: string, args: object): Promise<T> => {
    const value = await (typeof who === 'string' ? callerOf(who)<T>(name, { ...args }) : asPhone<T>(who, name, args));
    all.push({ name, way: 'sent', value: args }, { name, way: 'got', value });
    return value as T;
  };
  const now = Date.now();
  const term = { opens_at: new Date(now - 60_000), closes_at: new Date(now + 3_600_000), minutes: null, questions: 10 };
  const made = await ask<{ id: string }>('dai', 'make_test', { class: room.id, ...term });

  await test.step('a pupil joins, does a block and looks at what is kept', async () => {
    const phone = await newPhone(browser);
    const ear = overhear(phone);
    const page = await phone.newPage();
    await page.goto(`/join#${room.code}`);
    await ready(page);
    await page.locator('form.join input[name=seat]').fill('2');
    await page.locator('form.join button.main').click();
    await expect(page.locator('#seated')).toBeVisible();
    await ear.heard();
    await page.goto(LESSON);
    await lessonAwake(page);
    await main(page).click();
    const block = await doBlock(page);
    await expect.poll(() => delivered(page, 'primary-know'), { timeout: 20_000 }).toEqual([block]);
    for (const lesson of ['primary-know', 'primary-refuse'])
      await callerOf('dai')('hold_hour', { class: room.id, lesson, how: 'paper', day, done: [1, 2, 3], undone: [] });
    await look(page, ear, '/courses');
    await expect(page.getByTestId('my-class')).toBeVisible();
    await look(page, ear, '/passport');
    await expect(page.getByTestId('class-line')).toBeVisible();
    const { attempt, items } = await ask<{ attempt: string; items: unknown[] }>(page, 'open_test', {
      test: made.id,
      locale: 'zh-Hans',
    });
    const answers = items.map(() => '?');
    const record = { id: crypto.randomUUID(), v: 1, kind: 'contest', at: new Date().toISOString(), attempt, answers };
    const batch = { protocol: 1, epoch: null, client_now: record.at, batch: [JSON.stringify(record)], ages: [0] };
    expect(await ask(page, 'record_participation', batch)).toMatchObject({ verdicts: [{ verdict: 'accepted' }] });
    const { certificate } = await ask<{ certificate: string }>(page, 'my_class', { locale: 'zh-Hans' });
    await ask(page, 'certificate', { code: certificate, locale: 'zh-Hans' });
    await ask(page, 'my_export', {});
    // the protocol of sign-ins has fields for them
    expect(JSON.stringify(ear.told)).not.toMatch(/"(email|phone)":"[^"]/);
    expect(ear.told.filter(({ name }) => name === 'record_participation').length).toBeGreaterThan(1);
    files['the phone'] = await storedText(page);
    files['addresses of the phone'] = ear.urls.join('\n');
    all.push(...ear.told);
    await phone.close();
  });

  await test.step('a teacher looks at every page of a class, enters an hour, exports a seat and prints', async () => {
    const window = await desktop(browser);
    const ear = overhear(window);
    const page = await window.newPage();
    await signInAt(page, 'dai', '/teach');
    await settled(page);
    const mine = await callerOf('dai')<ClassCard[]>('my_classes', { locale: 'zh-Hans' });
    const full = mine.find(({ grade, number }) => grade === 5 && number === 2)?.id ?? '';
    await look(page, ear, `/teach/class?c=${full}#hard`);
    await expect.poll(() => ear.told.map(({ name, way }) => `${way} ${name}`)).toContain('got class_answers');
    for (const part of [`${room.id}#manage`, `${room.id}#plan`, `${room.id}#hour`])
      await look(page, ear, `/teach/class?c=${part}`);
    await page.locator('input[name=seats]').fill('4 5');
    await page.locator('input[name=seats]').press('Enter');
    await expect(page.getByTestId('saved')).toBeVisible();
    await page.getByRole('link', { name: teach.part_seats, exact: true }).click();
    await page.locator('[data-seat="2"]').click();
    files['export of a seat'] = await savedText(page, () => button(page, teach.export).click());
    await ear.heard();
    for (const part of [
      `print?c=${room.id}&what=certificates`,
      `project?c=${full}&l=primary-know`,
      `test?c=${room.id}`,
    ])
      await look(page, ear, `/teach/${part}`);
    await ask('dai', 'test_result', { test: made.id, locale: 'zh-Hans' });
    await ask('dai', 'class_live', { class: room.id, lesson: 'primary-know', block: 'look' });
    await ask('dai', 'class_certificates', { class: room.id, locale: 'zh-Hans', early: true });
    all.push(...ear.told);
    await window.close();
  });

  await test.step('the office imports a list, signs it, looks at schools and rates, and downloads them', async () => {
    const clerk = await newColleague('林干事', 'district', COUNTY);
    const window = await desktop(browser);
    const ear = overhear(window);
    const page = await window.newPage();
    await signInAt(page, clerk, '/staff/roster');
    await page.locator('select[name=year]').selectOption(NEXT);
    await page.locator('input[name=source]').fill('县教育局学籍统计（演示）');
    const list = `学校标识码,学校名称,区县,学校类别,五年级\r\n${COUNTY}0101,永嘉演示小学,永嘉县,小学,120\r\n`;
    const file = { name: '名册.csv', mimeType: 'text/csv', buffer: Buffer.from(list) };
    await page.locator('input[name=file]').setInputFiles(file);
    await button(page, say(schools, 'send', { count: 1 })).click();
    await button(page, schools.review).click();
    await expect(page.getByText(schools.mine ?? '')).toBeVisible();
    const roster = new URL(page.url()).searchParams.get('r');
    await ask('he', 'sign_roster', { roster });
    for (const at of [`roster?r=${roster}`, 'schools']) await look(page, ear, `/staff/${at}`);
    await page.evaluate(() => sessionStorage.clear());
    await signInAt(page, 'guo', '/staff/rates');
    await settled(page);
    files['the rates'] = await savedText(page, () => button(page, rates.download).click());
    for (const at of [`rates?p=${SCHOOL}`, `school?s=${SCHOOL}`, 'schools', 'composite', 'roster'])
      await look(page, ear, `/staff/${at}`);
    all.push(...ear.told);
    await window.close();
  });

  await test.step('what staff may export has no persons', async () => {
    await ask('he', 'export_attempts', { from_day: day, to_day: day, size: 500 });
  });

  const names = new Set(all.map(({ name, way }) => `${way} ${name}`));
  const pupils = ['join_class', 'record_participation', 'my_class', 'open_test', 'certificate', 'my_export'];
  const teachers = ['class_page', 'hold_hour', 'seat_export', 'class_certificates', 'class_answers', 'test_result'];
  const office = ['add_roster_rows', 'schools', 'school_page', 'course_rates', 'export_attempts'];
  for (const name of [...pupils, ...teachers, ...office])
    for (const way of ['sent', 'got']) expect(names).toContain(`${way} ${name}`);
  expect([...new Set(all.flatMap(unknown))].sort()).toEqual([]);
  expect(all.flatMap(people)).toEqual([]);
  for (const [where, text] of Object.entries(files)) {
    expect(text.length, where).toBeGreaterThan(100);
    expect(peopleIn(text, where !== 'the rates'), where).toEqual([]);
  }
});

test('the search finds a name, a birthday, a telephone and an ID number that somebody adds', () => {
  const child = { seat: 3, name: '王小明', birth_date: '2014-05-06', guardian: { phone: '13912345678' } };
  const planted: Told = {
    name: 'class_page',
    way: 'got',
    value: { seats: [{ ...child, born: '330302201405061234' }] },
  };
  const keys = ['name', 'birth_date', 'guardian', 'guardian.phone', 'born'];
  expect(unknown(planted)).toEqual(keys.map((key) => `class_page.seats[].${key}`));
  expect(people(planted).map((found) => found.replace(/:.*/, ''))).toEqual([
    'class_page phone',
    'class_page ID number',
    'class_page birthday',
  ]);
  const batch = [JSON.stringify({ id: crypto.randomUUID(), kind: 'block', lesson: 'primary-know', nickname: '小明' })];
  expect(unknown({ name: 'record_participation', way: 'sent', value: { batch } })).toEqual([
    'record_participation.batch[].nickname',
  ]);
  expect(peopleIn('学校,家长电话\r\n演示小学,+8613912345678\r\n', true)).toHaveLength(1);
  for (const day of ['2013年4月9日', '20130409', '2013/4/9', '2013-04-09T00:00:00Z'])
    expect(peopleIn(`出生:${day}`, true), day).toHaveLength(1);
  // what such values stand among
  expect(peopleIn(`${crypto.randomUUID()} 3303020001 1795341234567 2026-09-01T08:00:00.199938+00:00`, true)).toEqual(
    [],
  );
});

/** Columns of what is kept of classes and of the official figures; a new one is a question to whoever adds it. */
const COLUMNS: Record<string, string> = {
  'app.class': 'id school year grade number seats opened_at closed_at',
  'app.seat': 'class seat person device since reopened_until',
  'app.class_act': 'record act class lesson person how n sign at',
  'app.class_teacher': 'class sign_in since until',
  'app.test': 'id class opens_at closes_at seconds forms made_by made_at',
  'app.certificate': 'code class seat hours done of issued_on withdrawn_on',
  'app.school': 'code kind',
  'app.roster': `id place year as_of source state expected made_by made_name made_at signed_by signed_name signed_at schools
    pupils`,
  // `name` is the school's
  'app.roster_row': 'roster ord school name county kind grades pupils',
  'app.enrolment': 'roster school year grade pupils',
  'private.class_code': 'class code until locked',
  'private.class_code_day': 'code day class',
};

test('tables of classes and schools have the columns that are listed here, and no other', () => {
  const lines = fs.readFileSync(path.join(ROOT, 'supabase/catalog.txt'), 'utf8').split('\n');
  const end = lines.findIndex((line, i) => i > lines.indexOf('## column') && line.startsWith('## '));
  const columns = lines.slice(lines.indexOf('## column') + 1, end).map((line) => line.split(' ')[0]?.split('.') ?? []);
  for (const [table, allowed] of Object.entries(COLUMNS)) {
    const there = columns.filter(([schema, name]) => `${schema}.${name}` === table).map(([, , column]) => column);
    expect(there.sort(), table).toEqual(allowed.split(/\s+/).sort());
  }
});
