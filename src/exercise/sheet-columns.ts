/** Columns of the question template, the words in its cells, and the other names under which sheets bring them. */
import type { QuestionKind, Stage } from '../contract/content.ts';
import { LOCALES, type Locale } from '../contract/locales.ts';
import type { QuestionDraft } from './sheet.ts';

export const SUFFIX: Record<Locale, string> = { 'zh-Hans': '', 'zh-Hant': '(繁)', en: '(EN)' };
export const LETTERS = ['A', 'B', 'C', 'D', 'E', 'F'] as const;
const TEXTS = ['题干', ...LETTERS, '解析', '依据', '分类'];

/** All columns in the template's order. */
export const COLUMNS: readonly string[] = [
  ...['编号', '题型', '题干', ...LETTERS, '答案', '解析', '难度', '知识点', '学段', '依据', '有效期起', '有效期止'],
  ...['核对日期', '事实', '用途', '状态', '分类'],
  ...LOCALES.slice(1).flatMap((locale) => TEXTS.map((column) => column + SUFFIX[locale])),
];
/** What an office fills in when it needs no more: every other column has a default. */
export const SIMPLE_COLUMNS: readonly string[] = [
  ...['题型', '题干', ...LETTERS, '答案', '解析', '难度', '知识点', '依据', '事实', '有效期起', '有效期止'],
];

export const KINDS: Record<string, QuestionKind> = {
  单选: 'single',
  多选: 'multiple',
  判断: 'judge',
  图片: 'picture',
  分类: 'sort',
};
export const STAGE: Record<string, Stage> = { 小学: 'primary', 初中: 'junior', 高中: 'senior', 成人: 'adult' };
export const POOLS: Record<string, QuestionDraft['pool']> = { 练习: 'practice', 竞赛: 'contest', 监测: 'monitoring' };
export const STATUS: Record<string, QuestionDraft['status']> = { 发布: 'published', 草稿: 'draft' };
export const LEVELS: Record<string, string> = { 易: '1', 容易: '1', 简单: '1', 中: '2', 中等: '2', 难: '3', 困难: '3' };

const OTHER_NAMES: Record<string, string> = {
  题目: '题干',
  题目内容: '题干',
  试题内容: '题干',
  试题题干: '题干',
  类型: '题型',
  题目类型: '题型',
  试题类型: '题型',
  正确答案: '答案',
  参考答案: '答案',
  答案解析: '解析',
  试题解析: '解析',
  难易度: '难度',
  难度系数: '难度',
  法律依据: '依据',
  出处: '依据',
  来源: '依据',
  生效日期: '有效期起',
  失效日期: '有效期止',
  开始日期: '有效期起',
  截止日期: '有效期止',
};

/** Traditional characters of the words above: sheets from editors who write them name columns and kinds with these. */
const TRADITIONAL = '題幹編號選項斷圖類對錯練競賽監測發學據實難識點狀態間簡單區佈';
const SIMPLIFIED = '题干编号选项断图类对错练竞赛监测发学据实难识点状态间简单区布';
/** A word of the template in simplified characters. */
export const simplified = (word: string): string =>
  word.replace(/./gu, (char) => SIMPLIFIED[TRADITIONAL.indexOf(char)] ?? char);

/** The template's name of a column, whatever spaces, brackets or customary name the sheet uses; null: none of ours. */
export function columnOf(header: string): string | null {
  const name = simplified(header.normalize('NFKC'))
    .replace(/[\s*＊:：]/g, '')
    .replace(/^选项([A-Fa-f])/, '$1')
    .replace(/^([a-f])$/, (letter) => letter.toUpperCase())
    .replace(/\(en\)$/, '(EN)');
  const known = OTHER_NAMES[name] ?? name;
  return COLUMNS.includes(known) || known === '有效期' ? known : null;
}

/** A kind as sheets write it: 单选题, 单项选择题, 选择题（多选）… */
export function kindOf(text: string): QuestionKind | undefined {
  const name = simplified(text.normalize('NFKC')).replace(/[\s()题]|选择$|选择题$/g, '');
  if (KINDS[name]) return KINDS[name];
  if (/^(多|不定)(项|选)|多选$/.test(name)) return 'multiple';
  if (/^单(项|选)|单选$/.test(name)) return 'single';
  return /^(是非|对错|正误)/.test(name) ? 'judge' : undefined;
}

/** A day as sheets write it, as ISO: 2026-1-5, 2026/01/05, 2026.1.5, 2026年1月5日; null when it is none. */
export function dayOf(text: string): string | null {
  const match = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text.normalize('NFKC').replace(/\s|起$/g, ''));
  if (!match) return null;
  const iso = `${match[1]}-${match[2]?.padStart(2, '0')}-${match[3]?.padStart(2, '0')}`;
  const day = new Date(`${iso}T00:00:00Z`);
  return Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== iso ? null : iso;
}

/** One cell for both days: “2026-01-01 至 2027-12-31”, “2026-01-01起”, “至 2027-12-31”. */
export function periodOf(text: string): [string | null, string | null] | null {
  const parts = text.split(/至|到|~|～|—+|–/).map((part) => part.trim());
  if (parts.length > 2) return null;
  const days = parts.map((part) => (part === '' || part === '今' || part === '长期' ? '' : dayOf(part)));
  if (days.some((day) => day === null)) return null;
  return [days[0] || null, days[1] || null];
}

/** Parts of a cell that holds several. */
export const listOf = (text: string): string[] =>
  text
    .split(/[;；、,，]/)
    .map((part) => part.trim())
    .filter(Boolean);
