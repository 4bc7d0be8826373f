import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { diffText } from '../../src/staff/editor/diff.ts';

const side = (parts: ReturnType<typeof diffText>, drop: 'ins' | 'del') =>
  parts
    .filter(({ kind }) => kind !== drop)
    .map(({ text }) => text)
    .join('');

describe('the readable difference of two texts', () => {
  test('marks single Chinese characters and whole English words', () => {
    expect(diffText('大麻是毒品', '大麻不是毒品')).toEqual([
      { kind: 'same', text: '大麻' },
      { kind: 'ins', text: '不' },
      { kind: 'same', text: '是毒品' },
    ]);
    expect(diffText('Call your father', 'Call your mother')).toEqual([
      { kind: 'same', text: 'Call your ' },
      { kind: 'del', text: 'father' },
      { kind: 'ins', text: 'mother' },
    ]);
  });

  test('has nothing to say of equal texts and everything of new or removed ones', () => {
    expect(diffText('一样', '一样')).toEqual([{ kind: 'same', text: '一样' }]);
    expect(diffText('', '新')).toEqual([{ kind: 'ins', text: '新' }]);
    expect(diffText('旧', '')).toEqual([{ kind: 'del', text: '旧' }]);
    expect(diffText('', '')).toEqual([]);
  });

  test('gives back both texts whole, whatever they are', () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc.constantFrom('拒绝第一次', '说“不”', 'say no'),
    );
    fc.assert(
      fc.property(text, text, (before, after) => {
        const parts = diffText(before, after);
        expect(side(parts, 'ins')).toBe(before);
        expect(side(parts, 'del')).toBe(after);
      }),
    );
  });

  test('shows very long texts as replaced in the middle, without working for minutes', () => {
    const [before, after] = ['甲'.repeat(5_000), '乙'.repeat(5_000)];
    const began = performance.now();
    expect(diffText(`始${before}终`, `始${after}终`).map(({ kind }) => kind)).toEqual(['same', 'del', 'ins', 'same']);
    expect(performance.now() - began).toBeLessThan(500);
  });
});
