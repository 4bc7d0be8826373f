/**
 * What an editor is told about a question before it is published. Pure; the console shows it while typing and
 * `npm run check` runs it over the seed. Messages are in Chinese because editors read them; `rule` is the stable word.
 */
import type { Locale } from '../contract/locales.ts';
import { isBadChoice, wordRules } from './editor-words.ts';
import type { QuestionDraft } from './sheet.ts';

export interface Finding {
  /** stem, option.A…F, boxes, answer, explanation, source, facts, valid_from, kind */
  field: string;
  /** language of a text; absent when the finding is about the question as a whole */
  locale?: Locale;
  rule: string;
  message: string;
  /** an error keeps a question from being published, advice does not */
  level: 'error' | 'advice';
}

/** Letters of the options in the order of the sheet. */
const LETTERS = 'ABCDEF';
/** Fewest options: three make guessing worth little; sorting needs enough items to be a task. */
const FEWEST = { single: 3, multiple: 3, picture: 3, sort: 4, judge: 2 } as const;
/** The right option may be this many times as long as the mean of the others. */
const LONGEST = 1.8;
/** Below this length (in Han widths) a longer right option gives nothing away. */
const SHORT_OPTION = 8;

/**
 * All findings about one question in every language that it has.
 * @param unchecked ids of facts that nobody has checked yet (status M): a question that rests on one stays a draft
 */
export function lintQuestion(q: QuestionDraft, unchecked: ReadonlySet<string> = new Set()): Finding[] {
  const found: Finding[] = [];
  const add = (field: string, rule: string, message: string, locale?: Locale, level: Finding['level'] = 'error') =>
    found.push({ field, rule, message, level, ...(locale ? { locale } : {}) });

  if (q.facts.length === 0) add('facts', 'no_facts', '至少要有一条事实');
  if (!q.valid_from) add('valid_from', 'no_validity', '写明依据从哪一天起有效');
  if (q.valid_from && q.valid_to && q.valid_to < q.valid_from)
    add('valid_to', 'validity_order', '有效期止早于有效期起');
  const open = q.facts.filter((fact) => unchecked.has(fact));
  if (open.length && q.status === 'published')
    add('facts', 'unchecked_fact', `事实 ${open.join('、')} 尚未核对，只能存为草稿`);
  if (q.pool === 'monitoring' && q.kind !== 'single' && q.kind !== 'judge')
    add('kind', 'monitoring_kind', '监测题只用单选或判断');
  lintAnswer(q, add);
  const about = { kp: q.kp, primary: q.stages.includes('primary'), sorting: q.kind === 'sort' };

  for (const [locale, words] of Object.entries(q.words) as [Locale, NonNullable<QuestionDraft['words'][Locale]>][]) {
    const explanation = q.explanation[locale] ?? '';
    if (!words.stem.trim()) add('stem', 'no_stem', '题干不能为空', locale);
    if (!words.source.trim()) add('source', 'no_source', '写明法律条款或者出处', locale);
    if (!explanation.trim()) add('explanation', 'no_explanation', '写一两句解析，说明道理和依据', locale);
    if (words.options.length < FEWEST[q.kind])
      add('option.A', 'too_few_options', `至少要有 ${FEWEST[q.kind]} 个选项`, locale);
    lintOptions(q, words.options, locale, add);
    const texts: [string, string][] = [
      ['stem', words.stem],
      ...words.options.map((text, i): [string, string] => [`option.${LETTERS[i]}`, text]),
      ['explanation', explanation],
      ['source', words.source],
      ...(words.boxes ? [['boxes', words.boxes.join('|')] as [string, string]] : []),
    ];
    for (const [field, text] of texts)
      for (const hit of wordRules(field, text, { ...about, locale })) add(field, hit.rule, hit.message, locale);
  }
  return found;
}

type Add = (field: string, rule: string, message: string, locale?: Locale, level?: Finding['level']) => void;

function lintAnswer(q: QuestionDraft, add: Add): void {
  const count = q.words['zh-Hans']?.options.length ?? 0;
  const letters = [...q.answer];
  if (q.kind === 'sort') {
    if (letters.length !== count || letters.some((l) => l !== 'A' && l !== 'B'))
      add('answer', 'bad_answer', '每一项写 A 或 B');
    else if (new Set(letters).size < 2) add('answer', 'one_box', '两个盒子都要用到');
    return;
  }
  const outside = letters.some((l) => !LETTERS.slice(0, count).includes(l));
  if (!letters.length || outside || new Set(letters).size !== letters.length)
    add('answer', 'bad_answer', '答案里有不存在或者重复的选项');
  else if (q.kind === 'multiple') {
    if (letters.length < 2) add('answer', 'bad_answer', '多选题至少有两个答案');
    if (letters.length === count) add('answer', 'all_right', '多选题至少要有一个错误选项');
  } else if (letters.length > 1) add('answer', 'bad_answer', '只能有一个答案');
}

function lintOptions(q: QuestionDraft, options: string[], locale: Locale, add: Add): void {
  const seen = new Map<string, number>();
  options.forEach((text, i) => {
    const key = text.replace(/[\s，。、,.]/g, '').toLowerCase();
    const twin = seen.get(key);
    if (twin !== undefined) add(`option.${LETTERS[i]}`, 'same_option', `与选项 ${LETTERS[twin]} 相同`, locale);
    seen.set(key, i);
    const bad = isBadChoice(text, q.pool === 'monitoring');
    if (bad) add(`option.${LETTERS[i]}`, bad.rule, bad.message, locale);
  });
  if (q.kind !== 'single' || options.length < 2) return;
  const right = LETTERS.indexOf(q.answer);
  const own = width(options[right] ?? '');
  const others = options.filter((_, i) => i !== right).map(width);
  const mean = others.reduce((a, b) => a + b, 0) / others.length;
  if (own >= SHORT_OPTION && own > LONGEST * mean)
    add(`option.${LETTERS[right]}`, 'long_answer', '正确选项明显比其他选项长，容易被猜中', locale, 'advice');
}

/** Length as the eye sees it: a Han character counts 1, a Latin one half. */
function width(text: string): number {
  let sum = 0;
  for (const c of text) sum += c.charCodeAt(0) > 0x2e7f ? 1 : 0.5;
  return sum;
}
