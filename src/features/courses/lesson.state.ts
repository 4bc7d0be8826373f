/** Where a lesson's rules and the outbox meet: a block that is shown as done is a fact on this phone. */
import type { MyClass } from '../../contract/courses.ts';
import { begin, choose, type GamePlay, newPlay, next } from '../../exercise/games/game.ts';
import { exportQueue, note, now, readDraft, subscribe, writeDraft } from '../../outbox/index.ts';
import { keep as keepFiles } from '../../sw/bridge.ts';
import { myClass } from './courses.remote.ts';
import {
  beside,
  blockRecord,
  draftKey,
  END,
  type Lesson,
  leftOf,
  newProgress,
  type Place,
  type Progress,
  playOf,
  type Row,
  refusedIn,
  required,
  resume,
  type Shown,
  schoolYear,
  withDone,
  withoutDone,
  withPlay,
} from './lesson.ts';

export interface LessonState {
  progress: Progress;
  delivery: '' | 'noted' | 'delivered' | 'failed';
  /** blocks that the database refused: they are to be done again */
  refused: string[];
  /** what the database has of this lesson and this seat shows that it is complete: the teacher sees it */
  seen: boolean;
}
export interface LessonActions {
  go(place: Place): void;
  /** what is only read has been read: noted, and on to the next */
  read(block: Shown): void;
  begin(block: Shown): void;
  choose(block: Shown, letter: string): void;
  next(block: Shown): void;
  again(block: Shown): void;
}

/** A lesson being done; `onChange` is called after every change of state. */
export function createLesson(lesson: Lesson, locale: string, onChange: () => void) {
  const key = draftKey(lesson.slug);
  const year = schoolYear(now());
  const state: LessonState = { progress: newProgress(lesson, year), delivery: '', refused: [], seen: false };
  let noting = false;
  const set = (change: Partial<LessonState>) => {
    Object.assign(state, change);
    onChange();
  };
  const keep = (progress: Progress) => {
    if (noting) return;
    set({ progress });
    void writeDraft(key, progress).catch(() => undefined);
  };
  /** Record and draft in one transaction; the page moves at once and goes back when the phone could not store it. */
  const finish = (block: Shown, after: Progress, play?: GamePlay) => {
    if (noting) return;
    const before = state.progress;
    // once in a school year is enough: what is done again is for oneself
    if (before.done.includes(block.id)) return keep(after);
    noting = true;
    const progress = withDone(lesson, after, [block.id]);
    set({ progress, delivery: '', refused: state.refused.filter((id) => id !== block.id) });
    note(blockRecord(lesson, block, play), { key, value: progress }).then(
      () => {
        noting = false;
        set({ delivery: 'noted' });
      },
      () => {
        noting = false;
        set({ progress: before, delivery: 'failed' });
      },
    );
  };
  const played = (block: Shown, change: (play: GamePlay) => GamePlay) => {
    const { game } = block;
    if (!game) return;
    const play = change(playOf(game, state.progress, block.id));
    const after = withPlay(state.progress, block.id, game, play);
    if (play.stage === 'done') finish(block, after, play);
    else keep(after);
  };
  const on: LessonActions = {
    go: (at) => {
      keep({ ...state.progress, at });
      if (at === END) void askServer();
    },
    read: (block) => {
      finish(block, { ...state.progress, at: beside(lesson, block.id, 1) });
      if (state.progress.at === END) void askServer();
    },
    begin: (block) => played(block, (play) => begin(block.game!, play)),
    choose: (block, letter) => played(block, (play) => choose(block.game!, play, letter)),
    next: (block) => played(block, (play) => next(block.game!, play)),
    again: (block) => played(block, () => begin(block.game!, newPlay(block.game!, Math.random))),
  };

  /** Blocks that another phone of the same person has delivered, and whether the teacher sees the whole. */
  async function askServer(): Promise<void> {
    const mine: MyClass | null = await myClass(locale).catch(() => null);
    const blocks = mine?.lessons.find(({ slug }) => slug === lesson.slug)?.blocks ?? [];
    const seen = mine !== null && required(lesson).every(({ id }) => blocks.includes(id));
    if (seen === state.seen && blocks.every((id) => state.progress.done.includes(id))) return;
    set({ seen, progress: withDone(lesson, state.progress, blocks) });
    if (!noting) void writeDraft(key, state.progress).catch(() => undefined);
  }
  async function lookForRefused(): Promise<void> {
    const refused = refusedIn(lesson.slug, (await exportQueue()) as Row[]);
    const again = refused.filter((id) => state.progress.done.includes(id));
    if (again.length === 0 || noting) return;
    set({ refused });
    keep(withoutDone(lesson, state.progress, again));
  }
  /** Follows what becomes of the records; what it says first was asked before the phone's disk was looked at. */
  function listen(): void {
    let heard = 0;
    subscribe(({ waiting, rejected }) => {
      if (++heard < 2) return;
      if (rejected > 0) void lookForRefused().catch(() => undefined);
      if (state.delivery !== 'noted' || waiting > 0) return;
      set({ delivery: 'delivered' });
      if (leftOf(lesson, state.progress.done).length === 0) void askServer();
    });
  }
  return {
    state,
    on,
    /** Brings back what this phone has; draws once when it is known. */
    async wake(): Promise<void> {
      const kept = await readDraft<Progress>(key).catch(() => undefined);
      const progress = resume(lesson, kept, year);
      set({ progress, delivery: progress.done.length > 0 ? 'noted' : '' });
      listen();
      void askServer();
    },
  };
}

/** Puts the lesson's pictures where the worker finds them: this page was open before the worker looked after it. */
export const keepPictures = (lesson: Lesson) =>
  keepFiles([...new Set(lesson.blocks.flatMap(({ picture }) => picture ?? []))], () => undefined).catch(
    () => undefined,
  );
