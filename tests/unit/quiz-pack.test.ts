import { expect, test } from 'vitest';
import type { Question } from '../../src/contract/content.ts';
import { pack, unpack } from '../../src/features/quiz/pack.ts';

const question = (options: Question['options']): Question => ({
  code: 'k01-001',
  rev: 1,
  kind: 'single',
  kp: 1,
  stem: '…',
  options,
});

test('a question comes out of the page as it went in, with and without pictures', () => {
  const plain = question([
    { letter: 'A', text: '一' },
    { letter: 'B', text: '二' },
  ]);
  const drawn = question([
    { letter: 'A', text: '门', picture: '/media/a' },
    { letter: 'B', text: '钟', picture: '/media/b' },
  ]);
  expect(pack(plain).options).toEqual(['一', '二']);
  for (const one of [plain, drawn]) expect(unpack(JSON.parse(JSON.stringify(pack(one))))).toEqual(one);
});
