import fs from 'node:fs';
import path from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { type Code, codesOf, ledger, openCode, PHONE, seal, TRAIL } from '../check.ts';
import { storedText } from '../phone.ts';
import { address, expect, test } from '../world.ts';

interface Place {
  longitude: number;
  latitude: number;
  accuracy: number;
}
const [LNG_MARK, LAT_MARK] = ['8264917', '7359428'];
/** Where a marked phone stands: so far from a point (in degrees), with digits of its own from the metre on. */
const marked = ([lng, lat]: [number, number], degrees: number, accuracy: number): Place => ({
  longitude: Number((lng + degrees).toFixed(5) + LNG_MARK),
  latitude: Number((lat + degrees).toFixed(5) + LAT_MARK),
  accuracy,
});

const BASE32 = '0123456789bcdefghjkmnpqrstuvwxyz';
function geohash({ longitude, latitude }: Place, length: number): string {
  const range = { lng: [-180, 180], lat: [-90, 90] };
  let [text, bits, even] = ['', '', true];
  while (text.length < length) {
    const [side, value] = even ? ([range.lng, longitude] as const) : ([range.lat, latitude] as const);
    const middle = (side[0]! + side[1]!) / 2;
    bits += value >= middle ? 1 : 0;
    side[value >= middle ? 0 : 1] = middle;
    even = !even;
    if (bits.length === 5) {
      text += BASE32[Number.parseInt(bits, 2)];
      bits = '';
    }
  }
  return text;
}

function metres(from: Place, [lng, lat]: [number, number]): number {
  const rad = Math.PI / 180;
  const a =
    Math.sin(((from.latitude - lat) * rad) / 2) ** 2 +
    Math.cos(lat * rad) * Math.cos(from.latitude * rad) * Math.sin(((from.longitude - lng) * rad) / 2) ** 2;
  return 12_742_000 * Math.asin(Math.sqrt(a));
}

/**
 * Every way in which a place could show: its digits from the metre on, a geohash of a street, metres to a point. What the
 * public trails say themselves is none, and short numbers are sought with nothing before them: stores are full of clocks.
 */
function traces(places: Place[], points: { position?: [number, number] }[]): RegExp[] {
  const found = [LNG_MARK, LAT_MARK, LNG_MARK.slice(0, 6), LAT_MARK.slice(0, 6)];
  const plain = (value: number, digits: number) => String(Math.floor(value * 10 ** digits) / 10 ** digits);
  for (const place of places) {
    found.push(String(place.accuracy), geohash(place, 7));
    for (const value of [place.longitude, place.latitude])
      for (const digits of [5, 6]) found.push(value.toFixed(digits), plain(value, digits));
    for (const { position } of points) {
      if (!position) continue;
      const away = metres(place, position);
      found.push(...(away > 1000 ? [away.toFixed(0), plain(away, 1)] : [away.toFixed(3), plain(away, 3)]));
    }
  }
  const said = JSON.stringify(points);
  return [...new Set(found)]
    .filter((text) => !said.includes(text))
    .map((text) => new RegExp(`(?<![\\d.])${text.replaceAll('.', '\\.')}`));
}

/** Everything that leaves the phone: addresses, headers and bodies of its requests. */
function listen(phone: BrowserContext): string[] {
  const heard: string[] = [];
  phone.on('request', (request) => {
    heard.push(request.url(), request.postData() ?? '', JSON.stringify(request.headers()));
  });
  return heard;
}

const answer = (page: Page) => page.locator('.ladder [role=status]').filter({ hasText: /./ });
const here = (page: Page) => page.getByRole('button', { name: '我在这里' });

let codes: Code[];
test.beforeEach(async () => {
  codes = await codesOf();
});

