/**
 * Choice questions as learning platforms know them. Formats of other tools carry these and no more; what only our bank
 * knows (code, knowledge point, stages …) travels as tags that our own exports write and our import reads.
 */
import type { Stage } from '../../contract/content.ts';
import { STAGES } from '../../contract/content.ts';
import type { QuestionDraft } from '../sheet.ts';
import { dayOf, LETTERS } from '../sheet-columns.ts';
import { LIMITS } from './limits.ts';
import { type Problem, type ProblemCode, problem } from './problem.ts';
import { CODE, clean, codeFor } from './text.ts';
import type { Format, ReadOptions, ReadQuestion, ReadResult } from './types.ts';

export interface ChoiceItem {
  kind: 'single' | 'multiple' | 'judge';
  /** line of the file */
  row: number;
  /** category, file or name of the item */
  where: string;
  stem: string;
  options: { text: string; right: boolean }[];
  explanation: string;
  tags: string[];
}

const TRUE_FALSE: [RegExp, RegExp] = [/^(对|正确|是|true|√)$/i, /^(错|错误|否|false|×)$/i];
const SOURCE = '依据：';

/** Collects the items of one file: good ones as drafts, the rest as problems. */
export class ItemReader {
  readonly questions: ReadQuestion[] = [];
  readonly problems: Problem[] = [];
  found = 0;
  private readonly seen = new Map<string, number>();
  private readonly options: Partial<ReadOptions>;

  constructor(options: Partial<ReadOptions>) {
    this.options = options;
  }

  /** An item that cannot become a question. */
  refuse(row: number, where: string, code: ProblemCode, params: Problem['params'] = {}, column = ''): void {
    this.found++;
    this.problems.push(problem(row, column, code, params, where));
  }

  /** Something about an item that is taken all the same. */
  note(row: number, where: string, code: ProblemCode, column = ''): void {
    this.problems.push(problem(row, column, code, {}, where));
  }

  take(item: ChoiceItem): void {
    this.found++;
    const before = this.problems.length;
    const report = (column: string, code: ProblemCode, params: Problem['params'] = {}) =>
      this.problems.push(problem(item.row, column, code, params, item.where));
    const draft = toDraft(item, this.options, report);
    const twin = this.seen.get(draft.code);
    if (twin !== undefined) report('stem', 'same_stem', { row: twin });
    else this.seen.set(draft.code, item.row);
    if (this.problems.length === before) this.questions.push({ draft, row: item.row, where: item.where });
  }

  result(format: Format): ReadResult {
    const { questions, problems, found } = this;
    return { format, questions, problems, found };
  }
}

type Report = (column: string, code: ProblemCode, params?: Problem['params']) => void;

function toDraft(item: ChoiceItem, options: Partial<ReadOptions>, report: Report): QuestionDraft {
  const said = readTags(item.tags);
  const { kind, choices } = judged(item);
  const right = choices.flatMap((option, i) => (option.right ? [LETTERS[i] ?? ''] : []));
  const [explanation, source] = splitSource(clean(item.explanation));
  const pool = said.pool ?? options.pool ?? 'practice';
  const kp = said.kp ?? options.kp ?? 0;
  const stem = clean(item.stem);
  if (!stem) report('stem', 'empty');
  if (choices.length < 2) report('options', 'two_options');
  if (choices.length > LETTERS.length)
    report('options', 'too_many_options', { count: choices.length, most: LETTERS.length });
  if (choices.some(({ text }) => !text)) report('options', 'empty');
  if (!right.length) report('answer', 'no_right_option');
  else if (kind !== 'multiple' && right.length > 1) report('answer', 'answer_single');
  else if (kind === 'multiple' && right.length < 2) report('answer', 'answer_multiple');
  else if (right.length === choices.length) report('answer', 'answer_all');
  if (!kp) report('kp', 'no_kp');
  const long = (column: string, text: string, most: number) => {
    if (text.length > most) report(column, 'too_long', { most });
  };
  long('stem', stem, LIMITS.stem);
  long('explanation', explanation, LIMITS.explanation);
  long('source', source, LIMITS.source);
  for (const { text } of choices) long('options', text, LIMITS.option);
  return {
    code: said.code ?? codeFor(stem, pool),
    pool,
    kp,
    kind,
    stages: said.stages ?? options.stages ?? [...STAGES],
    difficulty: said.difficulty ?? options.difficulty ?? 2,
    words: { 'zh-Hans': { stem, options: choices.map(({ text }) => text), source } },
    pictures: null,
    facts: said.facts?.length ? said.facts : (options.facts ?? []),
    valid_from: said.valid_from ?? options.valid_from ?? null,
    valid_to: said.valid_to ?? null,
    checked_on: said.checked_on ?? options.checked_on ?? '',
    status: 'draft',
    answer: right.join(''),
    explanation: { 'zh-Hans': explanation },
  };
}

