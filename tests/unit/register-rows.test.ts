/** Entries of registers from files of offices. */
import fs from 'node:fs';
import path from 'node:path';
import { strToU8 } from 'fflate';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import type { RegisterType } from '../../src/contract/registers.ts';
import { guard } from '../../src/exercise/exchange/csv.ts';
import { writeSheets } from '../../src/exercise/exchange/xlsx-write.ts';
import { columnBy, columnsOf, headingOf } from '../../src/exercise/register/columns.ts';
import { ENTRY_KEY } from '../../src/exercise/register/entry.ts';
import { readRegister } from '../../src/exercise/register/index.ts';
import { writeRegisterTemplate } from '../../src/exercise/register/template.ts';
import type { Surroundings } from '../../src/exercise/register/types.ts';
import { PAYLOADS } from '../fixtures/payloads.ts';
import { ROOT } from '../tasks.ts';

const words = (zh: string, en: string) => ({ 'zh-Hans': zh, en });
const TYPE: RegisterType = {
  key: 'team',
  family: 'list',
  name: words('志愿者队伍', 'Volunteer teams'),
  unit: words('支', 'teams'),
  open: true,
  fields: [
    { name: 'occupation', kind: 'choice', label: words('职业', 'Occupation'), required: false, of: 'occupation' },
    { name: 'about', kind: 'words', label: words('简介', 'About'), required: false },
    { name: 'page', kind: 'link', label: words('链接', 'Link'), required: false },
    { name: 'trained', kind: 'flag', label: words('已培训', 'Trained'), required: false },
    { name: 'position', kind: 'position', label: words('位置', 'Position'), required: false },
    { name: 'picture', kind: 'media', label: words('图片', 'Picture'), required: false },
  ],
  measures: [{ name: 'members', label: words('志愿者', 'Volunteers'), unit: words('人', 'people'), sort: 'stock' }],
  position: 1,
};
const place = (code: string, name: string, parent: string | null) => ({ code, names: [`En${code}`, name], parent });
const AROUND: Surroundings = {
  place: '330300',
  places: [
    place('330300', '温州市', null),
    place('330302', '鹿城区', '330300'),
    place('330381', '瑞安市', '330300'),
    place('330302001', '五马街道', '330302'),
    place('330302001001', '湖滨社区', '330302001'),
    place('330381001', '安阳街道', '330381'),
    place('330381001001', '湖滨社区', '330381001'),
  ],
  choices: {
    occupation: [
      { key: 'women', names: ['妇女', 'Women'] },
      { key: 'courier', names: ['快递员', 'Couriers'] },
    ],
  },
};
const csv = (rows: string[][]) => readRegister(strToU8(Papa.unparse(rows)), 'x.csv', TYPE, AROUND);
const told = (read: ReturnType<typeof csv>) => read.problems.map(({ row, code, level }) => `${row} ${code} ${level}`);

describe('columns', () => {
  test('are known by their Chinese and English headings, with units, stars and languages', () => {
    const columns = columnsOf(TYPE);
    const id = (heading: string) => {
      const column = columnBy(heading, columns);
      return (
        column && [column.part, column.part === 'measure' ? column.measure.name : '', column.locale ?? ''].join('|')
      );
    };
    for (const column of columns)
      for (const english of [false, true])
        expect(columnBy(headingOf(column, english), columns), headingOf(column, english)).toEqual(column);
    expect(id('名称')).toBe('title||zh-Hans');
    expect(id('名 称（英文）')).toBe('title||en');
    expect(id('名稱（繁體）')).toBe('title||zh-Hant');
    expect(id('志愿者（人）')).toBe('measure|members|');
    expect(id('Volunteers (people)')).toBe('measure|members|');
    expect(id('成立日期')).toBe('from||');
    expect(id('社区')).toBe('place||');
    expect(id('完全不认识')).toBeNull();
  });

  test('of pictures are not in sheets', () => {
    expect(columnsOf(TYPE).map((column) => headingOf(column))).not.toContain('图片');
  });
});

