/** Joining and my class, pure: what was typed, how far a lesson is, what of the questions asked again is noted. */
import {
  CERTIFICATE_PATTERN,
  CLASS_CODE_PATTERN,
  type ClassName,
  type How,
  type MyClass,
  SEATS_MAX,
} from '../../contract/courses.ts';
import type { NewRecord } from '../../contract/records.ts';
import { choicesOf, type GamePlay } from '../../exercise/games/game.ts';

const CODE_LENGTH = 8;

/** What was typed or pasted, as the code that was meant: full-width letters, hyphens and blanks, O for 0, I and L for 1. */
export const readCode = (typed: string): string => readCrockford(typed).slice(0, CODE_LENGTH);
const readCrockford = (typed: string): string =>
  typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');

/** The number of a certificate as it was typed or scanned; empty when it cannot be one. */
export function readNumber(typed: string): string {
  const number = readCrockford(typed.slice(0, 40));
  return CERTIFICATE_PATTERN.test(number) ? number : '';
}

/** XXXX-XXXX; the hyphen comes with the fifth character, so that deleting never meets it alone. */
export const showCode = (code: string): string => (code.length > 4 ? `${code.slice(0, 4)}-${code.slice(4)}` : code);

/** Where the caret stands in the code as it is shown, when so many characters of the code lie before it. */
export const caretAfter = (characters: number): number => characters + (characters > 4 ? 1 : 0);

/** The code behind the hash of an address, as teachers show it; null when there is none. */
export function codeInFragment(hash: string): string | null {
  const code = readCode(hash);
  return CLASS_CODE_PATTERN.test(code) ? code : null;
}

/** A seat number as it was typed, full-width digits too; null when it is none. */
export function readSeat(typed: string): number | null {
  const text = typed.normalize('NFKC').trim();
  const seat = /^\d{1,2}$/.test(text) ? Number(text) : 0;
  return seat >= 1 && seat <= SEATS_MAX ? seat : null;
}

/** What is wrong with what was typed, before anybody is asked. */
export function typedWrong(code: string, seat: string): 'code_short' | 'code_wrong' | 'seat_wrong' | null {
  if (code.length < CODE_LENGTH) return 'code_short';
  if (!CLASS_CODE_PATTERN.test(code)) return 'code_wrong';
  return readSeat(seat) === null ? 'seat_wrong' : null;
}

/** What became of an attempt to join. */
export type JoinProblem = 'no_such_seat' | 'seat_taken' | 'not_found' | 'too_many' | 'offline' | 'failed';
const PROBLEMS: Record<string, JoinProblem> = {
  not_found: 'not_found',
  too_many: 'too_many',
  offline: 'offline',
  no_session: 'offline',
};
export const problemOf = (error: unknown): JoinProblem =>
  PROBLEMS[(error as { code?: string } | null)?.code ?? ''] ?? 'failed';

/** What of a lesson's draft is read here (features/courses keeps it). */
export interface Kept {
  year: number;
  done: string[];
  left: number;
}
export type LessonState =
  | { state: 'new' | 'sending' }
  | { state: 'part'; blocks: number }
  | { state: 'done'; how: How };

/** How far a lesson is: by what the class has, else by what this phone keeps of the same school year. */
export function lessonState(lesson: MyClass['lessons'][number], year: string, kept?: Kept): LessonState {
  if (lesson.done) return { state: 'done', how: lesson.done };
  const here = kept?.year === Number(year.slice(0, 4)) ? kept : undefined;
  if (here && here.done.length > 0 && here.left === 0) return { state: 'sending' };
  const blocks = new Set([...lesson.blocks, ...(here?.done ?? [])]).size;
  return blocks > 0 ? { state: 'part', blocks } : { state: 'new' };
}

/** The lesson to go on with: the first that is not done. */
export const nextLesson = (mine: MyClass) => mine.lessons.findIndex(({ done }) => !done);

/** The record of three questions asked again: their letters at their places in the whole block, "?" at the others. */
export function recallRecord(recall: NonNullable<MyClass['recall']>, play: GamePlay): NewRecord {
  const choices = Array.from({ length: recall.of }, () => '?');
  const letters = choicesOf(recall.game, play);
  for (const [i, place] of recall.places.entries()) choices[place - 1] = letters[i] ?? '?';
  return { kind: 'block', lesson: recall.lesson, rev: recall.rev, block: recall.block, choices: choices.join('') };
}

/** Draft that says that these questions were answered on this phone. */
export const recallKey = ({ lesson, until }: NonNullable<MyClass['recall']>) => `recall:${lesson}:${until}`;

/** Grade and number that words are filled with. */
export const gradeKey = ({ grade }: Pick<ClassName, 'grade'>) => `grade_${grade}` as 'grade_5';
/** 2026 and 2027 of the year that begins on 1 September 2026. */
export const yearOf = (year: string) => ({ from: Number(year.slice(0, 4)), to: Number(year.slice(0, 4)) + 1 });

/** 11月21日 18:00, in the city's time wherever the phone is. */
export const momentText = (iso: string, locale: string): string =>
  new Date(iso).toLocaleString(locale === 'zh-Hans' ? 'zh-CN' : locale === 'zh-Hant' ? 'zh-TW' : 'en-GB', {
    month: 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: 'Asia/Shanghai',
  });
