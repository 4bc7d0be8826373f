/** People of a school as tests need them: invited by links, seated on phones, counted on the page of rates. */
import { type Browser, expect, type Page } from '@playwright/test';
import type { CourseCounts } from '../../src/contract/course-rates.ts';
import type { LessonPage } from '../../src/contract/courses.ts';
import { outstanding, percent, RATES, ratesOf } from '../../src/staff/rates/rates.ts';
import { settled } from './at-desk.ts';
import { asPhone } from './check.ts';
import { desktop, ready } from './console.ts';
import { newPhone } from './gifts.ts';
import { blockShown, doBlock, zh as lessonWords, main } from './lesson.ts';
import { address, type Person, wordsOf } from './world.ts';

type Words = Record<string, string>;
const [account, join, people, rates] = ['console_account', 'join', 'console_people', 'console_rates'].map((area) =>
  wordsOf('zh-Hans', area),
) as [Words, Words, Words, Words];
export const say = (words: Words, key: string, values: Record<string, string | number> = {}) =>
  Object.entries(values).reduce((text, [name, value]) => text.replaceAll(`{{${name}}}`, `${value}`), words[key] ?? key);
export const button = (page: Page, name: string | undefined) =>
  page.getByRole('button', { name: name ?? '', exact: true });

export const today = new Date(Date.now() + 28_800_000);
export const YEAR = `${today.getUTCFullYear() - (today.getUTCMonth() < 8 ? 1 : 0)}-09-01`;

/** What has happened so far in the school, and with it in the district. */
export type Step = Record<
  'schools_registered' | 'schools_idle' | 'pupils_registered' | 'begun' | 'done' | 'hours',
  number
>;
export const NOTHING: Step = {
  schools_registered: 0,
  schools_idle: 0,
  pupils_registered: 0,
  begun: 0,
  done: 0,
  hours: 0,
};

/** The four rates, R3 by both denominators, R7 and who stands out, as the page shows them. */
export async function expectRates(page: Page, place: string, before: CourseCounts, step: Step): Promise<void> {
  const now = { ...before };
  for (const key of Object.keys(step) as (keyof Step)[]) now[key] += step[key];
  await page.goto(`/staff/rates?p=${place}&y=${YEAR.slice(0, 4)}`);
  await settled(page);
  const all = ratesOf(now);
  for (const name of RATES.slice(0, 5)) {
    const { count, of } = all[name];
    await expect(page.getByTestId(`rate-${name}`), name).toContainText(`${count} / ${of}`);
    await expect(page.getByTestId(`rate-${name}`), name).toContainText(of > 0 ? `${percent(all[name])}%` : '–');
  }
  const out = outstanding(now);
  const missing = [out.unregistered, out.not_begun, out.not_done];
  // a school is not counted among schools
  if (place.length < 10) missing.unshift(out.schools, now.schools_idle);
  await expect(page.getByTestId('outstanding').locator('dd')).toHaveText(missing.map(String));
  if (now.hours > 0) {
    const mean = page.getByTestId('mean-hours');
    await expect(mean.locator('strong')).toHaveText((now.hours / now.pupils_registered).toFixed(2));
    await expect(mean).toContainText(say(rates, 'mean_of', { hours: now.hours, pupils: now.pupils_registered }));
  } else await expect(page.getByText(rates.no_hours ?? '')).toBeVisible();
}

/** Opens the link of an invitation in a browser of its own and sets up an account there. */
export async function accept(browser: Browser, link: string): Promise<{ page: Page; person: Person }> {
  const person = { email: `${crypto.randomUUID().slice(0, 8)}@demo.example`, password: 'four quiet words here' };
  const page = await (await desktop(browser)).newPage();
  await page.goto(link);
  await ready(page);
  await page.locator('input[name=email]').fill(person.email);
  await page.locator('input[name=password]').fill(person.password);
  await page.locator('input[name=again]').fill(person.password);
  await button(page, account.join_do).click();
  await page.waitForURL('**/staff/home');
  return { page, person };
}

/** Fills in the window of an invitation; answers the link that it shows once. */
export async function invite(page: Page, name: string, role?: string): Promise<string> {
  const window = page.getByRole('dialog');
  await window.locator('input[name=name]').fill(name);
  if (role) await window.locator('select[name=role]').selectOption(role);
  await button(page, people.make).click();
  const link = await window.getByTestId('join-link').inputValue();
  await button(page, people.done).click();
  return link;
}

/** A phone that nobody has used takes a seat. */
export async function sit(browser: Browser, code: string, seat: number, baseURL = address()): Promise<Page> {
  const phone = await newPhone(browser);
  const page = await phone.newPage();
  await page.goto(`${baseURL}/join#${code}`);
  await ready(page);
  await page.locator('form.join input[name=seat]').fill(`${seat}`);
  await page.locator('form.join button.main').click();
  const here = say(join, 'class_name', { grade: join.grade_5 ?? '', number: 1 });
  await expect(page.locator('#seated')).toHaveText(say(join, 'seated', { class: here, seat }));
  return page;
}

/** Goes through what is left of the lesson on the screen. */
export async function playLesson(page: Page): Promise<void> {
  await main(page).click();
  while (await blockShown(page).count()) await doBlock(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(lessonWords.complete ?? '');
}

/** A lesson as the outbox of this phone would send it: a record for every block, in one call. */
export async function sendLesson(page: Page, { slug, rev, blocks }: LessonPage): Promise<void> {
  const at = new Date().toISOString();
  const batch = blocks.map(({ id, game }) =>
    JSON.stringify({
      id: crypto.randomUUID(),
      v: 1,
      kind: 'block',
      at,
      lesson: slug,
      rev,
      block: id,
      choices: '?'.repeat(game?.steps.length ?? 0),
    }),
  );
  const args = { protocol: 1, epoch: null, client_now: at, batch, ages: batch.map(() => 0) };
  const reply = await asPhone<{ verdicts: { verdict: string }[] }>(page, 'record_participation', args);
  expect(reply?.verdicts.map(({ verdict }) => verdict)).toEqual(blocks.map(() => 'accepted'));
}
