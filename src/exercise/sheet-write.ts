import { LOCALES } from '../contract/locales.ts';
import type { QuestionDraft, SheetRow } from './sheet.ts';
import { COLUMNS, KINDS, LETTERS, POOLS, STAGE, STATUS, SUFFIX } from './sheet-columns.ts';

const wordOf = <T>(table: Record<string, T>, value: T) =>
  Object.keys(table).find((word) => table[word] === value) ?? '';

/** A question as a row of the template; every column is there. The other way round: `readSheet`. */
export function writeRow(q: QuestionDraft): SheetRow {
  const row: SheetRow = Object.fromEntries(COLUMNS.map((column) => [column, '']));
  Object.assign(row, {
    编号: q.code,
    题型: wordOf(KINDS, q.kind),
    答案: q.kind === 'judge' ? (q.answer === 'A' ? '对' : '错') : q.answer,
    难度: String(q.difficulty),
    知识点: String(q.kp),
    学段: q.stages.map((stage) => wordOf(STAGE, stage)).join(';'),
    有效期起: q.valid_from ?? '',
    有效期止: q.valid_to ?? '',
    核对日期: q.checked_on,
    事实: q.facts.join(';'),
    用途: wordOf(POOLS, q.pool),
    状态: wordOf(STATUS, q.status),
  });
  for (const locale of LOCALES) {
    const words = q.words[locale];
    if (!words) continue;
    const put = (column: string, text: string) => {
      row[column + SUFFIX[locale]] = text;
    };
    put('题干', words.stem);
    put('解析', q.explanation[locale] ?? '');
    put('依据', words.source);
    if (words.boxes) put('分类', words.boxes.join('|'));
    words.options.forEach((text, i) => {
      put(LETTERS[i] ?? 'F', q.pictures ? `${q.pictures[i] ?? ''}|${text}` : text);
    });
  }
  return row;
}
