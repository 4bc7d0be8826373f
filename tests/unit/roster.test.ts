import fs from 'node:fs';
import path from 'node:path';
import { strToU8, zipSync } from 'fflate';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { writeSheets } from '../../src/exercise/exchange/xlsx-write.ts';
import { columnOf, gradeOf, kindOf } from '../../src/exercise/roster/columns.ts';
import { readRoster } from '../../src/exercise/roster/index.ts';
import { ROSTER_COLUMNS, writeRosterTemplate } from '../../src/exercise/roster/template.ts';
import { PAYLOADS } from '../fixtures/payloads.ts';
import { ROOT } from '../tasks.ts';

const FOLDER = path.join(ROOT, 'tests/fixtures/roster');
const COUNTIES = [
  { code: '330302', name: '鹿城区' },
  { code: '330303', name: '龙湾区' },
  { code: '330381', name: '瑞安市' },
];
const fixture = (name: string) => readRoster(new Uint8Array(fs.readFileSync(path.join(FOLDER, name))), name, COUNTIES);
const csv = (rows: string[][]) => readRoster(strToU8(Papa.unparse(rows)), 'x.csv', COUNTIES);
const HEAD = ['学校标识码', '学校名称', '区县', '学校类别', '五年级'];
const school = (n: number) => [`330302${String(n).padStart(4, '0')}`, `演示第${n}小学`, '鹿城区', '小学', '45'];
const codes = (read: ReturnType<typeof readRoster>) => read.problems.map(({ row, code }) => `${row} ${code}`);

describe('a roster as an education bureau sends it', () => {
  it('is read in GB18030, below a title, under a merged header, without its total', () => {
    const read = fixture('office.gb18030.csv');
    expect(read.rows).toEqual([
      {
        row: 5,
        code: '3303029101',
        name: '鹿城演示第一小学',
        county: '330302',
        kind: 'primary',
        grades: { 5: 210, 6: 198 },
      },
      {
        row: 6,
        code: '3303029102',
        name: '鹿城演示学校',
        county: '330302',
        kind: 'nine',
        grades: { 5: 120, 6: 118, 7: 1032 },
      },
      { row: 7, code: '3303039103', name: '龙湾演示小学', county: '330303', kind: 'primary', grades: { 5: 88, 6: 90 } },
    ]);
    expect(codes(read)).toEqual(['4 unknown_column', '4 unknown_column', '8 total_row']);
    expect(read.problems.every(({ level }) => level === 'note')).toBe(true);
  });

  it('with mistakes has each of them told by row, and everything else is read', () => {
    const read = fixture('bad.csv');
    expect(read.found).toBe(14);
    expect(read.rows.map(({ row }) => row)).toEqual([2, 15]);
    expect(read.rows[1]?.county, 'the code says where a school is').toBe('330302');
    expect(codes(read)).toEqual([
      '3 same_code',
      '4 code_form',
      '5 empty',
      '6 county_unknown',
      '7 county_differs',
      '8 kind_unknown',
      '9 pupils_form',
      '10 pupils_form',
      '10 pupils_form',
      '11 no_pupils',
      '12 name_signs',
      '13 name_signs',
      '14 code_form',
    ]);
  });

  it('is the same from the template, whose first sheet only has a header', () => {
    const empty = readRoster(writeRosterTemplate(COUNTIES, ['一行写一所学校']), 't.xlsx', COUNTIES);
    expect([empty.format, codes(empty)]).toEqual(['xlsx', ['0 nothing_found']]);
    const row = ['3303020001', '演示实验小学', '鹿城区', '小学', '1', '2', '3', '4', '5', '6'];
    const filled = readRoster(writeSheets([{ name: 'x', rows: [[...ROSTER_COLUMNS], row] }]), 't.xlsx', COUNTIES);
    expect(filled.rows[0]).toMatchObject({ row: 2, grades: { 1: 1, 5: 5, 6: 6 } });
    expect(filled.problems).toEqual([]);
  });
});

