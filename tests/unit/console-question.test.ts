import { describe, expect, test } from 'vitest';
import type { QuestionBody } from '../../src/staff/documents.ts';
import {
  addOption,
  changeKind,
  emptyQuestion,
  moveOption,
  putBox,
  putWords,
  removeOption,
  tidy,
  toggleAnswer,
  toQuestion,
} from '../../src/staff/editor/question.ts';

const options = (body: QuestionBody, locale: 'zh-Hans' | 'en' = 'zh-Hans') => body.words[locale]?.options;
const two = putWords(putWords(emptyQuestion('2026-11-22'), 'zh-Hans', { options: ['甲', '乙', '丙', '丁'] }), 'en', {
  options: ['a', 'b', 'c', 'd'],
});

describe('writing a question', () => {
  test('moving and removing options keeps languages and the right answer in step', () => {
    const right = toggleAnswer(two, 2);
    const moved = moveOption(right, 2, -1);
    expect([options(moved), options(moved, 'en'), moved.answer]).toEqual([
      ['甲', '丙', '乙', '丁'],
      ['a', 'c', 'b', 'd'],
      'B',
    ]);
    const shorter = removeOption(moved, 0);
    expect([options(shorter), options(shorter, 'en'), shorter.answer]).toEqual([
      ['丙', '乙', '丁'],
      ['c', 'b', 'd'],
      'A',
    ]);
    expect(removeOption(shorter, 0).answer).toBe('');
    expect(options(addOption(shorter), 'en')).toEqual(['c', 'b', 'd', '']);
  });

  test('several answers stand in alphabetical order; a second press takes one away', () => {
    const many = toggleAnswer(toggleAnswer(changeKind(two, 'multiple'), 2), 0);
    expect(many.answer).toBe('AC');
    expect(toggleAnswer(many, 2).answer).toBe('A');
  });

  test('pictures move with their options', () => {
    const pictures = { ...changeKind(two, 'picture'), pictures: ['1', '2', '3', '4'] };
    expect(removeOption(moveOption(pictures, 0, 1), 3).pictures).toEqual(['2', '1', '3']);
  });

  test('another kind keeps what fits', () => {
    const sorting = changeKind(two, 'sort');
    expect(sorting).toMatchObject({ answer: 'AAAA', pictures: null });
    expect(options(putBox(sorting, 3, 'B'))).toEqual(['甲', '乙', '丙', '丁']);
    expect(putBox(sorting, 3, 'B').answer).toBe('AAAB');
    const judge = changeKind(two, 'judge');
    expect([options(judge), options(judge, 'en')]).toEqual([
      ['对', '错'],
      ['True', 'False'],
    ]);
    expect(changeKind(changeKind(two, 'multiple'), 'single').answer).toBe('');
  });

  test('saves no language in which nothing was written', () => {
    const body = putWords(putWords(two, 'zh-Hant', { stem: '  ' }), 'en', { stem: ' Where? ' });
    expect(Object.keys(tidy(body).words)).toEqual(['zh-Hans', 'en']);
    expect(tidy(body).words.en?.stem).toBe('Where?');
    expect(Object.keys(tidy(body).explanation)).toEqual(['zh-Hans', 'en']);
  });

  test('a phone shows Chinese where a language is missing, as the server does', () => {
    const body = putWords(emptyQuestion('2026-11-22'), 'zh-Hans', { stem: '题干', options: ['一', '二', '三', '四'] });
    expect(toQuestion('k1', body, 'en')).toMatchObject({
      stem: '题干',
      options: [{ letter: 'A', text: '一' }, {}, {}, {}],
    });
  });
});
