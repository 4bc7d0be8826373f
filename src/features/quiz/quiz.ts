/** Rules of the quiz player, pure: what a tap means, when a round is over, what is kept to resume. */
import type { Purpose, Question } from '../../contract/content.ts';
import type { Choice, NewRecord } from '../../contract/records.ts';
import { answersAtOnce, DONT_KNOW, isComplete, isRight } from '../../exercise/answer.ts';

export interface Play {
  /** index of the question shown */
  place: number;
  /** what is chosen for it so far */
  choice: Choice;
  /** practice: the answer was given and its feedback is shown */
  revealed: boolean;
  answers: Choice[];
  /** milliseconds per answered question */
  ms: number[];
  stage: 'asking' | 'finishing' | 'done';
}

/** What a killed browser comes back to. `codes` says which questions it belongs to. */
export interface Draft extends Play {
  codes: string[];
  /** the daily five keep their questions: they were chosen for this person and day */
  date?: string;
  items?: Question[];
}

export const START: Play = { place: 0, choice: '', revealed: false, answers: [], ms: [], stage: 'asking' };

export const codesOf = (items: Question[]) => items.map((q) => `${q.code}.${q.rev}`);

/** The play that a draft holds, if it belongs to these questions and was not finished. */
export function resume(items: Question[], draft: Draft | undefined): Play | null {
  if (!draft || draft.stage === 'done' || draft.codes.join() !== codesOf(items).join()) return null;
  const { place, choice, revealed, answers, ms, stage } = draft;
  return { place, choice, revealed, answers, ms, stage };
}

/** Whether tapping an option already gives the answer: practice questions with one option to choose. */
export const tapAnswers = (purpose: Purpose, question: Question) => purpose === 'practice' && answersAtOnce(question);

export const canSubmit = (items: Question[], play: Play) => {
  const question = items[play.place];
  return !!question && isComplete(question, play.choice);
};

/** The answer to the question shown is given. Practice reveals the key; the others move on. */
export function submit(purpose: Purpose, items: Question[], play: Play, choice: Choice, ms: number): Play {
  const answered = {
    ...play,
    choice,
    answers: [...play.answers.slice(0, play.place), choice],
    ms: [...play.ms.slice(0, play.place), Math.min(3_600_000, Math.max(0, Math.round(ms)))],
  };
  return purpose === 'practice' ? { ...answered, revealed: true } : next(purpose, items, answered);
}

/** On to the next question, or to the end. */
export function next(purpose: Purpose, items: Question[], play: Play): Play {
  const place = play.place + 1;
  if (place < items.length) return { ...play, place, choice: '', revealed: false };
  return { ...play, revealed: false, choice: '', stage: purpose === 'practice' ? 'done' : 'finishing' };
}

/** Back one question, where nothing has been revealed: forms and contests. */
export const back = (play: Play): Play =>
  play.stage === 'finishing'
    ? { ...play, stage: 'asking', choice: play.answers[play.place] ?? '' }
    : { ...play, place: Math.max(0, play.place - 1), choice: play.answers[Math.max(0, play.place - 1)] ?? '' };

export const rightCount = (items: Question[], play: Play) =>
  items.filter((question, i) => play.answers[i] !== undefined && isRight(question, play.answers[i])).length;

export function answerRecord(slug: string, question: Question, choice: Choice, ms: number): NewRecord {
  return {
    kind: 'answer',
    quiz: slug,
    question: question.code,
    rev: question.rev,
    choice,
    ms: Math.min(3_600_000, Math.max(0, Math.round(ms))),
  };
}
export const roundRecord = (slug: string, asked: number): NewRecord => ({ kind: 'round', quiz: slug, asked });

/** A form handed in: every answer in the form's order, unanswered ones as "I don't know". */
export function monitorRecord(
  slug: string,
  version: number,
  items: Question[],
  play: Play,
  about: { district: string | null; age_band: string | null },
): NewRecord {
  return {
    kind: 'monitor',
    quiz: slug,
    version,
    answers: items.map((_, i) => play.answers[i] ?? DONT_KNOW),
    ms: items.map((_, i) => play.ms[i] ?? 0),
    ...(about.district ? { district: about.district } : {}),
    ...(about.age_band ? { age_band: about.age_band as never } : {}),
  };
}
export const contestRecord = (attempt: string, items: Question[], play: Play): NewRecord => ({
  kind: 'contest',
  attempt,
  answers: items.map((_, i) => play.answers[i] ?? DONT_KNOW),
});
