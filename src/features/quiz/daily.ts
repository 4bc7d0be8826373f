/** The daily five: what the page shows before anything is known about the person, and what the phone chooses afterwards. */
import { type Card, createEmptyCard, fsrs, Rating } from 'ts-fsrs';
import type { Question } from '../../contract/content.ts';
import { shanghaiDay } from './day.ts';

export { shanghaiDay };

/** What a person's phone remembers of one question: a ts-fsrs card. */
export type Memory = Record<string, Card>;

const scheduler = fsrs({ enable_fuzz: false });

/** The memory after an answer: right counts as Good, wrong as Again (FSRS 5, the scheduler of ts-fsrs). */
export function remember(memory: Memory, code: string, right: boolean, at: Date): Memory {
  const card: Card = memory[code] ?? createEmptyCard(at);
  return { ...memory, [code]: scheduler.next(card, at, right ? Rating.Good : Rating.Again).card };
}

/**
 * Five questions for a day: first what is due and most likely forgotten, then new ones, knowledge points in turn.
 * Deterministic, so that a page opened twice shows the same five.
 */
export function chooseFive(bank: Question[], memory: Memory, day: Date, count = 5): Question[] {
  const due = bank
    .filter((q) => memory[q.code] && new Date(memory[q.code]!.due) <= day)
    .sort((a, b) => recall(memory[a.code]!, day) - recall(memory[b.code]!, day) || (a.code < b.code ? -1 : 1));
  const fresh = spread(
    bank.filter((q) => !memory[q.code]),
    day,
  );
  const rest = bank
    .filter((q) => memory[q.code] && !due.includes(q))
    .sort((a, b) => recall(memory[a.code]!, day) - recall(memory[b.code]!, day) || (a.code < b.code ? -1 : 1));
  const takeDue = due.slice(0, fresh.length ? count - 1 : count);
  return [...takeDue, ...fresh, ...due.slice(takeDue.length), ...rest].slice(0, count);
}

const recall = (card: Card, day: Date) =>
  scheduler.get_retrievability(
    { ...card, due: new Date(card.due), ...(card.last_review ? { last_review: new Date(card.last_review) } : {}) },
    day,
    false,
  );

/** New questions, one knowledge point after the other, beginning somewhere else every day. */
function spread(questions: Question[], day: Date): Question[] {
  const points = [...new Set(questions.map((q) => q.kp))].sort((a, b) => a - b);
  const offset = Math.floor(day.getTime() / 86_400_000);
  const turn = points.map((_, i) => points[(i * 3 + offset) % points.length] ?? 0);
  const order = [...new Set([...turn, ...points])];
  const lanes = order.map((kp) => questions.filter((q) => q.kp === kp));
  return lanes
    .flatMap((_, i) => lanes.flatMap((lane) => lane[(i + offset) % Math.max(1, lane.length)] ?? []))
    .filter((q, i, all) => all.indexOf(q) === i);
}
