import { describe, expect, test } from 'vitest';
import { readFilter, writeFilter } from '../../src/staff/bank/filter.ts';
import { keyOfPage } from '../../src/staff/editor/page.ts';
import { nextStep } from '../../src/staff/editor/steps.ts';
import { entryOf, NAV } from '../../src/staff/nav.ts';
import { neighbours } from '../../src/staff/shell/queue.ts';
import { returnAddress } from '../../src/staff/shell/shell.ts';
import { keyName } from '../../src/staff/shell/shortcuts.tsx';

test('after signing in one comes back to a page of the console or of teachers, and to no other site', () => {
  const back = (next: string) => returnAddress(`?next=${encodeURIComponent(next)}`, '/staff/home');
  expect(back('/staff/question?key=k1#stem')).toBe('/staff/question?key=k1#stem');
  expect(back('/en/staff/questions?kp=3')).toBe('/en/staff/questions?kp=3');
  expect(back('/teach')).toBe('/teach');
  expect(back('/en/teach/class?c=1#hour')).toBe('/en/teach/class?c=1#hour');
  for (const bad of [
    '//evil.example/staff/x',
    'https://evil.example',
    '/\\evil',
    '/staff',
    '/quiz',
    '/teacher',
    '/teach//evil.example\\',
    'javascript:alert(1)',
  ])
    expect(back(bad), bad).toBe('/staff/home');
});

test('a filter comes back from its address as it went, and nothing else gets in', () => {
  const filter = { text: '海洛因 & 冰毒', kp: '3', pool: 'V-seed/V-web', expiring: true, mine: true };
  expect(readFilter(writeFilter(filter))).toEqual(filter);
  expect(writeFilter({})).toBe('');
  expect(readFilter("?kp=3'--&status=draft&after_at=2026&mine=0")).toEqual({ status: 'draft' });
});

test('a shortcut is named alike on every keyboard', () => {
  const press = (key: string, more = {}) => keyName({ key, ctrlKey: false, metaKey: false, altKey: false, ...more });
  expect(press('s', { ctrlKey: true })).toBe('Ctrl+s');
  expect(press('S', { metaKey: true })).toBe('Ctrl+s');
  expect(press('Enter', { metaKey: true })).toBe('Ctrl+Enter');
  expect(press('?')).toBe('?');
  expect(press('j', { altKey: true })).toBe('');
});

test('the address names a document by query or fragment, and only by what can be a key', () => {
  const key = (search: string, hash = '') => keyOfPage({ search, hash });
  expect(key('?key=k01-001')).toBe('k01-001');
  expect(key('', '#F12')).toBe('F12');
  expect(key('', '#main')).toBeNull();
  expect(key('?key=%3Cscript%3E')).toBeNull();
  expect(key('')).toBeNull();
});

test('what was opened from a list knows its neighbours there', () => {
  expect(neighbours('b', ['a', 'b', 'c'])).toEqual({ before: 'a', after: 'c' });
  expect(neighbours('a', ['a'])).toEqual({ before: undefined, after: undefined });
  expect(neighbours('x', ['a'])).toEqual({});
  expect(neighbours('x', null)).toEqual({});
});

describe('pages of the console', () => {
  const entries = NAV.flatMap((group) => group.entries);
  test('stand in the menu once, and editors under their lists', () => {
    expect(new Set(entries.map(({ path }) => path)).size).toBe(entries.length);
    expect(entries.map(({ path }) => path)).toContain(entryOf('/staff/question'));
    expect(entryOf('/staff/audit')).toBe('/staff/audit');
  });
});

test('says what comes next, and to authors why it is not theirs to publish', () => {
  const may = { save: true, submit: false, publish: false, give_back: true, withdraw: true };
  const doc = { status: 'review', wrote_it: true, may } as Parameters<typeof nextStep>[0] & object;
  expect(nextStep(null, true, false)).toBe('next_draft');
  expect(nextStep(doc, true, true)).toBe('next_second');
  expect(nextStep(doc, true, false)).toBe('next_review');
  expect(nextStep({ ...doc, wrote_it: false, may: { ...may, publish: true } }, false, true)).toBe('next_reviewer');
  expect(nextStep({ ...doc, status: 'published' }, true, true)).toBe('next_published');
  expect(nextStep({ ...doc, status: 'draft' }, false, true)).toBe('next_read');
});
