import { describe, expect, it } from 'vitest';
import { type AttemptRow, statementsOf } from '../../../src/exercise/exchange/xapi.ts';
import { chunksOf } from '../../../src/staff/exchange/chunks.ts';
import { CHUNK_ROWS, rowOf } from '../../../src/staff/exchange/server.ts';
import { bank, question } from './bank.ts';

const HOME = 'https://qingtu.example';
const REF = 'ab'.repeat(32);
const questions = new Map(
  [
    question({ code: 'one', options: ['甲', '乙', '丙'], answer: 'B' }),
    question({ code: 'two', kind: 'multiple', options: ['甲', '乙', '丙'], answer: 'AC' }),
    question({ code: 'yes', kind: 'judge', options: ['对', '错'], answer: 'A' }),
    question({
      code: 'box',
      kind: 'sort',
      answer: 'AB',
      words: { 'zh-Hans': { stem: '分', options: ['甲', '乙'], boxes: ['左', '右'], source: '' } },
    }),
  ].map((each) => [each.code, each]),
);
// biome-ignore lint/suspicious/noExplicitAny: looked into field by field
const statements = (row: Partial<AttemptRow>): any[] =>
  statementsOf({ ref: REF, kind: 'answer', at: '2026-11-22T01:02:00+00:00', quiz: 'kp01', ...row }, HOME, questions);

describe('an answer as an xAPI statement', () => {
  it('names no person: an account of this home page, opaque and of this attempt only', () => {
    const [one] = statements({ question: 'one', rev: 2, choice: 'B', correct: 1, ms: 1500 });
    expect(one.actor).toEqual({ objectType: 'Agent', account: { homePage: HOME, name: REF } });
    expect(JSON.stringify(one)).not.toMatch(/mbox|"person"|district|age_band/);
    expect(one).toMatchObject({
      verb: { id: 'http://adlnet.gov/expapi/verbs/answered' },
      timestamp: '2026-11-22T01:02:00+00:00',
      result: { success: true, response: 'b', duration: 'PT1.50S' },
      object: { id: `${HOME}/xapi/question/one/2` },
      context: { contextActivities: { parent: [{ id: `${HOME}/xapi/quiz/kp01` }] } },
    });
  });
  it.each([
    ['one', 'A', 'choice', 'a', ['b']],
    ['two', 'AC', 'choice', 'a[,]c', ['a[,]c']],
    ['yes', 'B', 'true-false', 'false', ['true']],
    ['box', 'BA', 'matching', '1[.]b[,]2[.]a', ['1[.]a[,]2[.]b']],
  ])('writes answers of %s as the standard does', (code, choice, type, response, pattern) => {
    const [one] = statements({ question: code, choice, correct: 0 });
    expect(one.result).toEqual({ success: false, response });
    expect(one.object.definition).toMatchObject({
      type: 'http://adlnet.gov/expapi/activities/cmi.interaction',
      interactionType: type,
      correctResponsesPattern: pattern,
    });
  });
  it('tells “I don’t know” as an answer without any choice, and nothing of a question that is gone', () => {
    const [one] = statements({ question: 'gone', choice: '?', correct: 0 });
    expect(one.result).toEqual({ success: false });
    expect(one.object.definition.interactionType).toBe('other');
  });
  it('has an id of its own that stays the same, as a UUID', () => {
    const row = {
      kind: 'contest' as const,
      correct: 1,
      total: 2,
      items: [
        { question: 'one', ok: true },
        { question: 'two', ok: false },
      ],
    };
    const ids = statements(row).map(({ id }) => id);
    expect(statements(row).map(({ id }) => id)).toEqual(ids);
    expect(new Set(ids).size).toBe(3);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
  it('ends a contest or form with its score', () => {
    const row = { kind: 'monitor' as const, correct: 2, total: 3, items: [{ question: 'one', choice: 'B', ok: true }] };
    expect(statements(row).at(-1)).toMatchObject({
      verb: { id: 'http://adlnet.gov/expapi/verbs/completed' },
      object: { id: `${HOME}/xapi/quiz/kp01` },
      result: { completion: true, score: { scaled: 0.6667, raw: 2, min: 0, max: 3 } },
    });
  });
});

describe('rows on their way to the server', () => {
  it('travel in chunks below the edge’s limit, in order, none lost', () => {
    const all = bank();
    const rows = Array.from({ length: 1_000 }, (_, i) => rowOf({ ...all[i % all.length]!, code: `m${i}` }));
    const chunks = chunksOf(rows, CHUNK_ROWS);
    expect(chunks.flat()).toEqual(rows);
    for (const chunk of chunks) {
      expect(new TextEncoder().encode(JSON.stringify(chunk)).length).toBeLessThan(205_000);
      expect(chunk.length).toBeLessThanOrEqual(1_000);
    }
    expect(rows[0]?.body).not.toHaveProperty('status');
    expect(rows[0]?.body).not.toHaveProperty('code');
  });
});
