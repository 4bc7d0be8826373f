/** What stands on paper for a class. Pure. */
import type { LessonPage } from '../../contract/courses.ts';

export interface CheckStep {
  letters: string[];
  /** letters that are right */
  answer: string;
}

/** Questions of a lesson's checks, in order: letters to choose from, and what is right. */
export const checkSteps = (lesson: LessonPage): CheckStep[] =>
  lesson.blocks
    .filter(({ kind }) => kind === 'check')
    .flatMap(({ game }) => game?.steps ?? [])
    .map(({ options, answer }) => ({
      letters: (options ?? []).map((_, at) => String.fromCharCode(65 + at)),
      answer,
    }));

/** Pieces by sheets. */
export const sheetsOf = <T>(pieces: readonly T[], each: number): T[][] =>
  Array.from({ length: Math.ceil(pieces.length / each) }, (_, at) => pieces.slice(at * each, (at + 1) * each));
