import { describe, expect, it } from 'vitest';
import type { ReadResult } from '../../../src/exercise/exchange/index.ts';
import { fixture, read, say, WITH_KP, zip } from './bank.ts';

const brief = ({ questions }: ReadResult) =>
  questions.map(({ draft }) => [
    draft.kind,
    draft.words['zh-Hans']?.stem,
    draft.words['zh-Hans']?.options,
    draft.answer,
  ]);
const errors = ({ problems }: ReadResult) => problems.filter(({ level }) => level === 'error');

describe('a Moodle XML export', () => {
  const result = read(fixture('moodle.xml'), 'questions-course-top.xml', WITH_KP);
  it('gives its choice and true/false questions as plain text', () => {
    expect(result.format).toBe('moodle');
    expect(brief(result)).toEqual([
      [
        'single',
        '《中华人民共和国禁毒法》从哪一天起施行？',
        ['1990 年 12 月 28 日', '2008 年 6 月 1 日', '2018 年 6 月 26 日'],
        'B',
      ],
      ['multiple', '《戒毒条例》规定了哪些戒毒措施？', ['自愿戒毒', '社区戒毒', '强制隔离戒毒', '自己买偏方'], 'ABC'],
      ['judge', '在我国，大麻 & 大麻制品都是毒品。', ['对', '错'], 'A'],
    ]);
  });
  it('keeps feedback as the explanation, its last line as the source, and says where each stood', () => {
    const first = result.questions[0]!;
    expect(first.draft.explanation['zh-Hans']).toBe(
      '《禁毒法》自 2008 年 6 月 1 日起施行。\n那一天通过的是关于禁毒的决定。',
    );
    expect(first.draft.words['zh-Hans']?.source).toBe('《中华人民共和国禁毒法》第七十一条');
    expect(first.where).toBe('$course$/top/禁毒知识/法律 › 法律 01');
    expect(first.row).toBe(15);
    expect(first.draft).toMatchObject({ kp: 2, difficulty: 2, stages: ['junior', 'adult'], checked_on: '2026-11-22' });
  });
  it('does not take a code from another platform for one of ours', () => {
    expect(result.questions.map(({ draft }) => draft.code)).not.toContain('law-02');
  });
  it('names what it cannot take: files, other kinds', () => {
    expect(errors(result).map(say)).toEqual([
      expect.stringMatching(/^\d+ : 题目里有附件或图片（plant\.png），不能一起导入/),
      expect.stringMatching(/^\d+ : 这种题型（shortanswer）不能导入$/),
      expect.stringMatching(/^\d+ : 这种题型（matching）不能导入$/),
    ]);
    expect(result.found).toBe(6);
  });
});

describe('a GIFT file', () => {
  const result = read(fixture('weights.gift'), 'questions.gift', WITH_KP);
  it('gives single, weighted and true/false questions', () => {
    expect(result.format).toBe('gift');
    expect(brief(result)).toEqual([
      ['single', '《禁毒法》哪一年开始施行？', ['1990 年', '2008 年', '2007 年'], 'B'],
      ['multiple', '《戒毒条例》规定了哪些措施？', ['自愿戒毒', '社区戒毒', '强制隔离戒毒', '自己买偏方'], 'ABC'],
      ['single', '比例 3:1 和网址 https://example.invalid 里的冒号都可以写。', ['是', '否', '看情况'], 'A'],
      ['judge', '在我国\\, 大麻属于毒品 {见第二条}。', ['对', '错'], 'A'],
    ]);
  });
  it('keeps category, name, line and feedback', () => {
    const first = result.questions[0]!;
    expect(first.where).toBe('$course$/top/禁毒知识 › 年份');
    expect(first.row).toBe(6);
    expect(first.draft.explanation['zh-Hans']).toContain('自 2008 年 6 月 1 日起施行。');
    expect(result.problems.filter(({ row, level }) => row === 6 && level === 'note').map(({ code }) => code)).toEqual([
      'option_feedback',
      'partial_credit',
    ]);
  });
  it('names the kinds that it cannot take and the item that is written wrongly, each by its line', () => {
    expect(errors(result).map(({ row, code, params }) => [row, code, params.kind])).toEqual([
      [25, 'not_supported', 'Numerical'],
      [27, 'not_supported', 'Essay'],
      [29, 'not_supported', 'Matching'],
      [31, 'not_supported', 'Short'],
      [33, 'syntax', undefined],
      [35, 'not_supported', 'Description'],
    ]);
  });
});

