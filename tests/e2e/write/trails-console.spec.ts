/** A trail from an empty form over a file, the map and the keyboard to a phone; its screen and its live figures. */
import fs from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { decodeQR } from 'qr/decode.js';
import { SCREEN_PATTERN } from '../../../src/contract/trails.ts';
import { expectAccessible } from '../axe.ts';
import { callerOf, documentOf, openConsole, ready } from '../console.ts';
import { address, expect, test, wordsOf } from '../world.ts';

const editor = { ...wordsOf('zh-Hans', 'console_editor'), ...wordsOf('zh-Hans', 'console_trails') };
const say = (key: string, values: Record<string, string | number> = {}) =>
  Object.entries(values).reduce((text, [name, value]) => text.replace(`{{${name}}}`, `${value}`), editor[key] ?? key);
const button = (at: Page | Locator, key: string, values = {}) =>
  at.getByRole('button', { name: say(key, values), exact: true });
const acts = (page: Page) => page.getByRole('group', { name: say('acts') });
const file = (name: string, text: string) => ({
  name,
  mimeType: 'application/octet-stream',
  buffer: Buffer.from(text),
});
const GPX = `<gpx version="1.1"><wpt lat="27.7733" lon="120.6425"><name>鼓词馆</name></wpt>
  <wpt lat="27.7740" lon="120.6460"><name>茶馆</name></wpt>
  <trk><trkseg><trkpt lat="27.7730" lon="120.6410"/><trkpt lat="27.7735" lon="120.6440"/><trkpt lat="27.7740" lon="120.6460"/>
  </trkseg></trk></gpx>`;

async function chooseFile(page: Page, name: string, text: string): Promise<void> {
  await page.locator('input[name=geo]').setInputFiles(file(name, text));
}

test('a trail is imported, written, put in order by keyboard, reviewed and walked on a phone', async ({ browser }) => {
  test.setTimeout(150_000);
  const slug = `test-${Date.now()}`;
  const wen = await openConsole(browser, 'wen', '/staff/trails');
  await wen.getByRole('link', { name: say('create'), exact: true }).click();
  await ready(wen);
  await wen.locator('input[name=slug]').fill(slug);
  await wen.locator('input[name=title]').fill('试走路线');
  await wen.locator('textarea[name=summary]').fill('两个点，走一走。');

  await button(wen, 'import').click();
  const window = wen.locator('dialog[open]');
  await expect(window.locator('input[name=geo]'), 'first which datum').toBeDisabled();
  await window.getByRole('radio', { name: /WGS-84/ }).check();
  await chooseFile(wen, 'walk.gpx', GPX);
  await expect(window.getByTestId('geo-preview').getByRole('listitem')).toHaveCount(3);
  await expectAccessible(wen, 'what a file brings');
  await button(window, 'import_take').click();
  await expect(wen.locator('.point-list > li')).toHaveCount(2);
  await expect(wen.locator('input[name=length_m]'), 'measured along the path').toHaveValue('505');

  const rows = wen.locator('[data-open]');
  await rows.nth(1).focus();
  await wen.keyboard.press('Alt+ArrowUp');
  await expect(rows.first()).toContainText('茶馆');
  await expect(rows.first(), 'the row that moved keeps the focus').toBeFocused();
  await button(acts(wen), 'submit').click();
  await expect(wen.locator('input[name=name]'), 'the point with the gap is open').toBeVisible();
  for (const name of ['茶馆', '鼓词馆']) {
    const row = wen.locator('[data-open]').filter({ hasText: name });
    if ((await row.getAttribute('aria-expanded')) === 'false') await row.click();
    await wen.locator('input[name=place]').fill('门口右边');
    await wen.locator('textarea[name=story]').fill('讲**一段**故事。\n\n<img src=x onerror=alert(1)>');
    await expect(wen.locator('input[name=seal]')).toHaveValue(name);
  }
  await wen.getByText(say('story_preview'), { exact: true }).click();
  await expect(wen.locator('.story-preview strong')).toHaveText('一段');
  await expect(wen.locator('.story-preview img'), 'no HTML of the writer').toHaveCount(0);
  await expect(wen.locator('[data-rule=no_presence]'), 'nothing proves presence: said, not forbidden').toBeVisible();
  await wen.locator('input[name=proof-question]').check();
  await expect(wen.locator('[data-rule=no_presence]')).toHaveCount(0);
  await wen.locator('input[name=stem]').fill('柱子上写着几个字？');
  for (const [i, letter] of ['A', 'B', 'C'].entries())
    await wen.locator(`input[name=option-${letter}]`).fill(`${i + 1} 个`);
  await wen.getByRole('radio', { name: say('right_answer', { letter: 'B' }) }).check();
  await wen.locator('input[name=lng]').fill('120.6432，27.7735');
  await button(acts(wen), 'submit').click();
  await expect(wen.getByText(say('done_submit'))).toBeVisible();
  const { body } = await documentOf('trail' as 'quiz', slug);
  expect(body.points.map((point: { name: Record<string, string> }) => point.name['zh-Hans'])).toEqual([
    '茶馆',
    '鼓词馆',
  ]);
  expect(body.points[1]).toMatchObject({ position: [120.6432, 27.7735], question: { answer: 'B' } });

  const he = await openConsole(browser, 'he', `/staff/trail?key=${slug}`);
  await expect(he.getByRole('region', { name: say('review') })).toContainText('柱子上写着几个字');
  await button(acts(he), 'publish').click();
  await expect(he.getByText(say('done_publish'))).toBeVisible();
  const phone = await (await browser.newContext({ baseURL: address(), serviceWorkers: 'block' })).newPage();
  await expect(async () => {
    await phone.goto(`/trails/${slug}`);
    await expect(phone.getByRole('heading', { name: '试走路线' })).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 8_000 });
  expect(await phone.content(), 'the right letter stays in the database').not.toMatch(/"answer"/);
  await callerOf('he')('withdraw_document', { kind: 'trail', key: slug, note: null });
});

