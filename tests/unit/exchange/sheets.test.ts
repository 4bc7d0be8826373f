import fc from 'fast-check';
import readRows from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import writeOther from 'write-excel-file/node';
import { guard, readCsv, unguard, writeCsv } from '../../../src/exercise/exchange/csv.ts';
import { clean } from '../../../src/exercise/exchange/text.ts';
import { readXlsx } from '../../../src/exercise/exchange/xlsx-read.ts';
import { writeXlsx } from '../../../src/exercise/exchange/xlsx-write.ts';
import type { QuestionDraft } from '../../../src/exercise/sheet.ts';
import { bank, OPTIONS, question, read, say, workbook, zip } from './bank.ts';

const HEAD = '编号,题型,题干,A,B,C,D,答案,解析,难度,知识点,学段,依据,核对日期,用途,状态';

describe('a sheet with mistakes', () => {
  const rows = [
    HEAD,
    'k1,单选,一,甲,乙,丙,,A,理,1,1,成人,法,2026-11-21,练习,草稿',
    'k1,单选,二,甲,乙,丙,,A,理,1,1,成人,法,2026-11-21,练习,草稿',
    'K 3,问答,三,甲,,丙,,E,,9,11,老人,法,昨天,考试,发出',
    ',多选,四,甲,乙,,,A,理,1,1,成人,法,,,',
    ',判断,五,,,,,也许,理,1,1,成人,法,,,',
    `,单选,${'长'.repeat(501)},甲,乙,,,B,理,1,1,成人,法,,,`,
  ];
  const result = read(rows.join('\n'), 'x.csv');
  it('names every mistake by row and column, in Chinese', () => {
    expect(result.problems.map(say)).toEqual([
      '3 编号: 编号与第 2 行相同',
      '4 题型: 只能是：单选、多选、判断、图片、分类',
      '4 A: 选项之间不能空列',
      '4 学段: 不认识“老人”，学段写小学、初中、高中、成人',
      '4 用途: 只能是：练习、竞赛、监测',
      '4 核对日期: 日期应写成 2026-01-01',
      '4 编号: 编号用小写字母、数字和短横，2–40 个字符',
      '4 解析: 不能为空',
      '4 知识点: 应为 1–10 的整数',
      '4 难度: 应为 1–3 的整数',
      '4 状态: 只能是：发布、草稿',
      '5 答案: 多选题至少有两个答案',
      '6 答案: 判断题只能写“对”或“错”',
      '7 题干: 太长，最多 500 字',
    ]);
  });
  it('gives the good rows back whatever their neighbours are', () => {
    expect(result.questions.map(({ row }) => row)).toEqual([2]);
    expect(result.found).toBe(6);
  });
});

