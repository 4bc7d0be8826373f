import type { Question } from '../contract/content.ts';
import type { Choice } from '../contract/records.ts';

/** "I don't know": offered by monitoring forms, scores 0. */
export const DONT_KNOW: Choice = '?';

/** One tap answers these; the others are put together first and then handed in. */
export const answersAtOnce = (question: Question) => question.kind !== 'multiple' && question.kind !== 'sort';

/** The choice after an option was tapped: the one letter, or the letter put in or taken out, in alphabetical order. */
export function tap(question: Question, choice: Choice, letter: string): Choice {
  if (question.kind !== 'multiple') return letter;
  const letters = choice.includes(letter) ? choice.replace(letter, '') : choice.replace(DONT_KNOW, '') + letter;
  return [...letters].sort().join('');
}

/** The choice after item `place` of a sorting question was put into box A or B; "-" stands for items not yet sorted. */
export function putInBox(question: Question, choice: Choice, place: number, box: 'A' | 'B'): Choice {
  const boxes = question.options.map((_, i) => (i === place ? box : (choice[i] ?? '-')));
  return boxes.join('');
}

/** Whether the choice can be handed in as it is. */
export function isComplete(question: Question, choice: Choice): boolean {
  if (choice === DONT_KNOW) return true;
  if (question.kind === 'sort') return choice.length === question.options.length && !choice.includes('-');
  return choice !== '';
}

/** Grades a practice answer on the phone; the server grades again and its word counts. */
export const isRight = (question: Question, choice: Choice) => choice === question.answer;

/** Letters of the options that belong to the right answer. */
export const rightLetters = (question: Question): string => question.answer ?? '';
