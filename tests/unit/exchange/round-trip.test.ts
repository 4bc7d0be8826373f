import { describe, expect, it } from 'vitest';
import { FORMATS, type Format, LIMITS, writeQuestions } from '../../../src/exercise/exchange/index.ts';
import type { QuestionDraft } from '../../../src/exercise/sheet.ts';
import { bank, OPTIONS, read } from './bank.ts';

const all = bank();
const zh = (q: QuestionDraft) => q.words['zh-Hans']!;

/** What each format carries of a question. Sheets carry everything. */
const chinese = (q: QuestionDraft) => ({
  ...q,
  status: undefined,
  words: zh(q),
  explanation: q.explanation['zh-Hans'],
});
const CARRIES: Record<Format, { kinds: QuestionDraft['kind'][]; part: (q: QuestionDraft) => unknown }> = {
  xlsx: { kinds: ['single', 'multiple', 'judge', 'picture', 'sort'], part: (q) => q },
  csv: { kinds: ['single', 'multiple', 'judge', 'picture', 'sort'], part: (q) => q },
  // One language; everything else but the status, which an import never brings.
  moodle: { kinds: ['single', 'multiple', 'judge'], part: chinese },
  gift: { kinds: ['single', 'multiple', 'judge'], part: chinese },
  qti21: { kinds: ['single', 'multiple', 'judge'], part: chinese },
  qti3: { kinds: ['single', 'multiple', 'judge'], part: chinese },
  // Stem, options, answer and nothing else.
  aiken: {
    kinds: ['single', 'judge'],
    part: (q) => ({ kind: q.kind, stem: zh(q).stem, options: zh(q).options, answer: q.answer }),
  },
};

describe('the starter bank, exported and imported again', () => {
  it('is whole to begin with', () => {
    expect(all).toHaveLength(203);
    expect(new Set(all.map(({ kind }) => kind)).size).toBe(5);
  });

  it.each(FORMATS)('%s gives the same questions as far as it carries them', (format) => {
    const { kinds, part } = CARRIES[format];
    const carried = all.filter(({ kind }) => kinds.includes(kind));
    const written = writeQuestions(format, all);
    const options = format === 'aiken' ? { ...OPTIONS, kp: 1 } : OPTIONS;
    const results = written.files.map((bytes) => read(bytes, `bank.${written.extension}`, options));
    expect(results.flatMap(({ problems }) => problems)).toEqual([]);
    for (const result of results) expect(result.format).toBe(format === 'qti21' ? 'qti21' : format);
    const back = results.flatMap(({ questions }) => questions.map(({ draft }) => draft));
    expect(back.map(part)).toEqual(carried.map(part));
    expect(carried.length).toBeGreaterThan(150);
    expect(written.left_out).toEqual(all.filter(({ kind }) => !kinds.includes(kind)).map(({ code }) => code));
  });

  it.each(FORMATS)('%s comes in parts that the importer takes, when it would pass the limits', (format) => {
    const many = Array.from({ length: 3_000 }, (_, i) => ({ ...all[i % all.length]!, code: `m${i}` }));
    const { files, left_out } = writeQuestions(format, many);
    expect(files.every((bytes) => bytes.length <= LIMITS.bytes)).toBe(true);
    const options = { ...OPTIONS, kp: 1 };
    // Aiken knows no codes, so the same stem is the same question there: told as such, not taken twice.
    const found = files.map((bytes) => read(bytes, `bank.${format}`, options).found).reduce((a, b) => a + b, 0);
    expect(found).toBe(many.length - left_out.length);
  }, 60_000);
});

describe('a file without codes', () => {
  const bare = new TextEncoder().encode(
    '题型,题干,A,B,C,答案,解析,难度,知识点,依据\r\n单选,一,甲,乙,丙,A,理,1,1,法\r\n判断,二,,,,对,理,1,2,法\r\n',
  );
  it('makes the same codes every time, so that the same file twice makes no doubles', () => {
    const once = read(bare, 'x.csv').questions.map(({ draft }) => draft);
    const again = read(bare, 'y.csv').questions.map(({ draft }) => draft);
    expect(again).toEqual(once);
    expect(new Set(once.map(({ code }) => code)).size).toBe(2);
    for (const { code } of once) expect(code).toMatch(/^[a-z0-9][a-z0-9-]{1,39}$/);
  });
  it('keeps a code to one use: the same stem for a contest is another question', () => {
    const codes = (pool: 'practice' | 'contest') =>
      read(bare, 'x.csv', { ...OPTIONS, pool }).questions.map(({ draft }) => draft.code);
    expect(codes('contest')).not.toEqual(codes('practice'));
  });
  it('takes what the sheet does not say from the choices of the preview', () => {
    const { draft } = read(bare, 'x.csv').questions[1]!;
    expect(draft).toMatchObject({
      pool: 'practice',
      stages: ['junior', 'adult'],
      checked_on: '2026-11-22',
      kind: 'judge',
      answer: 'A',
      status: 'draft',
      facts: [],
    });
    expect(zh(draft).options).toEqual(['对', '错']);
  });
  it('has stems of its own in every language tool: the same stem twice is told, not taken', () => {
    const twice = new TextEncoder().encode(
      '题干,A,B,C,答案,解析,依据\r\n一,甲,乙,丙,A,理,法\r\n一,丁,戊,己,B,理,法\r\n',
    );
    const { questions, problems } = read(twice, 'x.csv', { ...OPTIONS, kp: 1 });
    expect(questions).toHaveLength(1);
    expect(problems).toMatchObject([{ row: 3, column: '题干', code: 'same_stem', params: { row: 2 } }]);
  });
});
