import { expect, test } from 'vitest';
import { importsIn, isOurs, isPage, keyOf, scriptsIn } from '../../src/sw/rules.ts';

const origin = 'https://qingtu.example';
const page = (body: string, init: ResponseInit = {}) =>
  new Response(body, { headers: { 'content-type': 'text/html; charset=utf-8' }, ...init });
const ours = '<!doctype html><meta name="qingtu" content="page">';

test('a page of ours may be kept', async () => {
  expect(await isOurs(page(ours))).toBe(true);
});

test('the page of a captive portal, an error and a file are not kept', async () => {
  expect(await isOurs(page('<title>Please log in</title>'))).toBe(false);
  expect(await isOurs(page(ours, { status: 404 }))).toBe(false);
  expect(await isOurs(page(ours, { status: 503 }))).toBe(false);
  expect(await isOurs(new Response(ours, { headers: { 'content-type': 'application/json' } }))).toBe(false);
});

test('a redirected answer is not kept', async () => {
  const redirected = page(ours);
  Object.defineProperty(redirected, 'redirected', { value: true });
  expect(await isOurs(redirected)).toBe(false);
});

test.each([
  '/staff',
  '/staff/awareness',
  '/en/staff/awareness',
  '/teach/x',
  '/rest/v1/rpc/quizzes',
  '/auth/v1/token',
  '/certificate/0000000000',
  '/en/certificate/0000000000',
  '/events.ics',
  '/en/events/dawn-run.ics',
])('%s is left to the network', (path) => expect(isPage(new URL(path, origin), origin)).toBe(false));

test.each([
  '/',
  '/en',
  '/quiz/daily',
  '/zh-hant/help',
  '/staffage',
  '/staff/door',
  '/en/staff/door',
])('%s is a page', (path) => expect(isPage(new URL(path, origin), origin)).toBe(true));

test('a foreign origin is never a page', () => {
  expect(isPage(new URL('https://elsewhere.example/'), origin)).toBe(false);
});

test('one copy of a page is kept whatever its query says, but a period is another page', () => {
  expect(keyOf(`${origin}/?src=pwa#x`)).toBe(`${origin}/`);
  expect(keyOf(`${origin}/awareness?from=a&period=2026Q3`)).toBe(`${origin}/awareness?period=2026Q3`);
  expect(keyOf(`${origin}/events?month=2026-06&from=timeline`)).toBe(`${origin}/events?month=2026-06`);
  expect(keyOf(`${origin}/en/venues?from=singlemessage&type=base&district=330302`)).toBe(
    `${origin}/en/venues?district=330302&type=base`,
  );
});

test('scripts of a page and what they import at once are found', () => {
  expect(scriptsIn('<script type="module" src="/_astro/a.B1-x.js"></script>')).toEqual(['/_astro/a.B1-x.js']);
  expect(importsIn('import{a}from"./b.js";import"./c.js";const d=()=>import(`./late.js`)')).toEqual([
    '/_astro/b.js',
    '/_astro/c.js',
  ]);
});
