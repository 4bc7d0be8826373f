import { describe, expect, test } from 'vitest';
import { changedFields, fieldsOf, idOf, putField, same } from '../../src/staff/editor/fields.ts';
import { compare, merge } from '../../src/staff/editor/merge.ts';
import { emptyQuestion, putWords } from '../../src/staff/editor/question.ts';

const base = putWords(emptyQuestion('2026-11-22'), 'zh-Hans', { stem: '原来的题干', source: '《禁毒法》第二条' });
const mine = { ...putWords(base, 'zh-Hans', { stem: '我的题干' }), difficulty: 3 };
const theirs = { ...putWords(base, 'zh-Hans', { stem: '别人的题干' }), facts: ['F2'], valid_to: '2027-01-01' };

describe('two people who saved at once', () => {
  test('keep every change that only one of them made', () => {
    const comparisons = compare('question', base, mine, theirs);
    expect(comparisons.map(({ field, changed }) => [idOf(field), changed])).toEqual([
      ['words.zh-Hans.stem', 'both'],
      ['difficulty', 'mine'],
      ['facts', 'theirs'],
      ['valid_to', 'theirs'],
    ]);
    const saved = merge(theirs, comparisons, { 'words.zh-Hans.stem': 'theirs' });
    expect(saved).toEqual({ ...theirs, difficulty: 3 });
  });

  test('choose per field where both changed it; undecided means mine, which theirs stays readable as a revision', () => {
    const comparisons = compare('question', base, mine, theirs);
    expect(merge(theirs, comparisons, {}).words['zh-Hans']?.stem).toBe('我的题干');
    expect(merge(theirs, comparisons, { 'words.zh-Hans.stem': 'mine' }).words['zh-Hans']?.stem).toBe('我的题干');
  });

  test('have nothing to choose when they wrote the same', () => {
    expect(compare('question', base, mine, structuredClone(mine))).toEqual([]);
  });

  test('choose everything when nobody knows what they began with', () => {
    const all = compare('question', null, mine, theirs).filter(({ changed }) => changed !== 'both');
    expect(all.map(({ field }) => idOf(field))).toEqual(['valid_to']);
  });

  test('a language that one of them added arrives whole', () => {
    const english = putWords(base, 'en', { stem: 'In English', source: 'Art. 2' });
    const saved = merge(theirs, compare('question', base, english, theirs), {});
    expect(saved.words.en?.stem).toBe('In English');
    expect(saved.words['zh-Hans']?.stem).toBe('别人的题干');
  });
});

describe('fields', () => {
  test('cover every key of a question', () => {
    const tops = new Set(fieldsOf('question').map(({ path }) => path[0]));
    expect([...tops].sort()).toEqual(Object.keys(base).sort());
  });
  test('are put without touching the body they come from', () => {
    const field = fieldsOf('question').find(({ path }) => path.join('.') === 'words.en.stem')!;
    const before = structuredClone(base);
    expect(putField(base, field, 'Hello').words.en?.stem).toBe('Hello');
    expect(base).toEqual(before);
    expect(changedFields('question', base, putField(base, field, 'Hello')).map(idOf)).toEqual(['words.en.stem']);
  });
  test('are equal as the database sees them', () => {
    expect(same({ a: 1, b: null }, { b: undefined, a: 1 })).toBe(true);
    expect(same(['A', 'B'], ['B', 'A'])).toBe(false);
  });
});
