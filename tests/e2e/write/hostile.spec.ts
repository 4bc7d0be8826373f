/** Every text that could do harm, in every field that the office writes: on every page it stays a text. */
import type { Page } from '@playwright/test';
import { PAYLOADS } from '../../fixtures/payloads.ts';
import { settled, test } from '../at-desk.ts';
import { callerOf, newColleague, withdraw } from '../console.ts';
import { watch } from '../watch.ts';
import { address, expect } from '../world.ts';

/** What SQL takes into a published text: no control characters, none that turn the direction of reading. */
const BAD = /[\p{Cc}\p{Cf}]/u;
const TEXTS = PAYLOADS.filter((text) => text.trim() && !BAD.test(text.replace(/[\t\n]/g, '')));
const NAME = '<img src onerror=window.qtRan=1>';

/** All texts, in as few pieces as a field's length allows. */
function pack(most: number): string[] {
  const pieces: string[] = [];
  for (const text of TEXTS) {
    const last = pieces.at(-1);
    if (last !== undefined && last.length + text.length < most) pieces[pieces.length - 1] = `${last} ${text}`;
    else pieces.push(text.slice(0, most));
  }
  return pieces;
}
const STEMS = pack(500);
const OPTIONS = pack(200);
const EXPLANATIONS = pack(1000);
const at = (pieces: string[], place: number) => `${pieces[place % pieces.length]}`;
/** Five options: the places of a question's own among all pieces. */
const optionsOf = (i: number) => [0, 1, 2, 3, 4].map((place) => at(OPTIONS, i * 5 + place));

const shared = {
  pool: 'monitoring',
  kp: 8,
  kind: 'single',
  stages: ['adult'],
  difficulty: 3,
  pictures: null,
  facts: ['F1'],
  valid_from: '2026-01-01',
  valid_to: null,
  checked_on: '2026-11-01',
  answer: 'A',
};
const question = (i: number) => ({
  ...shared,
  words: { 'zh-Hans': { stem: at(STEMS, i), options: optionsOf(i), source: at(STEMS, i) } },
  explanation: { 'zh-Hans': at(EXPLANATIONS, i) },
});

/** A draft that holds every text in every field of a form. */
function whole(kind: 'single' | 'sort', turned: boolean) {
  const all = (turned ? [...TEXTS].reverse() : TEXTS).join(' ');
  const sixth = Math.ceil(all.length / 6);
  const options = [0, 1, 2, 3, 4, 5].map((place) => all.slice(place * sixth, (place + 1) * sixth));
  const half = all.length / 2;
  const sort = { stem: '分类', options, boxes: [all.slice(0, half), all.slice(half)], source: '出处' };
  const words = kind === 'sort' ? sort : { stem: all, options: ['甲', '乙', '丙'], source: all };
  const explanation = { 'zh-Hans': kind === 'sort' ? '解析' : all };
  return { ...shared, kind, answer: kind === 'sort' ? 'ABABAB' : 'A', words: { 'zh-Hans': words }, explanation };
}

type Saved = { key: string };
const save = async (call: ReturnType<typeof callerOf>, kind: string, bodies: unknown[]): Promise<string> => {
  let key: string | null = null;
  for (const [based_on, body] of bodies.entries())
    key = (await call<Saved>('save_document', { kind, key, based_on, body, note: at(STEMS, based_on) })).key;
  return key ?? '';
};

async function visit(page: Page, heard: () => Promise<string[]>, path: string, see: string): Promise<void> {
  await page.goto(path);
  await settled(page);
  await expect(page.locator('main'), path).toContainText(see);
  for (const summary of await page.locator('main summary').all()) await summary.click();
  await page.waitForTimeout(200);
  expect(await heard(), path).toEqual([]);
}

