import type { QuestionDraft } from '../sheet.ts';
import { choicesOf, feedbackOf, isChoice, writeTags } from './item.ts';
import { escapeXml } from './xml.ts';

const text = (words: string) => `<text>${escapeXml(words)}</text>`;
const PLAIN = 'format="plain_text"';

/** Choice questions as Moodle XML, one category per knowledge point, the bank's own knowledge as tags. */
export function writeMoodle(questions: QuestionDraft[]): Uint8Array {
  const parts: string[] = [];
  let kp = 0;
  for (const q of questions.filter(isChoice)) {
    if (q.kp !== kp) {
      kp = q.kp;
      const path = `$course$/top/Qingtu/KP${String(kp).padStart(2, '0')}`;
      parts.push(`<question type="category"><category>${text(path)}</category></question>`);
    }
    parts.push(writeQuestion(q));
  }
  return new TextEncoder().encode(`<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n${parts.join('\n')}\n</quiz>\n`);
}

function writeQuestion(q: QuestionDraft): string {
  const { stem, options } = choicesOf(q);
  const right = options.filter((each) => each.right).length;
  const wrong = options.length - right;
  const fraction = (isRight: boolean) =>
    q.kind === 'multiple'
      ? (isRight ? 100 / right : -100 / wrong).toFixed(5).replace(/\.?0+$/, '')
      : isRight
        ? '100'
        : '0';
  const answers = options.map(({ text: words, letter, right: isRight }) =>
    q.kind === 'judge'
      ? `<answer fraction="${fraction(isRight)}" format="moodle_auto_format">${text(letter === 'A' ? 'true' : 'false')}</answer>`
      : `<answer fraction="${fraction(isRight)}" ${PLAIN}>${text(words)}</answer>`,
  );
  return [
    `<question type="${q.kind === 'judge' ? 'truefalse' : 'multichoice'}">`,
    `<name>${text(q.code)}</name>`,
    `<questiontext ${PLAIN}>${text(stem)}</questiontext>`,
    `<generalfeedback ${PLAIN}>${text(feedbackOf(q))}</generalfeedback>`,
    '<defaultgrade>1</defaultgrade><penalty>1</penalty><hidden>0</hidden>',
    `<idnumber>${escapeXml(q.code)}</idnumber>`,
    q.kind === 'judge'
      ? ''
      : `<single>${q.kind === 'single'}</single><shuffleanswers>true</shuffleanswers><answernumbering>ABCD</answernumbering>`,
    ...answers,
    `<tags>${writeTags(q)
      .map((tag) => `<tag>${text(tag)}</tag>`)
      .join('')}</tags>`,
    '</question>',
  ].join('');
}
