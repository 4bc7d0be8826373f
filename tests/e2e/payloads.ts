/** What pages send to the database and get from it: heard in the browser, taken apart into keys, searched for people. */
import type { BrowserContext, Page } from '@playwright/test';

export interface Told {
  /** function of the database, or what a sign-in asked for */
  name: string;
  /** what was sent, and what came back */
  way: 'sent' | 'got';
  value: unknown;
}

/** Collects every call of a window or phone. `heard` waits until the answers that are on their way have been read. */
export function overhear(context: BrowserContext): { told: Told[]; urls: string[]; heard(): Promise<void> } {
  const told: Told[] = [];
  const urls: string[] = [];
  const reading: Promise<unknown>[] = [];
  context.on('request', (request) => {
    urls.push(request.url());
    const name = callOf(request.url());
    if (name) told.push({ name, way: 'sent', value: parsed(request.postData()) });
  });
  context.on('response', (response) => {
    const name = callOf(response.url());
    // a page that has gone on keeps no bodies of the former one
    const read = () => response.text().then((text) => told.push({ name, way: 'got', value: parsed(text) }));
    if (name) reading.push(read().catch(() => {}));
  });
  return { told, urls, heard: async () => void (await Promise.all(reading)) };
}

const callOf = (url: string): string => {
  const { pathname } = new URL(url);
  return /^\/rest\/v1\/rpc\/(\w+)$/.exec(pathname)?.[1] ?? /^\/(auth\/v1\/[\w/]+)$/.exec(pathname)?.[1] ?? '';
};

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return text;
  }
}

/** Keys that count things are none: grades, letters of answers, languages; and slugs below what is counted by them. */
const COUNTED = /^(\d+|[A-L]|zh-Han[st]|en)$/;
const BY_SLUG = /\.(done|whole)$/;

/** Every key of a value as the path that leads to it; records that are sent as text are read as what they say. */
export function pathsOf(value: unknown, path = ''): string[] {
  if (typeof value === 'string' && /^[[{]/.test(value)) {
    const inner = parsed(value);
    return typeof inner === 'string' ? [] : pathsOf(inner, path);
  }
  if (Array.isArray(value)) return value.flatMap((one) => pathsOf(one, `${path}[]`));
  if (!value || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, one]) => {
    if (COUNTED.test(key) || BY_SLUG.test(path)) return pathsOf(one, `${path}.#`);
    return [`${path}.${key}`, ...pathsOf(one, `${path}.${key}`)];
  });
}

/** Shapes by which a person is known. Identifiers, tokens and counters around them are no such shapes. */
export const SHAPES = {
  phone: /(?<![\w.-])(?:\+?86)?1[3-9]\d{9}(?![\w-])/,
  'ID number': /(?<![\w.-])\d{17}[\dXx](?![\w-])/,
};
/** A day before any class of this product was opened: a child's birthday is one. */
export const BIRTHDAY =
  /(?<![\w.-])(?:19\d\d|20[01]\d)(?:(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])|[-/.年](?:0?[1-9]|1[0-2])[-/.月](?:0?[1-9]|[12]\d|3[01]))(?=T|日|[^\w-]|$)/;

/** The shapes that a text has, with where they stand. */
export function peopleIn(text: string, birthdays: boolean): string[] {
  const sought = Object.entries(birthdays ? { ...SHAPES, birthday: BIRTHDAY } : SHAPES);
  return sought.flatMap(([name, shape]) => {
    const found = shape.exec(text);
    return found ? [`${name}: ${text.slice(Math.max(0, found.index - 40), found.index + 40)}`] : [];
  });
}

/** Presses a button that saves a file, and reads it. */
export async function savedText(page: Page, press: () => Promise<void>): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), press()]);
  const stream = await download.createReadStream();
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}
