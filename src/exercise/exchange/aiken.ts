import type { QuestionDraft } from '../sheet.ts';
import { lines } from './html.ts';
import { choicesOf, ItemReader, isChoice } from './item.ts';
import { decode } from './text.ts';
import type { ReadOptions, ReadResult } from './types.ts';

const OPTION = /^\s*([A-Z])[.)]\s+(.*)$/;
const ANSWER = /^\s*ANSWER\s*:\s*(.*)$/i;

/** Aiken: the stem, options “A. …”, and “ANSWER: B”. One right option, nothing else. */
export function readAiken(bytes: Uint8Array, options: Partial<ReadOptions> = {}): ReadResult {
  const items = new ItemReader(options);
  let stem: string[] = [];
  let row = 0;
  let choices: { letter: string; text: string }[] = [];
  const reset = () => {
    stem = [];
    choices = [];
    row = 0;
  };
  decode(bytes)
    .split(/\r\n?|\n/)
    .forEach((line, i) => {
      const option = OPTION.exec(line);
      const answer = ANSWER.exec(line);
      if (answer && row) {
        const right = (answer[1] ?? '').trim().toUpperCase();
        const known = choices.some(({ letter }) => letter === right);
        if (!known) items.refuse(row, '', 'answer_letters', { last: choices.at(-1)?.letter ?? 'A' }, 'answer');
        else {
          const parts = choices.map(({ letter, text }) => ({ text, right: letter === right }));
          items.take({
            kind: 'single',
            row,
            where: '',
            stem: stem.join('\n'),
            options: parts,
            explanation: '',
            tags: [],
          });
        }
        reset();
      } else if (option && row && option[1] === String.fromCharCode(65 + choices.length)) {
        choices.push({ letter: option[1] ?? '', text: option[2]?.trim() ?? '' });
      } else if (!line.trim()) {
        if (choices.length) {
          items.refuse(row, '', 'syntax');
          reset();
        }
      } else if (choices.length) {
        const last = choices.at(-1);
        if (last) last.text += `\n${line.trim()}`;
      } else {
        row ||= i + 1;
        stem.push(line.trim());
      }
    });
  if (row) items.refuse(row, '', 'syntax');
  return items.result('aiken');
}

/** Can Aiken say this question? One right option, and no line of it that would be read as something else. */
export const fitsAiken = (q: QuestionDraft): boolean => isChoice(q) && q.kind !== 'multiple';

export function writeAiken(questions: QuestionDraft[]): Uint8Array {
  const blocks = questions.filter(fitsAiken).map((q) => {
    const { stem, options } = choicesOf(q);
    const answer = options.find(({ right }) => right)?.letter ?? 'A';
    // Aiken has no way to quote: line feeds become spaces.
    const flat = (text: string) => lines(text).replace(/\n/g, ' ');
    return [flat(stem), ...options.map(({ letter, text }) => `${letter}. ${flat(text)}`), `ANSWER: ${answer}`].join(
      '\r\n',
    );
  });
  return new TextEncoder().encode(`${blocks.join('\r\n\r\n')}\r\n`);
}
