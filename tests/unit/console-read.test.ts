import fc from 'fast-check';
import { expect, test } from 'vitest';
import { factFindings, tidyFact } from '../../src/staff/editor/fact.ts';
import { findingsOf } from '../../src/staff/editor/findings.ts';
import { emptyQuestion, putWords, tidy, toQuestion } from '../../src/staff/editor/question.ts';
import { readFact, readQuestion } from '../../src/staff/editor/read.ts';

/** Objects that have the right names and anything behind them. */
const names = ['words', 'options', 'boxes', 'stem', 'pictures', 'facts', 'stages', 'kind', 'answer', 'zh-Hans', 'en'];
const hostile = fc.anything({ key: fc.constantFrom(...names), maxDepth: 4 });

test('whatever a draft holds, the forms can show it, judge it and save it', () => {
  fc.assert(
    fc.property(hostile, (body) => {
      const question = readQuestion(body);
      expect(readQuestion(tidy(question))).toEqual(readQuestion(tidy(readQuestion(tidy(question)))));
      expect(toQuestion('k1', question, 'en').options.length).toBeGreaterThanOrEqual(2);
      expect(findingsOf('k1', question, new Set()).length).toBeGreaterThan(0);
      expect(factFindings(tidyFact(readFact(body))).length).toBeGreaterThan(0);
    }),
  );
});

test('a whole question comes back as it is', () => {
  const body = {
    ...putWords(emptyQuestion('2026-11-22'), 'zh-Hans', { stem: '题', options: ['一', '二', '三'], source: '法' }),
    answer: 'B',
    facts: ['F1'],
  };
  expect(readQuestion(structuredClone(body))).toEqual(body);
});