describe('words of a roster', () => {
  it('are known under the names that offices use', () => {
    for (const [cell, column] of [
      ['学校（机构）标识码', 'code'],
      ['所在县（市、区）', 'county'],
      ['縣區', 'county'],
      ['学校\n名称', 'name'],
      ['办学类型', 'kind'],
      ['五年级人数', 'g5'],
      ['5年级', 'g5'],
      ['初中二年级', 'g8'],
      ['初中八年级', 'g8'],
      ['初三', 'g9'],
      ['高一学生数', 'g10'],
      ['高中三年级', 'g12'],
      ['Grade 11', 'g11'],
      ['十二年级', 'g12'],
      ['十三年级', null],
      ['备注', null],
    ] as const)
      expect([cell, columnOf(cell)]).toEqual([cell, column]);
    expect([gradeOf('0年级'), gradeOf('小学'), gradeOf('高')]).toEqual([0, 0, 0]);
    expect(['小学', '初中', '九年一贯制学校', '完全中学', '中等职业学校', '大学'].map(kindOf)).toEqual([
      'primary',
      'junior',
      'nine',
      'complete',
      'vocational',
      null,
    ]);
  });
});

describe('what is no roster', () => {
  it('is refused as a whole, with the reason', () => {
    expect(
      codes(
        csv([
          ['题干', '答案'],
          ['一', 'A'],
        ]),
      ),
    ).toEqual(['0 no_header']);
    expect(
      codes(
        csv([
          ['学校标识码', '学校名称'],
          ['3303020001', '甲'],
        ]),
      ),
    ).toEqual(['0 no_grades']);
    expect(
      codes(
        csv([
          [...HEAD, '5年级'],
          [...school(1), '3'],
        ]),
      ),
    ).toEqual(['0 column_twice']);
    expect(codes(readRoster(new Uint8Array(), 'x.csv', COUNTIES))).toEqual(['0 file_empty']);
    expect(codes(readRoster(strToU8('<html><table>'), 'x.xls', COUNTIES))).toEqual(['0 unknown_format']);
    expect(codes(readRoster(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0]), 'x.xls', COUNTIES))).toEqual(['0 old_excel']);
    expect(codes(readRoster(new Uint8Array([0xff, 0xfe, 0x00, 0xd8]), 'x.csv', COUNTIES))).toEqual(['0 bad_encoding']);
  });

  it('is a list of pupils above all: it is not even shown', () => {
    for (const head of [
      ['姓名', '学号', '班级'],
      ['学校标识码', '学校名称', '学生姓名', '五年级'],
      ['学校名称', '身份证号', '出生日期'],
    ]) {
      const read = csv([head, ['王小明', '3303020001', '5-2', '1']]);
      expect([codes(read), read.rows]).toEqual([['0 person_list'], []]);
    }
  });

  it('has ten thousand schools at most; fifty thousand rows are refused with a sentence, as text and as a workbook', () => {
    const rows = (count: number) => [HEAD, ...Array.from({ length: count }, (_, i) => school(i))];
    expect(csv(rows(10_000))).toMatchObject({ found: 10_000, problems: [] });
    expect(codes(csv(rows(10_001)))).toEqual(['0 too_many_rows']);
    expect(codes(csv(rows(50_000)))).toEqual(['0 too_many_rows']);
    const book = writeSheets([
      { name: 'x', rows: rows(50_000).map(([code = '', name = '', , , pupils = '']) => [code, name, pupils]) },
    ]);
    const start = performance.now();
    expect(codes(readRoster(book, 'x.xlsx', COUNTIES))).toEqual(['0 too_many_rows']);
    expect(performance.now() - start).toBeLessThan(15_000);
  });

  it('is a workbook that swells', () => {
    const bomb = zipSync({ 'xl/workbook.xml': new Uint8Array(40 * 1024 * 1024).fill(32) });
    expect(codes(readRoster(bomb, 'x.xlsx', COUNTIES))).toEqual(['0 zip_inflated']);
  });
});

