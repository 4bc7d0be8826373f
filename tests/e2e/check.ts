/** A walk as a phone takes it: printed codes, a camera that sees one, and what the database has afterwards. */
import fs from 'node:fs';
import path from 'node:path';
import { type BrowserContext, chromium, expect, type Page } from '@playwright/test';
import encodeQR from 'qr';
import { findChromium } from '../chromium.ts';
import { SWITCHES } from './browser.ts';
import { callerOf } from './console.ts';
import { png } from './png.ts';
import { address } from './world.ts';

export const TRAIL = 'zhongyi-street';
export interface Code {
  point: string;
  token: string;
  typed: string;
}

/** Codes of the demo trail as they are printed, in the trail's order. */
export async function codesOf(trail = TRAIL): Promise<Code[]> {
  const codes = await callerOf('he')<Code[]>('trail_codes', { trail });
  const { points } = await callerOf('he')<{ points: { id: string }[] }>('trail', { slug: trail, locale: 'zh-Hans' });
  return points.map(({ id }) => codes.find(({ point }) => point === id) as Code);
}

/** Opens an address as a phone's camera does: a page of its own, not another fragment of the one that is open. */
export async function openCode(page: Page, fragment: string, at = '/c'): Promise<void> {
  await page.goto('about:blank');
  await page.goto(`${at}#${fragment}`);
}

export const seal = (page: Page) => page.locator('#stamp .seal.got');
export const state = (page: Page) => page.locator('#stamp');

/** The page's access token: a killed browser may have lost localStorage, and has the copy in IndexedDB. Runs in the page. */
async function tokenHere(): Promise<string | undefined> {
  const tokenIn = (text: unknown) =>
    typeof text === 'string' && text.includes('access_token')
      ? (JSON.parse(text) as { access_token?: string }).access_token
      : undefined;
  const kept = tokenIn(localStorage.getItem('qingtu-person'));
  if (kept) return kept;
  const done = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  for (const { name } of await indexedDB.databases()) {
    const db = await done(indexedDB.open(name ?? ''));
    if (db.objectStoreNames.contains('meta')) {
      for (const value of await done(db.transaction('meta').objectStore('meta').getAll())) {
        const found = tokenIn(value);
        if (found) return found;
      }
    }
    db.close();
  }
  return undefined;
}

/** The session of this phone asks the database. */
export async function asPhone<T>(page: Page, name: string, args: object = {}): Promise<T | null> {
  const token = await page.evaluate(tokenHere);
  if (!token) return null;
  const reply = await fetch(`${address()}/rest/v1/rpc/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, apikey: 'qingtu' },
    body: JSON.stringify(args),
  });
  expect(reply.status, name).toBe(200);
  return (await reply.json()) as T;
}

/** `<trail>/<point>` of every stamp in this person's ledger, a subject once for each record. */
export async function ledger(page: Page): Promise<string[]> {
  const found = await asPhone<{ records: { kind: string; quiz: string }[] }>(page, 'my_export');
  return (found?.records ?? []).filter(({ kind }) => kind === 'stamp').map(({ quiz }) => quiz);
}
export const myStamps = (page: Page) =>
  asPhone<{ stamps: { trail: string; point: string; grade: number }[] }>(page, 'my_stamps');

/** Modules of a code with the quiet zone around them; true is dark. */
const modules = (text: string) => encodeQR(text, 'raw', { ecc: 'medium', border: 4 });

/** A photograph of a code. */
export function photo(text: string, scale = 6): Buffer {
  const rows = modules(text);
  const side = rows.length * scale;
  return png(side, side, (x, y) => {
    const tone = rows[Math.floor(y / scale)]?.[Math.floor(x / scale)] ? 20 : 240;
    return [tone, tone, tone];
  });
}

/** What Chromium's fake camera plays: a still picture of the code, 640 × 480, as YUV4MPEG2. */
export function film(folder: string, text: string): string {
  const [width, height] = [640, 480];
  const rows = modules(text);
  const scale = Math.floor(420 / rows.length);
  const [left, top] = [(width - rows.length * scale) >> 1, (height - rows.length * scale) >> 1];
  const luma = Buffer.alloc(width * height, 200);
  for (let y = 0; y < rows.length * scale; y++)
    for (let x = 0; x < rows.length * scale; x++)
      luma[(y + top) * width + x + left] = rows[Math.floor(y / scale)]?.[Math.floor(x / scale)] ? 30 : 225;
  const frame = Buffer.concat([Buffer.from('FRAME\n'), luma, Buffer.alloc((width * height) / 2, 128)]);
  const file = path.join(folder, 'code.y4m');
  fs.writeFileSync(file, Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip C420\n`), frame, frame]));
  return file;
}

/** A phone whose camera sees `text`. */
export async function phoneWithCamera(folder: string, text: string, baseURL: string): Promise<BrowserContext> {
  const camera = [
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    `--use-file-for-fake-video-capture=${film(folder, text)}`,
  ];
  const browser = await chromium.launch({
    executablePath: findChromium() ?? undefined,
    args: [...SWITCHES, ...camera],
  });
  const context = await browser.newContext({ ...PHONE, baseURL });
  context.once('close', () => void browser.close());
  return context;
}

export const PHONE = {
  viewport: { width: 360, height: 740 },
  isMobile: true,
  hasTouch: true,
  locale: 'zh-CN',
  timezoneId: 'Asia/Shanghai',
};
