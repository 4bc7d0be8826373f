import { deflateSync, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { FORMATS, LIMITS, writeQuestions } from '../../../src/exercise/exchange/index.ts';
import { clean } from '../../../src/exercise/exchange/text.ts';
import { FORMULAS, PAYLOADS } from '../../fixtures/payloads.ts';
import { OPTIONS, question, read, say, WITH_KP, workbook, zip } from './bank.ts';

/** Refused as a whole: nothing read, one problem, said in Chinese. */
const refusal = (bytes: Uint8Array | string, name = 'x.xlsx'): string => {
  const { questions, problems } = read(bytes, name, WITH_KP);
  expect(questions).toEqual([]);
  expect(problems).toHaveLength(1);
  expect(problems[0]?.row).toBe(0);
  return problems.map(say).join();
};
const text = (at: string, words: string) => `<c r="${at}" t="inlineStr"><is><t>${words}</t></is></c>`;
const HEADER = `<row r="1">${text('A1', '题干')}${text('B1', '答案')}</row>`;

/** Changes bytes of every header of one entry: declared sizes, flags. */
function patch(bytes: Uint8Array, central: [offset: number, value: number][]): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  for (let at = 0; at < bytes.length - 4; at++) {
    if (view.getUint32(at, true) !== 0x02014b50) continue;
    for (const [offset, value] of central) view.setUint32(at + offset, value, true);
  }
  return bytes;
}

describe('packages built to harm', () => {
  const zeros = new Uint8Array(40 * 1024 * 1024);
  it('a bomb is stopped by counting, whatever size it declares', () => {
    const sheet = `<worksheet xmlns="x"><sheetData>${HEADER}<!--`;
    const bomb = new Uint8Array(sheet.length + zeros.length).fill(32);
    bomb.set(strToU8(sheet));
    const honest = workbook('', { 'xl/worksheets/sheet1.xml': bomb });
    expect(honest.length).toBeLessThan(LIMITS.bytes);
    const lying = patch(honest.slice(), [[24, 100]]);
    for (const bytes of [honest, lying])
      expect(refusal(bytes)).toMatch(/^0 : 解压到 xl\/worksheets\/sheet1\.xml 时超过了 20 MB/);
  });
  it('several files that pass the limit only together are stopped too', () => {
    const space = new Uint8Array(8 * 1024 * 1024).fill(32);
    const named =
      '<manifest><resources>' +
      [1, 2, 3].map((i) => `<resource type="imsqti_item_xmlv3p0" href="${i}.xml"/>`).join('') +
      '</resources></manifest>';
    const item = concat(strToU8('<a>'), space, strToU8('</a>'));
    const bytes = zip({ 'imsmanifest.xml': named, '1.xml': item, '2.xml': item, '3.xml': item });
    expect(refusal(bytes, 'x.zip')).toMatch(/解压到 3\.xml 时超过了 20 MB/);
  });
  it('65 files are one too many, and a directory that declares fewer is counted', () => {
    const files = Object.fromEntries(Array.from({ length: 65 }, (_, i) => [`${i}.xml`, strToU8('<a/>')]));
    const bytes = zipSync(files);
    expect(refusal(bytes)).toBe('0 : 压缩包里有 65 个文件，最多 64 个。');
    const view = new DataView(bytes.buffer);
    view.setUint16(bytes.length - 22 + 8, 1, true);
    view.setUint16(bytes.length - 22 + 10, 1, true);
    expect(refusal(bytes)).toMatch(/^0 : 压缩包里有 \d+ 个文件，最多 64 个。/);
  });
  it('a package in a package is refused by its name and by its first bytes', () => {
    const inner = zip({ 'a.xml': '<a/>' });
    expect(refusal(zip({ 'inner.zip': inner }))).toBe('0 : 压缩包里还有压缩包：inner.zip。请先解开。');
    expect(refusal(zip({ 'photo.png': inner }))).toBe('0 : 压缩包里还有压缩包：photo.png。请先解开。');
    expect(refusal(zipSync({ 'photo.png': [inner, { level: 0 }] }))).toBe(
      '0 : 压缩包里还有压缩包：photo.png。请先解开。',
    );
  });
  it('paths that lead out, passwords, files over each other and broken data are refused', () => {
    expect(refusal(zip({ '../x.xml': '<a/>' }))).toMatch(/不允许的路径：\.\.\/x\.xml/);
    expect(refusal(zip({ '/etc/x.xml': '<a/>' }))).toMatch(/不允许的路径/);
    const locked = zip({ 'a.xml': '<a/>' });
    new DataView(locked.buffer).setUint16(locked.length - 22 - 46 - 5 + 8, 1, true);
    expect(refusal(locked)).toMatch(/加了密码/);
    const twice = zip({ 'a.xml': 'x'.repeat(50), 'b.xml': 'y'.repeat(50) });
    expect(refusal(patch(twice.slice(), [[42, 0]]))).toMatch(/压缩包坏了/);
    const torn = workbook(HEADER);
    const files = unzipSync(torn);
    const bad = zipSync({ ...files, 'xl/worksheets/sheet1.xml': [deflateSync(strToU8('x')), { level: 0 }] });
    expect(refusal(patch(bad, []))).toMatch(/XML 写坏了|压缩包坏了/);
    expect(refusal(torn.slice(0, -30))).toMatch(/压缩包坏了/);
  });
  it('a workbook of the old kind or with a password is told from a broken one', () => {
    expect(refusal(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]))).toMatch(/旧版 Excel/);
  });
});