describe('hostile cells', () => {
  it('are text or a problem, never anything else', () => {
    const rows = PAYLOADS.map((payload, i) => [`330302${String(i).padStart(4, '0')}`, payload, '鹿城区', '小学', '1']);
    const read = csv([HEAD, ...rows]);
    for (const { name } of read.rows) expect(name).not.toMatch(/[<>{}=@$`;]/);
    expect(read.rows.length + new Set(read.problems.map(({ row }) => row)).size).toBeGreaterThanOrEqual(read.found);
  });

  it('with a formula are told by their address; what they last came to is not taken', () => {
    const sheet = (cells: string) =>
      `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">${HEAD.map((word) => `<c t="inlineStr"><is><t>${word}</t></is></c>`).join('')}</row><row r="2">${cells}</row></sheetData></worksheet>`;
    const text = (word: string) => `<c t="inlineStr"><is><t>${word}</t></is></c>`;
    const book = zipSync({
      'xl/workbook.xml': strToU8(
        '<workbook xmlns:r="r"><sheets><sheet name="s" sheetId="1" r:id="rId1"/></sheets></workbook>',
      ),
      'xl/_rels/workbook.xml.rels': strToU8(
        '<Relationships><Relationship Id="rId1" Type="a/worksheet" Target="worksheets/s.xml"/></Relationships>',
      ),
      'xl/worksheets/s.xml': strToU8(
        sheet(
          `${text('3303020001')}${text('甲')}${text('鹿城区')}${text('小学')}<c r="E2"><f>SUM(A1:A9)</f><v>45</v></c>`,
        ),
      ),
    });
    const read = readRoster(book, 'x.xlsx', COUNTIES);
    expect(read.rows).toEqual([]);
    expect(read.problems).toMatchObject([{ row: 2, column: '五年级', code: 'formula', params: { cell: 'E2' } }]);
  });
});

describe('OneRoster', () => {
  const files = (changes: Record<string, string | Uint8Array | null> = {}) => {
    const all: Record<string, Uint8Array> = {};
    for (const name of fs.readdirSync(path.join(FOLDER, 'oneroster')))
      all[name] = new Uint8Array(fs.readFileSync(path.join(FOLDER, 'oneroster', name)));
    for (const [name, text] of Object.entries(changes)) {
      if (text === null) delete all[name];
      else all[name] = typeof text === 'string' ? strToU8(text) : text;
    }
    return zipSync(all);
  };
  const read = (bytes: Uint8Array) => readRoster(bytes, 'oneroster.zip', COUNTIES);

  it('gives schools, and pupils as the students of their homerooms', () => {
    expect(read(files())).toMatchObject({
      format: 'oneroster',
      found: 2,
      problems: [],
      rows: [
        { row: 3, code: '3303029101', county: '330302', kind: 'primary', grades: { 5: 5 } },
        { row: 4, code: '3303029102', name: '鹿城演示学校, 东校区', kind: 'junior', grades: { 7: 4 } },
      ],
    });
  });

  it('never opens users.csv or demographics.csv: what stands there may be anything', () => {
    const whole = files({
      'users.csv': 'sourcedId,givenName,familyName\nu1,小明,王',
      'demographics.csv': 'x'.repeat(1000),
    });
    expect(read(whole)).toEqual(read(files()));
    // Their bytes are spoilt beyond inflating; whoever looked at them would refuse the package.
    const view = Buffer.from(whole);
    for (const name of ['users.csv', 'demographics.csv']) {
      const start = view.indexOf(name) + name.length;
      view.fill(0xff, start, start + 8);
    }
    expect(read(new Uint8Array(view))).toEqual(read(files()));
    // A zip in a zip is refused by its first bytes, where they are looked at.
    expect(read(files({ 'users.csv': zipSync({ 'x.csv': strToU8('小明') }) }))).toEqual(read(files()));
    expect(codes(read(files({ 'classes.csv': zipSync({ 'x.csv': strToU8('x') }) })))).toEqual(['0 zip_nested']);
  });

  it('is refused when it says only what has changed, lacks a file or a column, or has courses without homerooms', () => {
    const swap = (name: string, from: RegExp, to: string) => {
      const text = fs.readFileSync(path.join(FOLDER, 'oneroster', name), 'utf8');
      return read(files({ [name]: text.replace(from, to) }));
    };
    expect(codes(swap('manifest.csv', /file.enrollments,bulk/, 'file.enrollments,delta'))).toEqual([
      '0 oneroster_delta',
    ]);
    expect(codes(read(files({ 'enrollments.csv': null })))).toEqual(['0 oneroster_files']);
    expect(codes(swap('orgs.csv', /identifier/, 'id'))).toEqual(['0 oneroster_column']);
    expect(codes(swap('classes.csv', /homeroom/g, 'scheduled'))).toEqual(['0 oneroster_homeroom']);
    expect(codes(swap('orgs.csv', /3303029102/, '3303029101'))).toEqual(['4 same_code']);
    expect(codes(swap('orgs.csv', /3303029102/, '4403029102'))).toEqual(['4 county_of_code']);
    expect(codes(swap('classes.csv', /五（1）班,05/, '五（1）班,"05,06"'))).toEqual(['0 grades_mixed']);
  });
});
