import { hasMedia, plainText } from './html.ts';
import { type ChoiceItem, ItemReader } from './item.ts';
import { Refused } from './problem.ts';
import { clean, decode } from './text.ts';
import type { ReadOptions, ReadResult } from './types.ts';
import { all, eachElement, one, textOf, type XmlNode } from './xml.ts';

/** Questions of a Moodle XML export. Files in questions are refused: their places are in texts that we do not keep. */
export function readMoodle(bytes: Uint8Array, options: Partial<ReadOptions> = {}): ReadResult {
  const items = new ItemReader(options);
  let category = '';
  let quiz = false;
  eachElement(decode(bytes), ['question'], (node, root) => {
    quiz = root === 'quiz';
    const type = node.attributes.type ?? '';
    if (type === 'category') category = clean(textOf(one(one(node, 'category'), 'text')));
    else readQuestion(node, type, category, items);
  });
  if (!quiz && items.found) throw new Refused('unreadable', { format: 'Moodle XML' });
  return items.result('moodle');
}

function readQuestion(node: XmlNode, type: string, category: string, items: ItemReader) {
  const { line: row } = node;
  const where = [category, clean(textOf(one(one(node, 'name'), 'text')))].filter(Boolean).join(' › ').slice(0, 200);
  if (type !== 'multichoice' && type !== 'truefalse') return items.refuse(row, where, 'not_supported', { kind: type });
  const answers = all(node, 'answer');
  const parts = ['questiontext', 'generalfeedback'].flatMap((name) => all(node, name));
  const file = [...parts, ...answers, ...answers.flatMap((answer) => all(answer, 'feedback'))].flatMap((part) =>
    all(part, 'file'),
  )[0];
  if (file) return items.refuse(row, where, 'has_files', { file: (file.attributes.name ?? '').slice(0, 80) });
  if ([...parts, ...answers].some((part) => !isPlain(part) && hasMedia(textOf(one(part, 'text')))))
    items.note(row, where, 'pictures_left_out', 'stem');

  const told = answers.map((answer) => formatted(one(answer, 'feedback'))).filter(Boolean);
  if (told.length) items.note(row, where, 'option_feedback', 'explanation');
  const item: Omit<ChoiceItem, 'kind' | 'options'> = {
    row,
    where,
    stem: formatted(one(node, 'questiontext')),
    explanation: [...new Set([formatted(one(node, 'generalfeedback')), ...told].filter(Boolean))].join('\n'),
    tags: all(one(node, 'tags'), 'tag').map((tag) => clean(textOf(one(tag, 'text')))),
  };
  const fraction = (answer: XmlNode) => Number(answer.attributes.fraction ?? 0) || 0;
  if (type === 'truefalse') {
    const isTrue = answers.some((answer) => fraction(answer) > 0 && /^true$/i.test(formatted(answer)));
    const known = answers.some((answer) => fraction(answer) > 0);
    const options = [
      { text: '对', right: known && isTrue },
      { text: '错', right: known && !isTrue },
    ];
    return items.take({ ...item, kind: 'judge', options });
  }
  const single = !/^(false|0)$/i.test(clean(textOf(one(node, 'single'))));
  const isRight = (answer: XmlNode) => (single ? fraction(answer) >= 100 : fraction(answer) > 0);
  if (answers.some((answer) => fraction(answer) > 0 && !isRight(answer)))
    items.note(row, where, 'partial_credit', 'answer');
  const right = answers.filter(isRight).length;
  items.take({
    ...item,
    kind: single || right < 2 ? 'single' : 'multiple',
    options: answers.map((answer) => ({ text: formatted(answer), right: isRight(answer) })),
  });
}

const isPlain = ({ attributes }: XmlNode) => /^(plain_text|markdown)$/.test(attributes.format ?? '');

/** Text of a part by its own format; what has no format is Moodle's, which is HTML. */
function formatted(part: XmlNode | undefined): string {
  const text = textOf(one(part, 'text'));
  return part && isPlain(part) ? clean(text) : plainText(text);
}
