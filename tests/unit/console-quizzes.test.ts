import { describe, expect, test } from 'vitest';
import { fromLocal, momentOf, toLocal, windowState } from '../../src/staff/editor/moments.ts';
import { isSlug } from '../../src/staff/editor/page.ts';
import {
  addAll,
  type Candidate,
  countsByKp,
  findCandidates,
  missingKps,
  move,
  removeAll,
  toggle,
  versionFor,
} from '../../src/staff/quizzes/items.ts';
import {
  emptyQuiz,
  type QuizBody,
  quizFindings,
  readCount,
  tidyQuiz,
  withPurpose,
} from '../../src/staff/quizzes/quiz.ts';
import { readQuiz } from '../../src/staff/quizzes/read.ts';

const NOW = Date.parse('2026-11-22T02:00:00Z');
const candidate = (key: string, kp: number): Candidate => ({
  key,
  title: `题 ${key}`,
  kp,
  question_kind: 'single',
  stages: null,
});
const pool = [candidate('a', 1), candidate('b', 1), candidate('c', 2), candidate('d', 3)];
const said = (text: string) => ({ 'zh-Hans': text, 'zh-Hant': text, en: text });
const contest = (patch: Partial<QuizBody> = {}): QuizBody => ({
  ...emptyQuiz('contest'),
  title: said('竞赛'),
  summary: said('十道题'),
  opens_at: '2026-11-22T00:00:00+08:00',
  closes_at: '2026-12-31T23:59:59+08:00',
  items: ['a', 'b', 'c'],
  draw: 2,
  ...patch,
});
const form = (patch: Partial<QuizBody> = {}): QuizBody => ({
  ...emptyQuiz('monitoring'),
  title: said('调查'),
  summary: said('四道题'),
  items: ['a', 'c', 'd'],
  threshold: 2,
  ...patch,
});
const rules = (body: QuizBody, live: ((key: string) => boolean) | null = null) =>
  quizFindings(body, live, NOW).map(
    ({ field, rule, level }) => `${field} ${rule}${level === 'advice' ? ' (advice)' : ''}`,
  );

describe('what keeps a quiz from being published', () => {
  test('nothing stands in the way of a complete one', () => {
    expect(rules(contest())).toEqual([]);
    expect(rules(form())).toEqual([]);
    expect(rules({ ...emptyQuiz('practice'), title: said('每日'), summary: said('五题') })).toEqual([]);
  });
  test('title and summary are needed in simplified Chinese, and advised in the others', () => {
    expect(rules({ purpose: 'practice', title: { 'zh-Hans': ' ' }, summary: said('x') })).toEqual([
      'title missing',
      'title no_language (advice)',
      'title no_language (advice)',
    ]);
  });
  test('a contest needs its window, in order', () => {
    expect(rules(contest({ opens_at: null, closes_at: null }))).toEqual(['opens_at missing', 'closes_at missing']);
    expect(rules(contest({ closes_at: '2026-11-22T00:00:00+08:00' }))).toEqual(['closes_at order']);
  });
  test('the order of a window is that of moments, not of texts', () => {
    expect(rules(contest({ opens_at: '2026-11-22T23:00:00+08:00', closes_at: '2026-11-22T16:00:00Z' }))).toEqual([]);
  });
  test('a year that was typed half is no moment', () => {
    expect(rules(contest({ opens_at: '0202-11-22T08:00:00+08:00' }))).toEqual(['opens_at bad_day']);
  });
  test('a window that is over is pointed out', () => {
    expect(rules(contest({ opens_at: '2026-11-01T00:00:00+08:00', closes_at: '2026-11-22T09:59:59+08:00' }))).toEqual([
      'closes_at over (advice)',
    ]);
  });
  test('no more is drawn than the pool has', () => {
    expect(rules(contest({ draw: 4 }))).toEqual(['draw draw']);
    expect(rules(contest({ draw: 3 }))).toEqual(['draw draws_all (advice)']);
    expect(rules(contest({ draw: null }))).toEqual(['draw draw']);
    expect(rules(contest({ tries: 21 }))).toEqual(['tries range']);
  });
  test('questions must be published, as far as the page knows all of them', () => {
    expect(rules(contest(), (key) => key !== 'b')).toEqual(['items unpublished']);
    expect(rules(contest(), null)).toEqual([]);
  });
  test('a form has at most forty questions and a threshold within them', () => {
    const many = Array.from({ length: 41 }, (_, index) => `q${index}`);
    expect(rules(form({ items: many }))).toEqual(['items most_monitoring']);
    expect(rules(form({ threshold: 4 }))).toEqual(['threshold threshold']);
    expect(rules(form({ items: [] }))).toEqual(['items missing', 'threshold threshold']);
  });
});

describe('what is saved', () => {
  test('holds the fields of its purpose alone', () => {
    const practice = tidyQuiz({ ...contest(), purpose: 'practice', kp: 3 });
    expect(Object.keys(practice).sort()).toEqual(['closes_at', 'kp', 'opens_at', 'purpose', 'summary', 'title']);
  });
  test('keeps no blanks and no empty languages', () => {
    expect(tidyQuiz(contest({ title: { 'zh-Hans': ' 竞赛 ', en: '  ' } })).title).toEqual({ 'zh-Hans': '竞赛' });
  });
  test('another purpose keeps the words and forgets the rest', () => {
    expect(withPurpose(contest(), 'monitoring')).toMatchObject({
      title: said('竞赛'),
      items: [],
      threshold: 8,
      version: 1,
    });
    expect(withPurpose(contest(), 'practice').draw).toBeUndefined();
  });
});

