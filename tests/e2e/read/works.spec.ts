import { address, expect, test, wordsOf } from '../world.ts';

const zh = wordsOf('zh-Hans', 'works');

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });

  test('works are a gallery by kind; a round that is open says its rule, one that is over its result', async ({
    page,
  }) => {
    const elsewhere: string[] = [];
    page.on('request', (request) => new URL(request.url()).origin !== address() && elsewhere.push(request.url()));
    await page.goto('/works');
    const all = await page.locator('.work').count();
    expect(all).toBeGreaterThan(5);
    const counts = await page.locator('.kinds .num').allInnerTexts();
    expect(counts.slice(1).reduce((sum, n) => sum + Number(n), 0)).toBe(Number(counts[0]));
    await expect(page.locator('.round noscript p')).toHaveText(zh.vote_script ?? '');
    await expect(page.locator('.ballot button:visible')).toHaveCount(0);
    // the votes of the demo city: a bar for each work with its number, the most first, as long as its share
    const over = page.locator('.over', { has: page.locator('#over-spring-2026') });
    const bars = over.locator('.bars li');
    const votes = (await bars.locator('strong').allInnerTexts()).map(Number.parseFloat);
    expect(votes.length).toBe(3);
    expect(votes).toEqual([...votes].sort((a, b) => b - a));
    const total = votes.reduce((sum, n) => sum + n, 0);
    expect(total).toBeGreaterThan(100);
    await expect(over).toContainText((zh.over_total ?? '').replace('{{n}}', String(total)));
    for (const [i, n] of votes.entries()) {
      const [all, own] = await bars
        .nth(i)
        .locator('rect')
        .evaluateAll((both) => both.map((bar) => bar.getBoundingClientRect().width));
      expect((own ?? 0) / (all ?? 1), String(n)).toBeCloseTo(n / total, 2);
    }

    const kind = page.locator('.kinds a').nth(1);
    const n = await kind.locator('.num').innerText();
    const name = (await kind.innerText()).replace(n, '').trim();
    await kind.click();
    await expect(page.locator('.work')).toHaveCount(Number(n));
    for (const work of await page.locator('.work').all()) await expect(work.locator('.chip')).toHaveText(name);
    // what lies elsewhere is a link that says where, and nothing was asked of it
    for (const link of await page.locator('.work a').all()) {
      await expect(link).toHaveAttribute('rel', /noopener/);
      await expect(link).toContainText(new URL((await link.getAttribute('href')) ?? '').host.replace(/^www\./, ''));
    }
    expect(elsewhere).toEqual([]);
    expect(await page.locator('video, audio, iframe').count()).toBe(0);
  });
});
