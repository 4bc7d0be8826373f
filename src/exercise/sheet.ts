/**
 * The question template as rows: what the importer of the console and the seed read. Pure; knows neither files nor
 * database. Columns: supabase/seed/questions/README.md. A sheet may leave out every column that has a default.
 */
import type { QuestionKind, Stage } from '../contract/content.ts';
import { STAGES } from '../contract/content.ts';
import { LOCALES, type Locale } from '../contract/locales.ts';
import { LIMITS } from './exchange/limits.ts';
import { type Problem, type ProblemCode, problem } from './exchange/problem.ts';
import { CODE, clean, codeFor } from './exchange/text.ts';
import type { ReadOptions } from './exchange/types.ts';
import { readAnswer } from './sheet-answer.ts';
import {
  dayOf,
  KINDS,
  kindOf,
  LETTERS,
  LEVELS,
  listOf,
  POOLS,
  periodOf,
  STAGE,
  STATUS,
  SUFFIX,
  simplified,
} from './sheet-columns.ts';

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

/**
 * Reads all rows; every problem is named by row and column, and good rows come back whatever their neighbours are.
 * @param rowAt row of the sheet that the row with this index stood in; without it the header is row 1 and no row is blank
 */
export function readSheet(
  rows: SheetRow[],
  options: Partial<ReadOptions> = {},
  rowAt: (index: number) => number = (index) => index + 2,
): { questions: { draft: QuestionDraft; row: number }[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const questions: { draft: QuestionDraft; row: number }[] = [];
  const seen = new Map<string, number>();
  rows.forEach((row, index) => {
    const at = rowAt(index);
    const before = problems.length;
    const draft = readRow(row, options, (column, code, params) => problems.push(problem(at, column, code, params)));
    const twin = seen.get(draft.code);
    if (twin && row.编号?.trim()) problems.push(problem(at, '编号', 'same_code', { row: twin }));
    else if (twin && row.题干?.trim()) problems.push(problem(at, '题干', 'same_stem', { row: twin }));
    else seen.set(draft.code, at);
    if (problems.length === before) questions.push({ draft, row: at });
  });
  return { questions, problems };
}

export type Report = (column: string, code: ProblemCode, params?: Record<string, string | number>) => void;

function readRow(row: SheetRow, options: Partial<ReadOptions>, report: Report): QuestionDraft {
  const cell = (column: string) => clean(row[column] ?? '');
  const pick = <T>(column: string, table: Record<string, T>, fallback: T): T => {
    const found = table[simplified(cell(column))];
    if (found === undefined && cell(column)) report(column, 'one_of', { words: Object.keys(table).join('、') });
    return found ?? fallback;
  };
  const day = (column: string): string | null => {
    const found = cell(column) ? dayOf(cell(column)) : '';
    if (found === null) report(column, 'date_form');
    return found || null;
  };
  const number = (column: string, text: string, low: number, high: number): number => {
    const value = Number(text);
    if (!text || !Number.isInteger(value) || value < low || value > high) report(column, 'number_range', { low, high });
    return value;
  };
  for (const column of Object.keys(row))
    if (cell(column).length > longest(column)) report(column, 'too_long', { most: longest(column) });

  const kind = cell('题型') ? kindOf(cell('题型')) : guessKind(cell('答案'), LETTERS.filter((l) => cell(l)).length);
  if (!kind) report('题型', 'one_of', { words: Object.keys(KINDS).join('、') });
  const judged = kind === 'judge' && !LETTERS.some((letter) => cell(letter));
  const used = judged ? LETTERS.slice(0, 2) : LETTERS.filter((letter) => cell(letter));
  if (used.length < 2) report('A', 'two_options');
  if (used.some((letter, i) => letter !== LETTERS[i])) report('A', 'gap_in_options');
  const stages = listOf(cell('学段')).flatMap((name) => {
    const stage = STAGE[simplified(name)];
    if (!stage) report('学段', 'unknown_stage', { word: name });
    return stage ? [stage] : [];
  });
  const pool = pick('用途', POOLS, options.pool ?? 'practice');
  const period = cell('有效期') ? periodOf(cell('有效期')) : [null, null];
  if (!period) report('有效期', 'date_form');
  const checked = day('核对日期') ?? options.checked_on ?? '';
  if (!checked) report('核对日期', 'date_form');
  if (!cell('知识点') && !options.kp) report('知识点', 'no_kp');
  if (cell('编号') && !CODE.test(cell('编号'))) report('编号', 'code_form');

  const { words, explanation } = readWords(row, kind ?? 'single', used, judged, report);
  return {
    code: cell('编号') || codeFor(cell('题干'), pool),
    pool,
    kp: cell('知识点') ? number('知识点', cell('知识点'), 1, 10) : (options.kp ?? 0),
    kind: kind ?? 'single',
    stages: stages.length ? stages : (options.stages ?? [...STAGES]),
    difficulty: cell('难度')
      ? number('难度', LEVELS[simplified(cell('难度'))] ?? cell('难度'), 1, 3)
      : (options.difficulty ?? 2),
    words,
    pictures: kind === 'picture' ? used.map((letter) => cell(letter).split('|')[0]?.trim() ?? '') : null,
    facts: cell('事实') ? listOf(cell('事实')) : (options.facts ?? []),
    valid_from: day('有效期起') ?? period?.[0] ?? options.valid_from ?? null,
    valid_to: day('有效期止') ?? period?.[1] ?? null,
    checked_on: checked,
    status: pick('状态', STATUS, 'draft'),
    answer: kind ? readAnswer(kind, cell('答案'), used.length, report) : '',
    explanation,
  };
}

const LONGEST: Record<string, number> = {
  题干: LIMITS.stem,
  解析: LIMITS.explanation,
  依据: LIMITS.source,
};
const longest = (column: string): number => LONGEST[column.replace(/\(.*\)$/, '')] ?? LIMITS.option;

/** Sheets without the column: a word is a judgement, several letters are several answers. */
function guessKind(answer: string, options: number): QuestionKind {
  if (options <= 2 && /^(对|错|正确|错误|√|×|true|false)$/i.test(answer)) return 'judge';
  return answer.replace(/[^A-Za-zＡ-Ｚ]/g, '').length > 1 ? 'multiple' : 'single';
}

const JUDGED: Record<Locale, string[]> = { 'zh-Hans': ['对', '错'], 'zh-Hant': ['對', '錯'], en: ['True', 'False'] };

function readWords(row: SheetRow, kind: QuestionKind, used: readonly string[], judged: boolean, report: Report) {
  const words: QuestionDraft['words'] = {};
  const explanation: QuestionDraft['explanation'] = {};
  for (const locale of LOCALES) {
    const own = (column: string) => clean(row[column + SUFFIX[locale]] ?? '');
    if (locale !== 'zh-Hans' && !own('题干')) continue;
    for (const column of ['题干', '解析', '依据']) if (!own(column)) report(column + SUFFIX[locale], 'empty');
    const options = judged
      ? JUDGED[locale]
      : used.map((letter) =>
          kind === 'picture'
            ? own(letter)
                .replace(/^[^|]*\|/, '')
                .trim()
            : own(letter),
        );
    options.forEach((text, i) => {
      if (!text) report(`${LETTERS[i]}${SUFFIX[locale]}`, 'empty');
    });
    const boxes =
      kind === 'sort'
        ? own('分类')
            .split('|')
            .map((box) => box.trim())
        : null;
    if (boxes && (boxes.length !== 2 || boxes.some((box) => !box))) report(`分类${SUFFIX[locale]}`, 'two_boxes');
    words[locale] = {
      stem: own('题干'),
      options,
      source: own('依据'),
      ...(boxes ? { boxes: [boxes[0] ?? '', boxes[1] ?? ''] as [string, string] } : {}),
    };
    explanation[locale] = own('解析');
  }
  return { words, explanation };
}
