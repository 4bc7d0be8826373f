/**
 * Runs the sheet reader and the editor's lint over every question file of the seed, with the facts beside them, and
 * the same words' lint over trails, games, gifts, lessons, checklists, events and registers.
 * `node tests/seed-lint.ts [--advice]` prints file:row column, and ends with 1 when there is an error.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import Papa from 'papaparse';
import type { Locale } from '../src/contract/locales.ts';
import { type Finding, lintQuestion } from '../src/exercise/editor-lint.ts';
import { readCsv as readQuestions } from '../src/exercise/exchange/csv.ts';
import { sayProblem } from '../src/exercise/exchange/problem.ts';
import type { SheetRow } from '../src/exercise/sheet.ts';
import { lintEvents } from './seed-lint-events.ts';
import { lintLessons } from './seed-lint-lessons.ts';
import { lintTrails } from './seed-lint-trails.ts';

const SEED = fileURLToPath(new URL('../supabase/seed/', import.meta.url));
const SUFFIX: Record<Locale, string> = { 'zh-Hans': '', 'zh-Hant': '(繁)', en: '(EN)' };
const WORDS: object = JSON.parse(
  readFileSync(new URL('../src/i18n/locales/zh-Hans/console_exchange.json', import.meta.url), 'utf8'),
);
const COLUMN: Record<string, string> = {
  stem: '题干',
  explanation: '解析',
  source: '依据',
  boxes: '分类',
  answer: '答案',
  facts: '事实',
  kind: '题型',
  valid_from: '有效期起',
  valid_to: '有效期止',
};

export interface SeedMessage {
  file: string;
  /** as a spreadsheet counts: the header is row 1 */
  row: number;
  column: string;
  message: string;
  level: 'error' | 'advice';
}

/** Everything wrong with the seed; an empty list is what `npm run check` wants. */
export function lintSeed(folder = SEED): SeedMessage[] {
  const out: SeedMessage[] = [];
  const facts = readFacts(folder, out);
  const unchecked = new Set([...facts].filter(([, status]) => status === 'M').map(([id]) => id));
  const codes = new Map<string, string>();
  const pictures = new Set(readdirSync(join(folder, 'pictures')).map((name) => `pictures/${name}`));
  const names = readdirSync(join(folder, 'questions')).filter((name) => name.endsWith('.csv'));
  for (const name of names.sort()) {
    const file = `questions/${name}`;
    const { questions, problems } = readQuestions(readFileSync(join(folder, file)));
    for (const problem of problems)
      out.push({ file, row: problem.row, column: problem.column, message: sayProblem(problem, WORDS), level: 'error' });
    for (const { draft: q, row } of questions) {
      const error = (column: string, message: string) => out.push({ file, row, column, message, level: 'error' });
      const twin = codes.get(q.code);
      if (twin) error('编号', `${q.code} 已在 ${twin} 出现`);
      codes.set(q.code, file);
      for (const fact of q.facts) if (!facts.has(fact)) error('事实', `没有事实 ${fact}`);
      for (const picture of q.pictures ?? []) if (!pictures.has(picture)) error('A', `没有图片 ${picture}`);
      for (const finding of lintQuestion(q, unchecked))
        out.push({
          file,
          row,
          column: columnOf(finding),
          message: `${finding.message} [${finding.rule}]`,
          level: finding.level,
        });
    }
  }
  return [...out, ...lintTrails(folder, facts), ...lintLessons(folder, facts), ...lintEvents(folder)];
}

function columnOf({ field, locale }: Finding): string {
  const column = field.startsWith('option.') ? field.slice(7) : (COLUMN[field] ?? field);
  return column + (locale ? SUFFIX[locale] : '');
}

/** Fact id → status, from all facts files. */
function readFacts(folder: string, out: SeedMessage[]): Map<string, string> {
  const facts = new Map<string, string>();
  for (const file of readdirSync(folder).filter((name) => /^facts.*\.csv$/.test(name))) {
    readCsv(join(folder, file), file, out).forEach((row, i) => {
      const id = row.编号 ?? '';
      const report = (column: string, message: string) =>
        out.push({ file, row: i + 2, column, message, level: 'error' });
      if (facts.has(id)) report('编号', `${id} 重复`);
      for (const column of ['编号', '知识点', '内容', '内容(EN)', '依据', '有效期起', '核对日期', '状态'])
        if (!row[column]?.trim()) report(column, '不能为空');
      facts.set(id, row.状态 ?? '');
    });
  }
  return facts;
}

function readCsv(path: string, file: string, out: SeedMessage[]): SheetRow[] {
  const text = readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  const parsed = Papa.parse<SheetRow>(text, { header: true, skipEmptyLines: true });
  for (const problem of parsed.errors)
    out.push({ file, row: (problem.row ?? 0) + 2, column: '', message: problem.message, level: 'error' });
  return parsed.data;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const messages = lintSeed();
  const errors = messages.filter((m) => m.level === 'error');
  for (const m of process.argv.includes('--advice') ? messages : errors)
    console.log(`${m.file}:${m.row} ${m.column}: ${m.message}${m.level === 'advice' ? '（建议）' : ''}`);
  console.log(`seed: ${errors.length} errors, ${messages.length - errors.length} pieces of advice`);
  process.exitCode = errors.length ? 1 : 0;
}
