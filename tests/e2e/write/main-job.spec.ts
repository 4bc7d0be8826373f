import fs from 'node:fs';
import { temporaryFolder } from '../../../supabase/local/temporary.ts';
import { awake, finishRound, killPhone, openPhone } from '../phone.ts';
import { openLine } from '../proxy.ts';
import { openDesk, reachAnswers } from '../staff.ts';
import { address, expect, test } from '../world.ts';

test('every answer counts once: online, offline, after kill -9, in the district’s figures and in the next release', async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const line = await openLine(address());
  const profile = temporaryFolder();
  let phone = await openPhone(profile, line.url);
  const guo = await openDesk(browser, 'district');
  const he = await openDesk(browser, 'city');
  try {
    await test.step('a resident chooses 鹿城区', async () => {
      const page = await phone.newPage();
      await page.goto('/passport');
      await page.locator('select[name=district]').selectOption('330302');
      await page.locator('form:has(select[name=district]) button').click();
      await expect(page.locator('.notice')).toBeVisible();
      await expect(page.getByTestId('waiting')).toHaveText('全部已送达');
      await page.close();
    });
    const before = await reachAnswers(guo);

    const page = await phone.newPage();
    await page.goto('/quiz/kp07');
    await awake(page);
    expect(await finishRound(page)).toBe(10);
    await expect(page.locator('.done [data-testid=delivery]')).toHaveText('已送达');
    await expect.poll(() => reachAnswers(guo)).toBe(before + 10);

    await page.waitForFunction(() => navigator.serviceWorker.controller);
    await page.waitForTimeout(3500); // the worker keeps the page after the answers, for slow phones' sake
    line.cut();
    await phone.setOffline(true);
    await page.goto('/quiz/kp07');
    await awake(page);
    expect(await finishRound(page, 1)).toBe(10);
    await expect(page.locator('.done [data-testid=delivery]')).toHaveText('已记下');
    expect(await reachAnswers(guo)).toBe(before + 10);

    await killPhone(phone, profile);
    phone = await openPhone(profile, line.url);
    const again = await phone.newPage();
    await again.goto('/help');
    await again.goto('/');
    await expect(again.locator('#delivery')).toContainText('11');
    await expect(again.locator('#delivery button')).toBeVisible();
    line.mend();
    // the phone may be faster than the thumb: then there is no button any more
    await again.locator('#delivery button').evaluate((button: HTMLElement) => button.click());
    await expect(again.locator('#delivery')).toContainText('已送达', { timeout: 30_000 });
    expect(await reachAnswers(guo)).toBe(before + 20);
    await again.reload();
    expect(await reachAnswers(guo)).toBe(before + 20);

    const visitor = await browser.newPage({ baseURL: address(), locale: 'zh-CN' });
    await visitor.goto('/awareness');
    const old = await visitor.locator('main').innerText();
    await visitor.reload();
    expect(await visitor.locator('main').innerText()).toBe(old);
    await he.getByRole('button', { name: /发布/ }).first().click();
    await he.getByRole('alertdialog').getByRole('button').first().click();
    await expect(he.getByRole('status').getByRole('link')).toBeVisible();
    await expect
      .poll(async () => {
        await visitor.reload();
        return visitor.locator('main').innerText();
      })
      .not.toBe(old);
    await visitor.close();
  } finally {
    await phone.close().catch(() => {});
    await line.close();
    fs.rmSync(profile, { recursive: true, force: true });
  }
});
