import { type GIFTQuestion, parse, type TextChoice, type TextFormat } from 'gift-pegjs';
import { lines, plainText } from './html.ts';
import { type ChoiceItem, ItemReader } from './item.ts';
import { clean, decode } from './text.ts';
import type { ReadOptions, ReadResult } from './types.ts';

/** GIFT of Moodle. Items stand between blank lines, so each is parsed on its own and a mistake spoils no other. */
export function readGift(bytes: Uint8Array, options: Partial<ReadOptions> = {}): ReadResult {
  const items = new ItemReader(options);
  let category = '';
  let tags: string[] = [];
  for (const block of blocksOf(decode(bytes))) {
    tags.push(...block.tags);
    category = block.category ?? category;
    if (!block.text) continue;
    readBlock(block, category, tags, items);
    tags = [];
  }
  return items.result('gift');
}

interface Block {
  row: number;
  text: string;
  category: string | null;
  tags: string[];
}

function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  const fresh = (): Block => ({ row: 0, text: '', category: null, tags: [] });
  let block = fresh();
  const end = () => {
    if (block.row) blocks.push(block);
    block = fresh();
  };
  for (const [i, line] of text.split(/\r\n?|\n/).entries()) {
    if (!line.trim()) {
      end();
      continue;
    }
    if (/^\s*\/\//.test(line)) {
      block.row ||= i + 1;
      for (const [, tag = ''] of line.matchAll(/\[tag:([^\]]+)\]/g)) block.tags.push(tag);
      continue;
    }
    const category = /^\s*\$CATEGORY:\s*(.*)$/.exec(line);
    if (category) {
      end();
      block.row = i + 1;
      block.category = (category[1] ?? '').trim();
      end();
      continue;
    }
    if (!block.text) block.row = i + 1;
    block.text += `${line}\n`;
  }
  end();
  return blocks;
}

function readBlock({ row, text }: Block, category: string, tags: string[], items: ItemReader) {
  const title = /^\s*::((?:\\.|[^\\])*?)::/.exec(text);
  const name = title ? unescapeGift(title[1] ?? '').trim() : '';
  const where = [category, name].filter(Boolean).join(' › ').slice(0, 200);
  const body = title ? text.slice(title[0].length) : text;
  let question: GIFTQuestion | undefined;
  try {
    question = parse(`${easier(body)}\n`)[0];
  } catch {
    return items.refuse(row, where, 'syntax');
  }
  if (!question || question.type === 'Category') return;
  if (question.type === 'Description') return items.refuse(row, where, 'not_supported', { kind: 'Description' });
  const stem = textOf(question.stem);
  const feedback = question.globalFeedback ? [textOf(question.globalFeedback)] : [];
  const item = { row, where, stem, tags };
  if (question.type === 'TF') {
    const told = [question.trueFeedback, question.falseFeedback].flatMap((each) => (each ? [textOf(each)] : []));
    if (told.length) items.note(row, where, 'option_feedback', 'explanation');
    const options = [
      { text: '对', right: question.isTrue },
      { text: '错', right: !question.isTrue },
    ];
    return items.take({ ...item, kind: 'judge', options, explanation: join([...feedback, ...told]) });
  }
  if (question.type !== 'MC') return items.refuse(row, where, 'not_supported', { kind: question.type });
  readChoices(question.choices, { ...item, explanation: '' }, feedback, items);
}

/** “=” marks the one right option; without it, options of positive weight are right together. */
function readChoices(
  choices: TextChoice[],
  item: Omit<ChoiceItem, 'kind' | 'options'>,
  feedback: string[],
  items: ItemReader,
) {
  const single = choices.some(({ isCorrect }) => isCorrect);
  const positive = choices.filter(({ weight }) => (weight ?? 0) > 0).length;
  const isRight = ({ isCorrect, weight }: TextChoice) => (single ? isCorrect : (weight ?? 0) > 0);
  const told = choices.flatMap((choice) => (choice.feedback ? [textOf(choice.feedback)] : []));
  if (told.length) items.note(item.row, item.where, 'option_feedback', 'explanation');
  if (choices.some((choice) => !isRight(choice) && (choice.weight ?? 0) > 0))
    items.note(item.row, item.where, 'partial_credit', 'answer');
  items.take({
    ...item,
    kind: !single && positive > 1 ? 'multiple' : 'single',
    options: choices.map((choice) => ({ text: textOf(choice.text), right: isRight(choice) })),
    explanation: join([...feedback, ...told]),
  });
}

const textOf = ({ format, text }: TextFormat): string => {
  const own = text.replaceAll(ARROW, '->');
  return format === 'html' || format === 'moodle' ? plainText(own.replace(/\n/g, '<br>')) : clean(own);
};
const join = (parts: string[]) => [...new Set(parts.filter(Boolean))].join('\n');
const unescapeGift = (text: string) => lines(text.replace(/\\([\\:#={}~])/g, '$1'));

/** Stands for an arrow while the grammar reads; no text has this sign. */
const ARROW = '\uFDD0';

/**
 * What Moodle reads and the grammar stumbles over: a colon in a text (in numeric answers it means a range), and an arrow in
 * an option (with “~” about, it does not mean a pair).
 */
function easier(text: string): string {
  if (/\{\s*#/.test(text)) return text;
  const escaped = text.replace(/\\[\s\S]|:/g, (part) => (part === ':' ? '\\:' : part));
  const choice = /~/.test(text.replace(/\\[\s\S]/g, ''));
  return choice ? escaped.replaceAll('->', ARROW) : escaped;
}
