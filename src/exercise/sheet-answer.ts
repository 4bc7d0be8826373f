import type { QuestionKind } from '../contract/content.ts';
import type { Report } from './sheet.ts';
import { LETTERS, simplified } from './sheet-columns.ts';

const RIGHT = /^(对|正确|是|√|✓|true|t|a)$/i;
const WRONG = /^(错|错误|否|×|✗|x|false|f|b)$/i;

/** The key in the product's notation: letters in order, A/B for judgements, one box letter per item for sorting. */
export function readAnswer(kind: QuestionKind, cell: string, options: number, report: Report): string {
  const text = simplified(cell.normalize('NFKC').trim());
  if (kind === 'judge') {
    if (!RIGHT.test(text) && !WRONG.test(text)) report('答案', 'answer_judge');
    return RIGHT.test(text) ? 'A' : 'B';
  }
  const written = text.toUpperCase().replace(/[\s,;、|/]/g, '');
  if (kind === 'sort') {
    if (!/^[AB]+$/.test(written) || written.length !== options) report('答案', 'answer_sort', { count: options });
    return written;
  }
  const letters = [...new Set(written)].sort().join('');
  const last = LETTERS[options - 1] ?? 'F';
  if (!written || letters.length !== written.length || [...letters].some((l) => l < 'A' || l > last))
    report('答案', 'answer_letters', { last });
  else if (kind === 'multiple' && letters.length < 2) report('答案', 'answer_multiple');
  else if (letters.length === options) report('答案', 'answer_all');
  else if (kind !== 'multiple' && letters.length > 1) report('答案', 'answer_single');
  return letters;
}
