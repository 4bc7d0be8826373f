import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { barePath, href, LOCALES, localeOfParam, localeOfPath, localeOfTag } from '../../src/i18n/locale.ts';

const root = new URL('../../src/i18n/locales/', import.meta.url);
const areas = readdirSync(new URL('zh-Hans/', root));
const read = (locale: string, file: string): Record<string, string> =>
  JSON.parse(readFileSync(new URL(`${locale}/${file}`, root), 'utf8'));
const base = (key: string) => key.replace(/_(one|other)$/, '');
const names = (words: Record<string, string>) => [...new Set(Object.keys(words).map(base))].sort();
const params = (text: string) => [...text.matchAll(/{{\s*(\w+)\s*}}/g)].map((match) => match[1]).sort();

describe.each(areas)('words of %s', (file) => {
  const source = read('zh-Hans', file);
  test.each(LOCALES)('%s has every key and no other', (locale) => {
    expect(names(read(locale, file))).toEqual(names(source));
  });
  test.each(LOCALES)('%s fills the same places, has no empty text and no markup', (locale) => {
    const own = read(locale, file);
    for (const [key, text] of Object.entries(own)) {
      expect(text.trim(), key).not.toBe('');
      expect(text, key).not.toContain('<');
      const twin = source[key] ?? source[`${base(key)}_other`] ?? '';
      expect(params(text), key).toEqual(params(twin));
    }
  });
});

test('every counted text of English has its singular', () => {
  for (const file of areas) {
    const words = read('en', file);
    for (const key of Object.keys(words).filter((name) => name.endsWith('_other')))
      expect(Object.keys(words)).toContain(key.replace(/_other$/, '_one'));
  }
});

test('an address names its language and leads back to the bare page', () => {
  expect(localeOfParam(undefined)).toBe('zh-Hans');
  expect(localeOfParam('zh-hant')).toBe('zh-Hant');
  expect(localeOfParam('fr')).toBeUndefined();
  expect(localeOfPath('/en/quiz')).toBe('en');
  expect(localeOfPath('/english')).toBe('zh-Hans');
  for (const locale of LOCALES) for (const path of ['/', '/quiz/kp01']) expect(barePath(href(locale, path))).toBe(path);
});

test('readers in Taiwan and Hong Kong get traditional characters', () => {
  expect(['zh-TW', 'zh-HK', 'zh-Hant-CN', 'yue'].map(localeOfTag)).toEqual(Array(4).fill('zh-Hant'));
  expect(['zh', 'zh-CN', 'zh-SG'].map(localeOfTag)).toEqual(Array(3).fill('zh-Hans'));
  expect(['en-GB', 'fr', 'not a tag'].map(localeOfTag)).toEqual(['en', 'en', 'zh-Hans']);
});