describe('a workbook that another program wrote', () => {
  const bold = { fontWeight: 'bold' as const };
  const data = [
    [{ value: '街道办题库（2026）', columnSpan: 6, ...bold }, null, null, null, null, null],
    [],
    [
      '题型',
      '题目',
      '选项A',
      '选项 B',
      '选项C',
      '正确答案',
      '答案解析',
      '难度',
      '知识点',
      '法律依据',
      '生效日期',
      '备注',
    ].map((value) => ({ value, ...bold })),
    [
      '单选题',
      '哪一年施行？',
      { value: 1990, type: Number },
      { value: 2008, type: Number },
      { value: 2018, type: Number },
      'b',
      '自 2008 年起。',
      { value: 1, type: Number },
      { value: 2, type: Number },
      '第七十一条',
      { value: new Date(Date.UTC(2008, 5, 1)), type: Date, format: 'yyyy-mm-dd' },
      '好题',
    ],
    [],
    [
      '判断题',
      '大麻属于毒品。',
      null,
      null,
      null,
      { value: true, type: Boolean },
      '第二条列出了大麻。',
      { value: 1, type: Number },
      { value: 1, type: Number },
      '第二条',
      null,
      null,
    ],
  ];
  it('is read through merged titles, blank rows, numbers, days and customary names of columns', async () => {
    // biome-ignore lint/suspicious/noExplicitAny: the other program's own types forbid rows of mixed cells
    const bytes = await writeOther(data as any, { dateFormat: 'yyyy-mm-dd' }).toBuffer();
    const result = read(new Uint8Array(bytes), '题库.xlsx');
    expect(result.problems.map(say)).toEqual(['3 备注: 不认识“备注”这一列，没有读']);
    expect(
      result.questions.map(({ draft: d, row }) => [row, d.kind, d.words['zh-Hans']?.options, d.answer, d.valid_from]),
    ).toEqual([
      [4, 'single', ['1990', '2008', '2018'], 'B', '2008-06-01'],
      [6, 'judge', ['对', '错'], 'A', null],
    ]);
  });
  it('reads what we write, with the same texts in every cell', async () => {
    const all = bank();
    const [sheet] = await readRows(Buffer.from(writeXlsx(all)));
    const rows = sheet?.data ?? [];
    expect(rows).toHaveLength(204);
    expect(rows[0]?.slice(0, 4)).toEqual(['编号', '题型', '题干', 'A']);
    expect(rows.slice(1).map((row) => row[2])).toEqual(all.map((q) => q.words['zh-Hans']?.stem));
    expect(rows.flat().every((cell) => cell === null || typeof cell === 'string')).toBe(true);
  });
});

it('a sheet in traditional characters is understood', () => {
  const csv =
    '題型,題幹,選項A,選項B,選項C,答案,解析,難度,知識點,學段,依據\n單選題,哪一年？,甲,乙,丙,B,理,中,2,國中;高中,法\n判斷題,對嗎？,,,,錯,理,難,3,小學,法\n';
  const { questions, problems } = read(csv, 'x.csv');
  expect(problems.map(say)).toEqual(['2 学段: 不认识“國中”，学段写小学、初中、高中、成人']);
  expect(questions.map(({ draft: d }) => [d.kind, d.answer, d.difficulty, d.stages])).toEqual([
    ['judge', 'B', 3, ['primary']],
  ]);
});

describe('a workbook with formulas', () => {
  const text = (at: string, words: string) => `<c r="${at}" t="inlineStr"><is><t>${words}</t></is></c>`;
  const header = `<row r="1">${['题干', 'A', 'B', 'C', '答案', '解析', '依据'].map((name, i) => text(`${'ABCDEFG'[i]}1`, name)).join('')}</row>`;
  const row = (at: number, stem: string) =>
    `<row r="${at}">${stem}${['甲', '乙', '丙', 'A', '理', '法'].map((word, i) => text(`${'BCDEFG'[i]}${at}`, word)).join('')}</row>`;
  const formula = '<f>HYPERLINK("//example.invalid","x")</f>';
  const result = read(
    workbook(
      header +
        row(2, `<c r="A2" t="str">${formula}<v>看起来没事</v></c>`) +
        row(3, '<c r="A3" t="e"><v>#REF!</v></c>') +
        row(4, text('A4', '=1+1 是多少')) +
        row(5, `<c r="A5">${formula}</c>`),
    ),
    'x.xlsx',
    { ...OPTIONS, kp: 1 },
  );
  it('refuses the rows, naming the cells: the stored result is not what an editor sees', () => {
    expect(result.problems.map(say)).toEqual([
      '2 题干: A2 是公式。请复制后“选择性粘贴—值”，再导入。',
      '3 题干: A3 是 Excel 的错误值',
      '5 题干: A5 是公式。请复制后“选择性粘贴—值”，再导入。',
    ]);
  });
  it('takes a text that only looks like one', () => {
    expect(result.questions.map(({ draft }) => draft.words['zh-Hans']?.stem)).toEqual(['=1+1 是多少']);
  });
});

