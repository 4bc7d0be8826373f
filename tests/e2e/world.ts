/** What every browser test shares: the product's address, its pages, the demo sign-ins, the keys of its questions. */
import fs from 'node:fs';
import path from 'node:path';
import { type BrowserContext, test as base } from '@playwright/test';
import { LOCALE_PREFIX, LOCALES, type Locale } from '../../src/contract/locales.ts';
import { ROOT } from '../tasks.ts';

export { expect } from '@playwright/test';
export { LOCALES, type Locale };

/** Address of the product, without a slash at the end. */
export const address = (): string => process.env.QINGTU_E2E_URL ?? '';

export const test = base.extend({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the parameter's shape
  baseURL: async ({}, use) => use(address()),
});

/** Path of a page in a language. */
export const at = (locale: Locale, page: string): string =>
  `${LOCALE_PREFIX[locale]}${page}`.replace(/(.)\/$/, '$1') || '/';

/** One practice set per knowledge point. */
export const SETS = Array.from({ length: 10 }, (_, i) => `kp${String(i + 1).padStart(2, '0')}`);
export const CONTEST = 'anti-drug-2026';
/** Every page a visitor can open, without language. */
export const PUBLIC_PAGES = [
  '/',
  '/quiz',
  '/quiz/daily',
  // two of the ten sets: they are one page with other questions (all ten are weighed)
  '/quiz/kp01',
  '/quiz/kp07',
  '/quiz/awareness',
  `/quiz/${CONTEST}`,
  '/courses',
  '/courses/primary/know',
  '/courses/senior/refuse',
  '/courses/test',
  '/trails',
  '/trails/zhongyi-street',
  '/c',
  '/c?p=zhongyi-street/books',
  '/events',
  '/events?month=2026-12',
  '/events/hubin-saturday',
  '/events/drug-day-2026/2026-06-26',
  '/venues',
  '/venues/base-city',
  '/works',
  '/awareness',
  '/passport',
  '/passport/card',
  '/rewards',
  '/join',
  '/certificate',
  // numbers of the demo city's certificates are drawn by lot: this one is nobody's
  '/certificate/0000000000',
  '/help',
  '/privacy',
];

/** Words of one area as the pages have them. */
export function wordsOf(locale: Locale, area: string): Record<string, string> {
  return JSON.parse(fs.readFileSync(path.join(ROOT, `src/i18n/locales/${locale}/${area}.json`), 'utf8'));
}

export interface Person {
  email: string;
  password: string;
}

/** Demo sign-in of somebody of the staff, by what stands before the @ of the address. */
export function staffPerson(who: string): Person {
  const { staff } = JSON.parse(fs.readFileSync(path.join(ROOT, 'supabase/seed/staff.json'), 'utf8')) as {
    staff: Person[];
  };
  const found = staff.find(({ email }) => email.startsWith(`${who}@`));
  if (!found) throw new Error(`${who} is not of the demo city's staff.`);
  return { email: found.email, password: found.password };
}

/** Demo sign-in of 郭姐 (district 330302) or 何科 (city). */
export const signIn = (role: 'district' | 'city'): Person => staffPerson(role === 'city' ? 'he' : 'guo');

/** Keeps a phone's records on the phone: what is read elsewhere at the same time must not move. */
export async function silence(phone: BrowserContext): Promise<void> {
  await phone.route(/\/(auth|rest)\/v1\//, (route) => route.abort());
}