describe('sheets built to harm', () => {
  const row = (inside: string, at = 2) => `<row r="${at}">${inside}</row>`;
  it('a cell in the millionth column is refused', () => {
    expect(refusal(workbook(HEADER + row(text('BDWGN2', 'x'))))).toBe('0 : 第 2 行超过 60 列，这不是题目表。');
    expect(refusal(workbook(HEADER + row(text('ZZZZZZZZZZ2', 'x'))))).toMatch(/超过 60 列/);
  });
  it('a million columns are refused without reading them, in a workbook and in CSV', () => {
    const cells = `<c><v>1</v></c>`.repeat(1_000_000);
    expect(refusal(workbook(HEADER + row(cells)))).toMatch(/超过 60 列/);
    expect(refusal(`题干,答案${',x'.repeat(900_000)}\n`, 'x.csv')).toMatch(/第 1 行超过 60 列/);
    const empty = `<c r="A2"/>`.repeat(700_000);
    expect(refusal(workbook(HEADER + row(empty)))).toMatch(/超过 600000 个单元格/);
  });
  it('more than 10,000 rows are refused; a row that only says it is the millionth costs nothing', () => {
    const rows = Array.from({ length: 10_100 }, (_, i) => row(text(`A${i + 2}`, 'x'), i + 2)).join('');
    expect(refusal(workbook(HEADER + rows))).toMatch(/超过 10000 道/);
    expect(refusal(`题干,答案\n${'x,A\n'.repeat(10_100)}`, 'x.csv')).toMatch(/超过 10000 道/);
    const { problems } = read(workbook(HEADER + row(text('A1048576', 'x'), 1_048_576)), 'x.xlsx', WITH_KP);
    expect(problems.every(({ row: at }) => at === 1_048_576)).toBe(true);
  });
  it('names of columns that are names of JavaScript are only names', () => {
    const csv = '题干,A,B,答案,解析,依据,__proto__,constructor,toString\n一,甲,乙,A,理,法,x,y,z';
    const { questions, problems } = read(csv, 'x.csv', WITH_KP);
    expect(questions).toHaveLength(1);
    expect(problems.map(({ code }) => code)).toEqual(['unknown_column', 'unknown_column', 'unknown_column']);
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });
});

describe('XML built to harm', () => {
  const laughs = `<?xml version="1.0"?>\n<!DOCTYPE lolz [<!ENTITY lol "lol">${Array.from({ length: 9 }, (_, i) => `<!ENTITY lol${i} "${`&lol${i || ''};`.repeat(10)}">`).join('')}]>\n<quiz><question type="truefalse"><questiontext><text>&lol8;</text></questiontext></question></quiz>`;
  const outside =
    '<!DOCTYPE quiz [<!ENTITY x SYSTEM "file:///etc/passwd">]><quiz><question type="truefalse"><questiontext><text>&x;</text></questiontext></question></quiz>';
  it('a document type is refused wherever it stands: billion laughs, outside files', () => {
    expect(refusal(laughs, 'x.xml')).toMatch(/文档类型声明（DOCTYPE），在第 2 行/);
    expect(refusal(outside, 'x.xml')).toMatch(/文档类型声明/);
    expect(refusal(` ${'<!-- x -->'.repeat(9_000)}${outside}`, 'x.xml')).toMatch(/文档类型声明/);
    expect(refusal(workbook(`<!DOCTYPE worksheet [<!ENTITY x "y">]><worksheet/>`))).toMatch(
      /文档类型声明.*sheet1\.xml/,
    );
    const manifest = '<!DOCTYPE manifest SYSTEM "//example.invalid/x.dtd"><manifest/>';
    expect(refusal(zip({ 'imsmanifest.xml': manifest }), 'x.zip')).toMatch(/文档类型声明.*imsmanifest\.xml/);
  });
  it('one that stands in a text is text', () => {
    const xml = `<quiz><question type="truefalse"><questiontext format="plain_text"><text><![CDATA[${outside}]]></text></questiontext><answer fraction="100"><text>true</text></answer></question></quiz>`;
    expect(read(xml, 'x.xml', WITH_KP).questions[0]?.draft.words['zh-Hans']?.stem).toBe(outside);
  });
  it('entities that XML does not have are errors, not looked up', () => {
    expect(refusal('<quiz><question type="truefalse">&nbsp;&x;</question></quiz>', 'x.xml')).toMatch(
      /XML 写坏了，在第 1 行/,
    );
  });
  it('20,000 elements in each other are refused at the hundredth', () => {
    const deep = `<quiz>${'<a>'.repeat(20_000)}${'</a>'.repeat(20_000)}</quiz>`;
    expect(refusal(deep, 'x.xml')).toMatch(/超过 100 层/);
    expect(refusal(workbook(`<worksheet>${'<a>'.repeat(20_000)}</worksheet>`))).toMatch(/超过 100 层.*sheet1/);
  });
});