test('five hundred harmful texts in every field stay texts in the bank, the editors, the logs and on phones', async ({
  browser,
  openDesk,
}) => {
  test.setTimeout(180_000);
  expect(TEXTS.length).toBeGreaterThan(500);
  const author = callerOf(await newColleague(NAME));
  const he = callerOf('he');
  const clear: (() => Promise<unknown>)[] = [];
  const drop = (kind: 'question' | 'quiz' | 'fact', key: string) => clear.unshift(() => withdraw(kind, key));
  try {
    const page = await openDesk();
    const heard = await watch(page);
    for (const kind of ['single', 'sort'] as const) {
      const key = await save(author, 'question', [whole(kind, false), whole(kind, true)]);
      drop('question', key);
      await visit(page, heard, `/staff/question?key=${key}`, '<script>');
    }
    const items: string[] = [];
    for (const i of STEMS.keys()) items.push(await save(author, 'question', [question(i)]));
    for (const key of items) drop('question', key);
    expect(await author('submit_documents', { kind: 'question', keys: items })).toMatchObject({ refused: [] });
    const all = TEXTS.join(' ');
    const fact = { kp: 8, words: { 'zh-Hans': all }, source: all, link: 'javascript:window.qtRan=1', article: all };
    const dates = { valid_from: null, valid_to: null, checked_on: null, checked_by: NAME, status: 'M' };
    const factKey = await save(author, 'fact', [{ ...fact, ...dates }]);
    drop('fact', factKey);
    expect(JSON.stringify(await author('submit_documents', { kind: 'fact', keys: [factKey] }))).toContain('bad_link');
    await he('give_back', { kind: 'question', key: items[0], note: at(STEMS, 1) });
    await author('submit_documents', { kind: 'question', keys: items.slice(0, 1) });

    await visit(page, heard, '/staff/questions?kp=8&pool=monitoring', '<script>');
    await visit(page, heard, `/staff/question?key=${items[0]}`, at(STEMS, 0).slice(0, 40));
    await visit(page, heard, `/staff/fact?key=${factKey}`, '<script>');
    await visit(page, heard, '/staff/facts', '<script>');
    await visit(page, heard, '/staff/audit', NAME);

    expect(await he('publish_documents', { kind: 'question', keys: items })).toMatchObject({ done: items.length });
    const titles = {
      'zh-Hans': TEXTS.find((text) => text.includes('<svg')),
      en: TEXTS.find((text) => text.length < 60),
    };
    const form = {
      purpose: 'monitoring',
      kp: null,
      position: 999,
      title: titles,
      summary: { 'zh-Hans': at(STEMS, 3).slice(0, 300) },
    };
    const none = { opens_at: null, closes_at: null, tries: null, draw: null, spread: 'any', seconds: null };
    const quiz = await save(author, 'quiz', [{ ...form, ...none, version: 1, threshold: 1, items }]);
    drop('quiz', quiz);
    expect(await author('submit_documents', { kind: 'quiz', keys: [quiz] })).toMatchObject({ done: 1 });
    await visit(page, heard, '/staff/home', titles['zh-Hans'] ?? '?');
    await visit(page, heard, `/staff/quiz?key=${quiz}`, at(STEMS, 5).slice(0, 40));
    await visit(page, heard, '/staff/quizzes', titles['zh-Hans'] ?? '?');
    expect(await he('publish_documents', { kind: 'quiz', keys: [quiz] })).toMatchObject({ done: 1 });

    for (const name of TEXTS.filter((text) => text.length <= 40).filter((_, i) => i % 6 === 0)) {
      const { places } = await he<{ places: string[] }>('staff_me');
      await he('invite', { role: 'city_editor', place: places[0], name, days: 1 });
    }
    await visit(page, heard, '/staff/people', NAME);
    await visit(page, heard, '/staff/audit', 'window.qtRan=1');
    await visit(page, heard, '/staff/calendar', '');

    const phone = await browser.newPage({ baseURL: address(), serviceWorkers: 'block' });
    const said = await watch(phone);
    for (const path of ['/quiz', '/en/quiz', `/quiz/${quiz}`]) {
      await phone.goto(path, { waitUntil: 'networkidle' });
      expect(await said(), path).toEqual([]);
    }
    for (const i of items.keys()) {
      await expect(phone.locator('#stem')).toHaveText(at(STEMS, i));
      await phone.locator('#quiz button.opt').last().click();
      await phone.locator('#go').click();
    }
    expect(await said(), 'the form answered').toEqual([]);
    await phone.locator('main').evaluate((main) => {
      main.innerHTML += '<a href="javascript:window.qtRan=1">x</a><img src="x" onerror="window.qtRan=1">';
    });
    await expect
      .poll(said, 'what would have been seen')
      .toEqual(
        expect.arrayContaining([
          expect.stringMatching(/^href: javascript/),
          expect.stringMatching(/^policy: script-src/),
        ]),
      );
  } finally {
    for (const one of clear) await one();
  }
});