test('hostile and mistaken files are refused in words, and nothing of the trail changes', async ({ browser }) => {
  const page = await openConsole(browser, 'wen', '/staff/trail?key=zhongyi-street');
  await expect(page.locator('.point-list > li')).toHaveCount(11);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await button(page, 'import').click();
  await page.getByRole('radio', { name: /GCJ-02/ }).check();
  for (const [code, name, text] of [
    ['network_link', 'a.kml', '<kml><NetworkLink><Link><href>http://127.0.0.2/steal</href></Link></NetworkLink></kml>'],
    [
      'doctype',
      'b.gpx',
      '<!DOCTYPE gpx [<!ENTITY x SYSTEM "http://127.0.0.2/x">]><gpx><wpt lat="1" lon="2"><name>&x;</name></wpt></gpx>',
    ],
    ['too_large', 'c.geojson', ' '.repeat(2 * 1024 * 1024 + 1)],
    ['off_earth', 'd.geojson', '{"type":"Point","coordinates":[120,127]}'],
  ] as const) {
    await chooseFile(page, name, text);
    await expect(page.locator(`[data-refused=${code}]`), name).toBeVisible();
    await expect(page.getByTestId('geo-preview')).toHaveCount(0);
  }
  await chooseFile(page, 'e.geojson', '{"type":"MultiPoint","coordinates":[[27.7733,120.6425]]}');
  await page.getByRole('button', { name: say('swap') }).click();
  await expect(page.getByTestId('geo-preview'), 'turned round it is read').toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.locator('.point-list > li')).toHaveCount(11);
  await expect(page.getByText(say('all_saved'))).toBeVisible();
  expect(asked.filter((url) => !url.startsWith(address()))).toEqual([]);
});

