/** People at their desks in the console: on the screen, and for what only prepares or clears up, through the API. */
import { type Browser, type BrowserContext, type BrowserContextOptions, expect, type Page } from '@playwright/test';
import type { Kind } from '../../src/staff/documents.ts';
import { address, type Person, staffPerson } from './world.ts';

/** Short names of the demo city's staff: what stands before the @ of their addresses. */
export type Who = 'guo' | 'he' | 'wen' | 'jiang' | 'dai' | 'fang' | 'sun';

export const ready = (page: Page) => page.waitForFunction(() => !document.querySelector('astro-island[ssr]'));

/** Headers as of a machine of its own: sign-ins are limited by address, and the product trusts this proxy. */
export const fromElsewhere = () => ({
  'x-forwarded-for': `10.${crypto.getRandomValues(new Uint8Array(3)).join('.')}`,
});

export const desktop = (browser: Browser, options: BrowserContextOptions = {}): Promise<BrowserContext> =>
  browser.newContext({
    baseURL: address(),
    serviceWorkers: 'block',
    viewport: { width: 1280, height: 800 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    extraHTTPHeaders: fromElsewhere(),
    ...options,
  });

/** Signs somebody in through the form and waits for the page that they wanted. */
export async function signInAt(page: Page, who: Who | Person, path = '/staff/home'): Promise<void> {
  const { email, password } = typeof who === 'string' ? staffPerson(who) : who;
  await page.goto(`/staff?next=${encodeURIComponent(path)}`);
  await ready(page);
  await page.locator('input[name=email]').fill(email);
  await page.locator('input[name=password]').fill(password);
  await page.locator('input[name=password]').press('Enter');
  await page.waitForURL(`**${path}`);
  await ready(page);
}

/** Somebody's own browser window, signed in. */
export async function openConsole(
  browser: Browser,
  who: Who | Person,
  path = '/staff/home',
  options: BrowserContextOptions = {},
): Promise<Page> {
  const page = await (await desktop(browser, options)).newPage();
  await signInAt(page, who, path);
  return page;
}

async function post<T>(path: string, body: unknown, token?: string): Promise<T> {
  const bearer = token && { authorization: `Bearer ${token}` };
  const headers = { 'content-type': 'application/json', ...fromElsewhere(), ...bearer };
  const reply = await fetch(address() + path, { method: 'POST', headers, body: JSON.stringify(body) });
  if (reply.status === 429) {
    await new Promise((resolve) => setTimeout(resolve, 500)); // faster than one person may call
    return post(path, body, token);
  }
  if (!reply.ok) throw new Error(`${path}: ${reply.status} ${await reply.text()}`);
  return (await reply.json()) as T;
}

export type Call = <T>(name: string, args?: Record<string, unknown>) => Promise<T>;
const tokens = new Map<string, Promise<string>>();

/** The API as somebody of the staff. */
export function callerOf(who: Who | Person): Call {
  const person = typeof who === 'string' ? staffPerson(who) : who;
  const sign = () =>
    post<{ access_token: string }>('/auth/v1/token?grant_type=password', person).then((reply) => reply.access_token);
  if (!tokens.has(person.email)) tokens.set(person.email, sign());
  return async (name, args = {}) => post(`/rest/v1/rpc/${name}`, args, await tokens.get(person.email));
}

/** A new member of the staff with a role in the whole city, or at a place, as an invitation makes one. */
export async function newColleague(name: string, role = 'city_editor', at?: string): Promise<Person> {
  const he = callerOf('he');
  const place = at ?? (await he<{ places: string[] }>('staff_me')).places[0];
  const { code } = await he<{ code: string }>('invite', { role, place, name, days: 1 });
  const random = crypto.randomUUID();
  const person = { email: `${random.slice(0, 8)}@demo.example`, password: `quiet-${random}` };
  await post('/auth/v1/signup', person);
  await callerOf(person)('accept_invitation', { code });
  return person;
}

interface Seen {
  head: number;
  status: string;
  live_revision: number | null;
  // biome-ignore lint/suspicious/noExplicitAny: bodies of every kind are looked into
  body: any;
  may: { save: boolean };
  revisions: { revision: number }[];
}

export const documentOf = (kind: Kind, key: string, who: Who | Person = 'wen') =>
  callerOf(who)<Seen>('document', { kind, key });

/** Saves, hands in and publishes through the API: 文编 writes, 何科 publishes. */
export async function publishBody(kind: Kind, key: string | null, body: unknown): Promise<string> {
  const wen = callerOf('wen');
  const based_on = key ? (await documentOf(kind, key)).head : 0;
  const saved = await wen<{ key: string }>('save_document', { kind, key, based_on, body, note: null });
  for (const [who, act] of [
    ['wen', 'submit_documents'],
    ['he', 'publish_documents'],
  ] as const)
    expect(await callerOf(who)(act, { kind, keys: [saved.key] }), act).toMatchObject({ done: 1, refused: [] });
  return saved.key;
}

export const withdraw = (kind: Kind, key: string) => callerOf('he')('withdraw_document', { kind, key, note: null });
