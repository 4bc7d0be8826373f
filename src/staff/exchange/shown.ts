/** Problems as the preview shows them, whoever found them: the reader in the browser or the server. Pure. */
import { type ReadQuestion, type ReadResult, sayProblem } from '../../exercise/exchange/index.ts';
import type { Areas } from '../../i18n/keys.ts';
import type { Hint } from './messages.ts';
import type { RowProblems } from './server.ts';

type Words = Areas['console_exchange'];

export interface Shown {
  row: number;
  column: string;
  where: string;
  text: string;
  stops: boolean;
}

const said = (words: Words, key: string): string | undefined => (words as Record<string, string>)[key];

/** Columns of sheets stand as they are; fields of other formats have a word. */
const columnName = (words: Words, column: string): string => said(words, `f_${column}`) ?? column;

/** Problems of the file. */
export const ofFile = (result: ReadResult, words: Words): Shown[] =>
  result.problems.map((problem) => ({
    row: problem.row,
    column: columnName(words, problem.column),
    where: problem.where ?? '',
    text: sayProblem(problem, words),
    stops: problem.level === 'error',
  }));

const SUFFIX: Record<string, string> = { 'zh-Hans': '', 'zh-Hant': '(繁)', en: '(EN)' };

/** A field of the body (`stem.en`, `option.B.zh-Hans`, `facts`) as people call it. */
function fieldName(words: Words, field: string): string {
  const [name = '', ...rest] = field.split('.');
  const letter = name === 'option' ? rest.shift() : undefined;
  return (letter ?? columnName(words, name)) + (SUFFIX[rest.join('.')] ?? '');
}

/** What the lint says; `rules` are the editor's words for it. */
export const ofLint = (hints: Hint[], words: Words, rules: Record<string, string>): Shown[] =>
  hints.map(({ row, where, field, rule }) => ({
    row,
    where,
    column: fieldName(words, field),
    text: rules[`rule_${rule}`] ?? words.r_refused,
    stops: false,
  }));

/** Problems that the server found, at the rows of the file that they belong to. */
export function ofServer(found: RowProblems[], questions: ReadQuestion[], words: Words): Shown[] {
  return found.flatMap(({ row, problems, stops }) => {
    const question = questions[row - 1];
    return problems.map(({ field, rule }) => {
      const column = fieldName(words, field);
      const text = said(words, field === 'pictures' ? 'r_pictures' : `r_${rule}`) ?? words.r_refused;
      return {
        row: question?.row ?? 0,
        where: question?.where ?? '',
        column,
        text,
        stops: stops && !lacks(field, rule),
      };
    });
  });
}

/** As app.import_stops has it. */
const lacks = (field: string, rule: string): boolean =>
  rule === 'unchecked' || (rule === 'missing' && /^(facts|valid_from|source\..*|explanation\..*)$/.test(field));

export interface Note {
  column: string;
  text: string;
  rows: number[];
}

/** What does not stop a question comes often: one line for each kind, with its rows. */
export function notesOf(shown: Shown[]): Note[] {
  const notes = new Map<string, Note>();
  for (const { column, text, row, stops } of shown) {
    if (stops) continue;
    const key = `${column}\n${text}`;
    const note = notes.get(key) ?? { column, text, rows: [] };
    if (note.rows.at(-1) !== row) note.rows.push(row);
    notes.set(key, note);
  }
  return [...notes.values()];
}
