/** The console's main job: a question from an empty form over a second pair of eyes to a phone. */
import type { Locator, Page } from '@playwright/test';
import { callerOf, documentOf, openConsole, ready, withdraw } from '../console.ts';
import { answer, awake } from '../phone.ts';
import { png } from '../png.ts';
import { address, expect, test, wordsOf } from '../world.ts';

const editor = wordsOf('zh-Hans', 'console_editor');
const bank = wordsOf('zh-Hans', 'console_bank');
const shell = wordsOf('zh-Hans', 'console_shell');
const say = (words: Record<string, string>, key: string, values: Record<string, string | number> = {}) =>
  Object.entries(values).reduce((text, [name, value]) => text.replace(`{{${name}}}`, `${value}`), words[key] ?? key);

const button = (at: Page | Locator, name: string) => at.getByRole('button', { name, exact: true });
/** A text field by the beginning of its label; its hint follows. */
const field = (page: Page, key: string) => page.getByRole('textbox', { name: new RegExp(`^${editor[key]}`) });
/** What the bar at the foot says about the last act. */
const acts = (page: Page) => page.getByRole('group', { name: editor.acts });

/** Topic of the practice set that the phone answers. */
const TOPIC = '10';
const STEM = '同学聚会上有人递来一支没有标签的电子烟，哪张图画的做法最安全？';
const PICTURES = [
  { text: '摆摆手拒绝，走开去找老师', colour: [16, 110, 90] },
  { text: '好奇地接过来吸一口', colour: [190, 150, 40] },
  { text: '收进书包里带回家', colour: [120, 120, 140] },
] as const;

test('a question with pictures goes from an empty form over a second person to a phone within five seconds', async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const phone = await (await browser.newContext({ baseURL: address(), serviceWorkers: 'block' })).newPage();
  await phone.goto(`/quiz/kp${TOPIC}`);
  await awake(phone);

  const wen = await openConsole(browser, 'wen');
  await wen.getByRole('navigation').getByRole('link', { name: shell.nav_questions, exact: true }).click();
  await wen.getByRole('link', { name: bank.new, exact: true }).first().click();
  await ready(wen);
  await wen.getByLabel(editor.field_kind ?? '', { exact: true }).selectOption({ label: bank.kind_picture ?? '' });
  const topics = wen.getByLabel(editor.field_kp ?? '', { exact: true });
  await topics.selectOption(TOPIC);
  await wen.getByLabel(bank.stage_junior ?? '', { exact: true }).check();
  await field(wen, 'field_stem').fill(STEM);
  await button(wen, say(editor, 'remove_option', { letter: 'D' })).click();
  for (const [place, { text, colour }] of PICTURES.entries()) {
    const letter = 'ABC'[place] ?? '';
    await wen.getByLabel(say(editor, 'field_option_alt', { letter }), { exact: true }).fill(text);
    const [r, g, b] = colour;
    const buffer = png(1600, 1200, (x, y) => [(r + x / 20) & 255, (g + y / 15) & 255, b]);
    await wen
      .getByLabel(say(editor, 'picture_for', { letter }))
      .setInputFiles({ name: `IMG_${place}.png`, mimeType: 'image/png', buffer });
    await expect(wen.getByText(/图片已压缩到 \d+ KB/)).toHaveCount(place + 1);
  }
  await wen.getByLabel(say(editor, 'right_answer', { letter: 'A' })).check();
  await field(wen, 'field_explanation').fill('来历不明的电子烟里可能掺有毒品。离开现场、告诉老师最稳妥。');

  // handing in what is not whole leads to what is missing
  await button(acts(wen), editor.submit ?? '').click();
  await expect(field(wen, 'field_source')).toBeFocused();
  await field(wen, 'field_source').fill('《中华人民共和国禁毒法》第五十九条');
  await button(acts(wen), editor.submit ?? '').click();
  await expect(wen.getByRole('searchbox')).toBeFocused();
  await wen.getByRole('searchbox').fill('电子烟');
  const found = wen.getByRole('list', { name: editor.facts_search }).getByRole('button');
  await found.filter({ hasText: /^F\d+/ }).first().click();

  const preview = wen.getByTestId('phone');
  await expect(preview.getByRole('heading', { name: STEM })).toBeVisible();
  for (const { text } of PICTURES) await expect(preview.getByRole('img', { name: text })).toBeVisible();
  await expect.poll(() => loaded(preview.locator('img'))).toEqual([true, true, true]);
  await wen.getByRole('tab', { name: editor['lang_zh-Hant'] }).click();
  await button(wen, editor.hant_make ?? '').click();
  await expect(field(wen, 'field_stem')).toHaveValue(/同學聚會/);
  await expect(preview.getByRole('heading', { name: '同學聚會' })).toBeVisible();
  await button(wen, editor.preview_dark ?? '').click();
  await preview.getByRole('button', { name: /擺擺手/ }).click();
  await expect(preview.getByRole('heading', { level: 2 })).toBeVisible();

  await button(acts(wen), editor.save ?? '').click();
  await expect(wen.getByText(editor.done_save ?? '')).toBeVisible();
  const key = new URL(wen.url()).searchParams.get('key') ?? '';
  await button(acts(wen), editor.submit ?? '').click();
  await expect(wen.getByText(editor.done_submit ?? '')).toBeVisible();
  await expect(button(acts(wen), editor.publish ?? ''), 'an author does not publish').toBeDisabled();
  await expect(callerOf('wen')('publish_documents', { kind: 'question', keys: [key] })).rejects.toThrow(/not_staff/);

  const he = await openConsole(browser, 'he');
  await he.getByRole('region', { name: bank.home_review }).getByRole('link', { name: STEM }).click();
  await ready(he);
  const review = he.getByRole('region', { name: editor.review, exact: true });
  await expect(review).toContainText(STEM);
  for (const { text } of PICTURES) await expect(review).toContainText(text);
  await expect.poll(() => loaded(he.getByTestId('phone').locator('img'))).toEqual([true, true, true]);
  const publish = button(acts(he), editor.publish ?? '');
  await expect(publish).toBeEnabled();
  try {
    const before = Date.now();
    await publish.click();
    while (!(await phone.content()).includes(STEM)) {
      expect(Date.now() - before, 'milliseconds since the click').toBeLessThanOrEqual(5000);
      await phone.reload({ waitUntil: 'domcontentloaded' });
    }
    const took = Date.now() - before;
    test.info().annotations.push({ type: 'a phone has it after', description: `${took} ms` });
    expect(took).toBeLessThanOrEqual(5000);
    await expect(he.getByText(editor.done_publish ?? '')).toBeVisible();

    await awake(phone);
    while ((await phone.locator('#stem').innerText()) !== STEM) {
      await answer(phone);
      await phone.locator('#go').click();
    }
    for (const { text } of PICTURES) await expect(phone.getByRole('img', { name: text })).toBeVisible();
    await expect.poll(() => loaded(phone.locator('.opts img'))).toEqual([true, true, true]);
    expect((await documentOf('question', key)).status).toBe('published');
  } finally {
    await withdraw('question', key);
  }
});

/** Whether each picture has arrived and is one. */
const loaded = (pictures: Locator) =>
  pictures.evaluateAll((all) => (all as HTMLImageElement[]).map((one) => one.complete && one.naturalWidth > 0));
