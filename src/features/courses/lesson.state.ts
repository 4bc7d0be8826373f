/**
 * Where a lesson's rules and the outbox meet: a block that is shown as done is a fact on this phone. This is written into
 * the page; what became of the records is asked by lesson.late.ts, which comes after it.
 */
import { begin, choose, type GamePlay, newPlay, next } from '../../exercise/games/game.ts';
import { note, now, readDraft, writeDraft } from '../../outbox/note.ts';
import {
  ASK,
  type Asked,
  beside,
  blockRecord,
  draftKey,
  LATE,
  type Lesson,
  leftOf,
  newProgress,
  type Place,
  type Progress,
  playOf,
  required,
  resume,
  type Shown,
  schoolYear,
  TOLD,
  type Told,
  withDone,
  withoutDone,
  withPlay,
} from './lesson.ts';

export interface LessonState {
  progress: Progress;
  delivery: '' | 'noted' | 'delivered' | 'failed';
  /** blocks that the database refused: they are to be done again */
  refused: string[];
  /** what the database has of this seat shows that the lesson is complete: the teacher sees it */
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
export function createLesson(lesson: Lesson, onChange: () => void) {
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
  const ask = (seat: boolean) => {
    const asked: Asked = { slug: lesson.slug, sent: state.progress.done.length > 0, seat };
    dispatchEvent(new CustomEvent(ASK, { detail: asked }));
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
        ask(leftOf(lesson, progress.done).length === 0);
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
    go: (at) => keep({ ...state.progress, at }),
    read: (block) => finish(block, { ...state.progress, at: beside(lesson, block.id, 1) }),
    begin: (block) => played(block, (play) => begin(block.game!, play)),
    choose: (block, letter) => played(block, (play) => choose(block.game!, play, letter)),
    next: (block) => played(block, (play) => next(block.game!, play)),
    again: (block) => played(block, () => begin(block.game!, newPlay(block.game!, Math.random))),
  };

  /** Takes in what became of the records, and what another phone of the same person has delivered. */
  function hear({ pending, refused, seat }: Told): void {
    if (noting) return;
    const before = state.progress;
    let progress = before;
    if (seat) progress = withDone(lesson, progress, seat);
    if (refused) progress = withoutDone(lesson, progress, refused);
    if (progress.done.join() !== before.done.join()) keep(progress);
    if (seat !== undefined) set({ seen: !!seat && required(lesson).every(({ id }) => seat.includes(id)) });
    if (refused) set({ refused: refused.filter((id) => lesson.blocks.some((block) => block.id === id)) });
    if (pending === false && state.delivery === 'noted') set({ delivery: 'delivered' });
  }
  return {
    state,
    on,
    /** Brings back what this phone has; draws once when it is known. */
    async wake(): Promise<void> {
      const kept = await readDraft<Progress>(key).catch(() => undefined);
      const progress = resume(lesson, kept, year);
      addEventListener(LATE, () => ask(true));
      addEventListener(TOLD, (event) => hear((event as CustomEvent<Told>).detail));
      set({ progress, delivery: progress.done.length > 0 ? 'noted' : '' });
      ask(true);
    },
  };
}
