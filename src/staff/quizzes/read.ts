/** A quiz from outside in the shape that the form needs: a draft may be half written, or sent by a program. Pure. */
import { count, record, spoken } from '../editor/loose.ts';
import { MOST_ITEMS, PURPOSES, type QuizBody, SPREADS } from './quiz.ts';

const moment = (value: unknown): string | null =>
  typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? value : null;

/** Any body as a quiz. */
export function readQuiz(value: unknown): QuizBody {
  const raw = record(value);
  const items = Array.isArray(raw['items']) ? raw['items'].filter((key) => typeof key === 'string') : [];
  return {
    purpose: PURPOSES.find((one) => one === raw['purpose']) ?? 'practice',
    kp: count(raw['kp']),
    position: count(raw['position']),
    title: spoken(raw['title']),
    summary: spoken(raw['summary']),
    opens_at: moment(raw['opens_at']),
    closes_at: moment(raw['closes_at']),
    tries: count(raw['tries']),
    draw: count(raw['draw']),
    spread: SPREADS.find((one) => one === raw['spread']) ?? null,
    seconds: count(raw['seconds']),
    version: count(raw['version']),
    threshold: count(raw['threshold']),
    // a form has each question once, and rows are told apart by it
    items: [...new Set(items)].slice(0, MOST_ITEMS.contest),
  };
}