/** A choice between right and wrong is a judgement, in whichever order the two stand. */
function judged({ kind, options }: ChoiceItem): { kind: ChoiceItem['kind']; choices: ChoiceItem['options'] } {
  const choices = options.map(({ text, right }) => ({ text: clean(text), right }));
  if (kind === 'multiple' || choices.length !== 2) return { kind, choices };
  const [yes, no] = TRUE_FALSE;
  const [first, second] = choices as [ChoiceItem['options'][0], ChoiceItem['options'][0]];
  if (yes.test(first.text) && no.test(second.text)) return { kind: 'judge', choices };
  if (no.test(first.text) && yes.test(second.text)) return { kind: 'judge', choices: [second, first] };
  return { kind: 'single', choices };
}

/** A line of an explanation may name what it rests on; the last one that does is the source. */
function splitSource(text: string): [explanation: string, source: string] {
  const parts = text.split('\n');
  const at = parts.map((line) => line.startsWith(SOURCE)).lastIndexOf(true);
  if (at < 0) return [text, ''];
  const [line = ''] = parts.splice(at, 1);
  return [parts.join('\n').trim(), line.slice(SOURCE.length).trim()];
}

/** Explanation with its source as the last line: what learners of another platform read after answering. */
export function feedbackOf(q: QuestionDraft): string {
  const source = q.words['zh-Hans']?.source.replace(/\s*\n\s*/g, ' ');
  return [q.explanation['zh-Hans'] ?? '', source ? SOURCE + source : ''].filter(Boolean).join('\n');
}

/** Our bank's own knowledge of a question, as tags of at most 50 characters where facts are few. */
export const writeTags = (q: QuestionDraft): string[] => [
  `qt:code=${q.code}`,
  `qt:pool=${q.pool}`,
  `qt:kp=${q.kp}`,
  `qt:stages=${q.stages.join('+')}`,
  `qt:difficulty=${q.difficulty}`,
  ...(q.facts.length ? [`qt:facts=${q.facts.join('+')}`] : []),
  ...(q.valid_from ? [`qt:from=${q.valid_from}`] : []),
  ...(q.valid_to ? [`qt:to=${q.valid_to}`] : []),
  `qt:checked=${q.checked_on}`,
];

/** Only whole and possible values count; anything else is as if it were not there. */
function readTags(tags: string[]): Partial<QuestionDraft> {
  const values = new Map(tags.flatMap((tag) => (/^qt:([a-z]+)=(.*)$/.exec(tag.trim()) ? [split(tag.trim())] : [])));
  const day = (name: string) => dayOf(values.get(name) ?? '') ?? undefined;
  const number = (name: string, high: number) => {
    const value = Number(values.get(name));
    return Number.isInteger(value) && value >= 1 && value <= high ? value : undefined;
  };
  const code = values.get('code');
  const pool = (['practice', 'contest', 'monitoring'] as const).find((name) => name === values.get('pool'));
  const stages = (values.get('stages') ?? '')
    .split('+')
    .filter((name): name is Stage => STAGES.includes(name as Stage));
  return {
    code: code && CODE.test(code) ? code : undefined,
    pool,
    kp: number('kp', 10),
    stages: stages.length ? stages : undefined,
    difficulty: number('difficulty', 3),
    facts: values
      .get('facts')
      ?.split('+')
      .filter((fact) => /^[\w-]{1,20}$/.test(fact)),
    valid_from: day('from'),
    valid_to: day('to'),
    checked_on: day('checked'),
  };
}

function split(tag: string): [string, string] {
  const at = tag.indexOf('=');
  return [tag.slice(3, at), tag.slice(at + 1)];
}

/** Questions that a choice format can carry: sorting and pictures have no place there. */
export const isChoice = (q: QuestionDraft): boolean => q.kind !== 'sort' && q.kind !== 'picture';

/** A question as a choice item's parts. */
export function choicesOf(q: QuestionDraft): {
  stem: string;
  options: { text: string; right: boolean; letter: string }[];
} {
  const words = q.words['zh-Hans'];
  const options = (words?.options ?? []).map((text, i) => {
    const letter = LETTERS[i] ?? 'F';
    return { text, letter, right: q.answer.includes(letter) };
  });
  return { stem: words?.stem ?? '', options };
}
