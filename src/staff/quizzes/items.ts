/** The questions of a contest or a form: choosing, counting, ordering. Pure. */
import type { Row } from '../documents.ts';
import { MOST_ITEMS, type QuizBody } from './quiz.ts';

/** What the console knows of a published question that could be chosen. */
export type Candidate = Pick<Row, 'key' | 'title' | 'kp' | 'question_kind' | 'stages'>;

export interface KpCount {
  kp: number;
  chosen: number;
  available: number;
}

/** Per knowledge point: how many of the published questions are chosen. */
export function countsByKp(pool: readonly Candidate[], items: readonly string[]): KpCount[] {
  const chosen = new Set(items);
  const counts = new Map<number, KpCount>();
  for (const { key, kp } of pool) {
    if (!kp) continue;
    const count = counts.get(kp) ?? { kp, chosen: 0, available: 0 };
    count.available++;
    if (chosen.has(key)) count.chosen++;
    counts.set(kp, count);
  }
  return [...counts.values()].sort((a, b) => a.kp - b.kp);
}

/** With all questions of a knowledge point that are not in yet, as far as there is room. */
export function addAll(items: readonly string[], pool: readonly Candidate[], kp: number, most: number): string[] {
  const had = new Set(items);
  const more = pool.filter((one) => one.kp === kp && !had.has(one.key)).map(({ key }) => key);
  return [...items, ...more.sort()].slice(0, Math.max(most, items.length));
}

export function removeAll(items: readonly string[], pool: readonly Candidate[], kp: number): string[] {
  const gone = new Set(pool.filter((one) => one.kp === kp).map(({ key }) => key));
  return items.filter((key) => !gone.has(key));
}

export function toggle(items: readonly string[], key: string, most: number): string[] {
  if (items.includes(key)) return items.filter((one) => one !== key);
  return items.length < most ? [...items, key] : [...items];
}

/** One step up (-1) or down (1); at the ends nothing moves. */
export function move(items: readonly string[], key: string, by: -1 | 1): string[] {
  const from = items.indexOf(key);
  const to = from + by;
  const next = [...items];
  if (from < 0 || to < 0 || to >= items.length) return next;
  [next[from], next[to]] = [next[to] as string, next[from] as string];
  return next;
}

/** Knowledge points of the pool that a form does not ask about yet. */
export function missingKps(pool: readonly Candidate[], items: readonly string[]): number[] {
  return countsByKp(pool, items)
    .filter(({ chosen }) => chosen === 0)
    .map(({ kp }) => kp);
}

/** Candidates that contain a text and belong to a knowledge point; chosen ones only, if wanted. */
export function findCandidates(
  pool: readonly Candidate[],
  { text = '', kp = 0, only }: { text?: string; kp?: number; only?: readonly string[] | undefined },
): Candidate[] {
  const wanted = text.trim().toLowerCase();
  const among = only && new Set(only);
  return pool.filter(
    (one) =>
      (!kp || one.kp === kp) &&
      (!among || among.has(one.key)) &&
      (!wanted || one.title.toLowerCase().includes(wanted) || one.key.includes(wanted)),
  );
}

/**
 * The version that a form gets: a live version that somebody has answered stays as it is, so changed questions or another
 * threshold make the next one; anything else keeps the live number.
 */
export function versionFor(body: QuizBody, live: QuizBody | null, locked: boolean): number {
  if (!live) return body.version ?? 1;
  const now = live.version ?? 1;
  const changed = body.threshold !== live.threshold || (body.items ?? []).join(' ') !== (live.items ?? []).join(' ');
  return locked && changed ? now + 1 : now;
}

export const mostItems = (body: QuizBody): number => (body.purpose === 'practice' ? 0 : MOST_ITEMS[body.purpose]);
