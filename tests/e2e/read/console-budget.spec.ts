import { gzipSync } from 'node:zlib';
import type { Request } from '@playwright/test';
import { CONSOLE_PAGES, OUTSIDE, settled, test } from '../at-desk.ts';
import { address, expect } from '../world.ts';

const KB = 1024;
/** Kilobytes of script by gzip, all that a page has loaded once it stands still: as measured, and a tenth more. */
const MOST: Record<string, number> = {
  '/staff': 58,
  '/staff/account': 55,
  '/staff/audit': 47,
  '/staff/awareness': 43,
  '/staff/batch': 60,
  '/staff/brief': 79,
  '/staff/calendar': 47,
  '/staff/cards': 54,
  '/staff/checklist': 73,
  '/staff/composite': 47,
  '/staff/counter': 54,
  '/staff/course': 73,
  '/staff/courses': 51,
  '/staff/date': 59,
  '/staff/dates': 53,
  '/staff/door': 60,
  '/staff/duties': 56,
  '/staff/entry': 70,
  '/staff/event': 105,
  '/staff/event-import': 57,
  '/staff/event-poster': 61,
  '/staff/events': 51,
  '/staff/export': 49,
  '/staff/fact': 64,
  '/staff/facts': 50,
  '/staff/figures': 56,
  '/staff/game': 75,
  '/staff/games': 51,
  '/staff/gift': 72,
  '/staff/gifts': 53,
  '/staff/home': 48,
  '/staff/import': 73,
  '/staff/items': 48,
  '/staff/join': 25,
  '/staff/lesson': 105,
  '/staff/people': 55,
  '/staff/points': 63,
  '/staff/posters': 53,
  '/staff/question': 71,
  '/staff/questions': 50,
  '/staff/quiz': 69,
  '/staff/quizzes': 51,
  '/staff/rates': 53,
  '/staff/reach': 60,
  '/staff/register': 56,
  '/staff/register-type': 58,
  '/staff/registers': 56,
  '/staff/roster': 52,
  '/staff/school': 58,
  '/staff/schools': 58,
  '/staff/screen': 53,
  '/staff/stock': 55,
  '/staff/trail': 131,
  '/staff/trail-map': 48,
  '/staff/trail-posters': 56,
  '/staff/trails': 52,
  '/staff/words': 47,
  '/staff/bookings': 52,
  '/teach/booking': 48,
  '/teach': 55,
  '/teach/class': 64,
  '/teach/print': 58,
  '/teach/project': 67,
  '/teach/test': 47,
};

test('no page of the console asks another origin, and none carries more script than it is allowed', async ({
  standing,
  outside,
}) => {
  test.setTimeout(400_000);
  const sizes: Record<string, number> = {};
  const known = new Map<string, number>();
  for (const path of CONSOLE_PAGES) {
    // who is signed in is led on from there, at a moment of its own
    const page = OUTSIDE.includes(path) ? outside : standing;
    const scripts = new Set<string>();
    const foreign: string[] = [];
    const hear = (request: Request) => {
      const url = request.url();
      if (!url.startsWith(`${address()}/`) && !/^(data|blob):/.test(url)) foreign.push(url);
      if (request.resourceType() === 'script') scripts.add(url);
    };
    // what the page before asks for late is not this one's
    await page.goto('about:blank');
    page.on('request', hear);
    await page.goto(path);
    await settled(page);
    // what is fetched when there is something to show is asked for once the page has nothing else to do
    await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve, { timeout: 2000 })));
    await page.waitForTimeout(100);
    expect.soft(foreign, path).toEqual([]);
    let bytes = 0;
    for (const url of scripts) {
      if (!known.has(url)) known.set(url, gzipSync(await (await page.request.get(url)).body()).length);
      bytes += known.get(url) ?? 0;
    }
    page.off('request', hear);
    sizes[path] = bytes / KB;
    expect.soft(bytes / KB, `${path}: KB of script`).toBeLessThanOrEqual(MOST[path.replace(/\?.*/, '')] ?? 0);
  }
  test.info().annotations.push({ type: 'KB of script', description: JSON.stringify(sizes) });
});
