/** Rules of a lesson, pure: where one stands in it, which blocks are done, what is still to do, what is looked at again. */
import type { Block, LessonPage } from '../../contract/courses.ts';
import type { NewRecord } from '../../contract/records.ts';
import type { Game } from '../../contract/trails.ts';
import { choicesOf, type GamePlay, isRight, LETTERS, newPlay } from '../../exercise/games/game.ts';

/** A block as it reaches the phone: its Markdown has become HTML. */
export type Shown = Omit<Block, 'text'> & { html: string };
/** A lesson as it reaches the phone: everything that it needs, no second request. */
export type Lesson = Omit<LessonPage, 'blocks' | 'goals' | 'summary'> & { blocks: Shown[] };

/** `start` is the lesson's cover, `end` its last page; else the id of the block shown. */
export type Place = string;
export const START = 'start';
export const END = 'end';

/** What this phone keeps of a lesson, as the draft `lesson:<slug>`. */
export interface Progress {
  /** school year in which it was done: next year's class hours are new ones */
  year: number;
  at: Place;
  /** ids of blocks done, by whatever revision */
  done: string[];
  /** games by block, with the revision that they were played in; their first choices are kept for the end */
  plays: Record<string, { rev: number; play: GamePlay }>;
  /** blocks still to do, for the list of lessons, which does not know their ids */
  left: number;
}

export const draftKey = (slug: string) => `lesson:${slug}`;

/** School years begin on 1 September in Shanghai; named by the calendar year of that day. */
export function schoolYear(ms: number): number {
  const day = new Date(ms + 8 * 3_600_000);
  return day.getUTCFullYear() - (day.getUTCMonth() < 8 ? 1 : 0);
}

/** Blocks without which the lesson is not complete. */
export const required = (lesson: Pick<Lesson, 'blocks'>): Shown[] => lesson.blocks.filter(({ optional }) => !optional);

export const leftOf = (lesson: Lesson, done: readonly string[]): Shown[] =>
  required(lesson).filter(({ id }) => !done.includes(id));

/** Minutes of the class hour that the blocks not yet done take. */
export const minutesLeft = (lesson: Lesson, done: readonly string[]): number =>
  lesson.blocks.reduce((sum, { id, minutes }) => (done.includes(id) ? sum : sum + minutes), 0);

export const newProgress = (lesson: Lesson, year: number): Progress => ({
  year,
  at: START,
  done: [],
  plays: {},
  left: required(lesson).length,
});

/** What a draft still says: of this school year, about places that this revision has; blocks done stay done by their id. */
export function resume(lesson: Lesson, kept: Progress | undefined, year: number): Progress {
  if (kept?.year !== year) return newProgress(lesson, year);
  const here = kept.at === END || lesson.blocks.some(({ id }) => id === kept.at);
  return { ...kept, at: here ? kept.at : START, left: leftOf(lesson, kept.done).length };
}

/** A block is done. */
export function withDone(lesson: Lesson, progress: Progress, ids: readonly string[]): Progress {
  const done = [...new Set([...progress.done, ...ids])];
  return { ...progress, done, left: leftOf(lesson, done).length };
}

/** Blocks that the database refused are to be done again. */
export function withoutDone(lesson: Lesson, progress: Progress, ids: readonly string[]): Progress {
  const done = progress.done.filter((id) => !ids.includes(id));
  return { ...progress, done, left: leftOf(lesson, done).length };
}

/** The page before or after this one. */
export function beside(lesson: Lesson, at: Place, step: 1 | -1): Place {
  const pages = [START, ...lesson.blocks.map(({ id }) => id), END];
  return pages[Math.min(pages.length - 1, Math.max(0, pages.indexOf(at) + step))] ?? START;
}

/** Where "go on" leads: the first block not done, else the end. */
export const goOn = (lesson: Lesson, done: readonly string[]): Place => {
  const open = lesson.blocks.filter(({ id }) => !done.includes(id));
  return (open.find(({ optional }) => !optional) ?? (done.length === 0 ? open[0] : undefined))?.id ?? END;
};

/** The play of a block's game: as this phone has it, if it was of this revision, else a new one. */
export function playOf(game: Game, progress: Progress, block: string): GamePlay {
  const kept = progress.plays[block];
  const fits = kept?.rev === game.rev && kept.play.order.length === game.steps.length;
  return fits ? kept.play : newPlay(game, () => 0);
}

export const withPlay = (progress: Progress, block: string, game: Game, play: GamePlay): Progress => ({
  ...progress,
  plays: { ...progress.plays, [block]: { rev: game.rev, play } },
});

/** What is said once more about a step whose first choice was not right: what was asked, what holds, and why. */
export interface Again {
  text: string;
  right: string;
  say: string;
}
export function wrongOf(game: Game, play: GamePlay): Again[] {
  return game.steps.flatMap((step, i) => {
    if (isRight(game, i, play.first[i] ?? '')) return [];
    const names = game.boxes ?? step.options?.map(({ text }) => text) ?? [];
    const right = [...step.answer].map((letter) => names[LETTERS.indexOf(letter)] ?? '').filter(Boolean);
    return [{ text: step.text, right: right[0] ?? '', say: step.say }];
  });
}

/** Blocks of which something is worth a second look, with what it is. */
export const lookAgain = (lesson: Lesson, progress: Progress): { block: Shown; wrong: Again[] }[] =>
  lesson.blocks.flatMap((block) => {
    const play = block.game && playOf(block.game, progress, block.id);
    if (!block.game || play?.stage !== 'done') return [];
    const wrong = wrongOf(block.game, play);
    return wrong.length > 0 ? [{ block, wrong }] : [];
  });

/** The record of a block; what is only read has no choices. */
export const blockRecord = (lesson: Lesson, block: Shown, play?: GamePlay): NewRecord => ({
  kind: 'block',
  lesson: lesson.slug,
  rev: lesson.rev,
  block: block.id,
  choices: block.game && play ? choicesOf(block.game, play) : '',
});

/** A row of the outbox, as far as a lesson asks. */
export interface Row {
  state: string;
  record: unknown;
}
/** The newest record of every block of a lesson, by what became of it. */
function lastOf(slug: string, rows: readonly Row[]): Map<string, string> {
  const last = new Map<string, string>();
  for (const { state, record } of rows) {
    const { kind, lesson, block } = record as { kind?: string; lesson?: string; block?: string };
    if (kind === 'block' && lesson === slug && block) last.set(block, state);
  }
  return last;
}
/** Blocks of which the newest record was refused, as happens when the lesson has been withdrawn. */
export const refusedIn = (slug: string, rows: readonly Row[]): string[] =>
  [...lastOf(slug, rows)].filter(([, state]) => state === 'rejected').map(([block]) => block);
/** Whether something of the lesson is still on this phone only. */
export const pendingIn = (slug: string, rows: readonly Row[]): boolean =>
  [...lastOf(slug, rows).values()].some((state) => state === 'queued' || state === 'quarantined');

/** Events between the page and what comes after it: "I am here", "what became of my records?", and the answer. */
export const LATE = 'qingtu-lesson-late';
export const ASK = 'qingtu-lesson-ask';
export const TOLD = 'qingtu-lesson-told';
export interface Asked {
  slug: string;
  /** something was noted: the disk is worth a look */
  sent: boolean;
  /** what the class has is asked too */
  seat: boolean;
}
export interface Told {
  pending?: boolean;
  refused?: string[];
  /** blocks that the database has of this person; null without a seat */
  seat?: string[] | null;
}