describe('an Aiken file', () => {
  const result = read(fixture('simple.aiken.txt'), 'aiken.txt', WITH_KP);
  it('gives its questions, judgements in either order', () => {
    expect(result.format).toBe('aiken');
    expect(brief(result)).toEqual([
      ['single', '《中华人民共和国禁毒法》从哪一年开始施行？', ['1990', '2008', '2018'], 'B'],
      ['single', '国际禁毒日是哪一天？', ['6 月 26 日', '12 月 1 日'], 'A'],
      ['judge', '在我国，大麻属于毒品。', ['正确', '错误'], 'A'],
    ]);
  });
  it('names answers that are no option and items without one', () => {
    expect(errors(result).map(say)).toEqual(['17 answer: 只能用 A–B，每个字母一次', '22 : 写法不对，读不懂']);
  });
});

describe.each([
  ['qti21', ['imsmanifest.xml', 'items/choice.xml', 'items/choice_multiple.xml', 'items/order.xml']],
  ['qti3', ['imsmanifest.xml', 'assessment.xml', 'items/day.xml', 'items/signs.xml', 'items/picture.xml']],
])('a %s package', (version, names) => {
  const files = Object.fromEntries(names.map((name) => [name, fixture(`${version}/${name}`)]));
  const result = read(zip(files), 'package.zip', WITH_KP);
  const expected =
    version === 'qti21'
      ? [
          ['single', '请看法律条文，再回答。\n《禁毒法》哪一年 开始施行？', ['1990 年', '2008 年', '2018 年'], 'B'],
          ['multiple', '哪些是戒毒措施？', ['自愿戒毒', '自己买偏方', '社区戒毒'], 'AC'],
        ]
      : [
          [
            'single',
            '1987 年第 42 届联合国大会作出决定。\n国际禁毒日是哪一天？',
            ['3 月 15 日', '12 月 1 日', '6 月 26 日'],
            'C',
          ],
          ['multiple', '遇到涉毒的事，可以向谁求助？', ['110', '陌生网友', '老师和家长'], 'AC'],
        ];
  it('gives the choice items of its manifest', () => {
    expect(result.format).toBe(version);
    expect(brief(result)).toEqual(expected);
  });
  it('names other interactions, pictures and files that are not there', () => {
    const told = errors(result).map(({ where, code, params }) => [where, code, params.kind ?? params.file]);
    expect(told).toEqual(
      version === 'qti21'
        ? [
            ['items/order.xml › 排序', 'not_supported', 'orderInteraction'],
            ['items/missing.xml', 'zip_broken', 'items/missing.xml'],
          ]
        : [['items/picture.xml › 看图', 'has_files', 'img/plant.png']],
    );
  });
  it('reads one of its items alone', () => {
    const alone = read(files[names[names.length === 4 ? 1 : 2]!]!, 'item.xml', WITH_KP);
    expect(brief(alone)).toEqual([expected[0]]);
    expect(alone.format).toBe(version);
  });
});

describe('a CSV that Chinese Windows saved', () => {
  it('is read as GB18030, with its title row, customary kinds, marks and days', () => {
    const result = read(fixture('office.gb18030.csv'), '题库.csv');
    expect(result.problems).toEqual([]);
    expect(
      result.questions.map(({ draft: d, row }) => [
        row,
        d.kind,
        d.answer,
        d.difficulty,
        d.kp,
        d.valid_from,
        d.valid_to,
      ]),
    ).toEqual([
      [3, 'single', 'B', 1, 2, '2008-06-01', null],
      [4, 'judge', 'A', 1, 1, '2008-06-01', '2030-12-31'],
      [5, 'multiple', 'ABC', 2, 5, '2011-06-26', null],
    ]);
    expect(result.questions[0]?.draft.words['zh-Hans']?.stem).toBe('《禁毒法》从哪一年开始施行？');
  });
});

describe('what a file of another tool does not know', () => {
  const chosen = { ...WITH_KP, facts: ['F1', 'F12'], valid_from: '2026-01-01' };
  const only = (text: string, name: string) => read(text, name, chosen).questions[0]!.draft;

  it('comes from what was chosen in the preview: facts and the day from which they hold', () => {
    expect(only('哪种做法稳妥？\nA. 不接\nB. 先收下\nC. 尝一口\nANSWER: A\n', 'x.txt')).toMatchObject({
      facts: ['F1', 'F12'],
      valid_from: '2026-01-01',
    });
    const sheet = '题干,A,B,C,答案,解析,依据,知识点,事实\n哪种做法稳妥？,不接,先收下,尝一口,A,理,法,1,F9';
    expect(only(sheet, 'x.csv')).toMatchObject({ facts: ['F9'], valid_from: '2026-01-01' });
  });
});
