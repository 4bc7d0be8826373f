import type { QuestionDraft } from '../sheet.ts';
import { COLUMNS, SIMPLE_COLUMNS } from '../sheet-columns.ts';
import { writeRow } from '../sheet-write.ts';
import { writeSheets } from './xlsx-write.ts';

/** What an office downloads to begin with: the header, one example of each simple kind, and a page that explains. */
export function writeTemplate(columns: 'simple' | 'full', note: string, help: string[]): Uint8Array {
  const names = columns === 'simple' ? SIMPLE_COLUMNS : COLUMNS;
  const rows = EXAMPLES.map(writeRow).map((row) => names.map((name) => row[name] ?? ''));
  return writeSheets([
    { name: '题目', rows: [[...names], ...rows] },
    { name: '说明', rows: [[note], ...help.map((line) => [line])] },
  ]);
}

const LAW = '《中华人民共和国禁毒法》第二条';
const COMMON = {
  pool: 'practice',
  kp: 1,
  difficulty: 1,
  stages: ['junior', 'adult'],
  pictures: null,
  facts: [],
  valid_from: '2008-06-01',
  valid_to: null,
  checked_on: '',
  status: 'draft',
} as const;
const example = (
  kind: QuestionDraft['kind'],
  stem: string,
  options: string[],
  answer: string,
  why: string,
): QuestionDraft => ({
  ...COMMON,
  stages: [...COMMON.stages],
  facts: [],
  code: '',
  kind,
  answer,
  words: { 'zh-Hans': { stem, options, source: LAW } },
  explanation: { 'zh-Hans': why },
});
const EXAMPLES: QuestionDraft[] = [
  example(
    'single',
    '范例：在我国，大麻属于什么？',
    ['普通烟草制品', '法律列出的毒品', '一种保健食品'],
    'B',
    '第二条点名列出了大麻。',
  ),
  example(
    'multiple',
    '范例：哪些是法律点名列出的毒品？',
    ['鸦片', '海洛因', '咖啡', '大麻'],
    'ABD',
    '咖啡是饮料，另外三种都在第二条里。',
  ),
  example('judge', '范例：合成毒品也是毒品。', ['对', '错'], 'A', '冰毒等合成毒品同样列在第二条里。'),
];
