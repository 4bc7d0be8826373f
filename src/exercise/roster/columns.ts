/** Columns of a roster and the words in its cells, under the names by which offices know them. */
import { SCHOOL_KINDS, type SchoolKind } from './types.ts';

export type Column = 'code' | 'name' | 'county' | 'kind' | `g${number}`;

const NAMES: Record<'code' | 'name' | 'county' | 'kind', RegExp> = {
  code: /^(学校(机构)?(标识码|代码|编码)|标识码|机构代码|单位代码|(school)?(code|identifier))$/i,
  name: /^(学校(机构)?(全称|名称)?|校名|单位名称|(school)?name|school)$/i,
  county: /^((所在|所属)?(区县|县区|县市区|区|县|行政区划?)|county|district)$/i,
  kind: /^((学校|办学|办别)?(类别|类型)|学段|(school)?(kind|type))$/i,
};

const DIGITS = '零一二三四五六七八九十';
/** 一 → 1, 十二 → 12; 0 when it is none. */
const chinese = (word: string): number =>
  word.startsWith('十') ? 10 + Math.max(0, DIGITS.indexOf(word[1] ?? '零')) : DIGITS.indexOf(word);

/** Grade by its name: 五年级, 5年级, 初一, 高三, 小学六年级, 初中二年级, Grade 5, g5. 0: none. */
export function gradeOf(text: string): number {
  const word = text.replace(/(在校|在籍)?(学生|人)?(人?数)$/, '');
  const stage = /^(小学?|初中?|高中?|普高)?(.+)$/.exec(word);
  const base = { 初: 6, 初中: 6, 高: 9, 高中: 9, 普高: 9 }[stage?.[1] ?? ''] ?? 0;
  const rest = /^([一二三四五六七八九十]{1,2}|\d{1,2})(年级)?$/.exec(stage?.[2] ?? '');
  if (rest && (base || rest[2])) {
    const n = /^\d/.test(rest[1] ?? '') ? Number(rest[1]) : chinese(rest[1] ?? '');
    // 初中七年级 is the seventh, 初中一年级 too
    const grade = n <= 3 ? base + n : n;
    return grade >= 1 && grade <= 12 ? grade : 0;
  }
  const english = /^g(?:rade)?(\d{1,2})$/i.exec(word);
  return english && Number(english[1]) >= 1 && Number(english[1]) <= 12 ? Number(english[1]) : 0;
}

/** A text as it is compared: width and spaces say nothing, nor do brackets and lines in a header. */
export const plain = (text: string): string => text.normalize('NFKC').replace(/[\s()[\]（）、·*:：_-]/g, '');

/** Column by the name in the header, or null. */
export function columnOf(cell: string): Column | null {
  const word = traditional(plain(cell));
  for (const [column, pattern] of Object.entries(NAMES)) if (pattern.test(word)) return column as Column;
  const grade = gradeOf(word);
  return grade ? `g${grade}` : null;
}

/** Columns of a list of pupils. Such a list never enters the system, not even by mistake. */
export const isPerson = (cell: string): boolean =>
  /^(学生)?(姓名|身份证(件)?号?码?|证件号码?|学籍号|全国学籍号|学号|出生(日期|年月)|监护人.*|家长.*)$|(givenName|familyName)$/i.test(
    traditional(plain(cell)),
  );

const KIND_WORDS: Record<SchoolKind, RegExp> = {
  primary: /^(普通|完全)?小学(校)?$|教学点$/,
  junior: /^(普通)?(初级中学|初中)(学校)?$/,
  senior: /^(普通)?(高级中学|高中)(学校)?$/,
  nine: /^九年(一贯)?制?(学校)?$/,
  complete: /^完全?中(学)?$/,
  twelve: /^(十二|12)年(一贯)?制?(学校)?$/,
  vocational: /^(中职|中专|职高|职校|技校|中等(职业|专业|技术).*|职业高?中?(学校)?|技工学校)$/,
  special: /^(特教|特校|特殊教育|盲|聋|启智)(学校)?$/,
};

/** Kind of school by its word, or null. */
export function kindOf(cell: string): SchoolKind | null {
  const word = traditional(plain(cell));
  return SCHOOL_KINDS.find((kind) => kind === word.toLowerCase() || KIND_WORDS[kind].test(word)) ?? null;
}

/** The kind that grades speak of, for files that say none. */
export function kindByGrades(grades: readonly number[]): SchoolKind {
  const low = Math.min(...grades);
  const high = Math.max(...grades);
  if (high <= 6) return 'primary';
  if (low >= 10) return 'senior';
  if (low >= 7) return high <= 9 ? 'junior' : 'complete';
  return high <= 9 ? 'nine' : 'twelve';
}

const FROM = '學標識碼編機構稱縣區屬劃類別級齡證籍單業職專殊數';
const TO = '学标识码编机构称县区属划类别级龄证籍单业职专殊数';
/** Words of editors who write with traditional characters. */
const traditional = (word: string): string => word.replace(/./gu, (sign) => TO[FROM.indexOf(sign)] ?? sign);
