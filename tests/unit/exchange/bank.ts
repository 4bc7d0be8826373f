import { readdirSync, readFileSync } from 'node:fs';
import { strToU8, zipSync } from 'fflate';
import { readCsv } from '../../../src/exercise/exchange/csv.ts';
import { type Problem, type ReadOptions, readQuestions, sayProblem } from '../../../src/exercise/exchange/index.ts';
import type { QuestionDraft } from '../../../src/exercise/sheet.ts';

const ROOT = new URL('../../../', import.meta.url);
export const fixture = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(`tests/fixtures/exchange/${name}`, ROOT)));

/** The starter bank, in the order of its files. */
export const bank = (): QuestionDraft[] =>
  readdirSync(new URL('supabase/seed/questions/', ROOT))
    .filter((name) => name.endsWith('.csv'))
    .sort()
    .flatMap((name) => readCsv(readFileSync(new URL(`supabase/seed/questions/${name}`, ROOT))).questions)
    .map(({ draft }) => draft);

export const OPTIONS: ReadOptions = {
  pool: 'practice',
  kp: null,
  stages: ['junior', 'adult'],
  difficulty: 2,
  checked_on: '2026-11-22',
};
export const WITH_KP: ReadOptions = { ...OPTIONS, kp: 2 };

export const read = (bytes: Uint8Array | string, name: string, options = OPTIONS) =>
  readQuestions(typeof bytes === 'string' ? strToU8(bytes) : bytes, name, options);

const WORDS: Record<string, string> = JSON.parse(
  readFileSync(new URL('src/i18n/locales/zh-Hans/console_exchange.json', ROOT), 'utf8'),
);
/** A problem as the importer shows it: row, column, Chinese sentence. */
export const say = (problem: Problem): string => `${problem.row} ${problem.column}: ${sayProblem(problem, WORDS)}`;

/** A zip of texts or bytes. */
export const zip = (files: Record<string, string | Uint8Array>): Uint8Array =>
  zipSync(
    Object.fromEntries(
      Object.entries(files).map(([name, body]) => [name, typeof body === 'string' ? strToU8(body) : body]),
    ),
  );

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
/** A workbook around the XML of one sheet, as small as one can be. */
export const workbook = (sheet: string, more: Record<string, string | Uint8Array> = {}): Uint8Array =>
  zip({
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="x" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml':
      sheet.startsWith('<?') || sheet.startsWith('<!') || sheet.startsWith('<worksheet')
        ? sheet
        : `<worksheet xmlns="${MAIN}"><sheetData>${sheet}</sheetData></worksheet>`,
    ...more,
  });

/** A question as small as one can be. */
export const question = (part: Partial<QuestionDraft> & { stem?: string; options?: string[] } = {}): QuestionDraft => {
  const { stem = '题干', options = ['甲', '乙', '丙'], ...rest } = part;
  return {
    code: 'q-1',
    pool: 'practice',
    kp: 1,
    kind: 'single',
    stages: ['adult'],
    difficulty: 1,
    words: { 'zh-Hans': { stem, options, source: '出处' } },
    pictures: null,
    facts: [],
    valid_from: null,
    valid_to: null,
    checked_on: '2026-11-22',
    status: 'draft',
    answer: 'A',
    explanation: { 'zh-Hans': '解析' },
    ...rest,
  };
};
