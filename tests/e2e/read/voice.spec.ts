import { awake } from '../phone.ts';
import { at, expect, LOCALES, silence, test } from '../world.ts';

test.use({ serviceWorkers: 'block' });
test.beforeEach(({ context }) => silence(context));

/** A phone with one voice, whose words are kept instead of spoken. */
const withVoice = (lang: string, localService: boolean) => `
  localStorage.setItem('qt-elder', '1');
  window.__said = [];
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  Object.defineProperty(window, 'speechSynthesis', { value: {
    speaking: false, cancel() {}, addEventListener() {}, speak(said) { window.__said.push(said.text); },
    getVoices: () => [{ lang: '${lang}', localService: ${localService} }],
  } });`;

for (const locale of LOCALES) {
  test(`${locale}: elder mode shows the button that reads a question aloud`, async ({ page }) => {
    await page.addInitScript(withVoice(locale === 'en' ? 'en-GB' : 'zh-CN', true));
    await page.goto(at(locale, '/quiz/kp01'));
    await awake(page);
    await page
      .getByRole('button', { name: { 'zh-Hans': '听题', 'zh-Hant': '聽題', en: 'Read aloud' }[locale] })
      .click();
    const stem = await page.locator('#stem').innerText();
    const said = await page.evaluate(() => (window as unknown as { __said: string[] }).__said);
    expect(said).toHaveLength(1);
    expect(said[0]).toContain(stem);
  });
}

test('a voice that lives in the network is never asked', async ({ page }) => {
  await page.addInitScript(withVoice('zh-CN', false));
  await page.goto('/quiz/kp01');
  await awake(page);
  await page.waitForTimeout(1000);
  await expect(page.getByRole('button', { name: '听题' })).toHaveCount(0);
});