test('a point is dragged on the map, and the files that come out hold it', async ({ browser }) => {
  const page = await openConsole(browser, 'wen', '/staff/trail?key=zhongyi-street');
  await expect(page.locator('.map-box')).toHaveAttribute('data-state', 'ready');
  const pin = page.locator('.map-pin').first();
  await pin.click();
  const lng = page.locator('input[name=lng]');
  await expect(lng).toBeVisible();
  const before = Number(await lng.inputValue());
  await pin.scrollIntoViewIfNeeded();
  const box = (await pin.locator('span').boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 + 40, box.y - 30, { steps: 5 });
  await page.mouse.up();
  await expect.poll(async () => Number(await lng.inputValue())).toBeGreaterThan(before);
  const moved = Number(await lng.inputValue());
  for (const key of ['export_geojson', 'export_gpx']) {
    const [download] = await Promise.all([page.waitForEvent('download'), button(page, key).click()]);
    expect(fs.readFileSync(await download.path(), 'utf8'), key).toContain(String(moved));
  }
  await button(page, 'map_path').click();
  const corners = page.locator('.map-corner');
  await expect(corners.nth(2)).toBeAttached();
  const count = await corners.count();
  await corners.last().focus();
  await page.keyboard.press('Delete');
  await expect(corners, 'by keyboard').toHaveCount(count - 1);
});

test('a screen shows a code that holds, goes on without a network, and says when it has run out', async ({
  browser,
}) => {
  const page = await openConsole(browser, 'jiang', '/staff/screen');
  type Known = { codes: { step: number; mac: string }[] };
  const known = await callerOf('jiang')<Known>('screen_codes', { trail: 'zhongyi-street', point: 'gate' });
  await page.clock.install();
  await page.goto('/staff/screen');
  await page.getByRole('link', { name: '忠义街牌坊' }).click();
  const screen = page.getByTestId('screen');
  await expect(screen).toHaveAttribute('data-code', /\/c#s\.zhongyi-street\.gate\.\d+\.[\w-]{14}$/);
  await expectAccessible(page, 'the screen');
  const code = async () => (await screen.getAttribute('data-code')) ?? '';
  expect(await scan(page, page.locator('.screen-qr')), 'what is drawn is what is meant').toBe(await code());
  const [, , , step, mac] = SCREEN_PATTERN.exec((await code()).split('#')[1] ?? '') ?? [];
  expect(
    known.codes.find((one) => one.step === Number(step)),
    'the server’s own',
  ).toEqual({ step: Number(step), mac });

  await page.context().setOffline(true);
  const first = await code();
  await page.clock.runFor(31_000);
  await expect(screen).not.toHaveAttribute('data-code', first);
  await expect(screen, 'the next one, fetched ahead').toHaveAttribute('data-code', /gate\.\d+\./);
  await page.clock.runFor(5 * 60_000);
  await expect(screen.getByRole('status')).toContainText('分钟');
  await page.clock.runFor(6 * 60_000);
  await expect(screen.getByRole('alert')).toHaveText(say('screen_out'));
  await expect(page.locator('.screen-qr')).toHaveCount(0);
});

/** What a phone before the screen reads. */
async function scan(page: Page, code: Locator): Promise<string> {
  const source = `data:image/png;base64,${(await code.screenshot()).toString('base64')}`;
  const { width, height, grey } = await page.evaluate(async (src) => {
    const image = new Image();
    image.src = src;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height);
    const pen = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
    pen.drawImage(image, 0, 0);
    const { data } = pen.getImageData(0, 0, image.width, image.height);
    let grey = '';
    for (let i = 0; i < data.length; i += 4) grey += (data[i] as number) < 128 ? '#' : '.';
    return { width: image.width, height: image.height, grey };
  }, source);
  const data = new Uint8ClampedArray(grey.length * 4).fill(255);
  for (let i = 0; i < grey.length; i++) if (grey[i] === '#') data.fill(0, i * 4, i * 4 + 3);
  return decodeQR({ width, height, data });
}

