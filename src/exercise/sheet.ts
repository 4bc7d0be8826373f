/**
 * The question template as rows: what the spreadsheet importer and the seed read. Pure; knows neither files nor database.
 * Columns: supabase/seed/questions/README.md.
 */
import type { QuestionKind, Stage } from '../contract/content.ts';
import { LOCALES, type Locale } from '../contract/locales.ts';

export type SheetRow = Record<string, string>;

/** What one row becomes: the argument of `app.put_question`. */
export interface QuestionDraft {
  code: string;
  pool: 'practice' | 'contest' | 'monitoring';
  kp: number;
  kind: QuestionKind;
  stages: Stage[];
  difficulty: number;
  words: Partial<Record<Locale, QuestionWords>>;
  /** file names of a picture question, in the order of its options; the loader replaces them by media hashes */
  pictures: string[] | null;
  facts: string[];
  valid_from: string | null;
  valid_to: string | null;
  checked_on: string;
  status: 'draft' | 'published';
  answer: string;
  explanation: Partial<Record<Locale, string>>;
}
export interface QuestionWords {
  stem: string;
  options: string[];
  boxes?: [string, string];
  source: string;
}
/** `row` counts as a spreadsheet does: the header is row 1. */
export interface SheetProblem {
  row: number;
  column: string;
  message: string;
}

const SUFFIX: Record<Locale, string> = { 'zh-Hans': '', 'zh-Hant': '(繁)', en: '(EN)' };
const LETTERS = ['A', 'B', 'C', 'D', 'E', 'F'] as const;
const KINDS: Record<string, QuestionKind> = {
  单选: 'single',
  多选: 'multiple',
  判断: 'judge',
  图片: 'picture',
  分类: 'sort',
};
const STAGE: Record<string, Stage> = { 小学: 'primary', 初中: 'junior', 高中: 'senior', 成人: 'adult' };
const POOLS: Record<string, QuestionDraft['pool']> = { 练习: 'practice', 竞赛: 'contest', 监测: 'monitoring' };
const STATUS: Record<string, QuestionDraft['status']> = { 发布: 'published', 草稿: 'draft' };
const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** Reads all rows; every problem is named by row and column, and good rows come back whatever their neighbours are. */
export function readSheet(rows: SheetRow[]): { questions: QuestionDraft[]; problems: SheetProblem[] } {
  const problems: SheetProblem[] = [];
  const questions: QuestionDraft[] = [];
  const seen = new Map<string, number>();
  rows.forEach((row, index) => {
    const at = index + 2;
    const before = problems.length;
    const draft = readRow(row, (column, message) => problems.push({ row: at, column, message }));
    const twin = seen.get(draft.code);
    if (twin) problems.push({ row: at, column: '编号', message: `编号与第 ${twin} 行相同` });
    seen.set(draft.code, at);
    if (problems.length === before) questions.push(draft);
  });
  return { questions, problems };
}

type Report = (column: string, message: string) => void;

function readRow(row: SheetRow, report: Report): QuestionDraft {
  const cell = (column: string) => (row[column] ?? '').trim();
  const pick = <T>(column: string, table: Record<string, T>, fallback: T): T => {
    const found = table[cell(column)];
    if (found === undefined) report(column, `只能是：${Object.keys(table).join('、')}`);
    return found ?? fallback;
  };
  const date = (column: string, required = false): string | null => {
    const text = cell(column);
    if (!text && !required) return null;
    if (!DATE.test(text) || Number.isNaN(Date.parse(text))) report(column, '日期应写成 2026-01-01');
    return text;
  };
  const number = (column: string, low: number, high: number): number => {
    const value = Number(cell(column));
    if (!Number.isInteger(value) || value < low || value > high) report(column, `应为 ${low}–${high} 的整数`);
    return value;
  };

  const kind = pick('题型', KINDS, 'single');
  const used = LETTERS.filter((letter) => cell(letter));
  if (used.length < 2) report('A', '至少要有两个选项');
  if (used.some((letter, i) => letter !== LETTERS[i])) report('A', '选项之间不能空列');
  const pictures = kind === 'picture' ? used.map((letter) => cell(letter).split('|')[0] ?? '') : null;
  const stages = list(cell('学段')).flatMap((name) => {
    const stage = STAGE[name];
    if (!stage) report('学段', `不认识“${name}”`);
    return stage ? [stage] : [];
  });
  if (!stages.length) report('学段', '至少选一个学段');
  if (!/^[a-z0-9][a-z0-9-]{1,39}$/.test(cell('编号'))) report('编号', '编号用小写字母、数字和短横');

  const words: QuestionDraft['words'] = {};
  const explanation: QuestionDraft['explanation'] = {};
  for (const locale of LOCALES) {
    const own = (column: string) => cell(column + SUFFIX[locale]);
    if (locale !== 'zh-Hans' && !own('题干')) continue;
    for (const column of ['题干', '解析', '依据']) if (!own(column)) report(column + SUFFIX[locale], '不能为空');
    const options = used.map((letter) => own(letter).split('|').at(-1) ?? '');
    options.forEach((text, i) => {
      if (!text) report(`${LETTERS[i]}${SUFFIX[locale]}`, '不能为空');
    });
    const boxes = kind === 'sort' ? own('分类').split('|') : null;
    if (boxes && (boxes.length !== 2 || boxes.some((b) => !b.trim())))
      report(`分类${SUFFIX[locale]}`, '写成“甲|乙”两个盒子');
    words[locale] = {
      stem: own('题干'),
      options,
      source: own('依据'),
      ...(boxes ? { boxes: [boxes[0]?.trim() ?? '', boxes[1]?.trim() ?? ''] as [string, string] } : {}),
    };
    explanation[locale] = own('解析');
  }
  return {
    code: cell('编号'),
    pool: pick('用途', POOLS, 'practice'),
    kp: number('知识点', 1, 10),
    kind,
    stages,
    difficulty: number('难度', 1, 3),
    words,
    pictures,
    facts: list(cell('事实')),
    valid_from: date('有效期起'),
    valid_to: date('有效期止'),
    checked_on: date('核对日期', true) ?? '',
    status: pick('状态', STATUS, 'draft'),
    answer: readAnswer(kind, cell('答案'), used.length, report),
    explanation,
  };
}

/** The key in the product's notation: letters in order, A/B for judgements, one box letter per item for sorting. */
function readAnswer(kind: QuestionKind, text: string, options: number, report: Report): string {
  if (kind === 'judge') {
    if (text !== '对' && text !== '错') report('答案', '判断题只能写“对”或“错”');
    return text === '对' ? 'A' : 'B';
  }
  if (kind === 'sort') {
    if (!/^[AB]+$/.test(text) || text.length !== options) report('答案', `每一项写 A 或 B，共 ${options} 个字母`);
    return text;
  }
  const letters = [...new Set(text)].sort().join('');
  const last = LETTERS[options - 1] ?? 'F';
  if (!text || letters.length !== text.length || [...letters].some((l) => l < 'A' || l > last))
    report('答案', `只能用 A–${last}`);
  if (kind !== 'multiple' && letters.length > 1) report('答案', '只能有一个答案');
  return letters;
}

function list(text: string): string[] {
  return text
    .split(/[;；、,，]/)
    .map((s) => s.trim())
    .filter(Boolean);
}