test('a phone inside the fence has its seal, and nothing of where it was: no request, no address, no log, no store', async ({
  browser,
}) => {
  test.setTimeout(60_000);
  const reply = await fetch(`${address()}/rest/v1/rpc/trail`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ slug: TRAIL, locale: 'zh-Hans' }),
  });
  const { points } = (await reply.json()) as { points: { id: string; position: [number, number] }[] };
  const lakeside = points.find(({ id }) => id === 'lakeside')!.position;
  const inside = marked(lakeside, 0.00011, 12.3187);
  const outside = marked(lakeside, 0.031, 13.7291);
  expect(metres(inside, lakeside)).toBeLessThan(40);
  expect(metres(outside, lakeside)).toBeGreaterThan(2_000);
  const log = path.join(process.env.QINGTU_E2E_DATA ?? '', 'product.log');
  const before = fs.statSync(log).size;

  const phone = await browser.newContext({
    ...PHONE,
    baseURL: address(),
    permissions: ['geolocation'],
    geolocation: outside,
  });
  const heard = listen(phone);
  const page = await phone.newPage();
  const said: string[] = [];
  page.on('console', (message) => said.push(message.text()));

  // the list of trails tells how far they are, and the trail's page what is next
  await page.goto('/trails');
  await page.getByRole('button', { name: '看看哪条离我近' }).click();
  await page.waitForTimeout(500);
  await page.goto(`/trails/${TRAIL}`);

  await page.goto(`/c?p=${TRAIL}/lakeside`);
  await expect(here(page)).toBeVisible();
  await here(page).click();
  await expect(answer(page)).toContainText('好像还没有走到');
  await phone.setGeolocation({ ...inside, accuracy: 5000 });
  await here(page).click();
  await expect(answer(page)).toContainText('定位不够准');
  expect(await ledger(page)).toEqual([]);

  await phone.setGeolocation(inside);
  await here(page).click();
  await expect(seal(page)).toBeVisible();
  await expect(page.locator('#state')).toHaveText('已送达');
  expect(await ledger(page)).toEqual([`${TRAIL}/lakeside`]);
  const bodies = heard.filter((text) => text.includes('\\"fix\\":\\"in\\"'));
  expect(bodies.length).toBe(1);

  await page.reload();
  await expect(seal(page)).toBeVisible();
  await page.goto('/passport');
  await page.waitForTimeout(500);
  const kept = await storedText(page);
  expect(kept).toContain('lakeside');
  const written = fs.readFileSync(log, 'utf8').slice(before);
  const memory = [page.url(), ...said].join('\n');
  const sought = traces([inside, outside], points);
  expect(sought.length).toBeGreaterThan(30);
  for (const trace of sought)
    for (const [where, text] of [
      ['a request', heard.join('\n')],
      ['the phone', kept],
      ['the log', written],
      ['the page', memory],
    ] as const)
      expect(trace.test(text), `${trace} in ${where}`).toBe(false);
  // the search itself can find what it looks for
  const told = `at ${inside.longitude},${inside.latitude}; ${metres(outside, lakeside)} m; ${geohash(inside, 9)}`;
  expect(sought.filter((trace) => trace.test(told)).length).toBeGreaterThanOrEqual(5);
  await phone.close();
});

test('a phone that may not tell its place is led to the other ways, and one of them does it', async ({ browser }) => {
  const phone = await browser.newContext({ ...PHONE, baseURL: address(), permissions: [] });
  const page = await phone.newPage();
  await page.goto(`/c?p=${TRAIL}/lakeside`);
  await here(page).click();
  await expect(answer(page)).toContainText('没有定位权限也不要紧');
  await expect(page.locator('.ladder > li')).toHaveCount(4); // code, place, short code, staff
  await page.getByLabel('码下面的六个字符').fill(codes.find(({ point }) => point === 'lakeside')!.typed);
  await page.getByRole('button', { name: '盖印', exact: true }).click();
  await expect(page.locator('#state')).toHaveText('已送达');
  expect(await ledger(page)).toEqual([`${TRAIL}/lakeside`]);
  // the same point by its printed code: it is collected already, and nothing more is sent
  await openCode(page, codes.find(({ point }) => point === 'lakeside')!.token);
  await expect(page.locator('#state')).toHaveText('这枚印今天已经盖过了，不用再盖。');
  await expect(seal(page)).toBeVisible();
  await page.waitForTimeout(1500);
  expect(await ledger(page)).toEqual([`${TRAIL}/lakeside`]);
  await phone.close();
});
