import { writeSheets } from '../exchange/xlsx-write.ts';
import type { County } from './types.ts';

/** The template's columns; the reader knows many other names for them. */
export const ROSTER_COLUMNS: readonly string[] = [
  ...['学校标识码', '学校名称', '区县', '学校类别'],
  ...['一', '二', '三', '四', '五', '六', '七', '八', '九'].map((n) => `${n}年级`),
  ...['高一', '高二', '高三'],
];
export const KIND_NAMES: readonly string[] = [
  ...['小学', '初级中学', '高级中学', '九年一贯制学校', '完全中学', '十二年一贯制学校', '中等职业学校', '特殊教育学校'],
];

/** What an office fills in: an empty list, how to fill it in with one example, and the words that two columns know. */
export function writeRosterTemplate(counties: readonly County[], help: readonly string[]): Uint8Array {
  const [first] = counties;
  const example = [
    `${first?.code ?? '000000'}0001`,
    '演示实验小学',
    first?.name ?? '',
    '小学',
    '',
    '',
    '',
    '',
    '210',
    '198',
  ];
  return writeSheets([
    { name: '学校名册', rows: [[...ROSTER_COLUMNS]] },
    { name: '填写说明', rows: [['说明'], ...help.map((line) => [line])] },
    { name: '填写样例', rows: [ROSTER_COLUMNS.map((column) => `例：${column}`), example] },
    {
      name: '可用的词',
      rows: [
        ['区县', '代码', '学校类别'],
        ...Array.from({ length: Math.max(counties.length, KIND_NAMES.length) }, (_, i) => [
          counties[i]?.name ?? '',
          counties[i]?.code ?? '',
          KIND_NAMES[i] ?? '',
        ]),
      ],
    },
  ]);
}
