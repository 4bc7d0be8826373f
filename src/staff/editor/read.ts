/**
 * Bodies as the server keeps them may be drafts of anybody's making: half written, or sent by a program. The forms get
 * every field in its shape, whatever came. Pure.
 */
import { QUESTION_KINDS, STAGES } from '../../contract/content.ts';
import { LOCALES } from '../../contract/locales.ts';
import { FACT_STATES, type FactBody, type Pool, type QuestionBody } from '../documents.ts';
import { day, list, record, spoken, text, textOr } from './loose.ts';

const strings = (value: unknown): string[] => list(value).map(text);
const one = <T>(value: unknown, known: readonly T[]): T => known.find((each) => each === value) ?? (known[0] as T);
const number = (value: unknown, low: number, high: number): number =>
  typeof value === 'number' && Number.isInteger(value) && value >= low && value <= high ? value : low;

/** Most options that the form shows: letters end at F. */
const MOST_OPTIONS = 6;
const POOLS: readonly Pool[] = ['practice', 'contest', 'monitoring'];

/** Any body as a question. */
export function readQuestion(value: unknown): QuestionBody {
  const raw = record(value);
  const kind = one(raw['kind'], QUESTION_KINDS);
  const said = record(raw['words']);
  const explained = record(raw['explanation']);
  const words: QuestionBody['words'] = {};
  const explanation: QuestionBody['explanation'] = {};
  const count = Math.min(MOST_OPTIONS, Math.max(2, strings(record(said['zh-Hans'])['options']).length));
  for (const locale of LOCALES) {
    if (locale !== 'zh-Hans' && !(locale in said)) continue;
    const own = record(said[locale]);
    const options = strings(own['options']);
    const boxes = strings(own['boxes']);
    words[locale] = {
      stem: text(own['stem']),
      options: Array.from({ length: count }, (_, i) => options[i] ?? ''),
      source: text(own['source']),
      ...(kind === 'sort' ? { boxes: [boxes[0] ?? '', boxes[1] ?? ''] as [string, string] } : {}),
    };
  }
  for (const locale of LOCALES)
    if (locale in words || locale in explained) explanation[locale] = text(explained[locale]);
  const pictures = strings(raw['pictures']);
  return {
    pool: one(raw['pool'], POOLS),
    kp: number(raw['kp'], 1, 10),
    kind,
    stages: STAGES.filter((stage) => strings(raw['stages']).includes(stage)),
    difficulty: number(raw['difficulty'], 1, 3),
    words,
    pictures: kind === 'picture' ? Array.from({ length: count }, (_, i) => pictures[i] ?? '') : null,
    facts: strings(raw['facts']),
    valid_from: day(raw['valid_from']),
    valid_to: day(raw['valid_to']),
    checked_on: day(raw['checked_on']) ?? '',
    answer: text(raw['answer']),
    explanation,
  };
}

/** Any body as a fact. */
export function readFact(value: unknown): FactBody {
  const raw = record(value);
  return {
    kp: number(raw['kp'], 1, 10),
    words: spoken(raw['words']),
    source: text(raw['source']),
    link: textOr(raw['link']),
    article: textOr(raw['article']),
    valid_from: day(raw['valid_from']),
    valid_to: day(raw['valid_to']),
    checked_on: day(raw['checked_on']),
    checked_by: textOr(raw['checked_by']),
    status: one(raw['status'], FACT_STATES),
  };
}
