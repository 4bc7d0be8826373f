import { expect, test } from 'vitest';
import { findWords, wordProblem } from '../../src/staff/words/words.ts';

const list = [
  { simplified: '软件', traditional: '軟體' },
  { simplified: '里程', traditional: '里程' },
];

test('a word needs both writings', () => {
  expect(wordProblem('软件', ' ', [])).toBe('both_needed');
  expect(wordProblem('', '軟體', [])).toBe('both_needed');
});

test('a word may stay as it is, so that the converter leaves it; a single sign need not', () => {
  expect(wordProblem('里程', '里程', [])).toBeUndefined();
  expect(wordProblem('里', '里', [])).toBe('same_sign');
});

test('what the list says already is not sent again, a new writing is', () => {
  expect(wordProblem('软件', '軟體 ', list)).toBe('known');
  expect(wordProblem('软件', '軟件', list)).toBeUndefined();
});

test('words are found in either writing', () => {
  expect(findWords(list, '軟')).toEqual([list[0]]);
  expect(findWords(list, ' 里 ')).toEqual([list[1]]);
  expect(findWords(list, '')).toEqual(list);
});