describe('a file', () => {
  test('in GB18030, below a title, with a total, is read with its qualifiers', () => {
    const bytes = fs.readFileSync(path.join(ROOT, 'tests/fixtures/register/teams.gb18030.csv'));
    const read = readRegister(new Uint8Array(bytes), 'teams.csv', TYPE, AROUND);
    expect(told(read)).toEqual(['5 total_row note']);
    expect(read.found).toBe(2);
    expect(read.rows).toMatchObject([
      {
        row: 3,
        place: '330302',
        title: { 'zh-Hans': '鹿城巾帼禁毒志愿服务队' },
        from: '2022-03-08',
        number: { value: 1, qualifier: 'exact' },
        fields: { occupation: 'women' },
        measures: { members: { value: 3005, qualifier: 'exact' } },
      },
      {
        row: 4,
        place: '330381',
        from: '2023-06-26',
        number: { value: 188, qualifier: 'exact' },
        measures: { members: { value: 300, qualifier: 'over' } },
      },
    ]);
    for (const { key } of read.rows) expect(key).toMatch(ENTRY_KEY);
  });

  test('as a workbook says the same as its text', () => {
    const rows = [
      [
        'Name',
        'Place',
        'From',
        'Number',
        'Volunteers (people)',
        'Occupation',
        'About (English)',
        'Link',
        'Trained',
        'Position',
      ],
      [
        '快递队',
        '鹿城区五马街道湖滨社区',
        '45834',
        '2500余家',
        '28.7万余',
        'courier',
        'They ride',
        'https://a.example/x',
        '是',
        '27.99, 120.65',
      ],
    ];
    const book = readRegister(writeSheets([{ name: 's', rows }]), 'x.xlsx', TYPE, AROUND);
    expect(book.format).toBe('xlsx');
    expect(book.rows).toEqual(csv(rows).rows);
    expect(book.rows).toMatchObject([
      {
        place: '330302001001',
        from: '2025-06-26',
        number: { value: 2500, qualifier: 'over' },
        fields: {
          occupation: 'courier',
          about: { en: 'They ride' },
          page: 'https://a.example/x',
          trained: true,
          position: [120.65, 27.99],
        },
        measures: { members: { value: 287_000, qualifier: 'over' } },
      },
    ]);
  });

  test('finds places by code, by name, and by the names above where one is not enough', () => {
    const placeOf = (word: string) =>
      csv([
        ['名称', '地区'],
        ['一', word],
      ]).rows[0]?.place;
    for (const word of [
      '330381001001',
      '瑞安市安阳街道湖滨社区',
      '安阳街道湖滨社区',
      '瑞安市湖滨社区',
      '温州市瑞安市 安阳街道 湖滨社区',
    ])
      expect(placeOf(word), word).toBe('330381001001');
    expect(placeOf('鹿城')).toBe('330302');
    expect(placeOf('五马街道')).toBe('330302001');
    expect(placeOf('湖滨社区')).toBeUndefined();
  });

  test('without places counts at the place of the batch', () => {
    expect(
      csv([
        ['名称', '数量'],
        ['全市', '2500余家'],
      ]).rows,
    ).toMatchObject([{ place: '330300', number: { value: 2500, qualifier: 'over' } }]);
  });

  test('twice makes the same keys, and another day another one', () => {
    const rows = [
      ['名称', '日期'],
      ['宣传活动', '2025-06-01'],
      ['宣传活动', '2025-06-02'],
    ];
    const keys = csv(rows).rows.map(({ key }) => key);
    expect(csv(rows).rows.map(({ key }) => key)).toEqual(keys);
    expect(new Set(keys).size).toBe(2);
  });
});

