import type { QuestionDraft } from '../sheet.ts';
import { choicesOf, feedbackOf, isChoice, writeTags } from './item.ts';

const escapeGift = (text: string): string => text.replace(/[\\~=#{}:]/g, '\\$&').replace(/\n/g, '\\n');
/** A text that begins like a format or a weight says that it is neither. */
const option = (text: string): string => (/^[[%]/.test(text) ? '[plain]' : '') + escapeGift(text);

/** Choice questions as GIFT, one line each, the bank's own knowledge in a comment above. */
export function writeGift(questions: QuestionDraft[]): Uint8Array {
  const blocks = questions.filter(isChoice).map((q) => {
    const { stem, options } = choicesOf(q);
    const told = feedbackOf(q);
    const feedback = told ? `####[plain]${escapeGift(told)}` : '';
    const comment = `// [id:${q.code}] ${writeTags(q)
      .map((tag) => `[tag:${tag}]`)
      .join(' ')}`;
    const right = options.filter((each) => each.right).length;
    const wrong = options.length - right;
    const choices = options.map((each) => {
      if (q.kind !== 'multiple') return `${each.right ? '=' : '~'}${option(each.text)}`;
      return `~%${percent(each.right ? 1 / right : -1 / wrong)}%${option(each.text)}`;
    });
    const body = q.kind === 'judge' ? (q.answer === 'A' ? 'TRUE' : 'FALSE') : choices.join(' ');
    return `${comment}\n::${q.code}::[plain]${escapeGift(stem)}{${body}${feedback}}`;
  });
  return new TextEncoder().encode(`${blocks.join('\n\n')}\n`);
}

/** Five decimals, as Moodle knows its fractions. */
const percent = (part: number): string => String(Math.round(part * 10_000_000) / 100_000);