describe('other files built to harm', () => {
  it.each([
    ['nothing at all', new Uint8Array(), 'x.csv', /文件是空的/],
    ['2 MB and a byte', new Uint8Array(LIMITS.bytes + 1).fill(65), 'x.csv', /最多 2 MB/],
    ['bytes that are no text', new Uint8Array([0xff, 0xff, 0xff, 0x00, 0x80]), 'x.csv', /文字编码/],
    ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0]), 'x.png', /文字编码|认不出/],
    ['a letter', strToU8('您好，附件是题库。'), 'x.txt', /认不出这个文件的格式/],
    ['a page', strToU8('<html><body>题</body></html>'), 'x.html', /认不出这个文件的格式/],
    ['a sheet without header', strToU8('一,二,三\n1,2,3'), 'x.csv', /找不到表头/],
    ['XML of something else', strToU8('<?xml version="1.0"?><rss><item/></rss>'), 'x.xml', /没有找到题目/],
  ])('%s is refused with a reason', (_, bytes, name, reason) => {
    expect(refusal(bytes, name)).toMatch(reason);
  });
  it('patterns that make slow readers slow are read at once', () => {
    const start = process.cpuUsage();
    for (const [name, body] of [
      ['x.gift', `{${'='.repeat(200_000)}`],
      ['x.gift', `::${':'.repeat(200_000)}`],
      ['x.gift', `a {${'~%'.repeat(50_000)}}`],
      [
        'x.xml',
        `<quiz><question type="truefalse"><questiontext><text>${'&lt;a'.repeat(100_000)}</text></questiontext></question></quiz>`,
      ],
      [
        'x.xml',
        `<quiz><question type="truefalse"><questiontext><text>${'&lt;!--'.repeat(100_000)}</text></questiontext></question></quiz>`,
      ],
      ['x.txt', `${'A. x\n'.repeat(100_000)}ANSWER: A`],
      ['x.csv', `题干,答案\n"${'"'.repeat(200_001)}`],
    ] as const)
      read(body, name, WITH_KP);
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(LIMITS.milliseconds);
  }, 20_000);
});

describe('texts built to harm, in every field', () => {
  /** Payloads that a line-based notation or an HTML platform has to flatten are compared without their spaces. */
  const flat = (words: string) => clean(words).replace(/\s+/g, '');
  const usable = PAYLOADS.filter((payload) => clean(payload));

  it.each(FORMATS)('stay text through %s', (format) => {
    expect(usable.length).toBeGreaterThan(500);
    const questions = usable.map((payload, i) => {
      const words = clean(payload);
      return question({
        code: `p${i}`,
        stem: format === 'aiken' ? `${i} ${words}` : words,
        options: [words, `甲 ${words}`, '乙'],
        words: {
          'zh-Hans': {
            stem: format === 'aiken' ? `${i} ${words}` : words,
            options: [words, `甲 ${words}`, '乙'],
            source: words,
          },
        },
        explanation: { 'zh-Hans': words },
      });
    });
    const { files, extension } = writeQuestions(format, questions);
    const results = files.map((bytes) => read(bytes, `x.${extension}`, format === 'aiken' ? WITH_KP : OPTIONS));
    const back = results.flatMap((result) => result.questions.map(({ draft }) => draft));
    expect(results.flatMap(({ problems }) => problems).map(say)).toEqual([]);
    expect(back).toHaveLength(questions.length);
    back.forEach((draft, i) => {
      const was = questions[i]!.words['zh-Hans']!;
      const is = draft.words['zh-Hans']!;
      expect(flat(is.stem)).toBe(flat(was.stem));
      expect(is.options.map(flat)).toEqual(was.options.map(flat));
      if (format === 'aiken') return;
      expect(flat(draft.explanation['zh-Hans']! + is.source)).toBe(flat(was.source + was.source));
    });
  });

  it('formulas leave as texts: none of 200 beginnings starts a cell of the CSV, none is a formula of the workbook', () => {
    expect(FORMULAS).toHaveLength(200);
    const questions = FORMULAS.map((words, i) =>
      question({
        code: `f${i}`,
        words: { 'zh-Hans': { stem: words, options: [words, words, words], source: words } },
        explanation: { 'zh-Hans': words },
      }),
    );
    const [csv] = writeQuestions('csv', questions).files;
    const lines = new TextDecoder().decode(csv).slice(1).trim().split('\r\n');
    expect(lines).toHaveLength(201);
    for (const line of lines) expect(line).not.toMatch(/(^|,)"?[=+\-@＝＋－＠]/);
    const [xlsx] = writeQuestions('xlsx', questions).files;
    const sheet = new TextDecoder().decode(unzipSync(xlsx!)['xl/worksheets/sheet1.xml']);
    expect(sheet).not.toMatch(/<f[ >/]/);
    expect([...sheet.matchAll(/<c /g)]).toHaveLength([...sheet.matchAll(/<c [^>]*t="inlineStr"/g)].length);
  });
});

function concat(...parts: Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
