/** A walk with three stops, a counter and a gift, published through the console's own API; and what a phone does with them. */
import { type Browser, type BrowserContext, expect, type Page } from '@playwright/test';
import type { GiftBody, GiftRule, TrailBody } from '../../src/contract/trails.ts';
import { giftBody } from '../world/gifts.ts';
import { trailBody } from '../world/trails.ts';
import { callerOf, ready } from './console.ts';
import { address } from './world.ts';

/** 文编 writes, 何科 publishes. */
async function publish(kind: 'trail' | 'gift', key: string, body: TrailBody | GiftBody): Promise<void> {
  const wen = callerOf('wen');
  await wen('save_document', { kind, key, based_on: 0, body, note: null });
  for (const [who, act] of [
    ['wen', 'submit_documents'],
    ['he', 'publish_documents'],
  ] as const)
    expect(await callerOf(who)(act, { kind, keys: [key] }), act).toMatchObject({ done: 1, refused: [] });
}

export interface Walk {
  trail: string;
  title: string;
  points: string[];
  /** of the printed codes, in the trail's order */
  tokens: string[];
}

/** Three stops without places: how fast somebody walks is not asked of a test. */
export async function openWalk(): Promise<Walk> {
  const trail = `walk-${crypto.randomUUID().slice(0, 8)}`;
  const title = `小街 ${trail}`;
  const body = trailBody({ title: { 'zh-Hans': title }, path: [] });
  const points = body.points.map((point) => ({ ...point, position: null, radius_m: null, required: true }));
  for (const point of points) point.proofs = ['code', 'question', 'staff'];
  await publish('trail', trail, { ...body, points });
  const codes = await callerOf('he')<{ point: string; token: string }[]>('trail_codes', { trail });
  const ids = points.map(({ id }) => id);
  return { trail, title, points: ids, tokens: ids.map((id) => codes.find(({ point }) => point === id)?.token ?? '') };
}

/** A counter in 鹿城区, where 江江 serves. */
export async function openCounter(): Promise<{ code: string; name: string }> {
  const name = `兑换台 ${crypto.randomUUID().slice(0, 6)}`;
  const words = { name: { 'zh-Hans': name }, address: { 'zh-Hans': '公园路 1 号' }, hours: { 'zh-Hans': '9–17 点' } };
  const made = await callerOf('he')<{ code: string }>('save_counter', {
    code: null,
    place: '330302',
    open: true,
    ...words,
  });
  return { code: made.code, name };
}

/** A gift for who has walked, with so many of them at a counter. */
export async function openGift(rule: Partial<GiftRule>, counter: string, amount: number) {
  const gift = `gift-${crypto.randomUUID().slice(0, 8)}`;
  const name = `书签 ${gift}`;
  await publish('gift', gift, giftBody({ name: { 'zh-Hans': name }, text: { 'zh-Hans': '木活字印的书签。' }, rule }));
  await callerOf('he')('move_stock', { gift, counter, act: 'in', amount, note: null });
  return { gift, name };
}

/** What stands on the shelf. */
export async function onShelf(gift: string, counter: string): Promise<number> {
  const rows = await callerOf('he')<{ gift: string; balance: number }[]>('stock', { counter });
  return rows.find((row) => row.gift === gift)?.balance ?? Number.NaN;
}

/** Takes gift, counter and trail off the public pages again. */
export async function close({ gift, trail }: { gift?: string; trail: string }): Promise<void> {
  const he = callerOf('he');
  if (gift) await he('withdraw_document', { kind: 'gift', key: gift, note: null });
  await he('withdraw_document', { kind: 'trail', key: trail, note: null });
}

export const newPhone = (browser: Browser, serviceWorkers: 'block' | 'allow' = 'block'): Promise<BrowserContext> =>
  browser.newContext({
    baseURL: address(),
    serviceWorkers,
    viewport: { width: 390, height: 844 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  });

/** Opens printed codes as a phone's camera does, and waits until the database has them. */
export async function stampAt(page: Page, tokens: string[]): Promise<void> {
  for (const token of tokens) {
    // a camera opens a page, it does not change the fragment of one
    await page.goto('about:blank');
    await page.goto(`/c#${token}`);
    await expect(page.locator('#stamp .seal.got')).toBeVisible();
  }
  await openPassport(page);
  await expect(page.getByTestId('waiting')).toHaveText('全部已送达', { timeout: 20_000 });
}

export async function openPassport(page: Page, hash = ''): Promise<void> {
  await page.goto('about:blank');
  await page.goto(`/passport${hash}`);
  await ready(page);
}

/** 已集 n / m of a trail on the passport. */
export const sealsOf = (page: Page, trail: string) =>
  page.locator(`[data-trail="${trail}"]`).getByTestId('trail-count');

/** The API as the person of this phone; the session is read as the pages keep it. */
export async function asPerson<T>(page: Page, name: string): Promise<T> {
  const token = await page.evaluate(() => JSON.parse(localStorage.getItem('qingtu-person') ?? '{}').access_token);
  const reply = await page.request.post(`${address()}/rest/v1/rpc/${name}`, {
    data: {},
    headers: { authorization: `Bearer ${token}`, apikey: 'qingtu', 'content-profile': 'api' },
  });
  expect(reply.status(), name).toBe(200);
  return reply.json();
}
