import type { Question } from '../../contract/content.ts';
import type { Choice } from '../../contract/records.ts';
import { putInBox, tap } from '../../exercise/answer.ts';

export type { Choice };

/** The choice after a tap in a contest: a letter, or a box for the item at `place`. */
export const chooseIn = (question: Question, choice: Choice, letter: string, place?: number): Choice =>
  place === undefined ? tap(question, choice, letter) : putInBox(question, choice, place, letter as 'A' | 'B');

/** 4:05 */
export function clockText(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