describe('moments of the city', () => {
  test('come back as they were typed, whatever offset they are stored with', () => {
    expect(toLocal('2026-12-31T15:59:59Z')).toBe('2026-12-31T23:59');
    expect(fromLocal('2026-11-22T18:00')).toBe('2026-11-22T18:00:00+08:00');
    expect(toLocal(fromLocal('2026-11-22T18:00'))).toBe('2026-11-22T18:00');
    expect(toLocal('soon')).toBe('');
    expect(fromLocal('')).toBeNull();
  });
  test('the last minute of a day lasts to its end', () => {
    expect(fromLocal('2026-12-31T23:59')).toBe('2026-12-31T23:59:59+08:00');
  });
  test('a window is ahead, open, closed or always, of moments as of days', () => {
    const of = (opens: string | null, closes: string | null) => windowState(momentOf(opens), momentOf(closes), NOW);
    expect(of('2026-11-22T11:00:00+08:00', null)).toBe('ahead');
    expect(of('2026-11-22T10:00:00+08:00', null)).toBe('open');
    expect(of(null, '2026-11-22T09:59:59+08:00')).toBe('closed');
    expect(of(null, null)).toBe('always');
    expect(windowState('2026-11-01', '2026-11-22', '2026-11-22')).toBe('open');
    expect(windowState('2026-11-01', '2026-11-22', '2026-11-23')).toBe('closed');
  });
});

describe('choosing questions', () => {
  test('counts chosen of published ones per knowledge point', () => {
    expect(countsByKp(pool, ['a', 'c', 'gone'])).toEqual([
      { kp: 1, chosen: 1, available: 2 },
      { kp: 2, chosen: 1, available: 1 },
      { kp: 3, chosen: 0, available: 1 },
    ]);
    expect(missingKps(pool, ['a', 'c'])).toEqual([3]);
  });
  test('adds what is missing of a knowledge point, once, as far as there is room', () => {
    expect(addAll(['b'], pool, 1, 500)).toEqual(['b', 'a']);
    expect(addAll(['c', 'd'], pool, 1, 3)).toEqual(['c', 'd', 'a']);
    expect(removeAll(['b', 'c', 'a'], pool, 1)).toEqual(['c']);
  });
  test('takes one in and out, and no more than the most', () => {
    expect(toggle(['a'], 'b', 2)).toEqual(['a', 'b']);
    expect(toggle(['a', 'b'], 'c', 2)).toEqual(['a', 'b']);
    expect(toggle(['a', 'b'], 'a', 2)).toEqual(['b']);
  });
  test('moves one step and stops at the ends', () => {
    expect(move(['a', 'b', 'c'], 'b', -1)).toEqual(['b', 'a', 'c']);
    expect(move(['a', 'b', 'c'], 'c', 1)).toEqual(['a', 'b', 'c']);
    expect(move(['a', 'b', 'c'], 'x', 1)).toEqual(['a', 'b', 'c']);
  });
  test('finds by text, key and knowledge point, among the chosen if wanted', () => {
    expect(findCandidates(pool, { kp: 1 }).map(({ key }) => key)).toEqual(['a', 'b']);
    expect(findCandidates(pool, { text: '题 C' }).map(({ key }) => key)).toEqual(['c']);
    expect(findCandidates(pool, { only: ['d'] }).map(({ key }) => key)).toEqual(['d']);
  });
});

describe('versions of a form', () => {
  const live = form({ version: 2 });
  test('a form that nobody has answered keeps its number', () => {
    expect(versionFor(form({ version: 2, threshold: 3 }), live, false)).toBe(2);
    expect(versionFor(form({ version: 1 }), null, true)).toBe(1);
  });
  test('one that was answered goes on as the next when questions, their order or the threshold change', () => {
    expect(versionFor(form({ version: 2, threshold: 3 }), live, true)).toBe(3);
    expect(versionFor(form({ version: 2, items: ['c', 'a', 'd'] }), live, true)).toBe(3);
  });
  test('words and window may change within a version, and a change taken back takes the number back', () => {
    expect(versionFor(form({ version: 2, title: said('新名字') }), live, true)).toBe(2);
    expect(versionFor(form({ version: 3 }), live, true)).toBe(2);
  });
});

test('a field of numbers that is empty holds nothing', () => {
  expect([readCount(''), readCount(' 7 '), readCount('7.9')]).toEqual([null, 7, 7]);
});

test('an address holds lower-case letters, digits and hyphens, two to forty', () => {
  expect(['june-2026', '6a', 'a'.repeat(40)].map(isSlug)).toEqual([true, true, true]);
  expect(['', 'a', '-a', 'June', '六月', 'a b', 'a'.repeat(41)].some(isSlug)).toBe(false);
});

describe("bodies of anybody's making", () => {
  test('become a quiz that the form can show, whatever came', () => {
    for (const odd of [
      null,
      7,
      [],
      'x',
      { items: { length: 3 }, title: 'x', draw: '9', opens_at: 5, purpose: 'raffle' },
    ]) {
      const quiz = readQuiz(odd);
      expect(quiz).toMatchObject({
        purpose: 'practice',
        title: { 'zh-Hans': '' },
        items: [],
        draw: null,
        opens_at: null,
      });
      expect(rules(quiz)).toContain('title missing');
    }
  });
  test('keep what is right, and each question once', () => {
    expect(readQuiz(contest({ items: ['a', 'a', 'b'] }))).toMatchObject({ ...contest(), items: ['a', 'b'] });
    expect(tidyQuiz(readQuiz(tidyQuiz(form())))).toEqual(tidyQuiz(form()));
  });
});