describe('shared texts of a workbook', () => {
  it('are joined from their runs, without phonetic guides, and with Excel’s escapes undone', () => {
    const strings =
      '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>题干</t></si><si><t>答案</t></si><si><r><t>一</t></r><r><rPr><b/></rPr><t xml:space="preserve"> 二</t></r><rPh sb="0" eb="1"><t>よみ</t></rPh></si><si><t>_x0041__x005F_x0041_</t></si></sst>';
    const cell = (at: string, index: number) => `<c r="${at}" t="s"><v>${index}</v></c>`;
    const rels =
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="x/sharedStrings" Target="/xl/sharedStrings.xml"/></Relationships>';
    const bytes = workbook(
      `<row r="1">${cell('A1', 0)}${cell('B1', 1)}</row><row r="2">${cell('A2', 2)}${cell('B2', 3)}</row>`,
      {
        'xl/_rels/workbook.xml.rels': rels,
        'xl/sharedStrings.xml': strings,
      },
    );
    // No options in these rows, so they come back as problems; the texts show in the stem that is told twice.
    const result = readXlsx(bytes, { ...OPTIONS, kp: 1 });
    expect(result.found).toBe(1);
    expect(result.problems.map(({ code }) => code)).toContain('two_options');
  });
});

/** Any text that a question can hold: what cleaning leaves, not empty. */
const text = (most: number) =>
  fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: most })
    .map(clean)
    .filter((t) => t.length > 0 && t.length <= most);
const active = fc
  .tuple(fc.constantFrom('=', '+', '-', '@', '＝', '＋', '－', '＠', "'=", "''@", "'"), text(20))
  .map(([sign, rest]) => sign + rest);
const anyText = fc.oneof(text(60), active, fc.constantFrom('a,b', 'a"b', 'a\nb', '"', "'", ';', 'NULL'));
const anyQuestion: fc.Arbitrary<QuestionDraft> = fc
  .record({
    stem: anyText,
    options: fc.array(anyText, { minLength: 3, maxLength: 6 }),
    explanation: anyText,
    source: anyText,
    code: fc.stringMatching(/^[a-z0-9][a-z0-9-]{1,38}$/),
    kp: fc.integer({ min: 1, max: 10 }),
    difficulty: fc.integer({ min: 1, max: 3 }),
    facts: fc.array(fc.stringMatching(/^F[0-9]{1,3}$/), { maxLength: 3 }),
    multiple: fc.boolean(),
  })
  .map(({ stem, options, explanation, source, multiple, ...rest }) => ({
    ...question(rest),
    kind: multiple ? 'multiple' : 'single',
    answer: multiple ? 'AC' : 'B',
    words: { 'zh-Hans': { stem, options: multiple && options.length < 3 ? [...options, 'x'] : options, source } },
    explanation: { 'zh-Hans': explanation },
  }));
const distinct = fc.uniqueArray(anyQuestion, { maxLength: 8, selector: ({ code }) => code });

describe('any questions', () => {
  it('come back from CSV as they were', () => {
    fc.assert(
      fc.property(distinct, (questions) => {
        const { questions: back, problems } = readCsv(writeCsv(questions), OPTIONS);
        expect(problems).toEqual([]);
        expect(back.map(({ draft }) => draft)).toEqual(questions);
      }),
      { numRuns: 300 },
    );
  });
  it('come back from a workbook as they were', () => {
    fc.assert(
      fc.property(distinct, (questions) => {
        const { questions: back, problems } = readXlsx(writeXlsx(questions), OPTIONS);
        expect(problems).toEqual([]);
        expect(back.map(({ draft }) => draft)).toEqual(questions);
      }),
      { numRuns: 60 },
    );
  });
  it('are guarded against spreadsheets in a way that can always be taken back', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), active), (words) => {
        expect(unguard(guard(words))).toBe(words);
        expect(guard(words)).not.toMatch(/^[=+\-@\t\r＝＋－＠]/);
      }),
    );
  });
});

it('a zip that is no workbook is told so', () => {
  expect(read(zip({ 'a.txt': 'x' }), 'a.xlsx').problems.map(say)).toEqual(['0 : 这不是完好的 Excel 文件，读不出来。']);
});
