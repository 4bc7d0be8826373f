import { expect, test } from 'vitest';
import { fill, fillCount } from '../../src/ui/fill.ts';
import { sealGlyphs, sealOutline } from '../../src/ui/seal.ts';

test('a name wears the same edge for ever, another name another one', () => {
  expect(sealOutline('湖滨')).toBe(sealOutline('湖滨'));
  expect(sealOutline('湖滨')).not.toBe(sealOutline('鼓词'));
  for (const number of sealOutline('非遗馆').match(/[\d.]+/g) ?? []) {
    expect(Number(number)).toBeGreaterThanOrEqual(0);
    expect(Number(number)).toBeLessThanOrEqual(100);
  }
});

test('characters are read from the right column, from top to bottom', () => {
  const [xin, lan, shu, she] = sealGlyphs('心兰书社');
  expect(xin!.x).toBeGreaterThan(shu!.x);
  expect(lan!.x).toBe(xin!.x);
  expect(she!.x).toBe(shu!.x);
  expect(xin!.y).toBeLessThan(lan!.y);
  expect(sealGlyphs('非遗馆')[2]).toMatchObject({ text: '馆', y: 50 });
  expect(sealGlyphs('湖滨').map((glyph) => glyph.x)).toEqual([50, 50]);
});

test('letters stand on one line', () => {
  expect(sealGlyphs('Law')).toHaveLength(1);
});

test('texts of an island are filled without a translation runtime', () => {
  expect(fill('{{n}} 题答对 {{right}} 题', { n: 5, right: 3 })).toBe('5 题答对 3 题');
  const words = { waiting_one: '{{count}} record', waiting_other: '{{count}} records' };
  expect(fillCount(words, 'waiting', 1, 'en')).toBe('1 record');
  expect(fillCount(words, 'waiting', 2, 'en')).toBe('2 records');
  expect(fillCount({ waiting_other: '{{count}} 条' }, 'waiting', 1, 'zh-Hans')).toBe('1 条');
});