test('figures below ten are said in words, the others are drawn and written; a flag is cleared with a note', async ({
  browser,
}) => {
  const page = await openConsole(browser, 'he', '/staff/trails');
  type Map = { points: { stamps: number | null; people: number | null; by_grade: Record<string, number> | null }[] };
  const days = { trail: 'zhongyi-street', from_day: '2026-01-01', to_day: '2026-01-02' };
  const real = await callerOf('he')<Map>('stamp_map', days);
  expect(real.points).toHaveLength(11);
  // the shape is the database's own, the figures are those of a busy day
  const [first, second, ...rest] = real.points;
  const busy = { ...first, stamps: 1200, people: 1100, by_grade: { 1: 100, 2: 1000, 3: 100 } };
  const points = [busy, { ...second, stamps: 12, people: 11, by_grade: null }, ...rest];
  await page.route('**/rpc/stamp_map', (route) => route.fulfill({ json: { points, started: 1100, finished: 55 } }));
  const name = { 'zh-Hans': '忠义街牌坊' };
  const at = '2026-11-20T04:00:00Z';
  const flag = {
    id: 7,
    trail: 'zhongyi-street',
    point: 'gate',
    kind: 'shared_code',
    at,
    count: 500,
    name,
    title: name,
  };
  const open = { ...flag, cleared_at: null, cleared_by: null, note: null };
  let cleared: unknown = null;
  await page.route('**/rpc/flags', (route) => route.fulfill({ json: cleared ? [] : [open] }));
  await page.route('**/rpc/clear_flag', (route) => {
    cleared = route.request().postDataJSON();
    return route.fulfill({ json: { done: 1 } });
  });
  await page.goto('/staff/trail-map?key=zhongyi-street');
  const rows = page.getByRole('table').getByRole('row');
  await expect(rows).toHaveCount(12);
  await expect(rows.nth(1)).toContainText('1,200');
  await expect(rows.nth(1)).toContainText(say('of_grade_3', { n: 100 }));
  await expect(rows.nth(2).getByText(say('too_few'))).toHaveCount(1);
  await expect(rows.nth(3).getByText(say('too_few'))).toHaveCount(3);
  await expect(page.getByTestId('walks')).toContainText('5.0%');
  const radius = (id: number) => page.locator('.sketch.live circle').nth(id).getAttribute('r').then(Number);
  expect(await radius(0)).toBeGreaterThan(2 * (await radius(1)));
  await expectAccessible(page, 'stamps of a busy day');

  const flags = page.getByTestId('flags');
  await expect(flags).toContainText(say('flag_shared_code_text', { count: 500 }));
  await button(flags, 'flag_clear').click();
  const window = page.locator('dialog[open]');
  await expect(button(window, 'flag_clear'), 'not without a note').toBeDisabled();
  await window.locator('textarea[name=note]').fill('已换新海报');
  await button(window, 'flag_clear').click();
  await expect(flags).toContainText(say('flags_none'));
  expect(cleared).toEqual({ id: 7, note: '已换新海报' });
  await page.locator('input[name=from]').fill('2020-01-01');
  await expect(page.getByText(say('span_long', { most: 400 }))).toBeVisible();
});

test('a renewed code stops the old poster at once', async ({ browser }) => {
  const guest = async (token: string) => {
    const headers = { 'content-type': 'application/json' };
    const args = JSON.stringify({ token, locale: 'zh-Hans' });
    const reply = await fetch(`${address()}/rest/v1/rpc/checkpoint`, { method: 'POST', headers, body: args });
    return reply.json();
  };
  type Codes = { point: string; token: string }[];
  const codes = () => callerOf('wen')<Codes>('trail_codes', { trail: 'base-route' });
  const [old] = await codes();
  const page = await openConsole(browser, 'wen', '/staff/trail-posters?key=base-route');
  await page.locator('.print-points button').first().click();
  await button(page.locator('dialog[open]'), 'renew_yes').click();
  await expect(page.locator('svg.poster-qr'), 'only what has to be hung up anew').toHaveCount(1);
  const [fresh] = await codes();
  expect(fresh?.token).not.toBe(old?.token);
  await expect(page.locator('svg.poster-qr')).toHaveAttribute('aria-label', `${address()}/c#${fresh?.token}`);
  const phone = await callerOf('wen')<{ points: { id: string; hashes: string[] }[] }>('trail', {
    slug: 'base-route',
    locale: 'zh-Hans',
  });
  const held = phone.points.find(({ id }) => id === old?.point)?.hashes ?? [];
  expect(held, 'phones know one code, the new one').toEqual([await sha256(fresh?.token ?? '')]);
  expect(await guest(fresh?.token ?? '')).toMatchObject({ point: { id: old?.point } });
});

const sha256 = async (text: string) =>
  Buffer.from(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))).toString('hex');
