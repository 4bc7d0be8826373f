/**
 * Bodies as the server keeps them may be drafts of anybody's making: half written, or sent by a program. The forms get
 * every field in its shape, whatever came. Pure.
 */
import { QUESTION_KINDS, STAGES } from '../../contract/content.ts';
import { LOCALES, type Locale } from '../../contract/locales.ts';
import { FACT_STATES, type FactBody, type Pool, type QuestionBody } from '../documents.ts';

type Loose = Record<string, unknown>;
const record = (value: unknown): Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Loose) : {};
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const orNull = (value: unknown): string | null => text(value) || null;
const day = (value: unknown): string | null => (/^\d{4}-\d{2}-\d{2}$/.test(text(value)) ? text(value) : null);
const list = (value: unknown): string[] => (Array.isArray(value) ? value.map(text) : []);
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
  const spoken = record(raw['words']);
  const explained = record(raw['explanation']);
  const words: QuestionBody['words'] = {};
  const explanation: QuestionBody['explanation'] = {};
  const count = Math.min(MOST_OPTIONS, Math.max(2, list(record(spoken['zh-Hans'])['options']).length));
  for (const locale of LOCALES) {
    if (locale !== 'zh-Hans' && !(locale in spoken)) continue;
    const own = record(spoken[locale]);
    const options = list(own['options']);
    const boxes = list(own['boxes']);
    words[locale] = {
      stem: text(own['stem']),
      options: Array.from({ length: count }, (_, i) => options[i] ?? ''),
      source: text(own['source']),
      ...(kind === 'sort' ? { boxes: [boxes[0] ?? '', boxes[1] ?? ''] as [string, string] } : {}),
    };
  }
  for (const locale of LOCALES)
    if (locale in words || locale in explained) explanation[locale] = text(explained[locale]);
  const pictures = list(raw['pictures']);
  return {
    pool: one(raw['pool'], POOLS),
    kp: number(raw['kp'], 1, 10),
    kind,
    stages: STAGES.filter((stage) => list(raw['stages']).includes(stage)),
    difficulty: number(raw['difficulty'], 1, 3),
    words,
    pictures: kind === 'picture' ? Array.from({ length: count }, (_, i) => pictures[i] ?? '') : null,
    facts: list(raw['facts']),
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
  const spoken = record(raw['words']);
  const words: Partial<Record<Locale, string>> = { 'zh-Hans': text(spoken['zh-Hans']) };
  for (const locale of LOCALES) if (locale in spoken) words[locale] = text(spoken[locale]);
  return {
    kp: number(raw['kp'], 1, 10),
    words,
    source: text(raw['source']),
    link: orNull(raw['link']),
    article: orNull(raw['article']),
    valid_from: day(raw['valid_from']),
    valid_to: day(raw['valid_to']),
    checked_on: day(raw['checked_on']),
    checked_by: orNull(raw['checked_by']),
    status: one(raw['status'], FACT_STATES),
  };
}
