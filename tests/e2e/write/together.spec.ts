/** Several people at one document: given back, saved at once, brought back, a role withdrawn, phones in the middle. */
import type { Locator, Page } from '@playwright/test';
import { callerOf, documentOf, newColleague, openConsole, publishBody, ready, withdraw } from '../console.ts';
import { answer, awake } from '../phone.ts';
import { address, expect, test, wordsOf } from '../world.ts';

const editor = wordsOf('zh-Hans', 'console_editor');
const bank = wordsOf('zh-Hans', 'console_bank');
const shell = wordsOf('zh-Hans', 'console_shell');
const word = (key: string) => editor[key] ?? key;
const button = (at: Page | Locator, key: string) => at.getByRole('button', { name: word(key), exact: true });
const field = (page: Page, key: string) => page.getByRole('textbox', { name: new RegExp(`^${word(key)}`) });
const acts = (page: Page) => page.getByRole('group', { name: word('acts') });
const pageOf = (key: string) => `/staff/question?key=${key}`;

const body = (stem: string) => ({
  pool: 'practice',
  kp: 8,
  kind: 'single',
  stages: ['adult'],
  difficulty: 3,
  words: {
    'zh-Hans': {
      stem,
      options: ['先问清楚来历', '当场收下', '带回家放着'],
      source: '《中华人民共和国禁毒法》第五十九条',
    },
  },
  pictures: null,
  facts: ['F1'],
  valid_from: '2026-01-01',
  valid_to: null,
  checked_on: '2026-11-01',
  answer: 'A',
  explanation: { 'zh-Hans': '来历不明的东西不要收。' },
});

/** A question of 文编's, saved and where asked handed in. */
async function draft(stem: string, submit = false): Promise<string> {
  const wen = callerOf('wen');
  const args = { kind: 'question', key: null, based_on: 0, body: body(stem), note: null };
  const { key } = await wen<{ key: string }>('save_document', args);
  if (submit) expect(await wen('submit_documents', { kind: 'question', keys: [key] })).toMatchObject({ done: 1 });
  return key;
}

test('what a reviewer gives back comes to its author with the reason', async ({ browser }) => {
  const stem = `陌生人托你带一包“茶叶”过安检，怎么办？${Date.now()}`;
  const key = await draft(stem, true);
  const he = await openConsole(browser, 'he');
  await he.getByRole('region', { name: bank.home_review }).getByRole('link', { name: stem }).click();
  await ready(he);
  await button(acts(he), 'give_back').click();
  const ask = he.getByRole('dialog');
  await expect(button(ask, 'give_back'), 'not without a reason').toBeDisabled();
  await ask.getByLabel(word('give_back_note')).fill('请把选项写得一样长');
  await button(ask, 'give_back').click();
  await expect(he.getByText(word('done_give_back'))).toBeVisible();

  const wen = await openConsole(browser, 'wen');
  await wen.getByRole('region', { name: bank.home_returned }).getByRole('link', { name: stem }).click();
  await ready(wen);
  await expect(wen.getByTestId('returned')).toContainText('何科');
  await expect(wen.getByTestId('returned')).toContainText('请把选项写得一样长');
  await withdraw('question', key);
});

test('of two who save at once the second sees both and chooses; one press brings the first revision back', async ({
  browser,
}) => {
  test.setTimeout(90_000);
  const first = '朋友说吃一颗“聪明药”就能考好，怎么办？';
  const key = await draft(first);
  const lin = await openConsole(browser, await newColleague('林老师'), pageOf(key));
  const wen = await openConsole(browser, 'wen', pageOf(key));
  await field(wen, 'field_stem').fill('同学推荐“聪明药”，怎么做对？');
  await field(wen, 'field_explanation').fill('所谓聪明药可能是受管制的药品。');
  await field(lin, 'field_stem').fill('有人卖“聪明药”，怎样做最好？');
  await field(lin, 'field_source').fill('《中华人民共和国禁毒法》第二条');
  await button(acts(wen), 'save').click();
  await expect(wen.getByText(word('done_save'))).toBeVisible();

  await button(acts(lin), 'save').click();
  const clash = lin.getByRole('dialog', { name: word('conflict') });
  await expect(clash).toContainText('文编');
  const both = (key: string) => clash.getByRole('group', { name: new RegExp(`^${word(key)}`) });
  await expect(both('field_stem')).toContainText('同学推荐');
  await expect(both('field_stem')).toContainText('有人卖');
  await expect(both('field_explanation')).toContainText(word('conflict_theirs'));
  await expect(both('field_source')).toContainText(word('conflict_mine'));
  await both('field_stem').getByRole('radio').last().check();
  await button(clash, 'conflict_save').click();
  await expect(lin.getByText(word('done_save'))).toBeVisible();
  const merged = await documentOf('question', key);
  expect(merged.head).toBe(3);
  expect(merged.body.words['zh-Hans']).toMatchObject({
    stem: '同学推荐“聪明药”，怎么做对？',
    source: '《中华人民共和国禁毒法》第二条',
  });
  expect(merged.body.explanation['zh-Hans']).toBe('所谓聪明药可能是受管制的药品。');
  await expect(field(lin, 'field_stem')).toHaveValue('同学推荐“聪明药”，怎么做对？');

  await button(lin.locator('[data-revision="1"]'), 'restore').click();
  await expect(lin.getByText(word('done_restore'))).toBeVisible();
  await expect(field(lin, 'field_stem')).toHaveValue(first);
  const back = await documentOf('question', key);
  expect(back.body.words['zh-Hans'].stem).toBe(first);
  expect(back.revisions.map(({ revision }) => revision).sort()).toEqual([1, 2, 3, 4]);
  await withdraw('question', key);
});