describe('what cannot be read in one way', () => {
  test('is told by row and column, and nothing of the row is taken', () => {
    const read = csv([
      ['名称', '地区', '开始日期', '结束日期', '数量', '志愿者', '职业', '链接', '已培训', '位置', '编号', '别的'],
      ['', '鹿城区', '', '', '', '', '', '', '', '', '', ''],
      ['二', '湖滨社区', '', '', '', '', '', '', '', '', '', ''],
      ['三', '火星区', '', '', '', '', '', '', '', '', '', ''],
      ['四', '', '2025-02-30', '', '', '', '', '', '', '', '', ''],
      ['五', '', '2025-06-02', '2025-06-01', '', '', '', '', '', '', '', ''],
      ['六', '', '', '', '约30', '', '', '', '', '', '', ''],
      ['七', '', '', '', '', '300人次', '', '', '', '', '', ''],
      ['八', '', '', '', '', '', '宇航员', '', '', '', '', ''],
      ['九', '', '', '', '', '', '', 'http://a.example', '', '', '', ''],
      ['十', '', '', '', '', '', '', '', '也许', '', '', ''],
      ['十一', '', '', '', '', '', '', '', '', '那边', '', ''],
      ['十二', '', '', '', '', '', '', '', '', '', '坏 编号', ''],
      ['十三', '', '', '', '', '', '', '', '', '', 'same', ''],
      ['十四', '', '', '', '', '', '', '', '', '', 'same', ''],
      ['十五', '', '2025年6月', '', '', '', '', '', '', '', '', ''],
    ]);
    expect(told(read)).toEqual([
      '1 unknown_column note',
      '2 empty error',
      '3 place_twice error',
      '4 place_unknown error',
      '5 day_none error',
      '6 ends_before error',
      '7 figure_vague error',
      '8 figure_unit error',
      '9 choice_unknown error',
      '10 link_form error',
      '11 flag_form error',
      '12 position_form error',
      '13 key_form error',
      '15 same_key error',
      '16 day_edge note',
    ]);
    expect(read.found).toBe(15);
    expect(read.rows.map(({ row }) => row)).toEqual([14, 16]);
    expect(read.problems.find(({ row }) => row === 8)?.column).toBe('志愿者');
  });

  test('a workbook that is cut off is one problem of the file', () => {
    const bytes = writeSheets([
      {
        name: 's',
        rows: [
          ['名称', '数量'],
          ['一', '5'],
        ],
      },
    ]);
    expect(readRegister(bytes.slice(0, 60), 'x.xlsx', TYPE, AROUND).problems).toHaveLength(1);
  });

  test.each([
    [new Uint8Array(), 'file_empty'],
    [new Uint8Array(2 * 1024 * 1024 + 1), 'file_too_large'],
    [strToU8('<html>'), 'unknown_format'],
    [new Uint8Array([0xd0, 0xcf, 0x11, 0xe0]), 'old_excel'],
    [strToU8('题干,答案\n1,2'), 'no_title'],
    [strToU8('名称,数量\n'), 'nothing_found'],
    [strToU8('名称,数量,数量\na,1,2'), 'column_twice'],
    [strToU8('名称,数量,手机号\na,1,2'), 'person_column'],
  ])('a file as a whole is refused: %#', (bytes, code) => {
    expect(readRegister(bytes, 'x', TYPE, AROUND)).toMatchObject({ rows: [], problems: [{ row: 0, code }] });
  });

  test('more than 5,000 rows are refused, 5,000 are read', () => {
    const rows = (n: number) => [['名称', '数量'], ...Array.from({ length: n }, (_, i) => [`第${i}家`, '1'])];
    expect(csv(rows(5000)).rows).toHaveLength(5000);
    expect(csv(rows(5001)).problems).toMatchObject([{ code: 'too_many_rows', params: { most: 5000 } }]);
    expect(csv(rows(12_000)).problems).toMatchObject([{ code: 'too_many_rows', params: { most: 5000 } }]);
  });

  test('hostile texts make rows or problems, never more', () => {
    const read = csv([['名称', '数量', '简介'], ...PAYLOADS.map((text) => [guard(text), '1', guard(text)])]);
    expect(read.found).toBe(PAYLOADS.length);
    for (const { title } of read.rows) expect(title['zh-Hans']).not.toMatch(/[<>]/);
  });
});

test('the template has every column, all places and all choices, and is read as it is', () => {
  const words = {
    sheet: '填写',
    help_sheet: '说明',
    known_sheet: '可用的词',
    help: ['一行一条'],
    place: '地区',
    code: '代码',
  };
  for (const english of [false, true]) {
    const bytes = writeRegisterTemplate(TYPE, AROUND, words, english);
    expect(readRegister(bytes, 't.xlsx', TYPE, AROUND).problems).toMatchObject([{ code: 'nothing_found' }]);
  }
});