test('whose role is withdrawn hears so at the next act, and what was typed stays', async ({ browser }) => {
  const key = await draft('邻居院子里种着罂粟，怎么办？');
  const lin = await newColleague('临时编辑');
  const page = await openConsole(browser, lin, pageOf(key));
  const typed = '发现邻居院子里种了罂粟，怎样做最好？';
  await field(page, 'field_stem').fill(typed);

  type People = { people: { email: string; roles: { id: string }[] }[] };
  const { people } = await callerOf('he')<People>('people');
  const roles = people.find(({ email }) => email === lin.email)?.roles ?? [];
  expect(roles).toHaveLength(1);
  for (const { id } of roles) await callerOf('he')('withdraw_role', { id });

  await button(acts(page), 'save').click();
  await expect(page.getByText(shell.problem_not_staff ?? '')).toBeVisible();
  await expect(field(page, 'field_stem')).toHaveValue(typed);
  expect((await documentOf('question', key)).head, 'nothing was saved').toBe(1);
  page.on('dialog', (dialog) => dialog.accept());
  await page.reload();
  await expect(page.getByTestId('stop-not_staff')).toBeVisible();
  await expect(page.getByText('邻居'), 'nor can anything be read').toHaveCount(0);
  await withdraw('question', key);
});

test('a phone in the middle of a quiz finishes the revision that it began, and its answer counts for that one', async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const phone = await (await browser.newContext({ baseURL: address(), serviceWorkers: 'block' })).newPage();
  const sent: { question?: string; rev?: number; id: string }[] = [];
  const verdicts = new Map<string, string>();
  phone.on('response', async (response) => {
    if (!response.url().endsWith('/record_participation')) return;
    const { batch } = response.request().postDataJSON() as { batch: string[] };
    sent.push(...batch.map((text) => JSON.parse(text)));
    const reply = (await response.json()) as { verdicts: { id: string; verdict: string }[] };
    for (const { id, verdict } of reply.verdicts) verdicts.set(id, verdict);
  });
  await phone.goto('/quiz/kp08');
  await awake(phone);
  await answer(phone);
  await expect(phone.getByTestId('delivery')).toHaveText('已送达');

  const later = await phone.evaluate(
    () =>
      JSON.parse(document.getElementById('quiz-data')?.textContent ?? '{}').page.items[4] as {
        code: string;
        stem: string;
        rev: number;
      },
  );
  const old = (await documentOf('question', later.code)).body;
  const changed = structuredClone(old);
  changed.words['zh-Hans'].stem = `${later.stem}（新）`;
  await publishBody('question', later.code, changed);
  try {
    await phone.locator('#go').click();
    const stems: string[] = [];
    for (let place = 1; place < 10; place++) {
      stems.push(await phone.locator('#stem').innerText());
      await answer(phone);
      await expect(phone.getByTestId('delivery')).toHaveText(/已记下|已送达/);
      await phone.locator('#go').click();
    }
    await expect(phone.locator('.done')).toBeVisible();
    expect(stems).toContain(later.stem);
    expect(stems).not.toContain(`${later.stem}（新）`);
    await expect(phone.locator('.done [data-testid=delivery]')).toHaveText('已送达');
    const record = sent.find(({ question }) => question === later.code);
    expect(record?.rev).toBe(later.rev);
    await expect.poll(() => verdicts.get(record?.id ?? '')).toBe('accepted');
    expect(new Set(verdicts.values())).toEqual(new Set(['accepted']));
    await phone.reload();
    expect(await phone.locator('#quiz-data').textContent()).toContain(`${later.stem}（新）`);
  } finally {
    await publishBody('question', later.code, old);
  }
});
